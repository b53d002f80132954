"""Child processes: dying with their parent, waiting for their end, telling the living from the dead."""

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


async def ended(process: subprocess.Popen[bytes]) -> int:
    """Wait for the end of a child without a thread; gives its exit code."""
    if process.poll() is None:
        watch = os.pidfd_open(process.pid)
        try:
            await anyio.wait_readable(watch)
        finally:
            os.close(watch)
    return process.wait()
