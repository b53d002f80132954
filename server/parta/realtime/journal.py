"""The journal: events of a stream get their numbers here, inside the transaction that causes them, and are read back."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import BigInteger, LargeBinary, Uuid, bindparam, delete, func, select, update
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, SchoolId, StreamId
from parta.parts.bus import Announcement

from .frames import event_frame
from .tables import event, stream

KEPT = timedelta(days=30)
REPLAY_AT_MOST = 500  # events of one stream; a larger gap is fetched as state

encode = msgspec.json.Encoder().encode


class Told(msgspec.Struct, frozen=True):
    """Something to be told on a stream when the work commits."""

    stream: StreamId
    kind: str  # room | person | school | desk
    event: Any  # a tagged struct of some slice's events.py
    position: int | None = None
    joins: tuple[tuple[PersonId, Hat], ...] = ()  # who hears the stream from this event on …
    leaves: tuple[tuple[PersonId, Hat], ...] = ()  # … and who no longer does


async def append(
    connection: AsyncConnection, school: SchoolId, told: Sequence[Told], now: datetime
) -> list[Announcement]:
    """Number the events and write them. Streams are locked in id order, as everywhere, so that writers never cross."""
    if not told:
        return []
    kinds = {one.stream: one.kind for one in told}
    numbers = await lock(connection, school, kinds)
    announcements, rows = [], []
    for one in told:
        numbers[one.stream] += 1
        number = numbers[one.stream]
        body = encode(one.event)
        rows.append({"stream_id": one.stream, "number": number, "position": one.position, "body": body, "at": now})
        announcements.append(
            Announcement(one.stream, number, event_frame(one.stream, number, body), one.joins, one.leaves, one.position)
        )
    ids = sorted(numbers)
    heads = select(
        func.unnest(bindparam("ids", ids, ARRAY(Uuid))).label("id"),
        func.unnest(bindparam("heads", [numbers[i] for i in ids], ARRAY(BigInteger))).label("head"),
    ).subquery()
    await connection.execute(update(stream).where(stream.c.id == heads.c.id).values(last_number=heads.c.head))
    await connection.execute(
        insert(event).from_select(
            ["stream_id", "number", "position", "body", "at"],
            select(
                func.unnest(bindparam("s", [r["stream_id"] for r in rows], ARRAY(Uuid))),
                func.unnest(bindparam("n", [r["number"] for r in rows], ARRAY(BigInteger))),
                func.unnest(bindparam("p", [r["position"] for r in rows], ARRAY(BigInteger))),
                func.unnest(bindparam("b", [r["body"] for r in rows], ARRAY(LargeBinary))),
                bindparam("at", now),
            ),
        )
    )
    return announcements


async def lock(connection: AsyncConnection, school: SchoolId, kinds: dict[StreamId, str]) -> dict[StreamId, int]:
    """Lock the streams in id order, making those that do not exist yet; returns the last number of each."""
    ids = sorted(kinds)
    found = await _locked(connection, ids)
    missing = [i for i in ids if i not in found]
    if missing:
        new = [{"id": i, "school_id": school, "kind": kinds[i]} for i in missing]
        await connection.execute(insert(stream).on_conflict_do_nothing(), new)
        found = await _locked(connection, ids)
    return found


async def heads(connection: AsyncConnection, streams: Sequence[StreamId]) -> dict[StreamId, int]:
    """The last number of each stream; 0 for one that nothing was told on yet."""
    asked = bindparam("streams", list(streams), ARRAY(Uuid))
    rows = await connection.execute(select(stream.c.id, stream.c.last_number).where(stream.c.id == func.any(asked)))
    found = {StreamId(row.id): row.last_number for row in rows}
    return {one: found.get(one, 0) for one in streams}


async def since(connection: AsyncConnection, one: StreamId, number: int) -> list[tuple[int, bytes]] | None:
    """The frames after `number`, oldest first; None when they are no longer (or not all) kept."""
    rows = (
        await connection.execute(
            select(event.c.number, event.c.body)
            .where(event.c.stream_id == one, event.c.number > number)
            .order_by(event.c.number)
            .limit(REPLAY_AT_MOST + 1)
        )
    ).all()
    if len(rows) > REPLAY_AT_MOST or (rows and rows[0].number != number + 1):
        return None
    return [(row.number, event_frame(one, row.number, row.body)) for row in rows]


async def speaks_of_earlier(connection: AsyncConnection, one: StreamId, number: int, position: int) -> bool:
    """Does an event after `number` speak of a message before this position?"""
    found = await connection.scalar(
        select(event.c.number)
        .where(event.c.stream_id == one, event.c.number > number, event.c.position < position)
        .limit(1)
    )
    return found is not None


async def blank(connection: AsyncConnection, one: StreamId, position: int, body: bytes) -> None:
    """Replace every event that holds this message's text by `body` (an upsert of the blank message)."""
    await connection.execute(
        update(event).where(event.c.stream_id == one, event.c.position == position).values(body=body)
    )


async def forget(connection: AsyncConnection, now: datetime) -> None:
    """Drop events older than `KEPT`."""
    await connection.execute(delete(event).where(event.c.at < now - KEPT))


async def _locked(connection: AsyncConnection, ids: list[StreamId]) -> dict[StreamId, int]:
    rows = await connection.execute(
        select(stream.c.id, stream.c.last_number).where(stream.c.id.in_(ids)).order_by(stream.c.id).with_for_update()
    )
    return {StreamId(row.id): row.last_number for row in rows}
