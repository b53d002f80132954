"""What the hub needs from time to time, for as long as the server lives."""

import asyncio

from .hub import Hub

MEND_EVERY = 0.2  # seconds: the patience with a gap (architecture.md §6)
SWEEP_EVERY = 30.0  # seconds


async def mend(hub: Hub) -> None:
    """Close gaps that do not close by themselves; sleeps while there is none."""
    while True:
        await hub.gap.wait()
        await asyncio.sleep(MEND_EVERY)
        hub.mend()


async def sweep(hub: Hub) -> None:
    """Forget streams that nobody hears any more."""
    while True:
        await asyncio.sleep(SWEEP_EVERY)
        hub.sweep()
