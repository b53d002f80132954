"""The registry is read: by the school, class by class, and by everybody his own."""

from typing import Literal

import msgspec

from parta.kernel.errors import NotFound
from parta.kernel.hats import Hat
from parta.kernel.ids import ClassId, PersonId
from parta.kernel.text import full_name
from parta.parts.schema import Record
from parta.people import queries as people
from parta.people.queries import Name
from parta.policy.decide import Place
from parta.policy.table import Action
from parta.work import Work

from . import commands, queries
from .commands import consents_to
from .shapes import ClassNumbers, ConsentEntry, ConsentRow, MyConsent, MyDocuments, Registry, RegistryNumbers, State


async def registry(work: Work, class_id: ClassId | None, title: str) -> Registry:
    """Of a class: each child and its representatives; without a class of the staff."""
    place = Place(school=work.school, classes=frozenset({class_id} if class_id else ()))
    work.require(Action.SEE_CONSENTS, place)
    if class_id is None:
        rows = await queries.of_staff(work.connection, work.school)
    else:
        rows = await queries.of_class(work.connection, work.school, class_id)
    words = await queries.school_words(work.connection, work.school)
    text = await commands.current_text(work, work.school, "consent")
    may_record = work.may(Action.RECORD_PAPER_CONSENT, place)
    return Registry(title, [_row(row) for row in rows], text.version, words.consents, may_record)


async def numbers(work: Work) -> RegistryNumbers:
    """Of the whole school."""
    work.require(Action.SEE_CONSENTS, Place(school=work.school))
    classes = await queries.numbers(work.connection, work.school)
    staff = [_state(row) for row in await queries.of_staff(work.connection, work.school)]
    return RegistryNumbers(
        [ClassNumbers(row.id, row.title, row.pupils, row.given) for row in classes],
        staff=len(staff),
        staff_given=staff.count("given"),
    )


async def history(work: Work, subject: PersonId) -> list[ConsentEntry]:
    """Everything that the registry knows of a person, newest first."""
    if not await people.existing(work.connection, [(work.school, subject)]):
        raise NotFound
    classes = await queries.classes_of(work.connection, work.school, [subject])
    work.require(Action.SEE_CONSENTS, Place(school=work.school, classes=classes))
    rows = await queries.history(work.connection, work.school, subject)
    return [
        ConsentEntry(
            id=row.id,
            version=row.version,
            how=row.how,
            granted=row.granted,
            at=row.at,
            given_by=_named(row, "giver"),
            recorded_by=_named(row, "recorder"),
            over_at=row.withdrawn_at,
        )
        for row in rows
    ]


async def mine(work: Work) -> MyDocuments:
    """One's own, and those of the children whom one represents; a pupil sees his own and answers nothing."""
    person = work.person
    children = await commands.my_children(work)
    everyone = [person, *children]
    found = await queries.last_words(work.connection, work.school, everyone)
    givers = {PersonId(row.given_by) for row in found.values() if row.given_by}
    names = await people.names(work.connection, work.school, [*everyone, *givers])
    text = await commands.current_text(work, work.school, "consent")
    words = await queries.school_words(work.connection, work.school)
    return MyDocuments(
        [_mine(one, found.get(one), names, own=one == person) for one in everyone],
        version=text.version,
        required=words.consents,
        may_answer=work.actor.hat is not Hat.PUPIL,
    )


class Asked(msgspec.Struct, frozen=True):
    """Of whom a consent is asked, and whether all of them have an answer already."""

    people: list[PersonId]
    answered: bool


async def asked(work: Work, *, admitted: bool, version: int) -> Asked:
    """Of whom the consent is asked: all who have not consented to the text as it is now.

    `answered`: each of them has refused it or taken it back, so whoever takes part already is left in peace.
    """
    subjects = [work.person, *await commands.my_children(work)]
    words = await queries.last_words(work.connection, work.school, subjects)
    missing = [one for one in subjects if not consents_to(words.get(one), version)]
    if admitted:
        # A founder of the school takes part without an answer; a child added later has none yet.
        missing = [one for one in missing if one in words or one != work.person]
    known = [words.get(one) for one in missing]
    return Asked(missing, all(word is not None and word.version >= version for word in known))


async def awaits(work: Work) -> list[str]:
    """What whoever takes part is asked all the same (`pending` of «who am I»): newer rules, an open consent."""
    if work.actor.person is None or work.actor.hat is None:
        return []
    row = await queries.still_asked(work.connection, work.school, work.actor.person, work.actor.hat.value)
    return [name for name, is_asked in (("rules", row.rules), ("consent", row.consent)) if is_asked]


async def text_of(work: Work, kind: Literal["rules", "consent"], version: int | None) -> queries.LegalText:
    """The text as people read it now, or an older version of it."""
    work.require(Action.SEE_SCHOOL, Place(school=work.school))
    if version is None:
        return await commands.current_text(work, work.school, kind)
    return await commands.read_version(work, kind, version)


def _row(row: Record) -> ConsentRow:
    return ConsentRow(
        person_id=row.person_id,
        child_id=row.child_id,
        role=row.role,
        relation=row.relation,
        name=full_name(row.last_name, row.first_name, row.middle_name),
        joined=row.joined,
        admitted=row.admitted,
        off_platform=row.off_platform,
        state=_state(row),
        how=row.how,
        version=row.version,
        at=row.withdrawn_at or row.at,
        given_by=_named(row, "giver"),
        recorded_by=_named(row, "recorder"),
    )


def _mine(one: PersonId, word: Record | None, names: dict[PersonId, Name], *, own: bool) -> MyConsent:
    if one not in names:
        raise NotFound
    name = names[one].full
    if word is None:
        return MyConsent(one, name, own, "none", None, None, None, None)
    giver = names.get(PersonId(word.given_by)) if word.given_by else None
    return MyConsent(
        one,
        name,
        own,
        _state(word),
        word.how,
        word.version,
        word.withdrawn_at or word.at,
        giver.full if giver else None,
    )


def _state(row: Record) -> State:
    if row.how is None:
        return "none"
    if not row.granted:
        return "refused"
    return "given" if row.withdrawn_at is None else "withdrawn"


def _named(row: Record, who: str) -> str | None:
    last = getattr(row, f"{who}_last")
    return full_name(last, getattr(row, f"{who}_first"), getattr(row, f"{who}_middle")) if last else None
