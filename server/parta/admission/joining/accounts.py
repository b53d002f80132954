"""The account of whoever joins: his own when he is signed in and says so, else a new one with a session."""

from parta.identity import queries as identity
from parta.identity import sessions
from parta.identity.sessions import Opened
from parta.kernel.ids import AccountId
from parta.work import Work


async def account_of(work: Work, *, device: str, shared: bool, as_new: bool) -> tuple[AccountId, Opened | None]:
    """The account to join with; a new session comes with a new one, and whoever was signed in here is signed out."""
    if not as_new:
        return work.actor.account, None
    if not work.stranger and work.actor.session is not None:
        await sessions.end(work, work.actor.session)
    account = AccountId(work.new_id())
    await identity.insert_account(work.connection, account, work.now)
    return account, await sessions.open_session(work, account, device=device, shared=shared)
