"""The door of slips, posters and leaflets: PDF to be printed."""

from typing import Annotated, Any
from urllib.parse import quote
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from parta.admission.invitations.api import address_of
from parta.kernel.ids import ClassId, PersonId
from parta.policy.decide import Place
from parta.policy.table import Action
from parta.work import Work

from . import by_class, commands, overview
from .by_class import ClassJoining
from .commands import Order, Whom
from .overview import Overview

Asked = Request[Any, Any, Any]


class SlipOrder(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What to print; without `class_id` the staff. `people`: only these persons, a child with its places."""

    whom: Annotated[list[Whom], msgspec.Meta(min_length=1, max_length=3)]
    class_id: UUID | None = None
    people: Annotated[list[UUID], msgspec.Meta(max_length=commands.MOST_AT_ONCE)] = []
    places: Annotated[int, msgspec.Meta(ge=1, le=3)] = 1
    days: Annotated[int, msgspec.Meta(ge=1, le=120)] = 30
    leaflets: bool = True  # a page «Памятка» for each role behind the slips


@get("/slips", operation_id="listSlips")
async def list_slips(work: Work, class_id: FromQuery[UUID | None] = None) -> Overview:
    """Who has joined, who holds a slip, who has none: of a class, or of the staff."""
    return await overview.overview(work, ClassId(class_id) if class_id else None)


@get("/school/joining", operation_id="whoHasJoined")
async def who_has_joined(work: Work) -> list[ClassJoining]:
    """Who has joined, was invited, is without a joined representative, by class."""
    return await by_class.joining(work)


@post("/slips", operation_id="printSlips", status_code=200, media_type="application/pdf")
async def print_slips(data: SlipOrder, work: Work, request: Asked) -> Response[bytes]:
    """Make slips and give them as PDF, eight on a sheet; older slips of the same people are dead."""
    order = Order(
        class_id=ClassId(data.class_id) if data.class_id else None,
        whom=frozenset(data.whom),
        people=frozenset(map(PersonId, data.people)),
        places=data.places,
        days=data.days,
        leaflets=data.leaflets,
    )
    return _file(await commands.print_slips(work, order, address_of(request)), "Приглашения.pdf")


@get("/invitations/{invitation_id:uuid}/poster", operation_id="printPoster", media_type="application/pdf")
async def print_poster(invitation_id: FromPath[UUID], work: Work, request: Asked) -> Response[bytes]:
    """A link's poster for the wall, as PDF."""
    return _file(await commands.poster(work, invitation_id, address_of(request)), "Плакат.pdf")


@get("/leaflets/{role:str}", operation_id="printLeaflet", media_type="application/pdf")
async def print_leaflet(role: FromPath[str], work: Work) -> Response[bytes]:
    """«Памятка» for guardian, pupil, teacher or other staff, as PDF."""
    work.require(Action.SEE_SCHOOL, Place(school=work.school))
    return _file(await commands.leaflet(work, role), "Памятка.pdf")


def _file(body: bytes, name: str) -> Response[bytes]:
    headers = {"Content-Disposition": f"attachment; filename=\"parta.pdf\"; filename*=UTF-8''{quote(name)}"}
    return Response(body, media_type="application/pdf", headers=headers)


ROUTES = [list_slips, who_has_joined, print_slips, print_poster, print_leaflet]
