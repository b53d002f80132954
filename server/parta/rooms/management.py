"""Management chats from three named templates (2.2, C1), and named exceptions from a chat's rule (2.3, C4)."""

from typing import Literal
from uuid import UUID

import msgspec

from parta.kernel.errors import NotFound, Refusal
from parta.kernel.hats import Hat
from parta.kernel.ids import ClassId, PersonId, RoomId
from parta.kernel.text import one_line
from parta.people import queries as people
from parta.policy.decide import Place
from parta.policy.standing import Kind
from parta.policy.table import Action
from parta.work import Work

from .queries import opening as queries
from .queries import rooms as room_queries
from .queries.opening import NewRoom
from .rule import Rule, Term

TemplateName = Literal["staff", "parentActivists", "pupilActivists"]


class NoHeadYet(Refusal):
    """A chat needs a named adult, and these three are the head's (C13)."""

    slug = "no-head-yet"
    title = "Сначала назначьте руководителя школы: это его чат"


class AlreadyOpen(Refusal):
    """There is one chat of each template."""

    slug = "already-open"
    title = "Такой чат уже есть"


class Template(msgspec.Struct, frozen=True, rename="camel"):
    """A kind of management chat; `room_id` once it is open."""

    name: TemplateName
    title: str
    room_id: UUID | None = None


class _Plan(msgspec.Struct, frozen=True):
    title: str
    term: Term
    kind: Kind
    detail: str = ""


_PLANS: dict[TemplateName, _Plan] = {
    "staff": _Plan("Руководитель и педагоги", Term("confirmedStaff"), Kind.TEACHER),
    "parentActivists": _Plan("Руководитель и родительский актив", Term("parentActivists"), Kind.ACTIVIST),
    "pupilActivists": _Plan("Руководитель и ученический актив", Term("pupilActivists"), Kind.ACTIVIST),
}


async def templates(work: Work) -> list[Template]:
    """The three templates, and which of them are open."""
    work.require(Action.MAKE_MANAGEMENT_CHAT, Place(school=work.school))
    opened = await queries.management_rooms(work.connection, work.school)
    return [Template(name, plan.title, opened.get(name)) for name, plan in _PLANS.items()]


async def make(work: Work, name: TemplateName) -> Template:
    """Open a management chat; its members come by rule, the head leads it."""
    work.require(Action.MAKE_MANAGEMENT_CHAT, Place(school=work.school))
    plan = _PLANS[name]
    await work.alone(work.school)
    heads = await people.holders(work.connection, work.school, Kind.HEAD)
    if not heads:
        raise NoHeadYet
    if name in await queries.management_rooms(work.connection, work.school):
        raise AlreadyOpen
    room = NewRoom(
        id=RoomId(work.new_id()),
        kind="management",
        title=plan.title,
        rule=Rule((plan.term, Term("heads", moderates=True))),
        subject=name,
    )
    await queries.insert_rooms(work.connection, work.school, [room], work.now)
    work.standings_changed([*heads, *await people.holders(work.connection, work.school, plan.kind)])
    work.note(Action.MAKE_MANAGEMENT_CHAT, room.id, template=name)
    return Template(name, plan.title, room.id)


async def pin(work: Work, room: RoomId, person: PersonId, reason: str) -> None:
    """Keep a member of staff in a chat whatever its rule says; «Кто может читать» shows the reason."""
    await _require_pin(work, room)
    held = (await people.standings_of(work.connection, work.school, [person])).get(person, [])
    if not any(one.kind in (Kind.TEACHER, Kind.OTHER_STAFF) for one in held):
        raise NotFound
    clean = one_line(reason, pointer="/reason", longest=120)
    await queries.pin(work.connection, work.school, room, person, Hat.STAFF, clean, work.now)
    work.standings_changed([person])
    work.note(Action.PIN_MEMBER, room, person=str(person))


async def unpin(work: Work, room: RoomId, person: PersonId) -> None:
    """Take an exception back."""
    await _require_pin(work, room)
    if not await queries.unpin(work.connection, work.school, room, person):
        raise NotFound
    work.standings_changed([person])
    work.note("unpinMember", room, person=str(person))


async def _require_pin(work: Work, room: RoomId) -> None:
    class_id = await room_queries.class_of(work.connection, work.school, room)
    classes = frozenset({ClassId(class_id)}) if class_id else frozenset[ClassId]()
    member = False
    if work.actor.hat is not None:
        footing = await room_queries.footing(work.connection, work.school, room, work.person, work.actor.hat)
        member = footing is not None
    work.require(Action.PIN_MEMBER, Place(school=work.school, classes=classes, member=member))
