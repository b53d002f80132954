"""Who sets a chat's timetable: whoever sets its mode; the school's for kinds of chats: whoever keeps the school's profile."""

from uuid import UUID

import msgspec

from parta.kernel.errors import invalid
from parta.kernel.ids import RoomId
from parta.policy.decide import Place
from parta.policy.table import Action
from parta.work import Work

from ..commands import place, standing_in
from . import queries
from .shapes import KINDS, KindTimetable, RoomTimetable, TimedKind, Timetable
from .turning import settle


async def of_room(work: Work, room: RoomId) -> RoomTimetable:
    """The chat's timetable, to whoever may set it."""
    footing = await standing_in(work, room)
    work.require(Action.SET_ROOM_MODE, place(work, footing))
    own = await queries.own(work.connection, work.school, room)
    kinds = await queries.of_kinds(work.connection, work.school)
    bells = await queries.bells(work.connection, work.school, {footing.class_id} if footing.class_id else set())
    return RoomTimetable(own, kinds.get(footing.kind), rings=bool(bells))


async def set_of_room(work: Work, room: RoomId, wanted: Timetable | None) -> None:
    """From now on the chat follows its own timetable, or again the school's."""
    footing = await standing_in(work, room)
    work.require(Action.SET_ROOM_MODE, place(work, footing))
    if footing.kind == "direct" or footing.mode == "archived":
        raise invalid("/own", "У этого чата нет расписания")
    clean = _checked(wanted, "/own")
    await queries.keep_own(work.connection, work.school, room, clean)
    await settle(work, await queries.one(work.connection, work.school, room))
    await queries.wake(work.connection)
    _note(work, "setRoomTimetable", room, clean)


async def of_kinds(work: Work) -> list[KindTimetable]:
    """The school's timetables for kinds of chats."""
    work.require(Action.EDIT_SCHOOL, Place(school=work.school))
    kept = await queries.of_kinds(work.connection, work.school)
    return [KindTimetable(kind, kept.get(kind)) for kind in KINDS]


async def set_of_kind(work: Work, kind: TimedKind, wanted: Timetable | None) -> None:
    """From now on chats of this kind follow this timetable where they have none of their own."""
    work.require(Action.EDIT_SCHOOL, Place(school=work.school))
    clean = _checked(wanted, "/timetable")
    await queries.keep_of_kind(work.connection, work.school, kind, None if clean is None or clean.never else clean)
    await queries.look_again(work.connection, work.school, work.now, kind=kind)
    _note(work, "setKindTimetable", work.school, clean, kind)


def _checked(wanted: Timetable | None, pointer: str) -> Timetable | None:
    if wanted is None:
        return None
    if wanted.begins == wanted.ends:
        raise invalid(f"{pointer}/ends", "Часы не могут начинаться и кончаться в одно время")
    return msgspec.structs.replace(wanted, weekdays=sorted(set(wanted.weekdays)))


def _note(work: Work, act: str, target: UUID, timetable: Timetable | None, kind: str | None = None) -> None:
    kept = timetable or Timetable(weekdays=[])
    days = "".join(map(str, kept.weekdays))
    work.note(
        act, target, kind=kind, own=timetable is not None, lessons=kept.lessons, hours=kept.hours, begins=kept.begins,
        ends=kept.ends, weekdays=days,
    )  # fmt: skip
