"""SQL of one file's life: announced, received piece by piece, looked at, let go."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, delete, func, literal, or_, select, update
from sqlalchemy.dialects.postgresql import ARRAY, INTEGER
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import PersonId, RoomId, SchoolId
from parta.parts.schema import Record

from ..tables import file

SWEPT_AT_ONCE = 500


async def insert_file(connection: AsyncConnection, row: dict[str, Any]) -> bool:
    """Announce a file; False when its sender has announced it before. The keys are the table's columns."""
    made = await connection.execute(upsert(file).values(row).on_conflict_do_nothing().returning(file.c.id))
    return made.first() is not None


async def by_client(connection: AsyncConnection, school: SchoolId, owner: PersonId, client: UUID) -> Record | None:
    """A sender's file by his own id of it."""
    return (
        await connection.execute(
            select(file).where(file.c.school_id == school, file.c.owner_id == owner, file.c.client_id == client)
        )
    ).first()


async def own(
    connection: AsyncConnection, school: SchoolId, owner: PersonId, one: UUID, *, lock: bool = False
) -> Record | None:
    """A file of this sender that no message carries yet."""
    asked = select(file).where(
        file.c.school_id == school, file.c.id == one, file.c.owner_id == owner, file.c.state != "gone"
    )
    return (await connection.execute(asked.with_for_update() if lock else asked)).first()


async def add_part(
    connection: AsyncConnection, school: SchoolId, one: UUID, *, place: int, size: int, state: str
) -> bool:
    """A piece has come: it is the next one, or this changes nothing."""
    changed = await connection.execute(
        update(file)
        .where(
            file.c.school_id == school,
            file.c.id == one,
            file.c.state == "uploading",
            func.cardinality(file.c.parts) == place,
        )
        .values(parts=func.array_append(file.c.parts, literal(size, INTEGER), type_=ARRAY(INTEGER)), state=state)
        .returning(file.c.id)
    )
    return changed.first() is not None


async def checked(connection: AsyncConnection, school: SchoolId, one: UUID) -> Record | None:
    """A file that came whole and waits to be looked at."""
    return (
        await connection.execute(
            select(file).where(file.c.school_id == school, file.c.id == one, file.c.state == "checking")
        )
    ).first()


async def settle(connection: AsyncConnection, school: SchoolId, one: UUID, values: dict[str, Any]) -> bool:
    """Write down what the look has found; False when the file was let go meanwhile."""
    changed = await connection.execute(
        update(file)
        .where(file.c.school_id == school, file.c.id == one, file.c.state == "checking")
        .values(values)
        .returning(file.c.id)
    )
    return changed.first() is not None


async def let_go(connection: AsyncConnection, school: SchoolId, one: UUID, now: datetime) -> bool:
    """Nobody will see this file again; False when a message carries it."""
    changed = await connection.execute(
        update(file)
        .where(file.c.school_id == school, file.c.id == one, file.c.position.is_(None))
        .values(state="gone", gone_at=now)
        .returning(file.c.id)
    )
    return changed.first() is not None


async def let_go_of_message(
    connection: AsyncConnection, school: SchoolId, room: RoomId, position: int, now: datetime
) -> list[UUID]:
    """The files of a message that is being deleted."""
    rows = await connection.execute(
        update(file)
        .where(file.c.school_id == school, file.c.room_id == room, file.c.position == position)
        .values(state="gone", gone_at=now)
        .returning(file.c.id)
    )
    return [row.id for row in rows]


async def let_go_of_loose(
    connection: AsyncConnection, *, unfinished_before: datetime, unsent_before: datetime, now: datetime
) -> None:
    """Whatever was begun and never finished, or finished and never sent."""
    await connection.execute(
        update(file)
        .where(
            file.c.position.is_(None),
            or_(
                and_(file.c.state == "uploading", file.c.created_at < unfinished_before),
                and_(file.c.state != "gone", file.c.created_at < unsent_before),
            ),
        )
        .values(state="gone", gone_at=now)
    )


async def gone(
    connection: AsyncConnection, school: SchoolId | None = None, *, among: Sequence[UUID] = ()
) -> list[Record]:
    """Files that nobody will see again, with everything that is kept of them; `shared`: another message carries the bytes."""
    other = file.alias("other")
    first = func.coalesce(file.c.first_id, file.c.id)
    shared = (
        select(other.c.id)
        .where(or_(other.c.id == first, other.c.first_id == first), or_(other.c.state != "gone", other.c.evidence))
        .correlate(file)
        .exists()
    )
    asked = select(file.c.school_id, file.c.id, file.c.parts, file.c.variants, shared.label("shared")).where(
        file.c.state == "gone", ~file.c.evidence
    )
    if school is not None:
        asked = asked.where(file.c.school_id == school, file.c.id.in_(list(among)))
    return list(await connection.execute(asked.order_by(file.c.gone_at, file.c.id).limit(SWEPT_AT_ONCE)))


async def forget(connection: AsyncConnection, ids: Sequence[UUID]) -> None:
    """The bytes are gone; now the rows."""
    await connection.execute(delete(file).where(file.c.id.in_(list(ids)), file.c.state == "gone", ~file.c.evidence))
