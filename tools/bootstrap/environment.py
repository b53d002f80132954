"""The Python environments: `.venv` for the server and its checks, `.build/tools` for what builds."""

import sys
from pathlib import Path

from places import BUILD_ENVIRONMENT, ENVIRONMENT, LOCKS, SERVER
from steps import done, fingerprint, is_done, step
from uv import uv

STAMP = "parta-stamp"


def for_running() -> None:
    """What `parta serve` needs. An environment for the checks has it too."""
    state, checks = _state("parta.txt"), _state("dev.txt")
    stamp = ENVIRONMENT / STAMP
    if not is_done(stamp, state) and not is_done(stamp, checks):
        _make("parta.txt", state, "20–60 с")


def for_checking() -> None:
    """What `make test` needs beside."""
    state = _state("dev.txt")
    if not is_done(ENVIRONMENT / STAMP, state):
        _make("dev.txt", state, "30–90 с")


def for_building() -> Path:
    """Node, Go and the wheel builder; gives the environment's folder."""
    lock = LOCKS / "build.txt"
    state = fingerprint(lock, words=[sys.version])
    if not is_done(BUILD_ENVIRONMENT / STAMP, state):
        with step("Ставлю средства сборки: Node", "10–40 с"):
            _venv(BUILD_ENVIRONMENT)
            uv("pip", "sync", "--quiet", "--require-hashes", "--python", _python(BUILD_ENVIRONMENT), lock)
            done(BUILD_ENVIRONMENT / STAMP, state)
    return BUILD_ENVIRONMENT


def _state(lock: str) -> str:
    return fingerprint(LOCKS / lock, LOCKS / "build.txt", SERVER / "pyproject.toml", words=[sys.version, str(SERVER)])


def _make(lock: str, state: str, usually: str) -> None:
    with step("Ставлю пакеты Python в .venv", usually):
        _venv(ENVIRONMENT)
        builders = ("--build-constraints", LOCKS / "build.txt")
        uv("pip", "sync", "--quiet", "--require-hashes", *builders, "--python", _python(ENVIRONMENT), LOCKS / lock)
        uv("pip", "install", "--quiet", "--no-deps", *builders, "--python", _python(ENVIRONMENT), "--editable", SERVER)
        done(ENVIRONMENT / STAMP, state)


def _venv(folder: Path) -> None:
    (folder / STAMP).unlink(missing_ok=True)
    if not _python(folder).exists():
        uv("venv", "--quiet", "--clear", "--python", sys.executable, folder)


def _python(folder: Path) -> Path:
    return folder / "bin" / "python"
