"""Rules are acknowledged, consents given, recorded from paper and withdrawn; the chats open and close accordingly."""

from collections.abc import Collection, Sequence
from typing import Any

from parta.kernel.errors import NotFound, invalid
from parta.kernel.hats import Hat
from parta.kernel.ids import ClassId, PersonId, SchoolId, hat_stream
from parta.kernel.text import body_text
from parta.parts.schema import Record
from parta.people import commands as people
from parta.people.queries import hat_of, standings_of
from parta.policy.decide import Place
from parta.policy.table import Action
from parta.work import Work

from . import queries
from .errors import RepresentativeConsents, TextChanged
from .events import AdmissionChanged
from .queries import LegalText
from .texts import first_texts

MOST_AT_ONCE = 300


async def lay_down(work: Work, school: SchoolId) -> None:
    """The first texts of a new school, laid down when it is made: what people agree to stands in the database."""
    words = await queries.school_words(work.connection, school)
    for kind, body in first_texts(words.full_name, words.address).items():
        await queries.insert_text(work.connection, school, kind, 1, body, work.now)


async def current_text(work: Work, school: SchoolId, kind: str) -> LegalText:
    """What people read now."""
    found = await queries.newest_text(work.connection, school, kind)
    if found is None:
        raise NotFound
    return found


async def read_version(work: Work, kind: str, number: int) -> LegalText:
    """A version that somebody has read or consented to."""
    newest = await current_text(work, work.school, kind)
    if number == newest.version:
        return newest
    found = await queries.version(work.connection, work.school, kind, number) if 0 < number < newest.version else None
    if found is None:
        raise NotFound
    return found


async def rewrite(work: Work, kind: str, body: str) -> LegalText:
    """A new version of a text: whoever takes part goes on, and is asked anew when he comes next."""
    work.require(Action.EDIT_LEGAL_TEXT, Place(school=work.school))
    clean = body_text(body, pointer="/body", longest=20_000)
    if len(clean) < 200:
        raise invalid("/body", "Текст — от 200 до 20 000 знаков")
    old = await current_text(work, work.school, kind)
    if clean == old.body.strip():
        return old
    new = LegalText(kind, old.version + 1, clean, work.now)
    await queries.insert_text(work.connection, work.school, kind, new.version, clean, work.now)
    work.note(Action.EDIT_LEGAL_TEXT, None, {kind: (old.body, clean)}, version=new.version)
    return new


async def acknowledge_rules(work: Work, version: int) -> None:
    """«Подтверждаю ознакомление»."""
    await _must_be_newest(work, "rules", version)
    await queries.acknowledge(work.connection, work.school, work.person, "rules", version, work.now)
    await settle(work, work.school, [work.person])


async def answer(work: Work, version: int, *, granted: bool, people: Collection[PersonId] | None = None) -> None:
    """«Даю согласие» or «Не даю согласия»: for oneself, and as a legal representative for one's children.

    Without `people` for all of them who have not consented to this version.
    """
    await _must_be_newest(work, "consent", version)
    subjects = await subjects_of(work)
    if not subjects:
        raise RepresentativeConsents
    if people is not None and not set(people) <= set(subjects):
        raise NotFound
    words = await queries.last_words(work.connection, work.school, subjects)
    asked = [one for one in subjects if not consents_to(words.get(one), version) and (people is None or one in people)]
    await queries.withdraw(work.connection, work.school, asked, work.now)
    rows = [_row(work, one, version, "electronic", given_by=work.person, granted=granted) for one in asked]
    await queries.insert_consents(work.connection, rows)
    if work.actor.hat is Hat.GUARDIAN:
        await queries.set_off_platform(work.connection, work.school, asked, not granted)
    if asked:
        work.note(Action.GIVE_CONSENT, work.person, granted=granted, people=[str(one) for one in asked])
    await settle(work, work.school, asked)


def consents_to(word: Record | None, version: int) -> bool:
    """Does this newest entry of the registry say yes to this version (or a newer one)?"""
    return word is not None and bool(word.granted) and word.withdrawn_at is None and word.version >= version


async def subjects_of(work: Work) -> list[PersonId]:
    """For whom the actor may answer: an adult for himself, a legal representative for his children too."""
    children = await my_children(work)
    own = [] if work.actor.hat is Hat.PUPIL else [work.person]
    if own:
        work.require(Action.GIVE_OWN_CONSENT, Place(school=work.school, owner=work.person))
    for child in children:
        work.require(Action.GIVE_CONSENT, Place(school=work.school, children=frozenset({child})))
    return [*own, *children]


