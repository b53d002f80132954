"""The media server (LiveKit) as a Python package: nothing but the path of its program."""

from pathlib import Path

PROGRAM = Path(__file__).with_name("livekit-server")
