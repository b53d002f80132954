"""The real command in a process of its own, as the evening of a school begins: `parta serve` on a data folder."""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import Locator

from .browser import Window

PARTA = [str(Path(sys.executable).with_name("parta"))]
PATIENCE = 90.0
CODE = r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){2}"


class Running:
    """A started school: its address, what it printed, and its commands."""

    def __init__(self, data: Path, process: subprocess.Popen[bytes], output: int) -> None:
        self.data, self._process, self._output = data, process, output

    @property
    def number(self) -> int:
        """The number of the command's own process."""
        return self._process.pid

    @property
    def said(self) -> str:
        """Everything printed so far."""
        return os.pread(self._output, 1_000_000, 0).decode()

    async def until_said(self, pattern: str) -> str:
        """Wait for words of the command; gives what was found."""

        def found() -> str | None:
            match = re.search(pattern, self.said)
            return match[match.lastindex or 0] if match else None

        async with asyncio.timeout(PATIENCE):
            while not (text := found()):
                assert self._process.poll() is None, self.said
                await asyncio.sleep(0.05)
        return text

    async def code_of(self, person: str) -> str:
        """A one-time code from the command line, as the machine's owner gets it."""
        return str(
            (await asyncio.to_thread(parta_json, "admin", "sign-in-code", "--person", person, data=self.data))["code"]
        )


def parta_json(*words: str, data: Path) -> Any:
    """Run a command of `parta` and read its answer for programs."""
    done = subprocess.run(
        [*PARTA, *words, "--data", str(data), "--json"], capture_output=True, check=False, timeout=PATIENCE
    )
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


@asynccontextmanager
async def serving(data: Path, listen: str | None = "127.0.0.1:0", *more: str) -> AsyncIterator[tuple[Running, str]]:
    """Start the school on this folder and a free port (or where the folder says it); ended by Ctrl-C."""
    where = ["--listen", listen] if listen else []
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(  # noqa: ASYNC220 - its output is read from a file
            [*PARTA, "serve", "--data", str(data), *where, *more],
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            running = Running(data, process, output.fileno())
            yield running, await running.until_said(r"http://[\d.]+:\d+")
        finally:
            process.send_signal(signal.SIGINT)
            await asyncio.to_thread(process.wait, PATIENCE)


class Counted:
    """A person at a window whose every step is counted: a field filled is one, a click is one."""

    def __init__(self, window: Window) -> None:
        self.page, self.window = window.page, window
        self.steps: list[str] = []

    async def fills(self, field: Locator, text: str) -> None:
        self.steps.append(f"fill {field}")
        await field.fill(text)

    async def clicks(self, place: Locator) -> None:
        self.steps.append(f"click {place}")
        await place.click()

    async def chooses(self, field: Locator, file: Path) -> None:
        self.steps.append(f"file {field}")
        await field.set_input_files(file)

    async def presses(self, name: str, role: Any = "button") -> None:
        """Click what has this name."""
        await self.clicks(self.page.get_by_role(role, name=name, exact=True).first)

    async def writes(self, chat: str | re.Pattern[str], text: str) -> None:
        """From the list of chats: open one, write, send, and see the words on the server."""
        await self.clicks(self.page.get_by_role("link", name=chat).first)
        await self.fills(self.page.locator("textarea"), text)
        await self.presses("Отправить")
        await self.window.sees(text)
        await self.page.get_by_title("отправляется").first.wait_for(state="detached")
