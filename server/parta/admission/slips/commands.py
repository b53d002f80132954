"""Slips are printed: a code for each person, made in the moment of printing and known only to the paper."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from parta.admission.consents import queries as schools
from parta.admission.invitations import queries as invitations
from parta.admission.invitations import tickets
from parta.admission.invitations.errors import NobodyToInvite, TestQrMissing
from parta.admission.invitations.shapes import Role, Target
from parta.admission.invitations.tickets import NewTicket
from parta.kernel.errors import NotFound
from parta.kernel.ids import ClassId, PersonId
from parta.kernel.text import full_name
from parta.parts.pdf import pdf
from parta.parts.qr import qr_svg, qr_svgs
from parta.parts.schema import Record
from parta.school.queries import logos
from parta.work import Work

from . import queries, wording

Whom = Literal["pupil", "guardian", "staff"]
TEMPLATES = Path(__file__).parent
MOST_AT_ONCE = 600
HEAD = """#let values = json(bytes(sys.inputs.values))
#set document(title: values.title, author: values.school)
"""


class Order(msgspec.Struct, frozen=True):
    """What is to be printed."""

    class_id: ClassId | None  # None: the staff
    whom: frozenset[Whom]
    people: frozenset[PersonId]  # only these (a child stands for its places too); empty: all who have not joined
    places: int  # slips without a name for a child that has no representative on the list
    days: int
    leaflets: bool  # a page «Памятка» for each role behind the slips


class Bearer(msgspec.Struct, frozen=True):
    """For whom a slip is."""

    role: Role
    person: PersonId | None
    child: PersonId | None
    name: str


async def print_slips(work: Work, order: Order, address: str) -> bytes:
    """The sheet as PDF; older slips of the same people are dead."""
    bearers, group, target = await _bearers(work, order)
    words = await schools.school_words(work.connection, work.school)
    if words.test_qr_at is None and not words.closed_school:
        raise TestQrMissing
    if not bearers:
        raise NobodyToInvite
    bearers = bearers[:MOST_AT_ONCE]
    people = [one.person for one in bearers if one.person]
    children = [one.child for one in bearers if one.child]
    await queries.recall_of(work.connection, work.school, people, children, work.now)
    made = await tickets.new_tickets(work, len(bearers))
    expires = work.now + timedelta(days=order.days)
    rows = [_row(work, one, ticket, order.class_id, expires) for one, ticket in zip(bearers, made, strict=True)]
    await invitations.insert_invitations(work.connection, rows)
    work.note(target.action, order.class_id, slips=len(rows), way="slip")
    informal = target.class_id is not None and await _informal(work, target.class_id, words)
    roles = [role for role in wording.LEAFLETS if role in {one.role.value for one in bearers}] if order.leaflets else []
    return await _sheet(bearers, made, group, words, address, expires, roles, informal=informal, logo=await _logo(work))


async def poster(work: Work, which: UUID, address: str) -> bytes:
    """A poster with the link's QR and code."""
    row = await invitations.one(work.connection, work.school, which)
    target = tickets.target_of(row)
    work.require(target.action, target.place)
    if row.link_secret is None:
        raise NotFound
    words = await schools.school_words(work.connection, work.school)
    values = {
        "title": f"Вход: {row.class_title or 'Учительская'}",
        "school": words.full_name,
        "group": row.class_title or "Учительская",
        "whom": f"Вход в «Парту» {wording.WHOM[target.role]}",
        "qr": (await qr_svg(f"{address}/i/{row.link_secret}")).decode(),
        "code": row.typed_code,
        "address": f"{_host(address)}/join",
        "until": wording.day(row.expires_at.astimezone(ZoneInfo(words.time_zone)).date()),
        "help": wording.help_line(words),
        "steps": wording.STEPS_POSTER,
        "logo": await _logo(work),
    }
    return await pdf((TEMPLATES / "poster.typ").read_text(), values)


async def leaflet(work: Work, role: str) -> bytes:
    """«Памятка» for a role."""
    if role not in wording.LEAFLETS:
        raise NotFound
    words = await schools.school_words(work.connection, work.school)
    title = wording.LEAFLETS[role][0]
    values = {"title": title, "school": words.full_name, "leaflets": [_leaflet(role, words)]}
    values["logo"] = await _logo(work)
    return await pdf(f"{HEAD}{(TEMPLATES / 'leaflet.typ').read_text()}", values)


async def _logo(work: Work) -> list[int] | None:
    """The school's sign as the template takes it."""
    png = await logos.of_school(work.connection, work.school)
    return None if png is None else list(png)


