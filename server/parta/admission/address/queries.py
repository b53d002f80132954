"""SQL of the school's address: the test from a phone, and what a change of it would cost."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.admission.tables import invitation, phone_test
from parta.identity.tables import passkey
from parta.kernel.ids import SchoolId
from parta.parts.schema import Record
from parta.school.tables import school


async def tested(connection: AsyncConnection, of: SchoolId | None) -> tuple[datetime | None, bool]:
    """When a phone opened the test QR, and whether «Только внутри школы» was chosen; of no school neither."""
    asked = select(school.c.test_qr_at, school.c.closed_school).where(school.c.id == of)
    row = (await connection.execute(asked)).first()
    return (row.test_qr_at, row.closed_school) if row else (None, False)


async def name_of(connection: AsyncConnection, of: SchoolId) -> str:
    """The school's short name, for the page on the phone."""
    return str(await connection.scalar(select(school.c.short_name).where(school.c.id == of)))


async def set_closed(connection: AsyncConnection, of: SchoolId, *, closed: bool) -> None:
    """«Только внутри школы», or no longer."""
    await connection.execute(update(school).where(school.c.id == of).values(closed_school=closed))


async def set_tested(connection: AsyncConnection, of: SchoolId, at: datetime | None) -> None:
    """A phone opened the test QR; None: the address is another one now."""
    await connection.execute(update(school).where(school.c.id == of).values(test_qr_at=at))


async def insert_test(connection: AsyncConnection, row: dict[str, Any]) -> None:
    """Keep a test QR; the keys are the table's columns."""
    await connection.execute(insert(phone_test).values(row))


async def test_by(connection: AsyncConnection, secret_hash: bytes) -> Record | None:
    """The test whose QR was opened."""
    asked = select(
        phone_test.c.school_id,
        phone_test.c.id,
        phone_test.c.asked_in,
        phone_test.c.expires_at,
        phone_test.c.answered_at,
    ).where(phone_test.c.secret_hash == secret_hash)
    return (await connection.execute(asked)).first()


async def answer_test(connection: AsyncConnection, of: SchoolId, one: object, at: datetime) -> bool:
    """The QR was opened; True for the first time."""
    done = await connection.execute(
        update(phone_test)
        .where(phone_test.c.school_id == of, phone_test.c.id == one, phone_test.c.answered_at.is_(None))
        .values(answered_at=at)
        .returning(phone_test.c.id)
    )
    return done.first() is not None


async def printed(connection: AsyncConnection, now: datetime) -> int:
    """Slips and links of all schools that still lead somewhere."""
    asked = select(func.count()).where(
        invitation.c.recalled_at.is_(None),
        invitation.c.expires_at > now,
        or_(invitation.c.way == "link", invitation.c.used_at.is_(None)),
    )
    return int(await connection.scalar(asked) or 0)


async def passkeys(connection: AsyncConnection) -> int:
    """Passkeys of the installation: each is bound to the address it was made at."""
    return int(await connection.scalar(select(func.count()).select_from(passkey)) or 0)
