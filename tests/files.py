"""Files of the tests: made here, sent piece by piece as a browser sends them."""

import asyncio
import io
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from PIL import Image

from parta.kernel.ids import RoomId
from people import Person, until

Room = RoomId | UUID | str


def photo(width: int = 80, height: int = 60, form: str = "JPEG", **more: Any) -> bytes:
    """A picture with something to see in it."""
    content = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(content, form, **more)
    return content.getvalue()


@cache
def pdf() -> bytes:
    """A document of one page."""
    content = io.BytesIO()
    Image.new("RGB", (300, 400), "white").save(content, "PDF")
    return content.getvalue()


async def announce(person: Person, room: Room, content: bytes, name: str, *, expect: int = 201, **more: Any) -> Any:
    """Say that a file is about to come."""
    draft = {"clientId": str(uuid4()), "name": name, "bytes": len(content), **more}
    return await person.ask("POST", f"/api/rooms/{room}/files", draft, expect=expect)


async def piece(person: Person, file: str, content: bytes, offset: int) -> tuple[int, Any]:
    """Send one piece; status and answer."""
    assert person.http is not None
    headers = {"Upload-Offset": str(offset), "Content-Type": "application/octet-stream"}
    async with person.http.patch(f"/api/files/{file}", data=content, headers=headers) as answer:
        return answer.status, await answer.json()


async def upload(person: Person, room: Room, content: bytes, name: str = "фото.jpg") -> Any:
    """Send a whole file and wait until it was looked at: ready or refused."""
    announced = await announce(person, room, content, name)
    at = 0
    while at < len(content):
        status, answer = await piece(person, announced["id"], content[at : at + announced["piece"]], at)
        assert status == 200, answer
        at = answer["received"]

    async def looked_at() -> Any:
        now = await person.ask("GET", f"/api/files/{announced['id']}")
        return now if now["state"] in ("ready", "refused") else await asyncio.sleep(0.05)

    return await until(looked_at, f"{name} looked at")


async def sends(
    person: Person, room: Room, *contents: bytes, text: str = "", name: str = "фото.jpg", **more: Any
) -> Any:
    """Post a message with these files; the answer of the post."""
    files = [(await upload(person, room, content, name))["id"] for content in contents]
    return await person.says(room, text, files=files, **more)


async def fetched(person: Person, file: str, size: str = "full", **headers: str) -> tuple[int, Any, bytes]:
    """A file as this person gets it: status, headers, bytes."""
    assert person.http is not None
    async with person.http.get(f"/api/files/{file}/{size}", headers=headers) as answer:
        return answer.status, answer.headers, await answer.read()
