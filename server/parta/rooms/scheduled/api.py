"""The HTTP door of messages that are sent later. Everybody sees his own only."""

from uuid import UUID

from litestar import delete, get, post, put
from litestar.params import FromPath

from parta.kernel.ids import RoomId
from parta.work import Work

from . import commands
from .shapes import NewScheduled, Scheduled, ScheduledChange


@get("/rooms/{room_id:uuid}/scheduled", operation_id="listScheduled")
async def list_scheduled(room_id: FromPath[UUID], work: Work) -> list[Scheduled]:
    """One's own messages that wait in this chat, and those that could not go."""
    return await commands.mine(work, RoomId(room_id))


@post("/rooms/{room_id:uuid}/scheduled", operation_id="scheduleMessage")
async def schedule_message(room_id: FromPath[UUID], data: NewScheduled, work: Work) -> Scheduled:
    """Have a message sent later."""
    return await commands.schedule(work, RoomId(room_id), data)


@put("/rooms/{room_id:uuid}/scheduled/{scheduled_id:uuid}", operation_id="changeScheduled")
async def change_scheduled(
    room_id: FromPath[UUID], scheduled_id: FromPath[UUID], data: ScheduledChange, work: Work
) -> Scheduled:
    """Change what waits: its words, its time; one that was refused is tried again."""
    return await commands.change(work, RoomId(room_id), scheduled_id, data)


@delete("/rooms/{room_id:uuid}/scheduled/{scheduled_id:uuid}", operation_id="cancelScheduled")
async def cancel_scheduled(room_id: FromPath[UUID], scheduled_id: FromPath[UUID], work: Work) -> None:
    """Have it not sent at all."""
    await commands.cancel(work, RoomId(room_id), scheduled_id)


ROUTES = [list_scheduled, schedule_message, change_scheduled, cancel_scheduled]
