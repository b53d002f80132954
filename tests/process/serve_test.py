"""`parta serve`: one start, one clear sentence when it can't, and nothing left behind whatever is killed."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from parta.parts.processes import alive
from parta.settings import Handover

COMMAND = [sys.executable, str(Path(__file__).with_name("school_without_an_app.py"))]
PATIENCE_SECONDS = 60.0


class Serving:
    """A `parta serve` in a process group of its own, as a terminal would start it."""

    def __init__(self, data: Path, listen: str, *arguments: str, **environment: str) -> None:
        self.data = data
        self._output = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
        self.process = subprocess.Popen(
            [*COMMAND, "serve", "--data", str(data), "--listen", listen, *arguments],
            stdout=self._output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env={**os.environ, **environment},
        )

    @property
    def said(self) -> str:
        return os.pread(self._output.fileno(), 1_000_000, 0).decode()

    @property
    def address(self) -> tuple[str, int]:
        found = re.search(r"http://([\d.]+):(\d+)", self.said)
        assert found, self.said
        return found[1], int(found[2])

    def until(self, is_so: Callable[[], object]) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not is_so():
            assert time.monotonic() < deadline, self.said
            time.sleep(0.02)

    def until_said(self, text: str) -> "Serving":
        self.until(lambda: text in self.said or self.process.poll() is not None)
        assert text in self.said, self.said
        return self

    def child(self, name: str) -> int:
        """The number of a child that runs now."""
        if name == "database":
            return int((self.data / "database" / "cluster" / "postmaster.pid").read_text().splitlines()[0])
        note = (self.data / "run" / f"{name}.child").read_text()
        found = re.search(r'"pid":(\d+)', note)
        assert found
        return int(found[1])

    def family(self) -> list[int]:
        return [self.child(name) for name in ("app", "worker", "database")]

    def answers(self) -> bool:
        try:
            with socket.create_connection(self.address, timeout=5) as door:
                door.sendall(b"GET / HTTP/1.1\r\n\r\n")
                return door.recv(100).startswith(b"HTTP/1.1 200")
        except OSError:
            return False

    def end(self) -> int:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(PATIENCE_SECONDS)


@pytest.fixture
def data() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="parta-") as name:
        Path(name).chmod(0o711)  # the database's user may pass
        yield Path(name) / "data"


@pytest.fixture
def start(data: Path) -> Iterator[Callable[..., Serving]]:
    started: list[Serving] = []

    def start(*arguments: str, listen: str = "127.0.0.1:0", **environment: str) -> Serving:
        started.append(Serving(data, listen, *arguments, **environment))
        return started[-1]

    yield start
    for serving in started:
        serving.end()


@pytest.fixture
def serving(start: Callable[..., Serving]) -> Serving:
    running = start().until_said("Код первого администратора (действует один раз): AAAA-BBBB-CCCC")
    running.until((running.data / "run" / "worker.child").exists)
    return running


def refusal(serving: Serving) -> str:
    """The one sentence of a start that could not be."""
    assert serving.process.wait(PATIENCE_SECONDS) != 0
    said = [line for line in serving.said.splitlines() if not line.startswith("[")]
    assert len(said) == 1, serving.said
    return said[0]


def test_a_start_prints_the_address_and_the_first_code(serving: Serving) -> None:
    assert serving.answers()
    assert "Готово. Откройте в браузере: http://127.0.0.1:" in serving.said
    assert "the app is here" in (serving.data / "log" / "app.log").read_text()


def test_ctrl_c_leaves_no_child_and_the_next_start_works(serving: Serving, start: Callable[..., Serving]) -> None:
    family = serving.family()
    assert all(map(alive, family))

    assert serving.end() == 0

    assert not any(map(alive, family))
    assert "Остановлено." in serving.said
    journal = (serving.data / "log" / "supervisor.log").read_text()
    assert re.findall(r'"child": "(\w+)", "pid": \d+, "event": "child stopped"', journal) == ["app", "worker"]
    assert not (serving.data / "run" / "handover.json").exists()
    start().until_said("Готово.")


def test_a_child_that_does_not_listen_is_ended_all_the_same(start: Callable[..., Serving]) -> None:
    serving = start(STUBBORN_WORKER="1").until_said("Готово.")
    serving.until((serving.data / "run" / "worker.child").exists)
    family = serving.family()

    assert serving.end() == 0

    assert not any(map(alive, family))


def test_a_second_start_on_the_same_data_is_refused_and_the_first_goes_on(
    serving: Serving, start: Callable[..., Serving]
) -> None:
    told = refusal(start())

    assert f"уже запущена (номер процесса: {serving.process.pid})" in told
    assert serving.answers()


def test_a_taken_port_is_refused(start: Callable[..., Serving]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        told = refusal(start(listen=f"127.0.0.1:{port}"))
    assert f"Порт {port} на 127.0.0.1 уже занят" in told


def test_an_address_open_to_others_needs_encryption_or_consent(start: Callable[..., Serving]) -> None:
    assert "виден другим машинам, а шифрование не настроено" in refusal(start(listen="0.0.0.0:0"))

    open_to_all = start("--insecure-lan", listen="0.0.0.0:0").until_said("Готово.")
    assert "не работают уведомления" in open_to_all.said


def test_a_file_in_place_of_the_folder_is_refused(data: Path, start: Callable[..., Serving]) -> None:
    data.write_text("")
    assert "не папка" in refusal(start())


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_rights_is_refused(data: Path, start: Callable[..., Serving]) -> None:
    data.mkdir(mode=0o500)
    assert "Нет прав на папку данных" in refusal(start())


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can change to a user without rights")
def test_a_folder_without_rights_is_refused_to_another_user(data: Path) -> None:
    data.parent.chmod(0o755)
    data.mkdir(mode=0o700)
    check = (
        "import os\nfrom pathlib import Path\n"
        "from parta.cli.data_folder import held\nfrom parta.cli.refused import refusals_in_words\n"
        "from parta.settings import load\n"
        "os.setuid(65534)\n"
        f"with refusals_in_words():\n    with held(load(Path({str(data)!r}))): pass"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "Нет прав на" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_full_disk_is_refused(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from parta.cli import data_folder
    from parta.cli.refused import refusals_in_words
    from parta.settings import load

    monkeypatch.setattr(data_folder, "FREE_FOR_A_FIRST_START", 10**18)
    with pytest.raises(SystemExit) as left, refusals_in_words(), data_folder.held(load(data)):
        pass
    assert left.value.code != 0
    assert "Освободите место" in capsys.readouterr().err


@pytest.fixture
def small_disk(data: Path) -> Iterator[Callable[[str], None]]:
    """Puts the data folder on a disk of its own; only root may."""
    data.mkdir()

    def mount(options: str) -> None:
        command = ["mount", "-t", "tmpfs", "-o", f"{options},mode=711", "tmpfs", str(data)]
        if subprocess.run(command, capture_output=True, check=False).returncode != 0:
            pytest.skip("this machine lets nobody mount a disk")

    yield mount
    subprocess.run(["umount", "--lazy", str(data)], capture_output=True, check=False)


@pytest.mark.parametrize("disk", ["size=64m", "size=400m,nr_inodes=200", "size=400m,nr_inodes=3"])
def test_a_disk_too_small_for_a_school_is_told_in_one_sentence(
    small_disk: Callable[[str], None], start: Callable[..., Serving], disk: str
) -> None:
    small_disk(disk)
    told = refusal(start())
    assert "место" in told
    assert "--data" in told


def test_a_disk_that_became_full_is_told_and_the_school_goes_on_once_there_is_room(
    small_disk: Callable[[str], None], start: Callable[..., Serving], data: Path
) -> None:
    small_disk("size=400m")
    start().until_said("Готово.").end()
    ballast = data / "photographs"
    with contextlib.suppress(OSError), ballast.open("wb") as file:
        while True:
            file.write(bytes(1024 * 1024))
    assert "Освободите место" in refusal(start())
    ballast.unlink()
    assert start().until_said("Готово.").answers()


def test_an_app_that_can_not_start_is_told_with_its_last_words(start: Callable[..., Serving]) -> None:
    told = refusal(start(APP_MODE="broken"))
    assert "Приложение не запускается" in told
    assert "таблицы новее программы" in told


BESIDE = """
import sys, anyio, psycopg
from pathlib import Path
from parta.cli.data_folder import open_database
from parta.cli.refused import refusals_in_words
from parta.settings import load
async def main():
    async with open_database(load(Path(sys.argv[1]))) as database:
        with psycopg.connect(database.dsn) as connection:
            print(connection.execute("SELECT current_user").fetchone()[0])
