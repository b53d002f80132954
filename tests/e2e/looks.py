"""Every look of a screen: both sizes and both themes, each with a picture and with axe."""

from typing import Literal

from .browser import Window

Theme = Literal["light", "dark"]
LOOKS: list[tuple[bool, Theme]] = [(True, "light"), (True, "dark"), (False, "light"), (False, "dark")]


async def looked_at(one: Window, shows: str, name: str) -> None:
    """The screen shows this and stands still; it is pictured, and axe finds nothing wrong."""
    await one.page.get_by_text(shows).first.wait_for()
    await one.page.wait_for_function("document.getAnimations().every(one => one.playState !== 'running')")
    await one.shot(name)
    assert await one.axe() == [], name
