"""The journal tells where something broke, never what people wrote."""

import json
import subprocess
import sys

BROKEN = """
import logging, structlog
from parta.parts import logs
logs.configure()
secret = "тайное письмо"
try:
    raise RuntimeError("сломалось")
except RuntimeError:
    structlog.get_logger("parta.test").exception("request failed", path="/api/rooms")
logging.getLogger("uvicorn.error").warning("slow %s", "client")
logging.getLogger("x").debug("not worth it")
"""


def test_every_line_is_json_and_a_traceback_keeps_the_values_to_itself() -> None:
    said = subprocess.run([sys.executable, "-c", BROKEN], capture_output=True, text=True, check=True).stdout
    ours, libraries = (json.loads(line) for line in said.splitlines())

    assert (ours["event"], ours["level"], ours["logger"], ours["path"]) == (
        "request failed",
        "error",
        "parta.test",
        "/api/rooms",
    )
    assert ours["exception"][0]["exc_type"] == "RuntimeError"
    assert "тайное письмо" not in said
    assert (libraries["event"], libraries["level"]) == ("slow client", "warning")