with refusals_in_words():
    anyio.run(main)
"""


def beside(data: Path) -> str:
    """A command such as `parta admin …`, which needs the school's database."""
    done = subprocess.run([sys.executable, "-c", BESIDE, str(data)], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_a_command_beside_a_running_school_uses_its_database(serving: Serving) -> None:
    assert beside(serving.data) == "parta"
    assert serving.answers()


def test_a_command_without_a_running_school_starts_the_database_for_itself(
    data: Path, start: Callable[..., Serving]
) -> None:
    assert beside(data) == "parta"
    start().until_said("Готово.")


MEDIA_SERVER = f"""#!{sys.executable}
import json, sys
from http.server import BaseHTTPRequestHandler, HTTPServer

class Fine(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_GET(self):
        self.send_response(200)
        self.end_headers()

HTTPServer(("127.0.0.1", json.load(open(sys.argv[2]))["port"]), Fine).serve_forever()
"""


def test_a_media_server_that_is_built_later_is_taken_up(data: Path, start: Callable[..., Serving]) -> None:
    program = data.parent / "livekit-server"
    serving = start(PARTA_SFU__BINARY=str(program)).until_said("Звонков пока нет")
    assert serving.answers()

    fresh = data.parent / "fresh"
    fresh.write_text(MEDIA_SERVER)
    fresh.chmod(0o755)
    fresh.rename(program)

    serving.until_said("Медиасервер для звонков работает.")
    media = serving.child("media")
    assert serving.end() == 0
    assert not alive(media)


def test_a_killed_media_server_is_started_again(data: Path, start: Callable[..., Serving]) -> None:
    program = data.parent / "livekit-server"
    program.write_text(MEDIA_SERVER)
    program.chmod(0o755)
    serving = start(PARTA_SFU__BINARY=str(program)).until_said("Медиасервер для звонков работает.")
    first = serving.child("media")

    os.kill(first, signal.SIGKILL)

    serving.until(lambda: serving.child("media") != first)
    assert serving.answers()


def test_everything_killed_at_once_starts_again_on_the_same_data(
    serving: Serving, start: Callable[..., Serving]
) -> None:
    dsn = Handover.model_validate_json((serving.data / "run" / "handover.json").read_text()).dsn
    with psycopg.connect(dsn) as connection:
        connection.execute("CREATE TABLE message AS SELECT 'доброе утро' AS text")

    for number in (serving.process.pid, *serving.family()):
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)

    again = start().until_said("Готово.")
    dsn = Handover.model_validate_json((again.data / "run" / "handover.json").read_text()).dsn
    with psycopg.connect(dsn) as connection:
        assert connection.execute("SELECT text FROM message").fetchone() == ("доброе утро",)


