"""What changes people's standings. Classes and admission decide *that* it may be done; here it is done."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from parta.kernel.ids import AccountId, PersonId, SchoolId
from parta.policy.standing import Kind
from parta.work import Work

from . import queries
from .errors import AccessIsRestricted, LastAdministrator, ThirdNeedsNote
from .queries import NewPerson, NewStanding


async def add(work: Work, school: SchoolId, people: list[NewPerson]) -> None:
    """Put people on the roster."""
    await queries.insert_persons(work.connection, school, people, work.now)


async def give(
    work: Work,
    school: SchoolId,
    person: PersonId,
    kind: Kind,
    *,
    today: date,
    target: UUID | None = None,
    detail: str = "",
    basis: str = "",
    since: date | None = None,
    until: date | None = None,
) -> None:
    """Give a standing: from today at once, from a later date when the school's day begins."""
    begins = since or today
    row = NewStanding(
        id=work.new_id(),
        person=person,
        kind=kind,
        target=target,
        detail=detail,
        basis=basis,
        valid_from=begins,
        valid_to=until,
        active=begins <= today and (until is None or until >= today),
    )
    await queries.insert_standings(work.connection, school, [row])
    await changed(work, school, [person])


async def end(
    work: Work,
    school: SchoolId,
    people: Collection[PersonId],
    *,
    today: date,
    kinds: Collection[Kind] | None = None,
    target: UUID | None = None,
    detail: str | None = None,
) -> list[tuple[PersonId, Kind, UUID | None]]:
    """End standings at once; returns what ended. The last administrator stays, whoever asks and by whatever way (A9)."""
    await work.alone(school)
    ended = await queries.end_standings(
        work.connection, school, work.now, today, people=people, kinds=kinds, target=target, detail=detail
    )
    if any(kind is Kind.ADMIN for _, kind, _ in ended):
        await keep_an_administrator(work, school)
    await changed(work, school, {person for person, _, _ in ended})
    return ended


async def end_after(
    work: Work,
    school: SchoolId,
    people: Collection[PersonId],
    *,
    last_day: date,
    kinds: Collection[Kind],
    target: UUID | None = None,
) -> None:
    """Let standings end with this day of the school; the job of the dates does the rest."""
    await work.alone(school)
    await queries.limit_standings(work.connection, school, last_day, people=people, kinds=kinds, target=target)
    if Kind.ADMIN in kinds:
        await keep_an_administrator(work, school)


async def carry_on(work: Work, school: SchoolId, kind: Kind, target: UUID, *, last_day: date) -> None:
    """The successor who was planned does not come: what was to end with this day goes on."""
    await queries.open_again(work.connection, school, kind, target, last_day)


async def keep_an_administrator(work: Work, school: SchoolId) -> None:
    """Refuse what would leave the school without an administrator who can act (security.md 28)."""
    if not await queries.lasting_holders(work.connection, school, Kind.ADMIN):
        raise LastAdministrator


async def changed(work: Work, school: SchoolId, people: Collection[PersonId]) -> None:
    """Chats of these people follow, and those of the guardians whose children they are."""
    if people:
        work.within(school)
        work.standings_changed(people)


async def leave(work: Work, school: SchoolId, people: Collection[PersonId], today: date) -> list[PersonId]:
    """Who of these holds nothing any more has left the school, and no account acts as him; returns who has."""
    gone = await queries.without_standing(work.connection, school, people, today)
    if gone:
        await queries.end_claims(work.connection, school, gone, work.now)
        await queries.mark_left(work.connection, school, gone, work.now)
        await changed(work, school, gone)
    return gone


async def link(work: Work, school: SchoolId, account: AccountId, person: PersonId, *, admitted: bool) -> None:
    """From now on this account acts as this person."""
    claim = {
        "school_id": school,
        "id": work.new_id(),
        "person_id": person,
        "account_id": account,
        "admitted": admitted,
        "since": work.now,
    }
    await queries.insert_claims(work.connection, [claim])
    await changed(work, school, [person])


async def bond(
    work: Work,
    school: SchoolId,
    child: PersonId,
    guardian: PersonId,
    *,
    relation: str,
    source: str,
    today: date,
    trusted: bool = False,
    proof_note: str = "",
) -> None:
    """Make somebody a legal representative of a child, or a trusted adult («доверенное лицо») who signs nothing.

    Whoever was barred from the child comes back by no way; a third representative needs a note of his proof (B9).
    """
    if await queries.like_a_barred(work.connection, school, child, guardian):
        raise AccessIsRestricted
    if not trusted and not proof_note.strip() and await queries.representing(work.connection, school, child) >= 2:
        raise ThirdNeedsNote
    row = {
        "school_id": school,
        "id": work.new_id(),
        "child_id": child,
        "guardian_id": guardian,
        "relation": relation,
        "kind": "trusted" if trusted else "representative",
        "proof_note": proof_note,
        "source": source,
        "since": work.now,
    }
    await queries.insert_guardianships(work.connection, [row])
    kind = Kind.TRUSTED_ADULT if trusted else Kind.GUARDIAN
    await give(work, school, guardian, kind, today=today, target=child, detail=relation)


async def apply_dates(work: Work, school: SchoolId, today: date) -> set[PersonId]:
    """Bring in force what begins today and end what is over; returns whom it touched."""
    people = set(await queries.due_standings(work.connection, school, today))
    await changed(work, school, people)
    return people
