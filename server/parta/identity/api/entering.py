"""What every way in ends with: a fresh session, the old one over, its cookie handed to the browser."""

from typing import Any

from litestar import Request, Response

from parta.identity import sessions
from parta.identity.cookies import set_cookie
from parta.kernel.ids import AccountId
from parta.work import Work


async def enter(
    work: Work, request: Request[Any, Any, Any], account: AccountId, *, shared: bool, second_factor: bool = False
) -> Response[None]:
    """Open a session for whoever has just proved himself; one that this browser had before is void (security.md 17)."""
    if not work.stranger and work.actor.session is not None:
        await sessions.end(work, work.actor.session)
    opened = await sessions.open_session(
        work, account, device=request.headers.get("user-agent", ""), shared=shared, second_factor=second_factor
    )
    return set_cookie(Response(None, status_code=204), opened, request)
