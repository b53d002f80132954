"""Files in a real S3 and under the eyes of a real clamd: the same school, other parts.

`make test` builds the S3 server and installs clamd where it may; elsewhere these tests are skipped.
"""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from files import announce, fetched, pdf, photo, piece, sends, upload
from parta.files.looking import look
from parta.files.storage import Storage
from parta.parts.files import Bucket, FileStore, Folder, Memory, StoreAway
from parta.parts.inspecting.inspector import Inspector
from parta.parts.processes import die_with_parent
from parta.parts.scanner import Clamd, NoScanner, ScannerAway
from people import TestSchool, problem, running_school, until

pytestmark = pytest.mark.anyio
VERSITYGW = Path(os.environ.get("PARTA_TEST_S3", "/nowhere"))
CLAMD = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin")
BUCKET = "school"
# The test file of all scanners, in two halves, so that no scanner takes this file for it.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
SIGNATURE = "44d88612fea8a8f36de82e1278abb02f:68:Eicar-Test-Signature\n"

needs_s3 = pytest.mark.skipif(not VERSITYGW.exists(), reason="no S3 server here: make test builds it")
needs_clamd = pytest.mark.skipif(CLAMD is None, reason="no clamd here: apt-get install clamav-daemon")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


def _answers(where: tuple[str, int] | str) -> bool:
    family = socket.AF_UNIX if isinstance(where, str) else socket.AF_INET
    with socket.socket(family) as knock:
        return knock.connect_ex(where) == 0


@pytest.fixture
def running() -> Iterator[Any]:
    """Starts a server of others, waits until it listens; ends it after the test."""
    children: list[subprocess.Popen[bytes]] = []

    def start(where: tuple[str, int] | str, *command: str | Path, log: Path) -> None:
        with log.open("wb") as output:
            children.append(
                subprocess.Popen(
                    command,
                    stdout=output,
                    stderr=output,
                    preexec_fn=die_with_parent(signal.SIGKILL),  # noqa: PLW1509 - two system calls, no locks
                )
            )
        deadline = time.monotonic() + 20
        while not _answers(where):
            assert children[-1].poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.02)

    yield start
    for child in children:
        child.kill()
        child.wait()


@pytest.fixture
def bucket(running: Any, tmp_path: Path) -> Bucket:
    """An empty bucket of a real S3 server."""
    (tmp_path / "s3" / BUCKET).mkdir(parents=True)
    (tmp_path / "sidecar").mkdir()
    port = _free_port()
    running(
        ("127.0.0.1", port), VERSITYGW, "--access", "key", "--secret", "secret", "--port", f"127.0.0.1:{port}", "--quiet",
        "posix", "--sidecar", tmp_path / "sidecar", tmp_path / "s3", log=tmp_path / "s3.log",
    )  # fmt: skip
    return Bucket(BUCKET, f"http://127.0.0.1:{port}", access_key="key", secret_key="secret", prefix="parta")


def _clamd(running: Any, folder: Path) -> str:
    """A clamd that knows one virus; the path of its socket."""
    database, address = folder / "signatures", str(folder / "clamd.sock")
    database.mkdir()
    (database / "test.hdb").write_text(SIGNATURE)
    lines = [f"DatabaseDirectory {database}", f"LocalSocket {address}", "Foreground yes", "StreamMaxLength 60M"]
    (folder / "clamd.conf").write_text("\n".join(lines) + "\n")
    assert CLAMD is not None
    running(address, CLAMD, "--config-file", folder / "clamd.conf", log=folder / "clamd.log")
    return address


@asynccontextmanager
async def _storage(store: Bucket | Folder, scanner: Clamd | NoScanner) -> AsyncIterator[Storage]:
    async with store.open() as files, scanner.open() as eyes:
        yield Storage(files, eyes, Inspector())


@asynccontextmanager
async def _school(store: Bucket | Folder, scanner: Clamd | NoScanner) -> AsyncIterator[TestSchool]:
    async with _storage(store, scanner) as storage, running_school(storage=storage) as school:
        yield school


async def _whole(store: FileStore, key: str, start: int, end: int) -> bytes:
    return b"".join([piece async for piece in store.read(key, start, end)])


