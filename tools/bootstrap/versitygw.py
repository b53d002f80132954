"""versitygw, a small real S3 server: the files of a school are tested against it."""

from pathlib import Path

import environment
from places import CACHE
from steps import run, step

VERSION = "v1.8.0"
PROGRAM = CACHE / f"versitygw-{VERSION}" / "versitygw"


def build() -> Path:
    """Build it with the Go of the build environment, unless this machine has it already."""
    if not PROGRAM.exists():
        go = environment.for_building() / "bin" / "go"
        with step("Собираю сервер S3 для проверок", "1–3 мин"):
            settings = {
                "GOBIN": str(PROGRAM.parent),
                "GOTOOLCHAIN": "local",
                "CGO_ENABLED": "0",
                "GOFLAGS": "-buildvcs=false",
            }
            run(go, "install", f"github.com/versity/versitygw/cmd/versitygw@{VERSION}", env=settings)
    return PROGRAM
