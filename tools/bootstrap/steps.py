"""Steps that say what they do and how long it usually takes, and are done once for the same input."""

import contextlib
import fcntl
import hashlib
import os
import shlex
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from places import BUILD


class StepFailed(Exception):
    """The text says what did not work, for the person at the terminal."""


@contextlib.contextmanager
def step(title: str, usually: str) -> Iterator[None]:
    """Say what begins and how long it usually takes, then how long it took."""
    print(f"▸ {title} (обычно {usually})…", flush=True)
    started = time.monotonic()
    yield
    print(f"  готово за {time.monotonic() - started:.0f} с", flush=True)


def run(*command: str | Path, folder: Path | None = None, env: dict[str, str] | None = None) -> None:
    """Run a program quietly; when it fails, show what it said."""
    words = [str(word) for word in command]
    environment = {**os.environ, **(env or {})}
    done = subprocess.run(
        words, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if done.returncode != 0:
        sys.stdout.flush()
        sys.stdout.buffer.write(done.stdout)
        raise StepFailed(f"Команда не удалась (код {done.returncode}): {shlex.join(words)}")


def fingerprint(*files: Path, words: Iterable[str] = ()) -> str:
    """One short text that changes when any of the files or words does."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.name}\0".encode())
        digest.update(file.read_bytes() if file.exists() else b"-")
    for word in words:
        digest.update(word.encode() + b"\0")
    return digest.hexdigest()


def files_below(folder: Path, *, without: frozenset[str]) -> list[Path]:
    """All files of a folder in a fixed order, passing over the named folders."""
    found: list[Path] = []
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in without)
        found += [Path(parent) / name for name in sorted(files)]
    return found


def is_done(stamp: Path, state: str) -> bool:
    """Was this step done for this very input."""
    return stamp.exists() and stamp.read_text() == state


def done(stamp: Path, state: str) -> None:
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(state)


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Two `make` in one clone prepare it one after the other."""
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("▸ Другой make готовит эту же папку, жду его…", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
