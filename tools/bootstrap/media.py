"""The media server: a wheel built once per `go.sum`, its program kept in this machine's cache."""

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from places import BUILD, CACHE, LOCKS, ROOT, SFU
from steps import fingerprint, step
from uv import uv

NAME = "livekit-server"


def program() -> Path:
    """Where the program is, or will be when it is built."""
    state = fingerprint(SFU / "go.mod", SFU / "go.sum", SFU / "hatch_build.py", SFU / "pyproject.toml")
    return CACHE / f"media-{state[:16]}" / NAME


def build() -> Path:
    """Build it now, unless this machine has it already."""
    place = program()
    if place.exists():
        return place
    with step("Собираю медиасервер", "2–4 мин"), tempfile.TemporaryDirectory(prefix="parta-media-") as wheels:
        builders = ("--build-constraints", LOCKS / "build.txt", "--require-hashes")
        uv("build", "--quiet", "--wheel", "--out-dir", wheels, *builders, SFU)
        _keep(next(Path(wheels).glob("*.whl")), place)
    return place


def build_in_background() -> "subprocess.Popen[bytes] | None":
    """The school is used meanwhile: lowest priority, its words in a file of their own."""
    if not SFU.exists() or program().exists():
        return None
    print("▸ Медиасервер для звонков собирается в фоне (обычно 2–4 мин), школой уже можно пользоваться.", flush=True)
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "media.log").open("wb") as log:
        return subprocess.Popen(
            ["nice", "-n", "19", sys.executable, ROOT / "tools" / "bootstrap", "media"],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def _keep(wheel: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    with (
        zipfile.ZipFile(wheel) as archive,
        archive.open(f"parta_sfu/{NAME}") as inside,
        tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as fresh,
    ):
        shutil.copyfileobj(inside, fresh)
    os.chmod(fresh.name, 0o755)
    os.replace(fresh.name, place)
