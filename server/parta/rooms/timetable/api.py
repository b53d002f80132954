"""The HTTP door of chats' timetables."""

from uuid import UUID

from litestar import get, put
from litestar.params import FromPath

from parta.kernel.ids import RoomId
from parta.work import Work

from . import commands
from .shapes import KindTimetable, NewKindTimetable, NewRoomTimetable, RoomTimetable, TimedKind


@get("/rooms/{room_id:uuid}/timetable", operation_id="readRoomTimetable")
async def read_room_timetable(room_id: FromPath[UUID], work: Work) -> RoomTimetable:
    """When the chat's mode becomes stricter by itself."""
    return await commands.of_room(work, RoomId(room_id))


@put("/rooms/{room_id:uuid}/timetable", operation_id="setRoomTimetable", status_code=204)
async def set_room_timetable(room_id: FromPath[UUID], data: NewRoomTimetable, work: Work) -> None:
    """Give the chat a timetable of its own, or the school's again."""
    await commands.set_of_room(work, RoomId(room_id), data.own)


@get("/school/timetables", operation_id="listTimetables")
async def list_timetables(work: Work) -> list[KindTimetable]:
    """The school's timetables for kinds of chats."""
    return await commands.of_kinds(work)


@put("/school/timetables/{kind:str}", operation_id="setTimetable", status_code=204)
async def set_timetable(kind: FromPath[TimedKind], data: NewKindTimetable, work: Work) -> None:
    """Set the school's timetable for chats of a kind."""
    await commands.set_of_kind(work, kind, data.timetable)


ROUTES = [read_room_timetable, set_room_timetable, list_timetables, set_timetable]
