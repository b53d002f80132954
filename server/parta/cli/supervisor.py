"""`parta serve` as a tree: database, app, worker and media server below one small process that keeps them running."""

import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Collection
from pathlib import Path

import anyio

from parta.cli.address import AddressKeeper
from parta.cli.children import Child
from parta.cli.readiness import is_ready
from parta.cli.refused import Refused
from parta.parts import media_server
from parta.settings import Handover, MediaAccess, Settings

# `-P`: a folder named `parta` in the working folder must not be taken for the program.
APP = [sys.executable, "-P", "-m", "parta.assembly", "app"]
WORKER = [sys.executable, "-P", "-m", "parta.assembly", "worker"]

GIVE_UP_AFTER_DEATHS = 3
LOOK_AGAIN_SECONDS = 0.25
LOOK_FOR_MEDIA_SECONDS = 3.0
STOP_SECONDS = 20.0
MEDIA_STOP_SECONDS = 5.0  # it waits for calls to end by themselves
MEDIA_MAY_BE_SILENT_SECONDS = 15.0


class Supervisor:
    """Starts the children in order, keeps them running until a signal, stops them in order."""

    def __init__(
        self,
        settings: Settings,
        run_folder: Path,
        taken: socket.socket,
        say: Callable[[str], None],
        reload: Callable[[], Settings],
        fixed: Collection[str],
    ) -> None:
        self._settings = settings
        self._run_folder = run_folder
        self._address = AddressKeeper(settings, taken, say, reload)
        self._fixed = tuple(sorted(fixed))
        self._say = say
        self._stop = anyio.Event()
        self._children: list[Child] = []

    async def run(self) -> None:
        """Everything from the first process to the last one's end."""
        async with anyio.create_task_group() as signals:
            signals.start_soon(self._watch_signals)
            self._say("Запускаю базу данных…")
            async with self._settings.database.open() as database:
                self._say("База данных работает.")
                if not self._stop.is_set():
                    await self._run_children(database.dsn)
                self._say("Останавливаю базу данных…")
            signals.cancel_scope.cancel()
        self._say("Остановлено.")

    async def _run_children(self, dsn: str) -> None:
        await self._address.obtain_certificate()
        key, ports = media_server.new_key(), _media_ports(self._settings)
        media_config = _private_file(self._run_folder / "media.json", media_server.configuration(ports, key))
        media_access = MediaAccess(url=f"http://127.0.0.1:{ports.signal}", api_key=key.name, api_secret=key.secret)

        def hand_over() -> Handover:
            return Handover(
                settings=self._address.settings,
                dsn=dsn,
                run_folder=self._run_folder,
                listen_fd=self._address.taken.fileno(),
                media=media_access,
                chosen=self._address.digest,
                fixed=self._fixed,
            )

        handover = hand_over()
        handover.first_code_file.unlink(missing_ok=True)
        handover_file = handover.write()
        app = self._child("app", APP, handover_file, patience=STOP_SECONDS, inherits=(handover.listen_fd,))
        worker = self._child("worker", WORKER, handover_file, patience=STOP_SECONDS)
        media = self._child("media", [], handover_file, patience=MEDIA_STOP_SECONDS)
        self._children = [app, worker, media]  # in the order of stopping
        async with anyio.create_task_group() as tasks:
            try:
                tasks.start_soon(app.keep)
                self._say("Запускаю приложение…")
                await self._until_ready(app)
                if not self._stop.is_set():
                    self._say(f"Готово. Откройте в браузере: {self._address.settings.address}")
                    tasks.start_soon(worker.keep)
                    tasks.start_soon(self._keep_media, media, media_config, ports.signal)
                    tasks.start_soon(self._address.renew_certificate, app)
                    tasks.start_soon(self._address.follow, app, lambda: hand_over().write(), self._until_ready)
                    tasks.start_soon(self._tell_first_code, handover.first_code_file)
                    await self._stop.wait()
            finally:
                with anyio.CancelScope(shield=True):
                    self._say("Останавливаю приложение…")
                    for child in self._children:
                        await child.stop()
                tasks.cancel_scope.cancel()
                handover_file.unlink(missing_ok=True)

    async def _until_ready(self, app: Child) -> None:
        asked = time.monotonic()
        while not self._stop.is_set() and not await is_ready(self._address.settings):
            if app.quick_deaths >= GIVE_UP_AFTER_DEATHS:
                raise Refused(
                    f"Приложение не запускается. Журнал: {self._settings.data / 'log' / 'app.log'}. "
                    f"Последняя запись: {app.last_words()}"
                )
            if time.monotonic() - asked > 60:
                self._say("Приложение ещё готовится: возможно, обновляются таблицы базы данных…")
                asked = time.monotonic()
            await anyio.sleep(LOOK_AGAIN_SECONDS)

    async def _tell_first_code(self, file: Path) -> None:
        told = ""
        while True:
            code = _content(file)
            if code and code != told:
                self._say(f"Код первого администратора (действует один раз): {code}")
                told = code
            await anyio.sleep(LOOK_AGAIN_SECONDS)

    async def _keep_media(self, media: Child, config: Path, port: int) -> None:
        """The school works without it: wait until its program is there, then run it as long as it answers."""
        program = media_server.find_program(self._settings.sfu.binary)
        if program is None:
            self._say("Звонков пока нет: медиасервер ещё не собран. Всё остальное работает.")
        while program is None:
            await anyio.sleep(LOOK_FOR_MEDIA_SECONDS)
            program = media_server.find_program(self._settings.sfu.binary)
        media.command = [str(program), "--config", str(config)]
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(media.keep)
            answered, told = time.monotonic(), False
            while True:
                if await media_server.answers(port):
                    answered = time.monotonic()
                    if not told:
                        self._say("Медиасервер для звонков работает.")
                        told = True
                if time.monotonic() - answered > MEDIA_MAY_BE_SILENT_SECONDS:
                    media.insist()
                    answered = time.monotonic()
                await anyio.sleep(LOOK_FOR_MEDIA_SECONDS)

    async def _watch_signals(self) -> None:
        with anyio.open_signal_receiver(signal.SIGINT, signal.SIGTERM, signal.SIGHUP) as signals:
            async for _ in signals:
                if self._stop.is_set():  # asked twice: the operator is in a hurry
                    for child in self._children:
                        child.insist()
                self._stop.set()

    def _child(
        self,
        name: str,
        command: list[str],
        handover: Path,
        *,
        inherits: tuple[int, ...] = (),
        patience: float,
    ) -> Child:
        return Child(
            name,
            command,
            folder=self._settings.data,
            environment={**os.environ, "PARTA_HANDOVER": str(handover), "PYTHONUNBUFFERED": "1"},
            inherits=inherits,
            patience=patience,
            echo=_to_stderr if self._settings.dev else None,
        )


def _media_ports(settings: Settings) -> media_server.MediaPorts:
    wished = settings.sfu
    return media_server.free_ports(
        wished.node_ip, wished.signal_port, wished.tcp_port, wished.udp_port, wished.stun_port
    )


def _content(file: Path) -> str:
    try:
        return file.read_text().strip()
    except FileNotFoundError:
        return ""


def _private_file(path: Path, text: str) -> Path:
    path.touch(mode=0o600)
    path.write_text(text)
    return path


def _to_stderr(line: bytes) -> None:
    sys.stderr.buffer.write(line + b"\n")
    sys.stderr.buffer.flush()
