"""Cards of rooms: what a reader's list shows. One query for any number of readers and rooms."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Text, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY

from parta.kernel.ids import ClassId, RoomId, SchoolId
from parta.policy.decide import Place, abilities
from parta.policy.standing import Actor
from parta.policy.table import Action
from parta.work import Work

from .shapes import Author, Message, Quote, RoomCard

# What a room's screen may offer.
OFFERED = (
    Action.POST,
    Action.DELETE_ANY_MESSAGE,
    Action.MENTION_ALL,
    Action.SEE_READERS,
    Action.SANCTION_MEMBER,
    Action.SET_ROOM_MODE,
    Action.PIN_MEMBER,
    Action.REPORT_MESSAGE,
)
MENTIONS_AT_MOST = 20

_CARDS = text(
    """
    select asked.room_id, asked.person_id, asked.hat, room.kind, room.title, room.class_id, room.mode,
           stream.last_position, span.first_position, coalesce(mark.position, 0) as read_position,
           coalesce((select max(other.position) from read_mark as other
                      where other.school_id = room.school_id and other.room_id = room.id
                        and other.person_id <> asked.person_id), 0) as read_up_to,
           (select count(distinct person_id) from membership as every
             where every.room_id = room.id and every.to_position is null) as member_count,
           level.muted_until, sanction.until as sanction_until, coalesce(draft.text, '') as draft, span.posts,
           span.moderates,
           last.id as last_id, last.client_id, last.author_id, last.text, last.sent_at, last.edited_at, last.deleted,
           last.position as shown_position, last.mentions, last.mentions_all, last.reply_to,
           hidden.id is not null as hidden, author.badge as author_badge,
           quoted.author_id as quoted_author, left(quoted.text, 160) as quoted_text,
           array(select mention.position from message as mention
                  where mention.school_id = room.school_id and mention.room_id = room.id
                    and mention.position > coalesce(mark.position, 0) and mention.position >= span.from_position
                    and mention.deleted is null and mention.author_id <> asked.person_id
                    and (asked.person_id = any(mention.mentions) or mention.mentions_all)
                  order by mention.position limit :mentions) as mention_positions
      from unnest(:rooms, :persons, :hats) as asked(room_id, person_id, hat)
      join room on room.school_id = :school and room.id = asked.room_id
      join stream on stream.id = room.id
      join lateral (select max(own.from_position) as from_position, min(own.from_position) as first_position,
                           bool_or(own.posts) filter (where own.to_position is null) as posts,
                           bool_or(own.moderates) filter (where own.to_position is null) as moderates
                      from membership as own
                     where own.room_id = room.id and own.person_id = asked.person_id and own.hat = asked.hat) as span
           on true
      left join read_mark as mark on mark.school_id = room.school_id and mark.room_id = room.id
                                 and mark.person_id = asked.person_id
      left join notification_level as level on level.school_id = room.school_id and level.room_id = room.id
                                 and level.person_id = asked.person_id
      left join draft on draft.school_id = room.school_id and draft.room_id = room.id
                                 and draft.person_id = asked.person_id
      left join sanction on sanction.school_id = room.school_id and sanction.room_id = room.id
                                 and sanction.person_id = asked.person_id and sanction.until > :now
      left join message as last on last.school_id = room.school_id and last.room_id = room.id
                                 and last.position = stream.last_position and last.position >= span.first_position
      left join message as quoted on quoted.school_id = room.school_id and quoted.room_id = room.id
                                 and quoted.position = last.reply_to and quoted.position >= span.first_position
                                 and quoted.deleted is null
      left join report as hidden on hidden.room_id = room.id and hidden.position = last.position
                                 and hidden.reporter_id = asked.person_id
      left join lateral (select badge from membership as of_author
                          where of_author.room_id = room.id and of_author.person_id = last.author_id
                          order by of_author.joined_at desc limit 1) as author on true
     order by asked.person_id, asked.room_id
    """
).bindparams(
    bindparam("rooms", type_=ARRAY(Uuid)),
    bindparam("persons", type_=ARRAY(Uuid)),
    bindparam("hats", type_=ARRAY(Text)),
    bindparam("school", type_=Uuid),
)


async def cards_of(work: Work, asked: Sequence[tuple[RoomId, Actor]]) -> list[tuple[RoomCard, Actor]]:
    """The card of each room as this actor sees it; the rooms must be the actors' own."""
    if not asked:
        return []
    actors = {(room, actor.person, actor.hat): actor for room, actor in asked}
    rows = await work.connection.execute(
        _CARDS,
        {
            "rooms": [room for room, _ in asked],
            "persons": [actor.person for _, actor in asked],
            "hats": [actor.hat for _, actor in asked],
            "school": work.acting_school,
            "now": work.now,
            "mentions": MENTIONS_AT_MOST,
        },
    )
    made = []
    for r in rows:
        actor = actors[(r.room_id, r.person_id, r.hat)]
        made.append((_card(r, actor, work.acting_school), actor))
    return made


def room_abilities(actor: Actor, school: SchoolId, class_id: UUID | None, *, writes: bool) -> list[Action]:
    """What this member may do in the room; `writes`: the room's mode and no sanction let him post."""
    classes = frozenset({ClassId(class_id)}) if class_id else frozenset()
    may = abilities(actor, OFFERED, Place(school=school, classes=classes, member=True))
    return [action for action in may if action is not Action.POST or writes]


def may_write(mode: str, *, posts: bool, moderates: bool) -> bool:
    """Does the room's mode let this member write? The same words stand in post_queries for the database (C5)."""
    return (mode == "discussion" and posts) or (mode == "announcements" and moderates)


def _card(r: Any, actor: Actor, school: SchoolId) -> RoomCard:
    writes = may_write(r.mode, posts=bool(r.posts), moderates=bool(r.moderates)) and r.sanction_until is None
    return RoomCard(
        id=r.room_id,
        kind=r.kind,
        title=r.title,
        class_id=r.class_id,
        mode=r.mode,
        last_position=r.last_position,
        first_position=r.first_position,
        read_position=r.read_position,
        read_up_to=r.read_up_to,
        member_count=r.member_count,
        muted_until=r.muted_until,
        sanction_until=r.sanction_until,
        draft=r.draft,
        last_message=_last(r),
        last_author=author_of(r.author_id, r.author_badge) if r.author_id else None,
        mention_positions=list(r.mention_positions),
        abilities=room_abilities(actor, school, r.class_id, writes=writes),
    )


def _last(r: Any) -> Message | None:
    if r.last_id is None:
        return None
    blank = r.deleted is not None or r.hidden
    return Message(
        id=r.last_id,
        client_id=r.client_id,
        position=r.shown_position,
        author_id=r.author_id,
        text="" if blank else r.text,
        sent_at=r.sent_at,
        edited_at=r.edited_at,
        deleted=r.deleted,
        hidden=r.hidden,
        reply_to=None if blank or r.quoted_author is None else Quote(r.reply_to, r.quoted_author, r.quoted_text),
        mentions=() if blank else tuple(r.mentions),
        mentions_all=r.mentions_all and not blank,
    )


def author_of(person: UUID, badge: dict[str, Any] | None) -> Author:
    """How an author is shown; somebody without a membership left is «Бывший участник»."""
    badge = badge or {"name": "Бывший участник"}
    return Author(person, badge["name"], badge.get("text", ""), badge.get("verified", False))
