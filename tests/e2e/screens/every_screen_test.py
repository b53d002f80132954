"""Every screen in every state: axe, targets, edges, words, focus; a route without a line fails (client.md §7)."""

import asyncio

import pytest
from playwright.async_api import Browser, BrowserContext, Page

from .eye import Eye, answered, held, refused
from .table import NOTHING, TABLE, Never, Screen, Sight, addresses, place
from .town import Town

pytestmark = pytest.mark.anyio


def test_every_address_of_the_client_has_its_line() -> None:
    assert {line.partition("#")[0] for line in TABLE} == addresses()


@pytest.mark.parametrize("route", TABLE)
async def test_screen_is_whole_in_every_state(
    browser: Browser, town: Town, installed: dict[str, BrowserContext], route: str
) -> None:
    screen, one, other = TABLE[route], Eye(browser, town, installed), Eye(browser, town, installed)
    name = route.strip("/").replace("/", "-").replace(":", "").replace("#", "-") or "home"
    await asyncio.gather(_loaded_and_cut_off(one, screen, route, name), _other_states(other, screen, route, name))
    wrong = one.wrong + other.wrong
    assert not wrong, "\n".join(wrong)


async def _loaded_and_cut_off(eye: Eye, screen: Screen, route: str, name: str) -> None:
    """With everything there; then what it opens; then without network, both as it stands and opened anew."""
    address = eye.town.school.url + place(eye.town, route, screen.at)
    shows = Sight(screen.shows)
    async with eye.page(screen.who) as page:
        async with eye.trying(page, f"{name}-0-loaded"):
            await _given(page, screen)
            await page.goto(address)
            await eye.sees(page, shows)
            await eye.loaded(page, f"{name}-0-loaded")
        for opening in screen.opens:
            async with eye.trying(page, f"{name}-6-opening"):
                await eye.opened(page, f"{name}-6", opening)
    if isinstance(screen.offline, Never):
        return
    async with eye.installed_page(screen.who) as page, eye.trying(page, f"{name}-4-offline"):
        await _given(page, screen)
        await page.goto(address)
        await eye.sees(page, shows)
        await page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
        await page.wait_for_function("() => caches.match('/index.html', {ignoreSearch: true}).then(Boolean)")
        await page.context.set_offline(True)
        await eye.sees(page, screen.offline)
        await eye.judge(page, f"{name}-4-offline")
        await page.goto(address)
        await eye.sees(page, screen.offline)
        await page.get_by_label("агружа").first.wait_for(state="detached")
        await eye.judge(page, f"{name}-5-offline-anew")


async def _given(page: Page, screen: Screen) -> None:
    if screen.answer is not None:
        await answered(page, screen.asks, screen.answer)


async def _other_states(eye: Eye, screen: Screen, route: str, name: str) -> None:
    """Loading, empty, failed, closed: each in a fresh window."""
    states = {"loading": screen.loading, "empty": screen.empty, "failed": screen.failed, "closed": screen.closed}
    for number, (state, sight) in enumerate(states.items(), 1):
        if isinstance(sight, Never):
            continue
        async with eye.page(sight.who or screen.who) as page, eye.trying(page, f"{name}-{number}-{state}"):
            if state == "loading" and screen.asks != NOTHING:
                await held(page, screen.asks)
            if state == "failed":
                await refused(page, screen.asks)
            if sight.answer is not None:
                await answered(page, screen.asks, sight.answer)
            await page.goto(eye.town.school.url + place(eye.town, route, sight.at or screen.at))
            await eye.sees(page, sight)
            await eye.judge(page, f"{name}-{number}-{state}")
