"""What people do in chats. Each command reads as its rule; the table of rights stands in policy/table.py."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec

from parta.kernel.errors import Invalid, NotFound, invalid
from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, RoomId, StreamId, hat_stream
from parta.kernel.text import body_text
from parta.policy.decide import Place, allowed
from parta.policy.standing import Actor
from parta.policy.table import Action
from parta.realtime import journal
from parta.work import Work

from . import reading, rights
from .cards import leads_through, may_react, may_write
from .deleting import delete_for_all
from .errors import (
    AlreadyDeleted,
    ClosedByHours,
    MentionAllTooOften,
    OnlyReading,
    PollStays,
    RoomIsClosed,
    TooLateToChange,
)
from .events import (
    DraftSaved,
    MessageEdited,
    MessageReworded,
    NotificationsSet,
    RoomChanged,
)
from .mentions import mentions_of
from .post_group import Draft, Posted, PostGroup
from .queries import levels
from .queries import members as member_queries
from .queries import messages as message_queries
from .queries import rooms as queries
from .queries.rooms import Footing
from .shapes import DraftText, Forwarded, Message, MessageDraft, Mode, MutedUntil

CHANGEABLE = timedelta(hours=48)  # ux.md §4: edit, delete for all
CALL_ALL_EVERY = timedelta(minutes=10)  # security.md 24: one call of everybody a window


async def post(
    posts: PostGroup,
    actor: Actor,
    room: RoomId,
    draft: MessageDraft,
    look: "SecondLook",
    forwarded: Forwarded | None = None,
    poll: UUID | None = None,
) -> Posted:
    """Post a message. The rules of the trade are checked here, membership, mode and sanction at the commit."""
    if actor.school is None or actor.person is None or actor.hat is None:
        raise NotFound
    text = _said(draft.text, silent=bool(draft.files))
    mentions, everybody = mentions_of(text)
    footing_place = Place(school=actor.school, member=True)  # whether he is one is seen under the room's lock
    if not allowed(actor, Action.POST, footing_place):
        await look.refuse(actor, room, Action.POST)
    if draft.files and not allowed(actor, Action.SEND_FILE, footing_place):
        await look.refuse(actor, room, Action.SEND_FILE)
    if everybody:
        await look.at_call_of_all(actor, room)
    return await posts.post(
        Draft(
            actor.school,
            room,
            actor.person,
            actor.hat,
            draft.client_id,
            text,
            draft.reply_to,
            mentions,
            everybody,
            tuple(dict.fromkeys(draft.files)),
            forwarded,
            draft.silent,
            poll,
        )
    )


class SecondLook:
    """What posting asks of the database only when it must: a call of everybody, a post that no right allows."""

    def __init__(self, open_work: Any) -> None:
        self._open_work = open_work

    async def refuse(self, actor: Actor, room: RoomId, action: Action) -> None:
        """Raises `NotFound` for a room that the actor is no member of, else `NotAllowed`."""
        async with self._open_work(actor, reads=True) as work:
            work.require(action, place(work, await standing_in(work, room)))

    async def at_call_of_all(self, actor: Actor, room: RoomId) -> None:
        """Raises `NotAllowed` without the right, `MentionAllTooOften` within ten minutes of the last call."""
        async with self._open_work(actor, reads=True) as work:
            footing = await standing_in(work, room)
            work.require(Action.MENTION_ALL, place(work, footing))
            if await message_queries.last_call_of_all(work.connection, work.school, room, work.now - CALL_ALL_EVERY):
                raise MentionAllTooOften


async def edit(work: Work, room: RoomId, position: int, text: str) -> Message:
    """The author changes what a message says; the old text is kept for moderators."""
    footing = await standing_in(work, room)
    old = await live_message(work, footing, position)
    work.require(Action.EDIT_MESSAGE, place(work, footing, owner=old.author_id))
    await must_write(work, footing)
    _still_changeable(work, old)
    if old.poll_id is not None:
        raise PollStays
    clean = _said(text, silent=bool(old.attachments))
    mentions, everybody = mentions_of(clean)
    if everybody and not old.mentions_all:
        raise Invalid("Позвать всех можно только новым сообщением")
    await journal.lock(work.connection, work.school, {StreamId(room): "room"})
    await message_queries.change_text(
        work.connection, work.school, room, position, new=clean, old=old.text, mentions=mentions, now=work.now
    )
    message, author = await reading.one(work, footing, position)
    # Every subscriber reads a room's frames, so the words go out only where every member may read them.
    if await message_queries.all_may_read(work.connection, work.school, room, position):
        words = msgspec.structs.replace(message, reply_to=None)  # what it answers never changes
        work.tell(StreamId(room), "room", MessageEdited(message=words, author=author), position=position)
    else:
        work.tell(StreamId(room), "room", MessageReworded(position=position), position=position)
    return message


async def delete(work: Work, room: RoomId, position: int) -> None:
    """Delete a message for all, with a trace: the author within 48 hours, the class teacher at any time (C7)."""
    footing = await standing_in(work, room)
    old = await live_message(work, footing, position)
    own = old.author_id == work.person
    if own:
        work.require(Action.DELETE_MESSAGE, place(work, footing, owner=old.author_id))
        _still_changeable(work, old)
    else:
        work.require(Action.DELETE_ANY_MESSAGE, place(work, footing))
    await delete_for_all(work, room, position, by="author" if own else "moderator")
    if not own:
        work.note(Action.DELETE_ANY_MESSAGE, room, position=position, author=str(old.author_id))


async def save_draft(work: Work, room: RoomId, draft: DraftText) -> None:
    """Keep the draft of this room for the person's other devices; one that says and answers nothing is forgotten."""
    footing = await standing_in(work, room)
    work.require(Action.SEE_ROOM, place(work, footing))
    clean = body_text(draft.text, longest=8000) if draft.text.strip() else ""
    await queries.save_draft(
        work.connection, work.school, room, work.person, words=clean, reply_to=draft.reply_to, now=work.now
    )
    saved = DraftSaved(room_id=room, text=clean, reply_to=draft.reply_to)
    work.tell(hat_stream(work.person, _hat(work).value), "person", saved)


