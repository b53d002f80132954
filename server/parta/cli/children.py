"""A child process of the supervisor: in a session of its own, logged, restarted with back-off, stopped for good."""

import logging
import logging.handlers
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import anyio
import structlog
from structlog.typing import FilteringBoundLogger

from parta.cli.left_behind import remember
from parta.parts.processes import die_with_parent, ended, kill_session

log: FilteringBoundLogger = structlog.get_logger("supervisor")

FIRST_PAUSE_SECONDS = 0.3
LONGEST_PAUSE_SECONDS = 30.0
CALM_AFTER_SECONDS = 60.0
LOG_BYTES = 10 * 1024 * 1024
OLD_LOGS = 5


class Child:
    """One process that should run as long as we do."""

    def __init__(
        self,
        name: str,
        command: list[str],
        *,
        folder: Path,
        environment: dict[str, str],
        inherits: tuple[int, ...] = (),
        patience: float,
        echo: Callable[[bytes], None] | None = None,
    ) -> None:
        self.name = name
        self.quick_deaths = 0
        self.process: subprocess.Popen[bytes] | None = None
        self.command = command
        self._folder = folder
        self._environment = environment
        self.inherits = inherits
        self._patience = patience
        self._echo = echo
        self._stopping = False
        self._held: anyio.Event | None = None
        self._journal = _journal(name, folder / "log")

    async def keep(self) -> None:
        """Run it, and run it again whenever it ends by itself."""
        pause = FIRST_PAUSE_SECONDS
        while not self._stopping:
            if self._held is not None:
                await self._held.wait()
                self._held, self.quick_deaths, pause = None, 0, FIRST_PAUSE_SECONDS
            born = time.monotonic()
            process = self.process = self._spawn()
            log.info("child started", child=self.name, pid=process.pid)
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(self._write_journal, process)
                code = await ended(process)
                # A grandchild may hold the pipe open: it ends with its parent's session.
                kill_session(process.pid)
            if self._stopping:
                return
            if self._held is not None:  # asked to go away for a moment: that is no death
                continue
            lived = time.monotonic() - born
            log.warning("child ended", child=self.name, pid=process.pid, code=code, lived=round(lived, 1))
            if lived >= CALM_AFTER_SECONDS:
                pause, self.quick_deaths = FIRST_PAUSE_SECONDS, 0
            self.quick_deaths += 1
            await anyio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)

    async def stop(self) -> None:
        """Ask it to end, insist after a while, and leave nothing of its session."""
        self._stopping = True
        process = self.process
        if process is None:
            return
        if process.poll() is None:
            process.terminate()
        with anyio.move_on_after(self._patience):
            await ended(process)
        kill_session(process.pid)
        await ended(process)
        log.info("child stopped", child=self.name, pid=process.pid)

    async def while_away(self, act: Callable[[], None]) -> None:
        """End it, do something that it must not see half done, and let `keep` start it again."""
        process = self.process
        self._held = anyio.Event()
        try:
            if process is not None:
                if process.poll() is None:
                    process.terminate()
                with anyio.move_on_after(self._patience):
                    await ended(process)
                kill_session(process.pid)
                await ended(process)
            act()
        finally:
            self._held.set()

    def restart(self) -> None:
        """End it, so that `keep` starts it again."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def insist(self) -> None:
        """The operator is in a hurry: end at once."""
        if self.process is not None and self.process.poll() is None:
            self.process.kill()

    def last_words(self) -> str:
        """The end of its journal, for a message about a start that failed."""
        try:
            lines = (self._folder / "log" / f"{self.name}.log").read_text(errors="replace").splitlines()
        except OSError:
            return ""
        return next((line.strip() for line in reversed(lines) if line.strip()), "")

    def _spawn(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            self.command,
            cwd=self._folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            pass_fds=self.inherits,
            # At once: the database ends at the same moment, there is nothing left to finish with.
            preexec_fn=die_with_parent(signal.SIGKILL),  # noqa: PLW1509 - two system calls, no locks
        )
        remember(self._folder / "run", self.name, process.pid)
        return process

    async def _write_journal(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        with process.stdout as pipe:
            os.set_blocking(pipe.fileno(), False)
            rest = b""
            while True:
                await anyio.wait_readable(pipe)
                piece = os.read(pipe.fileno(), 65536)
                if not piece:
                    return
                *lines, rest = (rest + piece).split(b"\n")
                if len(rest) > LOG_BYTES // 10:
                    lines, rest = [*lines, rest], b""
                for line in lines:
                    self._journal.info("%s", line.decode(errors="replace"))
                    if self._echo is not None:
                        self._echo(line)


def _journal(name: str, folder: Path) -> logging.Logger:
    journal = logging.Logger(name)  # not the root's child: these lines are already formatted
    handler = logging.handlers.RotatingFileHandler(
        folder / f"{name}.log", maxBytes=LOG_BYTES, backupCount=OLD_LOGS, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(message)s"))
    journal.addHandler(handler)
    return journal