def _leaflet(role: str, words: Record) -> dict[str, Any]:
    title, parts = wording.LEAFLETS[role]
    return {
        "title": title,
        "school": words.full_name,
        "help": wording.help_line(words),
        "parts": [{"title": name, "numbered": numbered, "lines": lines} for name, numbered, lines in parts],
    }


async def _bearers(work: Work, order: Order) -> tuple[list[Bearer], str, Target]:
    if order.class_id is None:
        target = Target(work.school, Role.TEACHER)
        work.require(target.action, target.place)
        rows = await queries.of_staff(work.connection, work.school)
        named = [_named(row) for row in rows if not row.joined and _asked(row, order)]
        return named, "Учительская", target
    row = await invitations.class_of(work.connection, work.school, order.class_id)
    target = Target(work.school, Role.PUPIL, order.class_id, club=row.kind == "club")
    work.require(target.action, target.place)
    rows = await queries.of_class(work.connection, work.school, order.class_id)
    by_person = {
        one.person: one
        for one in (
            _named(row)
            for row in rows
            if not row.joined
            and row.role in order.whom
            and _asked(row, order)
            and not _holds_one_of_another_class(work, row, order)
        )
    }
    return [*by_person.values(), *_places(rows, order)], row.title, target


def _asked(row: Record, order: Order) -> bool:
    return not order.people or row.person_id in order.people or row.child_id in order.people


def _holds_one_of_another_class(work: Work, row: Record, order: Order) -> bool:
    """A mother of two has her slip from the elder's class: printing the younger's must not kill it."""
    living = row.id is not None and row.recalled_at is None and row.used_at is None and row.expires_at > work.now
    return living and row.class_id != order.class_id and not order.people


def _named(row: Record) -> Bearer:
    name = full_name(row.last_name, row.first_name, row.middle_name)
    return Bearer(Role(row.role), PersonId(row.person_id), None, name)


def _places(rows: Sequence[Record], order: Order) -> list[Bearer]:
    """A child without a representative on the list, or one asked for by name, gets places without a name."""
    if "guardian" not in order.whom:
        return []
    represented = {row.child_id for row in rows if row.child_id}
    return [
        Bearer(Role.GUARDIAN, None, PersonId(row.person_id), full_name(row.last_name, row.first_name, None))
        for row in rows
        if row.child_id is None
        and (row.person_id in order.people or (not order.people and row.person_id not in represented))
        for _ in range(order.places)
    ]


def _row(work: Work, one: Bearer, ticket: NewTicket, class_id: ClassId | None, expires: datetime) -> dict[str, Any]:
    return {
        "school_id": work.school,
        "id": work.new_id(),
        "role": one.role.value,
        "way": "slip",
        "class_id": class_id,
        "person_id": one.person,
        "child_id": one.child,
        "lookup": ticket.code.lookup,
        "secret_hash": ticket.code.hash,
        "link_hash": ticket.link_hash,
        "uses_left": 1,
        "issued_by": work.person,
        "created_at": work.now,
        "expires_at": expires,
        "printed_at": work.now,
    }


async def _informal(work: Work, class_id: ClassId, words: Record) -> bool:
    row = await invitations.class_of(work.connection, work.school, class_id)
    return row.grade is not None and row.grade <= words.informal_to_grade


async def _sheet(
    bearers: Sequence[Bearer],
    made: Sequence[NewTicket],
    group: str,
    words: Record,
    address: str,
    expires: datetime,
    roles: Sequence[str],
    *,
    informal: bool,
    logo: list[int] | None,
) -> bytes:
    until = wording.day(expires.astimezone(ZoneInfo(words.time_zone)).date())
    pictures = await qr_svgs([address + ticket.path for ticket in made])
    values = {
        "title": f"Приглашения: {group}",
        "school": words.full_name,
        "address": f"{_host(address)}/join",
        "help": wording.help_line(words),
        "slips": [
            {
                "group": group,
                "intro": wording.intro(one.role, place=one.child is not None, informal=informal),
                "name": one.name,
                "steps": wording.steps(place=one.child is not None, informal=informal and one.role is Role.PUPIL),
                "qr": picture.decode(),
                "code": ticket.code.shown,
                "until": until,
            }
            for one, ticket, picture in zip(bearers, made, pictures, strict=True)
        ],
        "leaflets": [_leaflet(role, words) for role in roles],
        "logo": logo,
    }
    return await pdf("".join((TEMPLATES / name).read_text() for name in ("sheet.typ", "leaflet.typ")), values)


def _host(address: str) -> str:
    """The address as people type it: browsers find out about https themselves."""
    parts = urlsplit(address)
    return parts.netloc if parts.scheme == "https" else address