async def set_notifications(work: Work, room: RoomId, wanted: MutedUntil) -> None:
    """Mute this room for oneself, or unmute it; let only mentions ring (C16)."""
    footing = await standing_in(work, room)
    work.require(Action.SEE_ROOM, place(work, footing))
    only = None if wanted.only_mentions is msgspec.UNSET else bool(wanted.only_mentions)
    kept = await levels.set_notifications(work.connection, work.school, room, work.person, wanted.muted_until, only)
    told = NotificationsSet(room_id=room, muted_until=wanted.muted_until, only_mentions=kept)
    work.tell(hat_stream(work.person, _hat(work).value), "person", told)


async def set_mode(work: Work, room: RoomId, mode: Mode) -> None:
    """Change who may write: discussion, announcements only, reading only (C5)."""
    footing = await standing_in(work, room)
    work.require(Action.SET_ROOM_MODE, place(work, footing))
    if mode == "archived":
        raise invalid("/mode", "Чат уходит в архив вместе с классом")
    await queries.set_mode(work.connection, work.school, room, mode)
    work.tell(StreamId(room), "room", RoomChanged(title=footing.title, mode=mode))
    await rights.tell_members(work, room)
    work.note(Action.SET_ROOM_MODE, room, old=footing.mode, new=mode)


async def standing_in(work: Work, room: RoomId) -> Footing:
    """How the actor stands in this room; `NotFound` for everybody who is no member now."""
    footing = await queries.footing(work.connection, work.school, room, work.person, _hat(work))
    if footing is None:
        raise NotFound
    return footing


def place(work: Work, footing: Footing, owner: PersonId | None = None) -> Place:
    """The room as the policy sees it."""
    classes = frozenset({footing.class_id}) if footing.class_id else frozenset()
    of_two = footing.kind == "direct"
    return Place(school=work.school, classes=classes, member=True, owner=owner, of_two=of_two)


async def live_message(work: Work, footing: Footing, position: int) -> Any:
    """A message that the actor can read and that is still there; its row is locked."""
    row = await message_queries.one_message(work.connection, work.school, footing.room, position, lock=True)
    if row is None or not footing.reads(position):
        raise NotFound
    if row.deleted is not None:
        raise AlreadyDeleted
    return row


async def must_write(work: Work, footing: Footing) -> None:
    """Other words are words: who may only read now changes none (C5, E4); to take one's own back stays possible."""
    await must_be_a_writer(work, footing)
    closed = footing.hours_mode_at(work.now)
    if closed is not None and not leads_through(closed, moderates=footing.moderates):
        raise ClosedByHours.because(footing.hours_why or "hours")


async def must_be_a_writer(work: Work, footing: Footing) -> None:
    """The chat's mode and no sanction let him write, if not at this hour, then at another."""
    until = await member_queries.sanctioned_until(work.connection, work.school, footing.room, work.person, work.now)
    if until is not None:
        raise OnlyReading.until(until)
    if not may_write(footing.mode, posts=footing.posts, moderates=footing.moderates):
        raise RoomIsClosed


async def must_answer(work: Work, footing: Footing) -> None:
    """A sign, a vote: who may only read now gives none (C5, E4); under an announcement each member may."""
    until = await member_queries.sanctioned_until(work.connection, work.school, footing.room, work.person, work.now)
    if until is not None:
        raise OnlyReading.until(until)
    if not may_react(footing.mode, posts=footing.posts):
        raise RoomIsClosed
    if footing.hours_mode_at(work.now) == "readOnly":
        raise ClosedByHours.because(footing.hours_why or "hours")


def _said(text: str, *, silent: bool) -> str:
    """The words of a message; one that carries files may say nothing."""
    return "" if silent and not text.strip() else body_text(text)


def _still_changeable(work: Work, row: Any) -> None:
    if work.now - row.sent_at > CHANGEABLE:
        raise TooLateToChange


def _hat(work: Work) -> Hat:
    if work.actor.hat is None:
        raise NotFound
    return work.actor.hat
