"""Stopping a PostgreSQL that an earlier, killed start left behind, if it is provably ours."""

import os
import signal
import time
from pathlib import Path

from parta.parts.database.opened import DatabaseUnavailable
from parta.parts.processes import alive, command_line, start_ticks

FAST_SECONDS = 15.0
IMMEDIATE_SECONDS = 10.0
START_TIME_TOLERANCE_SECONDS = 5.0


def stop_leftover(cluster: Path) -> None:
    """Stop the postmaster named in `postmaster.pid`; remove the file when its process is long gone."""
    pid_file = cluster / "postmaster.pid"
    try:
        lines = pid_file.read_text().splitlines()
    except FileNotFoundError:
        return
    pid, started = _numbers(lines)
    if pid is None or not alive(pid) or not _is_ours(pid, started, cluster):
        pid_file.unlink(missing_ok=True)
        return
    # SIGINT is PostgreSQL's fast shutdown, SIGQUIT its immediate one: both keep what was committed.
    for kind, patience in ((signal.SIGINT, FAST_SECONDS), (signal.SIGQUIT, IMMEDIATE_SECONDS)):
        try:
            os.kill(pid, kind)
        except ProcessLookupError:
            return
        if _gone_within(pid, patience):
            return
    raise DatabaseUnavailable(
        f"От прошлого запуска остался процесс PostgreSQL (номер {pid}), он не останавливается. "
        "Остановите его сами и запустите «Парту» ещё раз."
    )


def _numbers(lines: list[str]) -> tuple[int | None, float]:
    try:
        return abs(int(lines[0])), float(lines[2])
    except (IndexError, ValueError):
        return None, 0.0


def _is_ours(pid: int, started: float, cluster: Path) -> bool:
    try:
        words = command_line(pid)
    except OSError:
        return False
    if not words or Path(words[0]).name != "postgres" or str(cluster) not in words:
        return False
    # The file is older than the process if the number was given to another process since.
    return abs(_start_time(pid) - started) <= START_TIME_TOLERANCE_SECONDS


def _start_time(pid: int) -> float:
    booted = time.clock_gettime(time.CLOCK_REALTIME) - time.clock_gettime(time.CLOCK_BOOTTIME)
    return booted + start_ticks(pid) / os.sysconf("SC_CLK_TCK")


def _gone_within(pid: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not alive(pid):
            return True
        time.sleep(0.05)
    return False
