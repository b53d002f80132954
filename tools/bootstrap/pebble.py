"""Pebble, a small real certificate authority, for the slow tests only."""

from pathlib import Path

import environment
from places import CACHE
from steps import run, step

VERSION = "v2.10.1"
PROGRAM = CACHE / f"pebble-{VERSION}" / "pebble"


def build() -> Path:
    """Build it with the Go of the build environment, unless this machine has it already."""
    if not PROGRAM.exists():
        go = environment.for_building() / "bin" / "go"
        with step("Собираю Pebble", "10–60 с"):
            settings = {
                "GOBIN": str(PROGRAM.parent),
                "GOTOOLCHAIN": "local",
                "CGO_ENABLED": "0",
                "GOFLAGS": "-buildvcs=false",
            }
            run(go, "install", f"github.com/letsencrypt/pebble/v2/cmd/pebble@{VERSION}", env=settings)
    return PROGRAM