async def my_children(work: Work) -> list[PersonId]:
    """The children whose legal representative the actor is in this hat."""
    if work.actor.hat is not Hat.GUARDIAN:
        return []
    rows = await queries.names_of_children(work.connection, work.school, work.person)
    return [PersonId(row.id) for row in rows]


async def withdraw(work: Work, subject: PersonId) -> None:
    """A consent is over: whom it was for is out of the chats at once and gets paper; nothing is deleted (B15)."""
    action = Action.GIVE_OWN_CONSENT if subject == work.person else Action.GIVE_CONSENT
    work.require(action, Place(school=work.school, owner=subject, children=frozenset({subject})))
    if subject not in await subjects_of(work):
        raise NotFound
    if await queries.withdraw(work.connection, work.school, [subject], work.now):
        work.note(Action.GIVE_CONSENT, subject, withdrawn=True)
    if work.actor.hat is Hat.GUARDIAN:
        await queries.set_off_platform(work.connection, work.school, [subject], True)
    await settle(work, work.school, [subject])


async def record_paper(work: Work, class_id: ClassId | None, subjects: Sequence[PersonId]) -> int:
    """«Согласие на бумаге» for many of a class (or of the staff) at once; returns for how many it is new."""
    place = Place(school=work.school, classes=frozenset({class_id} if class_id else ()))
    work.require(Action.RECORD_PAPER_CONSENT, place)
    if len(subjects) > MOST_AT_ONCE:
        raise invalid("/people", f"Не больше {MOST_AT_ONCE} человек за один раз")
    await _must_be_listed(work, class_id, subjects)
    text = await current_text(work, work.school, "consent")
    words = await queries.last_words(work.connection, work.school, subjects)
    fresh = [one for one in dict.fromkeys(subjects) if not consents_to(words.get(one), text.version)]
    await queries.withdraw(work.connection, work.school, fresh, work.now)  # what was said before the paper was signed
    await queries.insert_consents(work.connection, [_row(work, one, text.version, "paper") for one in fresh])
    if fresh:
        work.note(Action.RECORD_PAPER_CONSENT, class_id, people=[str(one) for one in fresh])
    await settle(work, work.school, fresh)
    return len(fresh)


async def record_withdrawal(work: Work, class_id: ClassId | None, subject: PersonId) -> None:
    """A consent was withdrawn by a written statement that lies in the school."""
    place = Place(school=work.school, classes=frozenset({class_id} if class_id else ()))
    work.require(Action.RECORD_PAPER_CONSENT, place)
    await _must_be_listed(work, class_id, [subject])
    if not await queries.withdraw(work.connection, work.school, [subject], work.now):
        raise NotFound
    work.note(Action.RECORD_PAPER_CONSENT, class_id, people=[str(subject)], withdrawn=True)
    if class_id is not None:
        await queries.set_off_platform(work.connection, work.school, [subject], True)
    await settle(work, work.school, [subject])


async def _must_be_listed(work: Work, class_id: ClassId | None, subjects: Sequence[PersonId]) -> None:
    if class_id is None:
        listed = await queries.of_staff(work.connection, work.school)
    else:
        listed = await queries.of_class(work.connection, work.school, class_id)
    if not set(subjects) <= {row.person_id for row in listed}:
        raise NotFound


async def settle(work: Work, school: SchoolId, persons: Collection[PersonId]) -> None:
    """Admit whoever has read the rules and is consented for; let out whoever no longer is. Chats follow."""
    await work.alone(school)
    states = await queries.readiness(work.connection, school, persons)
    for ready in (True, False):
        turned = [one for one, admitted, may in states if may is ready and admitted is not ready]
        if not turned:
            continue
        await queries.set_admitted(work.connection, school, turned, ready)
        await people.changed(work, school, turned)
        for one, held in (await standings_of(work.connection, school, turned)).items():
            for hat in sorted({hat_of(row.kind, row.detail) for row in held}):
                work.tell(hat_stream(one, hat.value), "person", AdmissionChanged(ready))


async def _must_be_newest(work: Work, kind: str, version: int) -> None:
    text = await current_text(work, work.school, kind)
    if text.version != version:
        raise TextChanged


def _row(
    work: Work,
    subject: PersonId,
    version: int,
    how: str,
    *,
    given_by: PersonId | None = None,
    granted: bool = True,
) -> dict[str, Any]:
    return {
        "school_id": work.school,
        "id": work.new_id(),
        "subject_id": subject,
        "given_by": given_by,
        "how": how,
        "version": version,
        "at": work.now,
        "recorded_by": work.person if how == "paper" else None,
        "granted": granted,
    }
