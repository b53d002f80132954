"""What a moderator may do about a member: only reading for a while, out of the chat, back again (E4). Each act is kept."""

from datetime import datetime, timedelta

from parta.kernel.errors import NotFound, invalid
from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, RoomId, hat_stream
from parta.kernel.text import full_name, one_line
from parta.policy.table import Action
from parta.work import Work

from .commands import place, standing_in
from .errors import AnnouncementsAreForAll, NotSanctionable
from .events import Sanctioned
from .queries import rooms, sanctions
from .shapes import NewSanction, PutOut

LONGEST = timedelta(days=30)


async def sanction(work: Work, room: RoomId, new: NewSanction) -> None:
    """The class teacher lets a member only read until a time; official notices stay readable. It ends by itself."""
    footing = await standing_in(work, room)
    work.require(Action.SANCTION_MEMBER, place(work, footing))
    if not work.now < new.until <= work.now + LONGEST:
        raise invalid("/until", "Укажите время в будущем, не дальше тридцати дней")
    reason = one_line(new.reason, pointer="/reason", longest=500) if new.reason.strip() else ""
    await restrict(work, room, PersonId(new.person_id), new.until, reason)


async def lift(work: Work, room: RoomId, person: PersonId) -> None:
    """Let a member write again before the time."""
    footing = await standing_in(work, room)
    work.require(Action.SANCTION_MEMBER, place(work, footing))
    hats = await _sanctionable(work, room, person)
    if await sanctions.lift(work.connection, work.school, room, person):
        await sanctions.remember(work.connection, work.school, _act(work, room, person, "lift"))
        for hat in hats:
            work.tell(hat_stream(person, hat.value), "person", Sanctioned(room_id=room, until=None))
        work.note(Action.SANCTION_MEMBER, room, person=str(person), until=None)


async def restrict(work: Work, room: RoomId, person: PersonId, until: datetime, reason: str) -> None:
    """From now until then this member only reads; the caller has made sure that the actor may."""
    hats = await _sanctionable(work, room, person)
    await sanctions.write(
        work.connection, work.school, room, person, until=until, by=work.person, reason=reason, now=work.now
    )
    act = _act(work, room, person, "onlyReading", until=until, reason=reason)
    await sanctions.remember(work.connection, work.school, act)
    for hat in hats:
        work.tell(hat_stream(person, hat.value), "person", Sanctioned(room_id=room, until=until))
    work.note(Action.SANCTION_MEMBER, room, person=str(person), until=until.isoformat())


async def put_out(work: Work, room: RoomId, person: PersonId, reason: str) -> None:
    """Out of this chat, until taken in again. Announcements stay: what the school says reaches everybody."""
    footing = await standing_in(work, room)
    work.require(Action.SANCTION_MEMBER, place(work, footing))
    if footing.kind == "announcements":
        raise AnnouncementsAreForAll
    hats = await _sanctionable(work, room, person)
    clean = one_line(reason, pointer="/reason", longest=500)
    await sanctions.put_out(work.connection, work.school, room, person, hats, clean, work.now)
    await sanctions.remember(work.connection, work.school, _act(work, room, person, "remove", reason=clean))
    work.standings_changed([person])
    work.note("removeMember", room, person=str(person))


async def take_in(work: Work, room: RoomId, person: PersonId) -> None:
    """The chat's rule holds for this person again; what was said meanwhile he does not see."""
    footing = await standing_in(work, room)
    work.require(Action.SANCTION_MEMBER, place(work, footing))
    if not await sanctions.take_in(work.connection, work.school, room, person):
        raise NotFound
    await sanctions.remember(work.connection, work.school, _act(work, room, person, "readmit"))
    work.standings_changed([person])
    work.note("readmitMember", room, person=str(person))


async def out_of(work: Work, room: RoomId) -> list[PutOut]:
    """Who was put out of this chat, for those who may take them in again."""
    footing = await standing_in(work, room)
    work.require(Action.SANCTION_MEMBER, place(work, footing))
    rows = await sanctions.out_of(work.connection, work.school, room)
    return [
        PutOut(r.person_id, full_name(r.last_name, r.first_name, r.middle_name), r.reason, r.created_at) for r in rows
    ]


def _act(
    work: Work, room: RoomId, person: PersonId, what: str, *, until: datetime | None = None, reason: str = ""
) -> sanctions.Act:
    return sanctions.Act(work.new_id(), room, person, what, until, work.person, reason, work.now)


async def _sanctionable(work: Work, room: RoomId, person: PersonId) -> list[Hat]:
    """The hats in which he is here; a sanction holds in all of them, so staff in any of them stays free of it."""
    rows = await rooms.member(work.connection, work.school, room, person)
    if not rows:
        raise NotFound
    if person == work.person or any(row.moderates or row.hat == Hat.STAFF for row in rows):
        raise NotSanctionable
    return [Hat(row.hat) for row in rows]
