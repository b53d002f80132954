"""SQL of notices."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from sqlalchemy import delete, func, literal, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.identity.tables import session
from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, SchoolId, SessionId
from parta.parts.push import NewKey
from parta.parts.schema import Record

from .tables import push_key, push_notice, push_subscription

CHANNEL = "parta_push"
AT_ONCE = 100  # notices of one look
RECENT = timedelta(minutes=2)


class Candidate(msgspec.Struct, frozen=True):
    """A browser that might be told of a chat; its owner may be looking at the chats right now."""

    subscription: UUID
    room: UUID
    position: int
    person: PersonId
    hat: Hat
    school: SchoolId


# Whoever is a member now, has not read that far, is not the author, did not mute the chat, and was not told of it since
# he last opened it. Edits and deletions of older messages are announced too: they are neither recent nor unread.
_CANDIDATES = text("""
    select subscription.id as subscription, fresh.room, fresh.position, member.person_id as person, member.hat,
           member.school_id as school
      from unnest(cast(:rooms as uuid[]), cast(:positions as bigint[])) as fresh(room, position)
      join membership as member on member.room_id = fresh.room and member.to_position is null
      join session on session.person_id = member.person_id and session.hat = member.hat and session.ends_at > :now
                  and session.school_id = member.school_id
      join push_subscription as subscription on subscription.session_id = session.id
      left join read_mark as mark on mark.school_id = member.school_id and mark.room_id = member.room_id
                                 and mark.person_id = member.person_id
      left join notification_level as level on level.school_id = member.school_id
                                 and level.room_id = member.room_id and level.person_id = member.person_id
      left join push_notice as notice on notice.subscription_id = subscription.id and notice.room_id = fresh.room
     where (level.muted_until is null or level.muted_until <= :now)
       and (notice.room_id is null or coalesce(mark.position, 0) >= notice.position)
       and exists (select from message
                    where message.school_id = member.school_id and message.room_id = fresh.room
                      and message.position > greatest(coalesce(mark.position, 0), member.from_position - 1)
                      and message.position <= fresh.position and message.sent_at > :since
                      and message.author_id <> member.person_id and message.deleted is null and not message.silent
                      and (level.only_mentions is not true or message.mentions_all or member.person_id = any(message.mentions)))
     order by subscription.id, fresh.room
     limit 20000
""")


async def candidates(connection: AsyncConnection, rooms: dict[UUID, int], now: datetime) -> list[Candidate]:
    """Whose browsers might be told of new messages in these rooms (each with its last position)."""
    asked = {"rooms": list(rooms), "positions": list(rooms.values()), "now": now, "since": now - RECENT}
    rows = await connection.execute(_CANDIDATES, asked)
    return [
        Candidate(r.subscription, r.room, r.position, PersonId(r.person), Hat(r.hat), SchoolId(r.school)) for r in rows
    ]


_QUEUE = text("""
    with written as (
        insert into push_notice (subscription_id, room_id, position, next_at, created_at)
        select subscription.id, fresh.room, fresh.position, fresh.due, :now
          from unnest(cast(:subscriptions as uuid[]), cast(:rooms as uuid[]), cast(:positions as bigint[]),
                      cast(:moments as timestamptz[]))
               as fresh(subscription, room, position, due)
          join push_subscription as subscription on subscription.id = fresh.subscription
         order by subscription.id, fresh.room
            on conflict (subscription_id, room_id)
            do update set position = excluded.position, next_at = excluded.next_at, tries = 0, created_at = excluded.created_at
    )
    select pg_notify(:channel, '')
""")


async def queue(connection: AsyncConnection, chosen: Sequence[tuple[Candidate, datetime]], now: datetime) -> None:
    """Have these browsers told, each not before its moment, and wake the worker with the commit."""
    asked = {
        "subscriptions": [one.subscription for one, _ in chosen],
        "rooms": [one.room for one, _ in chosen],
        "positions": [one.position for one, _ in chosen],
        "moments": [at for _, at in chosen],
        "now": now,
        "channel": CHANNEL,
    }
    await connection.execute(_QUEUE, asked)


async def next_due(connection: AsyncConnection) -> datetime | None:
    """When the next notice has to go; None when all have gone."""
    due: datetime | None = await connection.scalar(select(func.min(push_notice.c.next_at)))
    return due


_TAKE = text("""
    update push_notice as notice set next_at = :lease, tries = notice.tries + 1
      from (select subscription_id, room_id from push_notice
             where next_at <= :now order by next_at limit :at_once for update skip locked) as due
     where notice.subscription_id = due.subscription_id and notice.room_id = due.room_id
    returning notice.subscription_id, notice.room_id
