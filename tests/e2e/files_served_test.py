"""A photo through the real command: the app takes it, the worker looks at it, the folder keeps it (C8)."""

import asyncio
import json
import subprocess
from pathlib import Path
from typing import Any
from uuid import uuid4

import aiohttp
import pytest

from files import photo
from people import until

from .serving import PARTA, PATIENCE, serving

pytestmark = pytest.mark.anyio


async def test_a_photo_sent_to_the_real_command_is_looked_at_by_its_worker(data: Path) -> None:
    async with serving(data) as (_, url):
        told = await asyncio.to_thread(
            subprocess.run,
            [
                *PARTA, "admin", "create-school", "--name", "Школа № 5", "--administrator", "Админова Ольга",
                "--data", str(data), "--json",
            ],
            capture_output=True, check=True, timeout=PATIENCE,
        )  # fmt: skip
        headers = {"X-Parta": "1", "Origin": url}
        jar = aiohttp.CookieJar(unsafe=True)
        async with aiohttp.ClientSession(url, headers=headers, cookie_jar=jar) as http:

            async def ask(method: str, path: str, **more: Any) -> Any:
                async with http.request(method, path, **more) as answer:
                    assert answer.status < 300, await answer.text()
                    return await answer.json() if answer.content_type == "application/json" else await answer.read()

            await ask("POST", "/api/sign-in/code", json={"code": json.loads(told.stdout)["code"]})
            room = (await ask("GET", "/api/rooms"))["rooms"][0]["id"]
            content = photo(3000, 2000)
            new = {"clientId": str(uuid4()), "name": "a.jpg", "bytes": len(content)}
            begun = await ask("POST", f"/api/rooms/{room}/files", json=new)
            await ask("PATCH", f"/api/files/{begun['id']}", data=content, headers={"Upload-Offset": "0"})

            async def ready() -> bool:
                state = (await ask("GET", f"/api/files/{begun['id']}"))["state"]
                return bool(state == "ready")

            await until(ready, "looked at by the worker")
            message = {"clientId": str(uuid4()), "text": "", "files": [begun["id"]]}
            await ask("POST", f"/api/rooms/{room}/messages", json=message)
            assert (await ask("GET", f"/api/files/{begun['id']}/thumb"))[8:12] == b"WEBP"
            kept = {one.name for one in (data / "files").rglob("*") if one.is_file()}
            assert kept == {"full", "screen", "thumb"}
