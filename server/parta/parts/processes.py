"""Child processes: dying with their parent, waiting for their end, telling the living from the dead."""

import contextlib
import ctypes
import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

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
