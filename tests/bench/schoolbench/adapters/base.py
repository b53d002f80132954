"""What a peer's adapter provides. One adapter object = one running server with the school set up in it."""

from __future__ import annotations

import asyncio
import os
import subprocess
from pathlib import Path

from ..pg import Postgres
from ..recorder import Recorder
from ..school import School


class Adapter:
    name = "?"
    #: first step of the rate ladder, sends/s
    start_rate = 10.0
    #: messages to preload in the history chat through the peer's own interface
    history_messages = 100_000

    def __init__(self, school: School, recorder: Recorder, work: Path, cpus: set[int] | None, options: dict) -> None:
        self.school, self.recorder, self.work, self.cpus, self.options = school, recorder, work, cpus, options
        self.port = int(options.get("port", 18_000))
        self.pg = Postgres(work / "pg", self.port + 1, cpus)
        self.processes: list[subprocess.Popen] = []
        self.readers: list = []  # connections of the history phase

    # -- server side
    def spawn(self, argv: list, log: str = "server.log", **kwargs) -> subprocess.Popen:
        with open(self.work / log, "ab") as out:
            process = subprocess.Popen([str(a) for a in argv], stdout=out, stderr=out, **kwargs)
        if self.cpus:
            os.sched_setaffinity(process.pid, self.cpus)
        self.processes.append(process)
        return process

    @property
    def roots(self) -> list[int]:
        pids = [p.pid for p in self.processes] + [int(p) for p in self.options.get("pids", "").split(",") if p]
        return pids + ([self.pg.process.pid] if self.pg.process else [])

    async def until_listening(self, seconds: float = 30.0) -> None:
        """Wait until the server's port takes connections."""
        for _ in range(int(seconds * 10)):
            if any(process.poll() is not None for process in self.processes):
                break
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", self.port)
            except OSError:
                await asyncio.sleep(0.1)
                continue
            writer.close()
            return
        raise RuntimeError(f"the server did not start, see {self.work}")

    async def start(self) -> None:
        """Start database and server, create the users and chats (once per work folder)."""
        raise NotImplementedError

    async def stop(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                process.terminate()
        for process in self.processes:
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
        self.pg.stop()

    # -- client side
    async def connect(self, user: int, resume=None):
        """A connection that reports to the recorder; `resume` is what `drop` gave: the gap must be recovered."""
        raise NotImplementedError

    def send(self, connection, chat: int, body: str, seq: int) -> None:
        """Start sending; `recorder.ack(seq)` when the server has stored it durably."""
        raise NotImplementedError

    def drop(self, connection):
        """Cut the connection without a goodbye; returns what a later `connect` needs to resume."""
        raise NotImplementedError

    async def preload(self, count: int) -> int:
        """Fill the history chat; returns how many messages it has."""
        raise NotImplementedError

    async def history(self, worker: int) -> int:
        """Fetch the last 50 messages of the history chat; returns how many came."""
        raise NotImplementedError

    def end_history(self) -> None:
        """Close what `preload` opened, so that no second session of a user is left."""
        while self.readers:
            self.drop(self.readers.pop())
