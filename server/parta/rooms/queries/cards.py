"""SQL of the room list: the cards of any number of rooms for any number of readers, in one statement."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Text, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import SchoolId
from parta.parts.schema import Record

_CARDS = text(
    """
    select asked.room_id, asked.person_id, asked.hat, room.kind, room.title, room.class_id, room.mode,
           case when room.hours_from <= :now and :now < room.hours_to then room.hours_mode end as hours_mode,
           room.hours_why, room.hours_to,
           stream.last_position, span.first_position, coalesce(mark.position, 0) as read_position,
           coalesce((select max(other.position) from read_mark as other
                      where other.school_id = room.school_id and other.room_id = room.id
                        and other.person_id <> asked.person_id), 0) as read_up_to,
           (select count(distinct person_id) from membership as every
             where every.room_id = room.id and every.to_position is null) as member_count,
           level.muted_until, coalesce(level.only_mentions, false) as only_mentions,
           sanction.until as sanction_until, coalesce(draft.text, '') as draft,
           draft.reply_to as draft_reply_to, span.posts,
           span.moderates,
           last.id, last.client_id, last.author_id, last.text, last.sent_at, last.edited_at, last.deleted,
           last.position, last.mentions, last.mentions_all, last.attachments, last.forwarded, last.silent,
           last.poll_id,
           exists (select from report as filed
                    where filed.room_id = room.id and filed.position = last.position
                      and filed.reporter_id = asked.person_id) as hidden, author.badge as author_badge,
           chat.first_id, chat.state, chat.begun_by, chat.mark, chat.lasts, chat.first_blocks, chat.second_blocks,
           other.person_id as other_id, other.hat as other_hat, other.badge as other_badge,
           array(select pin.position from message_pin as pin
                  where pin.school_id = room.school_id and pin.room_id = room.id
                  order by pin.at desc, pin.position desc limit 50) as pinned_positions,
           coalesce(unread.own, '{}') as own_positions, coalesce(unread.mentions, '{}') as mention_positions
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
                                 and last.position = stream.last_position
                                 and exists (select from membership as own
                                              where own.room_id = room.id and own.person_id = asked.person_id
                                                and own.hat = asked.hat and last.position >= own.from_position
                                                and (own.to_position is null or last.position <= own.to_position))
      left join lateral (
          select (array_agg(said.position order by said.position)
                    filter (where said.author_id = asked.person_id))[1:100] as own,
                 (array_agg(said.position order by said.position)
                    filter (where said.author_id <> asked.person_id and said.deleted is null
                                  and (asked.person_id = any(said.mentions) or said.mentions_all)
                                  and not exists (select from report as filed
                                                   where filed.room_id = room.id and filed.position = said.position
                                                     and filed.reporter_id = asked.person_id)))[1:20] as mentions
            from message as said
           where said.school_id = room.school_id and said.room_id = room.id
             and said.position > coalesce(mark.position, 0) and said.position >= span.from_position) as unread on true
      left join lateral (select badge from membership as of_author
                          where of_author.room_id = room.id and of_author.person_id = last.author_id
                          order by of_author.joined_at desc limit 1) as author on true
      left join direct_chat as chat on room.kind = 'direct' and chat.school_id = room.school_id and chat.room_id = room.id
      left join lateral (select second.person_id, second.hat, second.badge from membership as second
                          where room.kind = 'direct' and second.room_id = room.id
                            and second.person_id <> asked.person_id
                          order by second.joined_at desc limit 1) as other on true
     order by asked.person_id, asked.room_id
    """
).bindparams(
    bindparam("rooms", type_=ARRAY(Uuid)),
    bindparam("persons", type_=ARRAY(Uuid)),
    bindparam("hats", type_=ARRAY(Text)),
    bindparam("school", type_=Uuid),
)


async def cards(
    connection: AsyncConnection, school: SchoolId, asked: Sequence[tuple[UUID, UUID, str]], now: datetime
) -> list[Record]:
    """A row for each (room, person, hat) asked for: what the card of this room shows this reader."""
    arguments = {
        "rooms": [room for room, _, _ in asked],
        "persons": [person for _, person, _ in asked],
        "hats": [hat for _, _, hat in asked],
        "school": school,
        "now": now,
    }
    return list(await connection.execute(_CARDS, arguments))
