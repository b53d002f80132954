"""What a screen opens on top of itself: menus, panels, dialogs, tabs; each is looked at like a screen of its own."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Locator, Page


@dataclass(frozen=True)
class Opening:
    """A thing to open, and what it becomes: Escape puts a dialog or a menu away again."""

    name: str
    steps: tuple[Callable[[Page], Awaitable[None]], ...]
    becomes: str = "dialog"

    @property
    def stays(self) -> bool:
        """A part of the page, not something above it."""
        return self.becomes == "main"


def button(name: str, role: Any = "button") -> Callable[[Page], Awaitable[None]]:
    """Press what has this name."""

    async def press(page: Page) -> None:
        await first(page, name, role).click()

    return press


def clicks(*names: str) -> Opening:
    """Press one after the other; what opens last is looked at."""
    return Opening(names[-1], tuple(button(name) for name in names))


def tab(name: str) -> Opening:
    """Another part of the same page."""
    return Opening(name, (button(name, "tab"),), "main")


def menu(of: str, *names: str) -> Opening:
    """The menu behind a button, or what one of its lines opens."""
    steps = (button(of), *(button(name, "menuitem") for name in names))
    return Opening(" ".join((of, *names)), steps, "dialog" if names else "menu")


def message(words: str, *names: str) -> Opening:
    """The menu of a message with these words, or what one of its lines opens."""

    async def right_click(page: Page) -> None:
        await page.locator("[data-bubble]", has_text=words).last.click(button="right")
        await page.get_by_role("menuitem").first.wait_for()

    steps = (right_click, *(button(name, "menuitem") for name in names))
    return Opening(" ".join(("message", *names)), steps, "dialog" if names else "menu")


def first(page: Page, name: str, role: Any = "button") -> Locator:
    """The first thing of this role whose name begins so."""
    return page.get_by_role(role, name=name).first
