"""`make run`: set up, start the school, build the media server meanwhile."""

import contextlib
import ctypes
import os
import signal
import subprocess
from types import FrameType

import media
from places import ENVIRONMENT, ROOT

PR_SET_PDEATHSIG = 1


def serve(arguments: list[str]) -> int:
    """Run `parta serve` until it ends; nothing that was started here outlives it."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)  # make was killed: end too
    building = media.build_in_background()
    # The cache's program may not be there yet: the supervisor takes it up when it is.
    environment = {"PARTA_SFU__BINARY": str(media.program()), **os.environ}
    school = subprocess.Popen([ENVIRONMENT / "bin" / "parta", "serve", *arguments], cwd=ROOT, env=environment)

    def pass_on(kind: int, _: FrameType | None) -> None:
        # A terminal's Ctrl-C has reached the school already, and a second one would hurry it.
        if kind != signal.SIGINT:
            school.send_signal(kind)

    for kind in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(kind, pass_on)
    try:
        return school.wait()
    finally:
        if building is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(building.pid, signal.SIGKILL)