@pytest.mark.parametrize("where", ["folder", "memory", pytest.param("s3", marks=needs_s3)])
async def test_every_store_keeps_reads_parts_and_forgets(
    where: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    chosen: dict[str, Any] = {"folder": lambda: Folder(tmp_path / "files"), "memory": Memory}
    variant = request.getfixturevalue("bucket") if where == "s3" else chosen[where]()
    content = os.urandom(3_000_000)
    async with variant.open() as store:
        await store.keep("school/a/full", content)
        assert await _whole(store, "school/a/full", 0, len(content)) == content
        assert await _whole(store, "school/a/full", 1000, 1010) == content[1000:1010]
        await store.keep("school/a/full", b"other")
        assert await _whole(store, "school/a/full", 0, 5) == b"other"
        await store.forget(["school/a/full", "school/never/there"])
        with pytest.raises(StoreAway):
            await _whole(store, "school/a/full", 0, 5)


@needs_s3
async def test_a_school_on_s3_sends_and_reads_and_deletes(bucket: Bucket, tmp_path: Path) -> None:
    async with _school(bucket, NoScanner()) as school:
        anya, yaroslav = await school.pupil("Аня", "Иванова", "6Б"), await school.pupil("Ярослав", "Щербаков", "6Б")
        room = school.room("6Б")
        await sends(anya, room, photo(3000, 2000), pdf(), text="Смотри")
        [message] = await yaroslav.history(room)
        picture, document = message["attachments"]
        assert (await fetched(yaroslav, picture["id"], "screen"))[0] == 200
        status, _, part = await fetched(yaroslav, document["id"], Range="bytes=2-9")
        assert (status, part) == (206, pdf()[2:10])
        kept = list((tmp_path / "s3" / BUCKET).rglob("full"))
        assert len(kept) == 2
        await anya.ask("DELETE", f"/api/rooms/{room}/messages/1")
        assert (await fetched(yaroslav, document["id"]))[0] == 404
        await until(lambda: not list((tmp_path / "s3" / BUCKET).rglob("full")), "the bytes are gone from the bucket")


async def test_a_store_that_is_away_is_said_in_words_and_loses_nothing() -> None:
    away = Bucket(BUCKET, f"http://127.0.0.1:{_free_port()}", access_key="key", secret_key="secret")
    async with _school(away, NoScanner()) as school:
        anya = await school.pupil("Аня", "Иванова", "6Б")
        announced = await announce(anya, school.room("6Б"), b"Hello", "a.txt")
        status, answer = await piece(anya, announced["id"], b"Hello", 0)
        assert (status, problem(answer)) == (503, "files-away")
        assert (await anya.ask("GET", f"/api/files/{announced['id']}"))["received"] == 0


@needs_clamd
async def test_an_infected_file_reaches_nobody_and_a_clean_one_everybody(running: Any, tmp_path: Path) -> None:
    async with _school(Folder(tmp_path / "files"), Clamd(_clamd(running, tmp_path))) as school:
        anya, yaroslav = await school.pupil("Аня", "Иванова", "6Б"), await school.pupil("Ярослав", "Щербаков", "6Б")
        room = school.room("6Б")
        await sends(anya, room, "Чисто".encode(), name="a.txt")
        [message] = await yaroslav.history(room)
        assert (await fetched(yaroslav, message["attachments"][0]["id"]))[0] == 200
        refused = await upload(anya, room, EICAR, "задание.txt")
        assert (refused["state"], "вирус" in refused["refusal"]) == ("refused", True)
        body = {"clientId": str(uuid4()), "text": "", "files": [refused["id"]]}
        assert problem(await anya.ask("POST", f"/api/rooms/{room}/messages", body, expect=403)) == "not-for-this-chat"
        assert not [one for one in (tmp_path / "files").rglob("*") if one.is_file() and EICAR in one.read_bytes()]


async def test_without_a_scanner_the_same_file_is_just_text() -> None:
    """The premise of the refusal above: it was the scanner that refused."""
    async with running_school() as school:
        anya = await school.pupil("Аня", "Иванова", "6Б")
        assert (await upload(anya, school.room("6Б"), EICAR, "задание.txt"))["state"] == "ready"


@needs_clamd
async def test_while_the_scanner_is_away_a_file_waits_unread(running: Any, tmp_path: Path) -> None:
    async with (
        _storage(Folder(tmp_path / "files"), Clamd(str(tmp_path / "clamd.sock"))) as storage,
        running_school(storage=storage) as school,
    ):
        anya = await school.pupil("Аня", "Иванова", "6Б")
        room = school.room("6Б")
        announced = await announce(anya, room, b"Hello", "a.txt")
        await piece(anya, announced["id"], b"Hello", 0)
        assert (await anya.ask("GET", f"/api/files/{announced['id']}"))["state"] == "checking"
        body = {"clientId": str(uuid4()), "text": "", "files": [announced["id"]]}
        assert problem(await anya.ask("POST", f"/api/rooms/{room}/messages", body, expect=403)) == "not-for-this-chat"
        assert (await fetched(anya, announced["id"]))[0] == 404
        with pytest.raises(ScannerAway):
            await look(school.server.workshop, storage, school.id, UUID(announced["id"]))
        _clamd(running, tmp_path)
        await look(school.server.workshop, storage, school.id, UUID(announced["id"]))  # as the queue asks again later
        await anya.ask("POST", f"/api/rooms/{room}/messages", body, expect=201)
