"""The server's wheel, installed alone into an empty environment, for the slow tests only."""

import tempfile
from pathlib import Path

from places import BUILD, LOCKS, SERVER
from steps import step
from uv import uv

ENVIRONMENT = BUILD / "alone"
PROGRAM = ENVIRONMENT / "bin" / "parta"


def install() -> Path:
    """Build the wheel with the client inside, and put it beside what its lock names: nothing of this clone is used."""
    with step("Собираю пакет сервера и ставлю его отдельно", "1–2 мин"), tempfile.TemporaryDirectory() as wheels:
        builders = ("--build-constraints", LOCKS / "build.txt")
        uv("build", "--quiet", "--wheel", "--out-dir", wheels, *builders, SERVER)
        uv("venv", "--quiet", "--clear", ENVIRONMENT)
        python = ("--python", ENVIRONMENT / "bin" / "python")
        uv("pip", "sync", "--quiet", "--require-hashes", *builders, *python, LOCKS / "parta.txt")
        uv("pip", "install", "--quiet", "--no-deps", "--no-index", *python, next(Path(wheels).glob("parta-*.whl")))
    return PROGRAM
