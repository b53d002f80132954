"""An address chosen on the screen is taken up by the running server; what can't be taken up is taken back."""

import asyncio
import socket
import ssl
import tempfile
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest

from e2e.serving import PATIENCE, Running, parta_json, serving
from parta.parts.address import BehindProxy, Choice, KeptChoice, OwnFiles
from self_signed import self_signed

pytestmark = pytest.mark.anyio


@pytest.fixture
def data() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="parta-") as name:
        Path(name).chmod(0o711)  # the database's user may pass
        yield Path(name) / "data"


async def status(url: str, **encrypted: object) -> bytes:
    """What `/health/ready` answers."""
    host, port = url.split("//")[1].split(":")
    reader, writer = await asyncio.open_connection(host, int(port), **encrypted)  # type: ignore[arg-type]  # ssl or nothing
    try:
        writer.write(f"GET /health/ready HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        return (await reader.readline())[9:12]
    finally:
        writer.close()


async def moved(school: Running, choice: Choice, words: str) -> None:
    KeptChoice(school.data).write(choice)
    async with asyncio.timeout(PATIENCE):
        await school.until_said(words)


async def chats_are_heard(data: Path, home: str, trusting: ssl.SSLContext) -> bool:
    """Somebody signs in and his socket is welcomed."""
    words = ("admin", "create-school", "--name", "Школа № 5", "--administrator", "Орлова Анна")
    code = (await asyncio.to_thread(parta_json, *words, data=data))["code"]
    jar, connector = aiohttp.CookieJar(unsafe=True), aiohttp.TCPConnector(ssl=trusting)
    headers = {"X-Parta": "1", "Origin": home}
    async with aiohttp.ClientSession(home, headers=headers, cookie_jar=jar, connector=connector) as browser:
        async with browser.post("/api/sign-in/code", json={"code": code}) as answer:
            assert answer.status == 204
        async with browser.ws_connect("/ws") as line:
            await line.send_json({"t": "resume", "streams": {}})
            return "welcome" in await line.receive_str(timeout=PATIENCE)


async def test_the_school_goes_over_to_its_own_certificate_and_back(data: Path) -> None:
    certificate, key = self_signed(data.parent / "tls", "parta.school.test", 60)
    trusting = ssl.create_default_context(cafile=str(certificate))
    async with serving(data) as (school, home):
        assert await status(home) == b"200"
        https = home.replace("http:", "https:")

        await moved(school, Choice(OwnFiles(str(certificate), str(key)), https), f"Адрес школы: {https}")
        assert await status(https, ssl=trusting) == b"200"
        assert await chats_are_heard(data, https, trusting)

        await moved(
            school, Choice(BehindProxy(("127.0.0.1",)), "https://parta.school.test"), "Адрес школы: https://parta"
        )
        assert await status(home) == b"200"


async def test_a_certificate_that_does_not_open_leaves_the_school_where_it_was(data: Path) -> None:
    async with serving(data) as (school, home):
        kept = KeptChoice(data)
        await moved(school, Choice(OwnFiles("/nowhere.pem", "/nowhere.pem"), "https://a.ru"), "Адрес прежний")
        assert "Не подходит сертификат" in (kept.refusal() or "")
        assert kept.text() == ""
        assert await status(home) == b"200"


async def test_a_taken_port_leaves_the_school_where_it_was(data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free, socket.create_server(("127.0.0.1", 0)) as taken:
        at, other = (f"127.0.0.1:{door.getsockname()[1]}" for door in (free, taken))
        free.close()
        (data / "run").mkdir(parents=True)
        kept = KeptChoice(data)
        kept.write(Choice(listen=at))
        async with serving(data, listen=None) as (school, home):
            assert home == f"http://{at}"
            await moved(school, Choice(listen=other), "Адрес прежний")
            assert "уже занят" in (kept.refusal() or "")
            assert await status(home) == b"200"

            taken.close()
            await moved(school, Choice(listen=other), f"Адрес школы: http://{other}")
            assert await status(f"http://{other}") == b"200"
            with pytest.raises(ConnectionRefusedError):
                await status(home)
