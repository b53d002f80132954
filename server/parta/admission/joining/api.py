"""The door of joining: look, redeem, ask, and what is left to do."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath

from parta.admission.invitations import tickets
from parta.admission.invitations.api import address_of
from parta.identity import access, codes
from parta.identity.cookies import set_cookie, source_of
from parta.identity.sessions import Opened
from parta.kernel.ids import PersonId
from parta.work import Work

from . import family, look, mine, page, petitions, redeeming, relatives
from .family import Family
from .look import preview
from .shapes import Joined, MyJoining, Petition, Preview, Redemption, ReplyText, Ticket

Asked = Request[Any, Any, Any]
KEPT_CODE_LIVES = timedelta(days=366)


class WhichChild(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Whose representative is invited; a pupil invites his own and names nobody."""

    child_id: UUID | None = None


class Invited(msgspec.Struct, frozen=True, rename="camel"):
    """A link for a relative, whole."""

    url: str
    code: str
    expires_at: datetime


class KeptCode(msgspec.Struct, frozen=True, rename="camel"):
    """A code for the next sign-in, to be written down: it is shown once."""

    code: str


@post("/joining/look", operation_id="lookAtInvitation", status_code=200)
async def look_at(data: Ticket, work: Work, request: Asked) -> Preview:
    """What an invitation is for, before joining by it."""
    return await preview(work, await tickets.living(work, data.ticket, source_of(request)))


@post("/joining/redeem", operation_id="redeemSlip", status_code=200)
async def redeem(data: Redemption, work: Work, request: Asked) -> Response[Joined]:
    """Join by a personal slip."""
    done = await redeeming.redeem(work, data, source_of(request), request.headers.get("user-agent", ""))
    return _with_session(Response(Joined(done.person, done.name), status_code=200), done.opened, request)


@post("/joining/requests", operation_id="fileJoinRequest", status_code=204)
async def file_request(data: Petition, work: Work, request: Asked) -> Response[None]:
    """Ask to join by a common link; who decides sees the request at once."""
    opened = await petitions.file(work, data, source_of(request), request.headers.get("user-agent", ""))
    return _with_session(Response(None, status_code=204), opened, request)


@get("/joining", operation_id="myJoining")
async def my_joining(work: Work) -> MyJoining:
    """What stands between the person and the chats."""
    return await mine.state(work)


@post("/joining/requests/{request_id:uuid}/reply", operation_id="replyToDecider", status_code=204)
async def reply(request_id: FromPath[UUID], data: ReplyText, work: Work) -> None:
    """Answer the question about one's request."""
    await petitions.reply(work, request_id, data.text)


@post("/joining/requests/{request_id:uuid}/take-back", operation_id="takeRequestBack", status_code=204)
async def take_back(request_id: FromPath[UUID], work: Work) -> None:
    """Ask no more."""
    await petitions.take_back(work, request_id)


@post("/joining/kept-code", operation_id="keepSignInCode", status_code=200)
async def kept_code(work: Work) -> KeptCode:
    """A code for the next sign-in on paper, for who wants neither password nor passkey; the older one is dead."""
    await access.require_whole(work)
    issued = await codes.issue(work, work.actor.account, "printed", KEPT_CODE_LIVES)
    return KeptCode(issued.shown)


@post("/relatives/invite", operation_id="inviteRelative", status_code=200)
async def invite_relative(data: WhichChild, work: Work, request: Asked) -> Invited:
    """A link by which another representative of the child asks to join."""
    made = await relatives.invite(work, PersonId(data.child_id) if data.child_id else None)
    return Invited(address_of(request) + made.path, made.code, made.expires_at)


@post("/relatives/recall", operation_id="recallRelativeLink", status_code=204)
async def recall_relative(data: WhichChild, work: Work) -> None:
    """The link for a relative is dead."""
    await relatives.recall(work, PersonId(data.child_id) if data.child_id else None)


@get("/relatives/{child_id:uuid}/qr", operation_id="relativeLinkQr", media_type="image/svg+xml")
async def relative_qr(child_id: FromPath[UUID], work: Work, request: Asked) -> Response[bytes]:
    """The open link for a relative as a QR code for the screen."""
    return Response(await family.link_qr(work, PersonId(child_id), address_of(request)), media_type="image/svg+xml")


@get("/my/family", operation_id="myFamily")
async def my_family(work: Work, request: Asked) -> Family:
    """One's children and their representatives; a pupil sees himself."""
    return await family.family(work, address_of(request))


@get("/i/{secret:str}", include_in_schema=False)
async def invitation_page(secret: FromPath[str], work: Work) -> Response[str]:
    """The page before the app."""
    found = await tickets.peek(work, secret)
    if found is None or found.dead:
        return _html(page.dead_page(await look.only_school(work)), 410)
    seen = await preview(work, found)
    return _html(page.used_page(seen, secret) if seen.state == "used" else page.open_page(seen, secret), 200)


def _html(body: str, status: int) -> Response[str]:
    headers = {
        "Content-Security-Policy": page.POLICY,
        "Cache-Control": "private, no-store",
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex",
    }
    return Response(body, status_code=status, media_type="text/html; charset=utf-8", headers=headers)


def _with_session(response: Response[Any], opened: Opened | None, request: Asked) -> Response[Any]:
    return set_cookie(response, opened, request) if opened is not None else response


ROUTES = [
    look_at,
    redeem,
    file_request,
    my_joining,
    reply,
    take_back,
    kept_code,
    invite_relative,
    recall_relative,
    relative_qr,
    my_family,
]
PAGES = [invitation_page]
