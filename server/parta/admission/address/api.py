"""The door of the school's address, and the page that a phone opens to try it."""

from typing import Any

from litestar import Request, Response, get, post, put
from litestar.datastructures import State
from litestar.params import FromPath

from parta.admission.invitations.api import address_of
from parta.admission.joining.page import POLICY
from parta.identity import queries as identity
from parta.identity.cookies import COOKIE
from parta.identity.sessions import token_hash
from parta.kernel.ids import SessionId
from parta.parts.address import AddressBook
from parta.work import Work, Workshop

from . import commands, page, testing
from .shapes import AddressState, PhoneTest, WayAcme, WayFiles, WayInside, WayProxy

Asked = Request[Any, Any, Any]


@get("/address", operation_id="readAddress")
async def read_address(work: Work, address_book: AddressBook, request: Asked) -> AddressState:
    """The address in force, and what a change of it would cost."""
    return await commands.state(work, address_book, address_of(request))


@put("/address", operation_id="chooseAddress", status_code=204)
async def choose_address(
    data: WayProxy | WayFiles | WayAcme | WayInside, work: Work, address_book: AddressBook, request: Asked
) -> None:
    """Choose the address and who encrypts; the server takes it up by itself and is away for some seconds."""
    await commands.choose(work, address_book, data, str(request.url))


@post("/address/test", operation_id="beginPhoneTest", status_code=200)
async def begin_test(work: Work, request: Asked) -> PhoneTest:
    """A QR for the administrator's phone."""
    return await testing.begin(work, address_of(request))


@get("/check/{secret:str}", include_in_schema=False)
async def phone_page(secret: FromPath[str], state: State, request: Asked) -> Response[str]:
    """What the phone shows; opening it is the test."""
    workshop: Workshop = state.workshop
    async with workshop.open() as work:
        outcome, school = await testing.answer(work, secret, await _session(work, request))
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}
    return Response(
        page.shown(outcome, school, address_of(request)), media_type="text/html; charset=utf-8", headers=headers
    )


async def _session(work: Work, request: Asked) -> SessionId | None:
    token = request.cookies.get(COOKIE)
    if not token:
        return None
    key = token_hash(token)
    row = (await identity.sessions_by_token(work.connection, [key], work.now)).get(key)
    return SessionId(row.id) if row else None


ROUTES = [read_address, choose_address, begin_test]
PAGES = [phone_page]
