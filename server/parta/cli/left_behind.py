"""What a killed supervisor left running: written down at each start of a child, stopped by the next start."""

import os
import signal
import time
from pathlib import Path

import msgspec
import structlog
from structlog.typing import FilteringBoundLogger

from parta.parts.processes import alive, command_line, kill_session, start_ticks

log: FilteringBoundLogger = structlog.get_logger("supervisor")

STOP_SECONDS = 3.0


class Remembered(msgspec.Struct, frozen=True):
    """Enough to know a process again after our own death."""

    pid: int
    started: int
    command: list[str]


def remember(run: Path, name: str, pid: int) -> None:
    """Write down what a next start needs to know the process again."""
    try:
        note = Remembered(pid=pid, started=start_ticks(pid), command=command_line(pid))
    except OSError:  # it is already gone
        return
    (run / f"{name}.child").write_bytes(msgspec.json.encode(note))


def stop_leftovers(run: Path) -> None:
    """Stop the children of a supervisor that was killed, if they are provably those."""
    for note in run.glob("*.child"):
        try:
            left = msgspec.json.decode(note.read_bytes(), type=Remembered)
        except (OSError, msgspec.MsgspecError):
            left = None
        if left is not None and _is_same(left):
            log.warning("leftover stopped", child=note.stem, pid=left.pid)
            _end(left)
        note.unlink(missing_ok=True)


def _is_same(left: Remembered) -> bool:
    try:
        return alive(left.pid) and start_ticks(left.pid) == left.started and command_line(left.pid) == left.command
    except OSError:
        return False


def _end(left: Remembered) -> None:
    deadline = time.monotonic() + STOP_SECONDS
    os.kill(left.pid, signal.SIGTERM)
    while _is_same(left) and time.monotonic() < deadline:
        time.sleep(0.05)
    if _is_same(left):
        kill_session(left.pid)
    while _is_same(left):
        time.sleep(0.05)
