"""Child processes: dying with their parent, waiting for their end, telling the living from the dead."""

import asyncio
import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import anyio

PR_SET_PDEATHSIG = 1


def die_with_parent(last_word: signal.Signals) -> Callable[[], None]:
    """For `preexec_fn`: the kernel sends `last_word` when the thread that started the child ends, however it ends."""
    parent = os.getpid()
    libc = ctypes.CDLL(None, use_errno=True)

    def in_child() -> None:
        libc.prctl(PR_SET_PDEATHSIG, last_word)
        if os.getppid() != parent:
            os._exit(1)

    return in_child


def alive(pid: int) -> bool:
    """Is there such a process, not counting one that is dead but not yet buried."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def start_ticks(pid: int) -> int:
    """When it started, in the kernel's ticks since boot: with the number, this names one process for ever."""
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19])


def command_line(pid: int) -> list[str]:
    """The words it was started with."""
    return [os.fsdecode(word) for word in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[:-1]]


def kill_session(leader: int) -> None:
    """End what is left of the process group of a child that had a session of its own."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


async def ended(process: subprocess.Popen[bytes]) -> int:
    """Wait for the end of a child without a thread; gives its exit code."""
    if process.poll() is None:
        watch = os.pidfd_open(process.pid)
        try:
            await anyio.wait_readable(watch)
        finally:
            os.close(watch)
    return process.wait()


async def asked(module: str, *words: str, given: bytes | BinaryIO, wall_seconds: float) -> bytes:
    """What a module of ours answers in a process of its own, which may die without harm; empty when it did not end well.

    `given` is its standard input: bytes, or a real file that it reads itself. Raises `TimeoutError` after `wall_seconds`.
    """
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        *words,
        stdin=asyncio.subprocess.PIPE if isinstance(given, bytes) else given,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        async with asyncio.timeout(wall_seconds):
            answer, _ = await child.communicate(given if isinstance(given, bytes) else None)
    finally:
        if child.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                child.kill()
            await child.wait()
    return answer if child.returncode == 0 else b""
