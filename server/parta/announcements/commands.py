"""Sending an announcement, reading and acknowledging it, reminding those who have not."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from parta.kernel.errors import NotFound, invalid
from parta.kernel.ids import ClassId, hat_stream
from parta.kernel.text import body_text, one_line
from parta.notify import commands as notify
from parta.policy.decide import Place
from parta.policy.table import Action
from parta.work import Work

from . import reach, reading, wording
from .errors import NobodyAddressed, NobodyToRemind, RemindedLately, RemindedOften, SameIdOtherAnnouncement
from .events import AnnouncementArrived, AnnouncementSettled
from .queries import feed, receipts
from .queries import sending as queries
from .queries.sending import Recipient, Rule
from .shapes import LONGEST_TEXT, LONGEST_TITLE, Addressed, Announcement, AnnouncementDraft, Audience, Reminded
from .tally import Tally

MANY = 300  # recipients from which the planner is told of them


async def preview(work: Work, audience: Audience) -> Addressed:
    """Whom the rule gives now, before anything is sent."""
    rule, _ = await _rule(work, audience)
    return await queries.count(work.connection, work.school, rule)


async def send(work: Work, draft: AnnouncementDraft) -> Announcement:
    """Announce: a number, the recipients fixed by rule, everybody who is on the platform told at once."""
    rule, addressed = await _rule(work, draft.audience)
    if draft.urgent:
        work.require(Action.BROADCAST_EMERGENCY, Place(school=work.school))
    title = one_line(draft.title, pointer="/title", longest=LONGEST_TITLE)
    words = body_text(draft.text, longest=LONGEST_TEXT)
    await queries.one_sender(work.connection, work.school)
    before = await queries.by_client(work.connection, work.person, draft.client_id)
    if before is not None:
        said = (before.title, before.text, before.audience, before.wants_acknowledgement, before.urgent)
        audience = msgspec.to_builtins(draft.audience)
        if said != (title, words, audience, draft.wants_acknowledgement, draft.urgent):
            raise SameIdOtherAnnouncement
        return await reading.one(work, before.id)
    one = work.new_id()
    number = await queries.next_number(work.connection, work.school)
    row = {
        "school_id": work.school,
        "id": one,
        "number": number,
        "author_id": work.person,
        "author_name": work.actor.name,
        "author_office": wording.office_of(work.actor),
        "client_id": draft.client_id,
        "title": title,
        "text": words,
        "audience": msgspec.to_builtins(draft.audience),
        "addressed": addressed,
        "whole": rule.whole,
        "classes": list(rule.classes),
        "wants_acknowledgement": draft.wants_acknowledgement,
        "urgent": draft.urgent,
        "sent_at": work.now,
    }
    await queries.insert_announcement(work.connection, row)
    people, reached = await queries.send(work.connection, work.school, one, rule)
    if people == 0:
        raise NobodyAddressed
    if people > MANY:
        await queries.much_sent(work.connection)
    await _tell(work, one, reached, urgent=draft.urgent, reminder=False)
    act = Action.BROADCAST_EMERGENCY if draft.urgent else Action.WRITE_ANNOUNCEMENT
    work.note(act, one, {"title": ("", title)}, number=number, people=people)
    return await reading.one(work, one)


async def settle(work: Work, tally: Tally, which: UUID, *, acknowledge: bool) -> None:
    """«Прочитал», and with `acknowledge` «Ознакомлен»: once and for ever; the author's numbers follow."""
    hat = work.actor.hat
    mine = None if hat is None else await feed.one(work.connection, work.school, work.person, hat, which)
    work.require(Action.READ_ANNOUNCEMENT, Place(school=work.school, member=mine is not None))
    if hat is None or mine is None:
        raise NotFound
    fresh = await feed.settle(work.connection, work.school, which, work.person, hat, work.now, acknowledge=acknowledge)
    if not fresh:
        return
    if acknowledge or not mine.wants_acknowledgement:
        await notify.call_off(work, which, work.person, hat)
    work.tell(hat_stream(work.person, hat.value), "person", AnnouncementSettled(which))
    work.after_commit(lambda: tally.changed(which))


async def remind(work: Work, which: UUID) -> Reminded:
    """Tell once more those who can be reached and have not read it; nobody else hears of it."""
    row = await reading.required(work, which, Action.REMIND_ANNOUNCEMENT)
    only = reach.only(work)
    since = work.now - reading.REMIND_AFTER
    late = await receipts.waiting(work.connection, work.school, which, only, since, reading.REMINDERS_AT_MOST)
    if late.waiting == 0:
        raise NobodyToRemind
    people = await receipts.remind(
        work.connection, work.school, which, only, work.now, since, reading.REMINDERS_AT_MOST
    )
    if not people:
        raise RemindedLately if late.reminded_at > since else RemindedOften
    await _tell(work, which, people, urgent=row.urgent, reminder=True)
    work.note(Action.REMIND_ANNOUNCEMENT, which, number=row.number, people=len(people))
    return Reminded(len(people))


async def _tell(work: Work, one: UUID, people: Sequence[Recipient], *, urgent: bool, reminder: bool) -> None:
    event = AnnouncementArrived(one, urgent, reminder)
    for recipient in people:
        work.tell(hat_stream(recipient.person, recipient.hat.value), "person", event)
    whom = [(recipient.person, recipient.hat) for recipient in people]
    await notify.call_up(work, one, "urgent" if urgent else "announcement", whom)


async def _rule(work: Work, audience: Audience) -> tuple[Rule, str]:
    """The rule with its grades as classes, asked for class by class; and the same in words."""
    named = [ClassId(one) for one in dict.fromkeys(audience.classes)]
    if audience.whole and (named or audience.grades):
        raise invalid("/audience", "Выберите или всю школу, или параллели и классы")
    if audience.whole:
        work.require(Action.WRITE_ANNOUNCEMENT, Place(school=work.school))
        rule = Rule(True, (), frozenset(audience.whom), work.person)
        return rule, wording.addressed(audience, [])
    if not named and not audience.grades:
        raise invalid("/audience", "Выберите, кому: школа, параллели или классы")
    known = {ClassId(row.id): row for row in await queries.open_classes(work.connection, work.school)}
    if any(one not in known for one in named):
        raise NotFound
    graded = [
        one
        for one, row in known.items()
        if row.kind in ("class", "set") and {row.grade, row.second_grade} & set(audience.grades)
    ]
    chosen = tuple(dict.fromkeys([*named, *graded]))
    for one in chosen:
        work.require(Action.WRITE_ANNOUNCEMENT, Place(school=work.school, classes=frozenset({one})))
    if not chosen:
        raise NobodyAddressed
    rule = Rule(False, chosen, frozenset(audience.whom), work.person)
    return rule, wording.addressed(audience, [known[one].title for one in named])