""")
# Between the message and now the person may have left the chat, read it, muted it, or signed out.
_STILL = text("""
    select notice.subscription_id, notice.room_id, notice.tries, subscription.endpoint, subscription.p256dh,
           subscription.auth, notice.kind, notice.room_id = notice.subscription_id as trial
      from unnest(cast(:subscriptions as uuid[]), cast(:rooms as uuid[])) as taken(subscription, room)
      join push_notice as notice on notice.subscription_id = taken.subscription and notice.room_id = taken.room
      join push_subscription as subscription on subscription.id = notice.subscription_id
      join session on session.id = subscription.session_id and session.ends_at > :now
      left join membership as member on member.room_id = notice.room_id and member.person_id = session.person_id
                                    and member.hat = session.hat and member.to_position is null
      left join read_mark as mark on mark.school_id = session.school_id and mark.room_id = notice.room_id
                                 and mark.person_id = session.person_id
      left join notification_level as level on level.school_id = session.school_id and level.room_id = notice.room_id
                                           and level.person_id = session.person_id
     where notice.room_id = notice.subscription_id or notice.kind <> 'message'
        or (member.id is not null and coalesce(mark.position, 0) < notice.position
            and (level.muted_until is null or level.muted_until <= :now))
     order by notice.subscription_id, notice.room_id
     limit :at_once
""")


async def take(
    connection: AsyncConnection, now: datetime, lease: datetime
) -> tuple[list[Record], list[tuple[UUID, UUID]]]:
    """Take notices that are due, until `lease`; returns those that still have to go, and those that no longer do."""
    rows = (await connection.execute(_TAKE, {"now": now, "lease": lease, "at_once": AT_ONCE})).all()
    if not rows:
        return [], []
    asked = {
        "subscriptions": [row.subscription_id for row in rows],
        "rooms": [row.room_id for row in rows],
        "now": now,
        "at_once": AT_ONCE,
    }
    still = list(await connection.execute(_STILL, asked))
    going = {(row.subscription_id, row.room_id) for row in still}
    return still, [(r.subscription_id, r.room_id) for r in rows if (r.subscription_id, r.room_id) not in going]


_SETTLE = text("""
    update push_notice as notice set next_at = done.next_at
      from unnest(cast(:subscriptions as uuid[]), cast(:rooms as uuid[]), cast(:moments as timestamptz[]))
           as done(subscription, room, next_at)
     where notice.subscription_id = done.subscription and notice.room_id = done.room and notice.next_at = :lease
""")


_DROP = text("""
    delete from push_notice as notice
     using unnest(cast(:subscriptions as uuid[]), cast(:rooms as uuid[])) as over(subscription, room)
     where notice.subscription_id = over.subscription and notice.room_id = over.room and notice.next_at = :lease
""")


async def drop(connection: AsyncConnection, over: Sequence[tuple[UUID, UUID]], lease: datetime) -> None:
    """Nobody was told by these notices taken until `lease`: the next message may tell."""
    if over:
        asked = {"subscriptions": [one[0] for one in over], "rooms": [one[1] for one in over], "lease": lease}
        await connection.execute(_DROP, asked)


async def settle(
    connection: AsyncConnection, done: Sequence[tuple[UUID, UUID, datetime | None]], lease: datetime
) -> None:
    """When each of the notices taken until `lease` goes again; None: it was told. One queued anew meanwhile stays."""
    if done:
        asked = {
            "subscriptions": [one[0] for one in done],
            "rooms": [one[1] for one in done],
            "moments": [one[2] for one in done],
            "lease": lease,
        }
        await connection.execute(_SETTLE, asked)


async def count_refusals(
    connection: AsyncConnection, refused: Sequence[UUID], taken: Sequence[UUID], at_most: int
) -> None:
    """These browsers' services refused, these took: who was refused too often in a row is forgotten."""
    table = push_subscription
    if taken:
        await connection.execute(
            update(table).where(table.c.id.in_(list(taken)), table.c.failures > 0).values(failures=0)
        )
    if refused:
        await connection.execute(
            update(table).where(table.c.id.in_(list(refused))).values(failures=table.c.failures + 1)
        )
        await connection.execute(delete(table).where(table.c.id.in_(list(refused)), table.c.failures >= at_most))


