"""The media server that we build: it runs, is set up to tell nobody outside, and the school works without it.

Skipped where the program was not built yet; `make test-full` builds it first.
"""

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import anyio
import pytest

from parta.parts import media_server
from parta.parts.processes import die_with_parent

PROGRAM = Path(os.environ.get("PARTA_TEST_MEDIA_PROGRAM", "/nowhere"))

built = pytest.mark.skipif(not PROGRAM.exists(), reason="the media server is not built: make media")


@pytest.fixture
def ports() -> media_server.MediaPorts:
    return media_server.free_ports("127.0.0.1", 0, 0, 0, 3478)


@pytest.fixture
def running(tmp_path: Path, ports: media_server.MediaPorts) -> Iterator[Path]:
    config = tmp_path / "media.json"
    config.write_text(media_server.configuration(ports, media_server.new_key()))
    journal = tmp_path / "journal"
    with journal.open("wb") as log:
        server = subprocess.Popen(
            [PROGRAM, "--config", config],
            stdout=log,
            stderr=log,
            preexec_fn=die_with_parent(signal.SIGKILL),  # noqa: PLW1509 - two system calls, no locks
        )
    yield journal
    server.kill()
    server.wait()


@built
def test_the_program_says_its_version() -> None:
    said = media_server.version(PROGRAM)
    assert said is not None
    assert "1.13.4" in said


@built
def test_it_starts_with_our_settings_and_answers(running: Path, ports: media_server.MediaPorts) -> None:
    deadline = time.monotonic() + 30
    while not anyio.run(media_server.answers, ports.signal):
        assert time.monotonic() < deadline, running.read_text()
        time.sleep(0.05)


def test_no_browser_is_sent_to_a_strangers_server(ports: media_server.MediaPorts) -> None:
    settings = json.loads(media_server.configuration(ports, media_server.new_key()))

    assert settings["rtc"]["stun_servers"] == ["127.0.0.1:3478"]  # an empty list would mean Google's
    assert settings["rtc"]["use_external_ip"] is False
    assert settings["bind_addresses"] == ["127.0.0.1"]


def test_a_school_without_the_program_is_told_so(tmp_path: Path) -> None:
    assert media_server.find_program(tmp_path / "livekit-server") is None


def test_a_taken_port_gives_way_to_a_free_one(ports: media_server.MediaPorts) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        assert media_server.free_ports("127.0.0.1", taken, 0, 0, 3478).signal != taken
