"""`parta demo`: a school to look around in."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path


def demo(data: Path, *more: str) -> "subprocess.CompletedProcess[str]":
    """Run the command as an operator does."""
    return subprocess.run(  # the arguments are ours
        [str(Path(sys.executable).with_name("parta")), "demo", "--data", str(data), "--pupils", "60", *more],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_a_demo_school_is_written_once_and_never_over_another() -> None:
    with tempfile.TemporaryDirectory(prefix="parta-demo-", dir="/var/tmp") as folder:
        Path(folder).chmod(0o711)
        first = demo(Path(folder) / "data")
        assert first.returncode == 0, first.stderr
        assert "Код администратора" in first.stdout
        name = first.stdout.split("Код администратора (")[1].split(")")[0]
        asked = subprocess.run(
            [str(Path(sys.executable).with_name("parta")), "admin", "sign-in-code", "--person", name, "--json",
             "--data", str(Path(folder) / "data")],
            capture_output=True, text=True, timeout=60, check=True,
        )  # fmt: skip
        assert json.loads(asked.stdout)["name"] == name
        again = demo(Path(folder) / "data")
        assert again.returncode != 0
        assert "уже есть школа" in again.stderr
