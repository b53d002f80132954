"""The door of links for many."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from parta.kernel.ids import ClassId
from parta.parts.qr import qr_svg
from parta.work import Work

from . import commands
from .shapes import LinkCard, Role


class NewLink(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A link to be made. Without `class_id` it leads to «Учительская»."""

    role: Role
    class_id: UUID | None = None
    days: Annotated[int, msgspec.Meta(ge=1, le=commands.LONGEST_DAYS)] = 14
    uses: Annotated[int, msgspec.Meta(ge=1, le=commands.MOST_USES)] | None = None


class Links(msgspec.Struct, frozen=True, rename="camel"):
    """Links for many, newest first, and the address that their paths stand behind."""

    links: list[LinkCard]
    address: str


@get("/invitations", operation_id="listInvitationLinks")
async def list_links(work: Work, request: Request[Any, Any, Any], class_id: FromQuery[UUID | None] = None) -> Links:
    """The links that the actor may issue."""
    return Links(await commands.links(work, ClassId(class_id) if class_id else None), address_of(request))


@post("/invitations", operation_id="makeInvitationLink")
async def make_link(data: NewLink, work: Work) -> LinkCard:
    """Make a link for many: whoever comes by it files a request to join."""
    class_id = ClassId(data.class_id) if data.class_id else None
    return await commands.make_link(work, data.role, class_id, days=data.days, uses=data.uses)


@post("/invitations/{invitation_id:uuid}/recall", operation_id="recallInvitation", status_code=204)
async def recall(invitation_id: FromPath[UUID], work: Work) -> None:
    """Make a link or slip dead."""
    await commands.recall(work, invitation_id)


@post("/invitations/{invitation_id:uuid}/reissue", operation_id="reissueInvitationLink")
async def reissue(invitation_id: FromPath[UUID], work: Work) -> LinkCard:
    """A new link of the same kind; the old one is dead."""
    return await commands.reissue(work, invitation_id)


@get("/invitations/{invitation_id:uuid}/qr", operation_id="invitationLinkQr", media_type="image/svg+xml")
async def link_qr(invitation_id: FromPath[UUID], work: Work, request: Request[Any, Any, Any]) -> Response[bytes]:
    """The link as a QR code for the screen."""
    card = await commands.link(work, invitation_id)
    return Response(await qr_svg(address_of(request) + card.path, border=4), media_type="image/svg+xml")


def address_of(request: Request[Any, Any, Any]) -> str:
    """The school's public address; without one, the address that this request came to."""
    return request.app.state.get("public_url") or f"{request.url.scheme}://{request.url.netloc}"


ROUTES = [list_links, make_link, recall, reissue, link_qr]
