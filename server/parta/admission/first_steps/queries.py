"""SQL of the first steps: what the school already has."""

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.admission.tables import invitation
from parta.identity.tables import account
from parta.kernel.ids import AccountId, SchoolId
from parta.parts.schema import Record
from parta.people.tables import standing
from parta.school.tables import school


async def facts(connection: AsyncConnection, of: SchoolId, me: AccountId) -> Record:
    """What is there of a school's first evening."""
    pupils = exists().where(standing.c.school_id == of, standing.c.kind == "pupil")
    slips = exists().where(invitation.c.school_id == of, invitation.c.way == "slip")
    password = exists().where(account.c.id == me, account.c.password_hash.is_not(None))
    asked = select(
        school.c.test_qr_at,
        school.c.closed_school,
        pupils.label("pupils"),
        slips.label("slips"),
        password.label("password"),
    ).where(school.c.id == of)
    return (await connection.execute(asked)).one()
