"""Cards of rooms: what a reader's list shows. One query for any number of readers and rooms."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec

from parta.files.shapes import Attachment
from parta.kernel.hats import Hat
from parta.kernel.ids import ClassId, RoomId, SchoolId
from parta.policy.decide import Place, abilities
from parta.policy.matrix import Mark
from parta.policy.standing import Actor
from parta.policy.table import Action
from parta.work import Work

from .direct.shapes import DirectCard, State
from .queries import cards as queries
from .shapes import Author, Forwarded, InHours, Message, Quote, RoomCard

_WRITING = (Action.POST, Action.SEND_FILE, Action.MAKE_POLL, Action.MENTION_ALL)
_ATTACHMENTS = tuple[Attachment, ...]

# Chats whose words may be carried further: said to a whole class or group. What parents, staff, activists or two people
# say among themselves stays among them (ux.md §4).
LETS_OUT = frozenset({"class", "announcements", "subject", "group"})

# What a room's screen may offer.
OFFERED = (
    Action.POST,
    Action.SEND_FILE,
    Action.MAKE_POLL,
    Action.REACT,
    Action.FORWARD,
    Action.SEE_EDITS,
    Action.DELETE_ANY_MESSAGE,
    Action.MENTION_ALL,
    Action.SEE_READERS,
    Action.SANCTION_MEMBER,
    Action.SET_ROOM_MODE,
    Action.PIN_MEMBER,
    Action.PIN_MESSAGE,
    Action.REPORT_MESSAGE,
)


async def cards_of(work: Work, asked: Sequence[tuple[RoomId, Actor]]) -> list[tuple[RoomCard, Actor]]:
    """The card of each room as this actor sees it; the rooms must be the actors' own."""
    if not asked:
        return []
    actors = {(room, actor.person, actor.hat): actor for room, actor in asked}
    wanted = [(room, actor.person, actor.hat) for room, actor in asked if actor.person and actor.hat]
    rows = await queries.cards(work.connection, work.acting_school, wanted, work.now)
    made = []
    for r in rows:
        actor = actors[(r.room_id, r.person_id, r.hat)]
        made.append((_card(r, actor, work.acting_school), actor))
    return made


def room_abilities(
    actor: Actor, school: SchoolId, class_id: UUID | None, *, writes: bool, reacts: bool, kind: str
) -> list[Action]:
    """What this member may do in the room; `writes`, `reacts`: the room's mode and no sanction let him post, or put signs."""
    classes = frozenset({ClassId(class_id)}) if class_id else frozenset()
    may = abilities(actor, OFFERED, Place(school=school, classes=classes, member=True, of_two=kind == "direct"))
    stays = () if kind in LETS_OUT else (Action.FORWARD,)
    closed = (() if writes else _WRITING) + (() if reacts else (Action.REACT,)) + stays
    return [action for action in may if action not in closed]


def may_write(mode: str, *, posts: bool, moderates: bool) -> bool:
    """Does the room's mode let this member write? The same words stand in post_queries for the database (C5)."""
    return (mode == "discussion" and posts) or (mode == "announcements" and moderates)


def may_react(mode: str, *, posts: bool) -> bool:
    """Does the room's mode let this member put signs? Under an announcement each may: it is how one says «понятно» (C5, C7)."""
    return (mode == "discussion" and posts) or mode == "announcements"


def leads_through(hours_mode: str, *, moderates: bool) -> bool:
    """May this member write although a timetable closes the chat? Its leaders, while it is for announcements (C5)."""
    return hours_mode == "announcements" and moderates


def _card(r: Any, actor: Actor, school: SchoolId) -> RoomCard:
    writes = may_write(r.mode, posts=bool(r.posts), moderates=bool(r.moderates)) and r.sanction_until is None
    reacts = may_react(r.mode, posts=bool(r.posts)) and r.sanction_until is None
    return RoomCard(
        id=r.room_id,
        kind=r.kind,
        title=author_of(r.other_id, r.other_badge).name if r.other_id else r.title,
        class_id=r.class_id,
        mode=r.mode,
        last_position=r.last_position,
        first_position=r.first_position,
        read_position=r.read_position,
        read_up_to=r.read_up_to,
        member_count=r.member_count,
        muted_until=r.muted_until,
        only_mentions=r.only_mentions,
        hours=None if r.hours_mode is None else InHours(r.hours_mode, r.hours_why, r.hours_to),
        leads=bool(r.moderates),
        sanction_until=r.sanction_until,
        draft=r.draft,
        draft_reply_to=r.draft_reply_to,
        last_message=message_of(r, hidden=r.hidden) if r.id else None,
        last_author=author_of(r.author_id, r.author_badge) if r.author_id else None,
        own_positions=list(r.own_positions),
        mention_positions=list(r.mention_positions),
        pinned_positions=list(r.pinned_positions),
        abilities=room_abilities(actor, school, r.class_id, writes=writes, reacts=reacts, kind=r.kind),
        direct=_of_two(r) if r.other_id else None,
    )


def _of_two(r: Any) -> DirectCard:
    """The chat of two as this reader sees it."""
    mine, others = (r.first_blocks, r.second_blocks) if r.first_id == r.person_id else (r.second_blocks, r.first_blocks)
    state: State = "open"
    if mine:
        state = "blockedByMe"
    elif not r.lasts:
        state = "ended"
    elif r.state == "asked":
        state = "asked" if r.begun_by == r.person_id else "asksMe"
    elif others:
        state = "blocked"
    return DirectCard(person_id=r.other_id, hat=Hat(r.other_hat), state=state, mark=Mark(r.mark))


def message_of(row: Any, *, hidden: bool, quote: Quote | None = None) -> Message:
    """A row of the table on the wire; what is deleted, or hidden from its reader, says nothing."""
    blank = row.deleted is not None or hidden
    return Message(
        id=row.id,
        client_id=row.client_id,
        position=row.position,
        author_id=row.author_id,
        text="" if blank else row.text,
        sent_at=row.sent_at,
        edited_at=row.edited_at,
        deleted=row.deleted,
        hidden=hidden,
        reply_to=None if blank else quote,
        mentions=() if blank else tuple(row.mentions),
        mentions_all=row.mentions_all and not blank,
        attachments=() if blank or not row.attachments else msgspec.convert(row.attachments, _ATTACHMENTS),
        forwarded=None if blank or not row.forwarded else msgspec.convert(row.forwarded, Forwarded),
        silent=row.silent,
        poll=None if blank else row.poll_id,
    )


def author_of(person: UUID, badge: dict[str, Any] | None) -> Author:
    """How an author is shown; somebody without a membership left is «Бывший участник»."""
    badge = badge or {"name": "Бывший участник"}
    return Author(person, badge["name"], badge.get("text", ""), badge.get("verified", False))
