"""The client on the home screen of a phone: the manifest, a start without network, how soon the list can be used."""

from collections.abc import Callable
from statistics import median

import pytest
from playwright.async_api import Browser, CDPSession

from ..browser import Window, window
from .town import Town

pytestmark = pytest.mark.anyio
# Profile P of client.md §7: 1.6 Mbit/s, 150 ms, a processor four times slower.
SLOW_NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 200_000}
RUNS = 3
COLD, CACHED = 3000, 1200  # milliseconds; on a machine that others use too, beyond twice fails
READY = "() => performance.getEntriesByName('shell-ready')[0]?.startTime"


async def test_the_client_can_be_installed(browser: Browser, town: Town) -> None:
    async with window(browser, town.school.url) as one:
        await one.page.goto(f"{town.school.url}/sign-in")
        devtools = await one.context.new_cdp_session(one.page)
        found = await devtools.send("Page.getAppManifest")
        assert found["errors"] == []
        assert found["url"].endswith("/manifest.webmanifest")
        assert await _faults(devtools) == []
        sizes = await one.page.evaluate(
            """async () => Promise.all((await (await fetch('/manifest.webmanifest')).json()).icons.map(async (icon) => {
              const picture = new Image(); picture.src = icon.src; await picture.decode();
              return [icon.sizes, `${picture.naturalWidth}x${picture.naturalHeight}`]; }))"""
        )
        assert sizes
        assert all(said == drawn for said, drawn in sizes)


async def _faults(devtools: CDPSession) -> list[str]:
    """What the browser itself has against installing; a private window is no fault of the page."""
    found = await devtools.send("Page.getInstallabilityErrors")
    return [one["errorId"] for one in found["installabilityErrors"] if one["errorId"] != "in-incognito"]


async def test_a_deep_link_opens_without_network_and_the_list_is_soon_usable(
    browser: Browser, town: Town, record_property: Callable[[str, object], None]
) -> None:
    """Cold, and from the worker's cache; each the median of its runs (client.md §7)."""
    cold, cached = [], []
    for _ in range(RUNS):
        async with window(browser, town.school.url) as one:
            await one.context.add_cookies([town.cookie("anya")])
            devtools = await one.context.new_cdp_session(one.page)
            await devtools.send("Network.enable")
            cold.append(await _list_usable(one, devtools, town))
            await one.page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
            await one.page.wait_for_function("() => caches.match('/index.html', {ignoreSearch: true}).then(Boolean)")
            cached.append(await _list_usable(one, devtools, town))
            await one.open("6Б — класс")
            address = one.page.url
            await one.context.set_offline(True)
            await one.page.goto(address)
            await one.sees("останься после урока")
    record_property("list usable, ms", [round(took) for took in (median(cold), median(cached))])
    assert median(cold) <= 2 * COLD, cold
    assert median(cached) <= 2 * CACHED, cached


async def _list_usable(one: Window, devtools: CDPSession, town: Town) -> float:
    """How long the list of chats takes in profile P."""
    await devtools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    await devtools.send("Network.emulateNetworkConditions", SLOW_NETWORK)
    await one.page.goto(f"{town.school.url}/chats")
    took = float(await (await one.page.wait_for_function(READY, timeout=30_000)).json_value())
    await devtools.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    await devtools.send("Network.emulateNetworkConditions", SLOW_NETWORK | {"latency": 0, "downloadThroughput": -1})
    return took
