"""The data folder: made, checked, and held by one «Парта» at a time."""

import fcntl
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from parta.cli.refused import Refused, folder_in_words
from parta.parts.database import EmbeddedPostgres, OpenDatabase, let_through
from parta.settings import Handover, Settings

Data = Annotated[
    Path | None,
    Parameter(help="Папка данных. По умолчанию /var/lib/parta/data для root, ~/.local/share/parta для остальных."),
]

MEGABYTE = 1024 * 1024
FREE_FOR_A_FIRST_START = 150 * MEGABYTE
FREE_FOR_A_START = 40 * MEGABYTE


class AlreadyRunning(Refused):
    """Another «Парта» holds this data folder."""


@contextmanager
def held(settings: Settings) -> Iterator[Path]:
    """Make the data folder, refuse what can't work, hold its lock; gives the run folder."""
    data = settings.data
    try:
        run = _make(data, embedded=isinstance(settings.database, EmbeddedPostgres))
        lock = os.open(data / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as problem:
        raise folder_in_words(problem, data) from problem
    try:
        _lock(lock, data)
        _refuse_full_disk(data)
        yield run
    finally:
        os.close(lock)


@asynccontextmanager
async def open_database(settings: Settings) -> AsyncIterator[OpenDatabase]:
    """For commands beside `serve`: the running school's database, or our own start of it for as long as it takes."""
    try:
        with held(settings):
            async with settings.database.open() as database:
                yield database
    except AlreadyRunning:
        running = settings.data / "run" / "handover.json"
        try:
            handover = Handover.model_validate_json(running.read_text())
        except FileNotFoundError as problem:
            raise Refused("«Парта» ещё только запускается: повторите через несколько секунд.") from problem
        async with handover.database.open() as database:
            yield database


def _make(data: Path, *, embedded: bool) -> Path:
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    if embedded:
        let_through(data)
    for name in ("run", "log"):
        (data / name).mkdir(mode=0o700, exist_ok=True)
    return data / "run"


def _lock(lock: int, data: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as problem:
        holder = os.pread(lock, 32, 0).decode(errors="replace").strip() or "неизвестен"
        raise AlreadyRunning(
            f"«Парта» с папкой данных {data} уже запущена (номер процесса: {holder}). "
            "Остановите её или укажите другую папку: --data."
        ) from problem
    os.ftruncate(lock, 0)
    os.pwrite(lock, str(os.getpid()).encode(), 0)


def _refuse_full_disk(data: Path) -> None:
    needed = FREE_FOR_A_START if (data / "database" / "cluster").exists() else FREE_FOR_A_FIRST_START
    free = shutil.disk_usage(data).free
    if free < needed:
        raise Refused(
            f"На диске с папкой {data} свободно {free // MEGABYTE} МБ, а нужно хотя бы {needed // MEGABYTE} МБ. "
            "Освободите место или укажите другую папку: --data."
        )
