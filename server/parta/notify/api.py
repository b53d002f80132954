"""The door of notices on this device."""

from litestar import delete, get, post, put

from parta.parts.push import Push
from parta.work import Work

from . import commands
from .shapes import NewSubscription, PushHere


@get("/me/push", operation_id="readPush")
async def read_push(work: Work, push: Push) -> PushHere:
    """How it stands with notices on this device."""
    return await commands.here(work, push)


@put("/me/push", operation_id="subscribePush", status_code=204)
async def subscribe_push(data: NewSubscription, work: Work, push: Push) -> None:
    """Tell this browser of new messages; only that there are some, and only while this session lives."""
    await commands.subscribe(work, push, data)


@delete("/me/push", operation_id="unsubscribePush")
async def unsubscribe_push(work: Work) -> None:
    """Tell this browser nothing any more."""
    await commands.unsubscribe(work)


@post("/me/push/trial", operation_id="tryPush", status_code=202)
async def try_push(work: Work, push: Push) -> None:
    """Send a trial to this very browser."""
    await commands.try_out(work, push)


ROUTES = [read_push, subscribe_push, unsubscribe_push, try_push]
