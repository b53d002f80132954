"""The first person of an installation: its operator, known by nothing but a one-time code printed at the start."""

from datetime import timedelta

from parta.kernel.ids import AccountId
from parta.work import Work

from . import codes, queries

LIVES = timedelta(days=7)


async def first_operator(work: Work) -> str | None:
    """A code for the operator's first sign-in (`XXXX-XXXX-XXXX`); None once anybody has ever signed in.

    Until then each start prints a new code and the older one is dead.
    """
    operator = await queries.unused_operator(work.connection)
    if operator is None:
        if await queries.anybody(work.connection):
            return None
        operator = AccountId(work.new_id())
        await queries.insert_account(work.connection, operator, work.now, operator=True)
    return (await codes.issue(work, operator, "first", LIVES)).shown