@pytest.mark.parametrize("name", ["app", "worker"])
def test_a_killed_child_is_started_again(serving: Serving, name: str) -> None:
    first = serving.child(name)

    os.kill(first, signal.SIGKILL)

    serving.until(lambda: serving.child(name) != first)
    serving.until(serving.answers)


def test_a_killed_database_comes_back_with_what_was_committed(serving: Serving) -> None:
    dsn = Handover.model_validate_json((serving.data / "run" / "handover.json").read_text()).dsn
    with psycopg.connect(dsn) as connection:
        connection.execute("CREATE TABLE message AS SELECT 'доброе утро' AS text")
    first = serving.child("database")

    os.kill(first, signal.SIGKILL)

    def is_back() -> bool:
        try:
            with psycopg.connect(dsn) as connection:
                return connection.execute("SELECT text FROM message").fetchone() == ("доброе утро",)
        except psycopg.OperationalError:
            return False

    serving.until(is_back)
    assert serving.child("database") != first


def test_after_the_supervisor_was_killed_nothing_stays_and_a_new_start_works(
    serving: Serving, start: Callable[..., Serving]
) -> None:
    family, (host, port) = serving.family(), serving.address

    os.kill(serving.process.pid, signal.SIGKILL)

    # At once, on the same port: what is left over is stopped by the new start, if it has not ended by itself.
    again = start(listen=f"{host}:{port}").until_said("Готово.")
    assert again.answers()
    assert not any(map(alive, family))