async def forget(connection: AsyncConnection, subscriptions: Sequence[UUID]) -> None:
    """These browsers are gone."""
    if subscriptions:
        await connection.execute(delete(push_subscription).where(push_subscription.c.id.in_(list(subscriptions))))


async def key(connection: AsyncConnection) -> NewKey | None:
    """The installation's own key."""
    row = (await connection.execute(select(push_key.c.private, push_key.c.public))).first()
    return NewKey(row.private, row.public) if row is not None else None


async def keep_key(connection: AsyncConnection, made: NewKey, now: datetime) -> None:
    """Keep a key, unless there is one already."""
    row = {"number": 1, "private": made.private, "public": made.public, "made_at": now}
    await connection.execute(insert(push_key).values(row).on_conflict_do_nothing())


async def here(connection: AsyncConnection, one: SessionId) -> Record | None:
    """Is this session's computer shared, and which browser belongs to it?"""
    return (
        await connection.execute(
            select(session.c.shared_computer, push_subscription.c.id.label("subscription"))
            .outerjoin(push_subscription, push_subscription.c.session_id == session.c.id)
            .where(session.c.id == one)
        )
    ).first()


async def subscribe(
    connection: AsyncConnection, one: UUID, of: SessionId, endpoint: str, p256dh: str, auth: str, now: datetime
) -> None:
    """From now on this session has this browser; whoever had it before on this device has it no more."""
    table = push_subscription
    await connection.execute(delete(table).where((table.c.endpoint == endpoint) | (table.c.session_id == of)))
    row = {"id": one, "session_id": of, "endpoint": endpoint, "p256dh": p256dh, "auth": auth, "created_at": now}
    await connection.execute(insert(table).values(row))


async def unsubscribe(connection: AsyncConnection, of: SessionId) -> None:
    """This session has no browser any more."""
    await connection.execute(delete(push_subscription).where(push_subscription.c.session_id == of))


async def try_out(connection: AsyncConnection, subscription: UUID, now: datetime) -> None:
    """Have one's own browser told something, for a trial; one trial at a time."""
    row = {"subscription_id": subscription, "room_id": subscription, "position": 0, "next_at": now, "created_at": now}
    fresh = {"next_at": now, "tries": 0, "created_at": now}
    await connection.execute(
        insert(push_notice).values(row).on_conflict_do_update(constraint=push_notice.primary_key, set_=fresh)
    )
    await connection.execute(select(func.pg_notify(literal(CHANNEL), literal(""))))


_CALL_UP = text("""
    with written as (
        insert into push_notice (subscription_id, room_id, kind, position, next_at, created_at)
        select subscription.id, :about, :kind, 0, called.due, :now
          from unnest(cast(:persons as uuid[]), cast(:hats as text[]), cast(:due as timestamptz[])) as called(person, hat, due)
          join session on session.school_id = :school and session.person_id = called.person and session.hat = called.hat
                      and session.ends_at > :now
          join push_subscription as subscription on subscription.session_id = session.id
         order by subscription.id
            on conflict (subscription_id, room_id)
            do update set next_at = excluded.next_at, tries = 0, created_at = excluded.created_at
    ) select pg_notify(:channel, '')
""")


async def call_up(
    connection: AsyncConnection,
    school: SchoolId,
    about: UUID,
    kind: str,
    whom: Sequence[tuple[PersonId, Hat, datetime]],
    now: datetime,
) -> None:
    """Have every browser of these people told, each when it is due, and wake the worker with the commit."""
    people, hats, due = zip(*whom, strict=True)
    asked = {"persons": [*people], "hats": [hat.value for hat in hats], "due": [*due], "channel": CHANNEL}
    await connection.execute(_CALL_UP, asked | {"school": school, "about": about, "kind": kind, "now": now})


_CALL_OFF = text("""
    delete from push_notice as notice
     using push_subscription as subscription, session
     where notice.room_id = :about and subscription.id = notice.subscription_id
       and session.id = subscription.session_id and session.person_id = :person and session.hat = :hat
""")


async def call_off(connection: AsyncConnection, about: UUID, person: PersonId, hat: Hat) -> None:
    """This person knows: whichever of his browsers has not been told, need not be."""
    await connection.execute(_CALL_OFF, {"about": about, "person": person, "hat": hat.value})
