"""Where things lie in this clone and on this machine."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SERVER = ROOT / "server"
CLIENT = ROOT / "client"
SFU = ROOT / "sfu"
LOCKS = ROOT / "locks"

ENVIRONMENT = ROOT / ".venv"
BUILD = ROOT / ".build"
BUILD_ENVIRONMENT = BUILD / "tools"
STATIC = SERVER / "parta" / "web" / "static"

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "parta"
