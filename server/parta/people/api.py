"""The door of "who am I": the person, his hats, what the frame of the client may offer."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post, put

from parta.identity import queries as identity
from parta.identity import sessions
from parta.identity.cookies import set_cookie
from parta.identity.reset import LIVES
from parta.kernel.errors import NotFound
from parta.kernel.hats import Hat
from parta.kernel.ids import ClassId, PersonId, SchoolId, StreamId, hat_stream
from parta.policy.decide import Place
from parta.policy.standing import Actor, Column
from parta.policy.table import Action
from parta.school import queries as school
from parta.school.shapes import SchoolCard
from parta.work import Work

from . import access, acting, hours, queries
from .hours import MyHours
from .queries import Wearer

# What the frame of the client asks of the policy: places on the bar, tiles of the home screens.
FRAME = (
    Action.EDIT_SCHOOL,
    Action.EDIT_LEGAL_TEXT,
    Action.SEE_CONSENTS,
    Action.SEE_AUDIT,
    Action.SEE_CLASSES,
    Action.SEE_JOINING,
    Action.SEE_STAFF,
    Action.IMPORT_ROSTER,
    Action.INVITE_STAFF,
    Action.DECIDE_STAFF_REQUEST,
    Action.MAKE_MANAGEMENT_CHAT,
    Action.WRITE_DIRECT,
    Action.SET_OFFICE_HOURS,
    Action.MAKE_CLASS,
    Action.REVIEW_APPLICATION,
    Action.SET_ADDRESS,
    Action.SEE_ABSENCE_NUMBERS,
)


class Me(msgspec.Struct, frozen=True, rename="camel"):
    """Who is signed in, whom he can act as, what waits for him."""

    account_id: UUID
    login: str | None
    operator: bool
    current: Wearer | None
    hats: list[Wearer]
    pending: list[str]
    abilities: list[Action]
    own_classes: list[UUID]  # of the class teacher's standing: whose page «Класс» shows
    learns_in: list[UUID]  # of the pupil's standing: whose page «Мой класс» shows
    school: SchoolCard | None
    person_stream: StreamId | None
    shared_computer: bool


class PutOn(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Which hat to put on."""

    person_id: UUID
    kind: Hat


class Awaited(msgspec.Struct, frozen=True):
    """What slices above this one still ask of whoever takes part; wired by the assembly."""

    ask: Callable[[Work], Awaitable[list[str]]]


@get("/me", operation_id="whoAmI")
async def who_am_i(work: Work, awaited: Awaited) -> Me:
    """Who is signed in."""
    return await me(work, awaited)


@post("/me/hat", operation_id="putOnHat")
async def put_on_hat(data: PutOn, work: Work, request: Request[Any, Any, Any]) -> Response[Wearer]:
    """Act as another of one's persons, or in another of its hats; the session goes on under another token."""
    session = work.actor.session
    if session is None:
        raise NotFound
    wearer = await acting.wear(work, session, PersonId(data.person_id), data.kind)
    if wearer is None:
        raise NotFound
    return set_cookie(Response(wearer, status_code=201), await sessions.change(work, session), request)


@get("/me/office-hours", operation_id="readOfficeHours")
async def read_office_hours(work: Work) -> MyHours:
    """When one is there for others."""
    return await hours.mine(work)


@put("/me/office-hours", operation_id="setOfficeHours", status_code=204)
async def set_office_hours(data: MyHours, work: Work) -> None:
    """Say when one is there for others; nothing rings outside of it."""
    await hours.say(work, data.hours)


class FreshCode(msgspec.Struct, frozen=True, rename="camel"):
    """A new code for paper; shown once, to whoever reset the access."""

    code: str
    days: int


@post("/people/{person_id:uuid}/access/reset", operation_id="resetAccess", status_code=200)
async def reset_access(person_id: UUID, work: Work) -> FreshCode:
    """End all sessions of a person, cancel the ways in, give a new code."""
    code = await access.reset(work, PersonId(person_id))
    return FreshCode(code.shown, LIVES.days)


async def me(work: Work, awaited: Awaited) -> Me:
    """What the client needs to draw its frame."""
    actor = work.actor
    hats = await queries.hats(work.connection, actor.account)
    sign_in = await identity.sign_in_of(work.connection, actor)
    current = next((one for one in hats if (one.person_id, one.kind) == (actor.person, actor.hat)), None)
    return Me(
        account_id=actor.account,
        login=sign_in.login,
        operator=actor.operator,
        current=current,
        hats=hats,
        pending=await _pending(work, current, awaited),
        abilities=[action for action in FRAME if work.may(action, _of_office(actor))],
        own_classes=sorted(actor.columns().get(Column.CLASS_TEACHER, frozenset())),
        learns_in=sorted(actor.columns().get(Column.PUPIL, frozenset())),
        school=await school.card(work.connection, SchoolId(actor.school)) if actor.school else None,
        person_stream=hat_stream(actor.person, actor.hat.value) if actor.person and actor.hat else None,
        shared_computer=sign_in.shared_computer,
    )


def _of_office(actor: Actor) -> Place:
    """Where the frame's offers are asked: in the school, and in the classes of a position that reaches only these."""
    columns = actor.columns()
    reach = columns.get(Column.POSITION, frozenset()) | columns.get(Column.CANTEEN, frozenset())
    return Place(school=actor.school, classes=frozenset(ClassId(one) for one in reach))


async def _pending(work: Work, current: Wearer | None, awaited: Awaited) -> list[str]:
    if work.actor.owes_second_factor:
        return ["secondFactor"]
    if current is None:
        return []
    return await awaited.ask(work) if current.admitted else ["admission"]


ROUTES = [who_am_i, put_on_hat, reset_access, read_office_hours, set_office_hours]
