"""Puts the built web client into the wheel. Does nothing for an editable installation: `make` builds the client then."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Client(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        bootstrap = Path(self.root).parent / "tools" / "bootstrap"
        if bootstrap.exists():  # in a source archive the client is already there
            subprocess.run([sys.executable, str(bootstrap), "client"], check=True)
        if not (Path(self.root) / "parta" / "web" / "static" / "index.html").exists():
            raise RuntimeError("the web client is not built: there is no parta/web/static/index.html")
