"""The server's wheel installed alone, as on a machine that has nothing of this clone (`make test-full` makes it)."""

import contextlib
import json
import os
import re
import signal
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

PARTA = os.environ.get("PARTA_TEST_ALONE", "")
PATIENCE_SECONDS = 60.0
DEMO_SECONDS = 15.0  # a school of 120 pupils is there for a visitor at once

pytestmark = pytest.mark.skipif(
    not PARTA or not Path(PARTA).exists(), reason="the wheel is not installed: make test-full"
)


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty folder, also the working folder, so that nothing of the clone is found by chance."""
    with tempfile.TemporaryDirectory(prefix="parta-alone-", dir="/var/tmp") as name:
        Path(name).chmod(0o711)
        yield Path(name)


def parta(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run the command with nothing of the tests' environment."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PARTA_", "VIRTUAL"))}
    return subprocess.run(
        [PARTA, *words], cwd=folder, env=clean, capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False
    )


def told(done: "subprocess.CompletedProcess[str]") -> Any:
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_it_explains_itself(folder: Path) -> None:
    done = parta(folder, "--help")
    assert done.returncode == 0
    for command in ("serve", "demo", "admin", "audit", "doctor"):
        assert command in done.stdout
        assert parta(folder, command, "--help").returncode == 0


def test_it_serves_the_client_from_an_empty_folder_and_ends_by_ctrl_c(folder: Path) -> None:
    with (folder / "said").open("wb") as said:
        serving = subprocess.Popen(
            [PARTA, "serve", "--data", folder / "data", "--listen", "127.0.0.1:0"],
            cwd=folder, stdout=said, stderr=said, start_new_session=True,
        )  # fmt: skip
        try:
            address = until_said(folder / "said", r"http://127\.0\.0\.1:\d+", serving)
            assert fetch(f"{address}/health/ready") == "ok\n"
            page = fetch(f"{address}/")
            script = re.search(r'src="(/assets/[^"]+\.js)"', page)
            assert script, page
            assert "<title>" in page
            assert len(fetch(f"{address}{script[1]}")) > 10_000
            assert json.loads(fetch(f"{address}/api/openapi.json"))["openapi"].startswith("3.1")
            assert "parta_open_sockets" in fetch(f"{address}/metrics")
            findings = told(parta(folder, "doctor", "--data", str(folder / "data"), "--json"))
            assert findings["ok"], findings
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(serving.pid, signal.SIGINT)
            assert serving.wait(PATIENCE_SECONDS) == 0


def test_a_school_to_look_at_is_there_at_once(folder: Path) -> None:
    began = time.monotonic()
    made = told(parta(folder, "demo", "--pupils", "120", "--data", str(folder / "data"), "--json"))
    took = time.monotonic() - began
    assert re.fullmatch(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){2}", made["code"])
    assert took < DEMO_SECONDS, f"{took:.1f} s"
    there = ("--data", str(folder / "data"), "--json")
    one = told(parta(folder, "admin", "sign-in-code", "--person", made["administrator"], *there))
    assert one["name"] == made["administrator"]
    assert [school["brokenAt"] for school in told(parta(folder, "audit", "verify", *there))] == [None]


def until_said(file: Path, pattern: str, process: "subprocess.Popen[bytes]") -> str:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (found := re.search(pattern, file.read_text())):
        assert process.poll() is None, file.read_text()
        assert time.monotonic() < deadline, file.read_text()
        time.sleep(0.05)
    return found[0]


def fetch(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return str(answer.read().decode())
