"""A command that can't go on: one sentence for the operator, and an exit code that isn't 0."""

import errno
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from parta.parts.certificates import CertificateRefused
from parta.parts.database import DatabaseUnavailable
from parta.settings import SettingsWrong

EXIT_CODE = 1


class Refused(RuntimeError):
    """The text says in Russian what is wrong and what to do."""


REFUSALS = (Refused, CertificateRefused, DatabaseUnavailable, SettingsWrong)


@contextmanager
def refusals_in_words() -> Iterator[None]:
    """Print a refusal as one sentence and leave; anything else is a bug and keeps its traceback."""
    try:
        yield
    except REFUSALS as refusal:
        _leave([str(refusal)])
    except BaseExceptionGroup as group:
        refusals, others = group.split(REFUSALS)
        if refusals is None or others is not None:
            raise
        _leave(_texts(refusals))


def folder_in_words(problem: OSError, folder: Path) -> Refused:
    """What an error of the file system means for the operator."""
    match problem.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return Refused(
                f"На диске с папкой {folder} закончилось место. Освободите его или укажите другую папку: --data."
            )
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return Refused(
                f"Нет прав на папку данных {folder}. "
                "Укажите другую папку (--data) или запустите «Парту» от имени её владельца."
            )
        case errno.ENOTDIR | errno.EEXIST:
            return Refused(f"{folder} — не папка. Укажите другую папку: --data.")
        case _:
            return Refused(f"Папка данных {folder} не читается или не пишется: {problem.strerror}.")


def _leave(texts: Iterable[str]) -> NoReturn:
    for text in dict.fromkeys(texts):
        print(f"parta: {text}", file=sys.stderr)
    sys.exit(EXIT_CODE)


def _texts(group: BaseExceptionGroup[BaseException]) -> Iterator[str]:
    for problem in group.exceptions:
        if isinstance(problem, BaseExceptionGroup):
            yield from _texts(problem)
            continue
        yield str(problem)
