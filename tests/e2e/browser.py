"""Browsers of the tests: the system's Chromium, nothing downloaded; every page watches for foreign requests."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from people import Person

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
AXE = Path(__file__).parents[2] / "client/node_modules/axe-core/axe.min.js"
STATIC = Path(__file__).parents[2] / "server/parta/web/static/index.html"
SHOTS = Path(__file__).parent / "shots"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # On a loaded machine drawing stalls, the watchdog ends the drawing process, and after six of those all of Chromium
    # goes («browser has been closed»). Drawing may be slow here; what a test waits for has its own limit.
    "--disable-gpu-watchdog",
    "--disable-gpu-process-crash-limit",
]
# A refusal shows itself in the console of every browser; what a test expects is no fault of the page.
EXPECTED = ("Failed to load resource", "WebSocket connection")


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """The browser; the client must have been built (`make setup`, or `npm run build` in client/)."""
    assert STATIC.exists(), "Клиент не собран: npm run build в client/"
    path = shutil.which("chromium") or "/usr/bin/chromium"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield browser
        finally:
            await browser.close()


class Window:
    """One person's browser: its own storage, and a list of everything that should not have happened."""

    def __init__(self, context: BrowserContext, page: Page, home: str) -> None:
        self.context, self.page, self.home = context, page, home
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._console)
        page.on("request", self._request)

    def _console(self, message: Any) -> None:
        if message.type == "error" and not message.text.startswith(EXPECTED):
            self.faults.append(message.text)

    def _request(self, request: Any) -> None:
        if urlsplit(request.url).netloc != urlsplit(self.home).netloc and not request.url.startswith(
            ("data:", "blob:")
        ):
            self.faults.append(f"foreign request: {request.url}")

    async def enter(self, person: Person) -> None:
        """Sign in as this person, by a code in the form."""
        code = await person.school.code_for(person.account)
        await self.page.goto(f"{self.home}/sign-in")
        await self.page.fill("input[name=code]", code)
        await self.page.get_by_role("button", name="Войти", exact=True).click()
        await self.page.get_by_role("heading", name="Чаты", exact=True).wait_for()

    async def open(self, title: str) -> None:
        """Open a chat from the list."""
        await self.page.get_by_role("link", name=title).click()
        await self.page.get_by_role("heading", name=title).wait_for()
        await self.page.locator("[data-index]").first.wait_for()

    async def write(self, text: str) -> None:
        """Type a message and send it."""
        await self.page.locator("textarea").fill(text)
        await self.page.get_by_role("button", name="Отправить").click()

    async def sees(self, text: str) -> None:
        """A message with this text is on the screen."""
        await self.page.locator("[data-bubble] p", has_text=text).last.wait_for()

    async def to_end(self) -> None:
        """Down to the last message; the button's code comes a moment after the list."""
        await self.page.wait_for_function(
            f"() => ({DISTANCE_FROM_END})() < 2 || document.querySelector('[aria-label^=\"К последним\"]')"
        )
        button = self.page.get_by_role("button", name="К последним")
        if await button.count():
            await button.click()
        await self.page.wait_for_function(f"() => ({DISTANCE_FROM_END})() < 2")

    async def shot(self, name: str) -> None:
        """A picture for people to look at, in a folder that git does not see."""
        await self.page.screenshot(path=SHOTS / f"{name}.png")

    async def axe(self) -> list[str]:
        """What axe finds wrong with the page, in words."""
        await self.page.evaluate(AXE.read_text())
        found = await self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{one['id']} ({one['impact']}): {one['nodes'][0]['html'][:160]} — {len(one['nodes'])}"
            for one in found["violations"]
        ]


DISTANCE_FROM_END = """() => { const log = document.querySelector('[role=log]');
  return log.scrollHeight - log.scrollTop - log.clientHeight; }"""


@asynccontextmanager
async def window(
    browser: Browser,
    home: str,
    *,
    phone: bool = True,
    theme: Literal["light", "dark"] = "light",
    checks_policy: bool = True,
) -> AsyncIterator[Window]:
    """A fresh window. `checks_policy=False` lets a test put its own script (axe) into the page."""
    context = await browser.new_context(
        viewport=PHONE if phone else DESK,
        device_scale_factor=2 if phone else 1,
        has_touch=phone,
        is_mobile=phone,
        color_scheme=theme,
        locale="ru-RU",
        timezone_id="Europe/Moscow",
        bypass_csp=not checks_policy,
    )
    context.set_default_timeout(10_000)
    one = Window(context, await context.new_page(), home)
    try:
        yield one
        assert one.faults == [], one.faults
    finally:
        await context.close()
