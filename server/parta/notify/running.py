"""What runs as long as the server and the worker do: watching for new messages, handing notices over."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId
from parta.parts.listening import Connect
from parta.parts.push import NoPush, WebPush
from parta.work import Workshop

from .commands import ensure_key
from .gathering import NewMessages
from .sending import Courier


async def watching(workshop: Workshop, is_here: Callable[[PersonId, Hat], bool]) -> Coroutine[Any, Any, None]:
    """The server's part, to be run: from now on nothing that is announced is missed."""
    await ensure_key(workshop)
    return NewMessages(workshop, is_here).run()


async def deliver(workshop: Workshop, push: NoPush | WebPush, connect: Connect) -> None:
    """The worker's part; nothing at all where the operator offers no notices."""
    if isinstance(push, NoPush):
        return
    async with push.open(await ensure_key(workshop)) as carrier, asyncio.TaskGroup() as tasks:
        courier = Courier(workshop, carrier)
        tasks.create_task(courier.run())
        tasks.create_task(courier.listen(connect))
