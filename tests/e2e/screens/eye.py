"""Opens a screen as one person in one state, looks at it with axe and with our own scan, and takes its picture."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, BrowserContext, Page, Route
from playwright.async_api import Error as PlaywrightError

from ..browser import AXE, DESK, PHONE, SHOTS
from .openings import Opening
from .table import NOTHING, Sight
from .town import Town

HERE = Path(__file__).parent
SCAN, FOCUS = ((HERE / name).read_text().strip().removesuffix(";") for name in ("scan.js", "focus.js"))
COLOURS = "{type: 'rule', values: ['color-contrast', 'link-in-text-block']}"
NARROW = {"width": 320, "height": 640}


class Eye:
    """Looks at pages and keeps what is wrong with them, each with the state it was seen in."""

    def __init__(self, browser: Browser, town: Town, installed: dict[str, BrowserContext]) -> None:
        self.browser, self.town, self.installed = browser, town, installed
        self.wrong: list[str] = []
        self.sought = ""

    @asynccontextmanager
    async def page(self, who: str) -> AsyncIterator[Page]:
        """A fresh phone of this person."""
        context = await self._phone(who, worker=False)
        try:
            yield await self._tab(context)
        finally:
            await context.close()

    @asynccontextmanager
    async def installed_page(self, who: str) -> AsyncIterator[Page]:
        """A phone of this person that keeps the client for a start without network; it lives as long as the browser."""
        if who not in self.installed:
            self.installed[who] = await self._phone(who, worker=True)
        page = await self._tab(self.installed[who])
        try:
            yield page
        finally:
            await page.close()
            await self.installed[who].set_offline(False)

    async def _phone(self, who: str, *, worker: bool) -> BrowserContext:
        context = await self.browser.new_context(
            viewport=PHONE,  # type: ignore[arg-type]
            has_touch=True,
            is_mobile=True,
            locale="ru-RU",
            timezone_id="Europe/Moscow",
            reduced_motion="reduce",
            bypass_csp=True,
            service_workers="allow" if worker else "block",
        )
        context.set_default_timeout(8_000)
        if who != "nobody":
            await context.add_cookies([self.town.cookie(who)])
        return context

    async def _tab(self, context: BrowserContext) -> Page:
        page = await context.new_page()
        page.on("pageerror", lambda error: self.wrong.append(f"{page.url}: {error}"))
        page.on("request", self._own)
        return page

    @asynccontextmanager
    async def trying(self, page: Page, name: str) -> AsyncIterator[None]:
        """What does not come to be seen is wrong too, and does not hide the rest."""
        try:
            yield
        except PlaywrightError as failure:
            await page.screenshot(path=SHOTS / f"{name}.png")
            self.wrong.append(f"{name}: {failure.message.split('Call log')[0].strip()} — {self.sought}")

    def _own(self, request: Any) -> None:
        if not request.url.startswith((self.town.school.url, "data:", "blob:")):
            self.wrong.append(f"outside request: {request.url}")

    async def sees(self, page: Page, sight: Sight) -> None:
        """Wait until the words of the state stand there, drawn or read out."""
        self.sought = f"«{getattr(sight.shows, 'pattern', sight.shows)}»"
        if sight.tab:
            await page.get_by_role("button", name=sight.tab).click()
        words = page.get_by_text(sight.shows).or_(page.get_by_label(sight.shows))
        await words.filter(visible=True).first.wait_for()

    async def judge(self, page: Page, name: str, *, touch: bool = True, focus: bool = False) -> None:
        """A picture, axe, the scan; with `focus` whether each place of Tab shows itself."""
        await page.screenshot(path=SHOTS / f"{name}.png")
        said = await self._axe(page, "{resultTypes: ['violations'], preload: false}")
        said += await page.evaluate(f"({SCAN})({{touch: {'true' if touch else 'false'}}})")
        if focus:
            await page.keyboard.press("Tab")
            said += await page.evaluate(f"({FOCUS})()")
        self.wrong += [f"{name}: {one}" for one in said]

    async def darkened(self, page: Page, name: str) -> None:
        """The same page in other colours: only they can be wrong."""
        await page.screenshot(path=SHOTS / f"{name}.png")
        said = await self._axe(page, f"{{resultTypes: ['violations'], preload: false, runOnly: {COLOURS}}}")
        self.wrong += [f"{name}: {one}" for one in said]

    async def _axe(self, page: Page, options: str) -> list[str]:
        if not await page.evaluate("'axe' in window"):
            await page.evaluate(AXE.read_text())
        found = (await page.evaluate(f"axe.run(document, {options})"))["violations"]
        return [f"axe {one['id']}: {one['nodes'][0]['html'][:140]} × {len(one['nodes'])}" for one in found]

    async def loaded(self, page: Page, name: str) -> None:
        """The same page on the phone and on the desk, light and dark, at 320 px and with letters of double size."""
        await self.judge(page, f"{name}-phone-light", focus=True)
        await page.emulate_media(color_scheme="dark")
        await self.darkened(page, f"{name}-phone-dark")
        await page.set_viewport_size(DESK)  # type: ignore[arg-type]
        await self.darkened(page, f"{name}-desk-dark")
        await page.emulate_media(color_scheme="light")
        await self.judge(page, f"{name}-desk-light", touch=False)
        await page.set_viewport_size(NARROW)  # type: ignore[arg-type]
        await self.fits(page, f"{name}-320")
        await page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        await page.evaluate("document.documentElement.style.fontSize = '200%'")
        await self.fits(page, f"{name}-200")
        await page.evaluate("document.documentElement.style.fontSize = ''")

    async def fits(self, page: Page, name: str) -> None:
        """Nothing beyond the edge; axe has seen the rest."""
        await page.screenshot(path=SHOTS / f"{name}.png")
        said = await page.evaluate(f"({SCAN})({{touch: false}})")
        self.wrong += [f"{name}: {one}" for one in said if "target" not in one]

    async def opened(self, page: Page, name: str, opening: Opening) -> None:
        """Open what the screen opens, look at it, put it away."""
        self.sought = opening.name
        for step in opening.steps:
            await step(page)
        above = page.get_by_role(opening.becomes)  # type: ignore[arg-type]
        await above.wait_for()
        await page.get_by_label("агружа").first.wait_for(state="detached")
        await self.judge(page, f"{name}-{'-'.join(re.findall('[А-я A-z]+', opening.name))}".replace(" ", "-"))
        if not opening.stays:
            await page.keyboard.press("Escape")
            await above.wait_for(state="detached")


async def held(page: Page, asks: str) -> None:
    """The answers to this do not come."""

    async def nothing(_: Route) -> None:
        return

    await page.route(pattern(asks), nothing)


async def refused(page: Page, asks: str) -> None:
    """The server fails at this."""

    async def fail(route: Route) -> None:
        await route.fulfill(status=500, json={"type": "about:blank", "title": "На сервере ошибка", "status": 500})

    await page.route(pattern(asks), fail)


async def answered(page: Page, asks: str, answer: Any) -> None:
    """The server answers this with these words."""

    async def say(route: Route) -> None:
        await route.fulfill(status=200, json=answer)

    await page.route(pattern(asks), say)


def pattern(asks: str) -> re.Pattern[str]:
    """The addresses meant, with or without a question behind."""
    return re.compile(
        f"{asks.removesuffix('$')}(\\?|$)" if asks.endswith("$") else asks if asks != NOTHING else NOTHING
    )
