"""Real servers for the tests, built once with the Go of the build environment: a certificate authority, an S3 server."""

from pathlib import Path
from typing import NamedTuple

import environment
from places import CACHE
from steps import run, step


class GoProgram(NamedTuple):
    """A program from the Go module proxy, pinned."""

    name: str
    module: str
    version: str
    usually: str

    @property
    def program(self) -> Path:
        """Where it lies once it is built."""
        return CACHE / f"{self.name}-{self.version}" / self.name

    def build(self) -> Path:
        """Build it, unless this machine has it already."""
        if not self.program.exists():
            go = environment.for_building() / "bin" / "go"
            with step(f"Собираю {self.name} для проверок", self.usually):
                settings = {
                    "GOBIN": str(self.program.parent),
                    "GOTOOLCHAIN": "local",
                    "CGO_ENABLED": "0",
                    "GOFLAGS": "-buildvcs=false",
                }
                run(go, "install", f"{self.module}@{self.version}", env=settings)
        return self.program


PEBBLE = GoProgram("pebble", "github.com/letsencrypt/pebble/v2/cmd/pebble", "v2.10.1", "10–60 с")
VERSITYGW = GoProgram("versitygw", "github.com/versity/versitygw/cmd/versitygw", "v1.8.0", "1–3 мин")
