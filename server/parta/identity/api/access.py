"""The door of «Вход и безопасность»: contacts, password, sessions of one's own account."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, delete, get, post, put

from parta.identity import access, contact_codes, devices, passwords
from parta.identity.access import Access
from parta.identity.contact_codes import Asked
from parta.identity.cookies import source_of
from parta.identity.delivery import Channels
from parta.identity.devices import OwnSession
from parta.identity.errors import CodeDoesNotFit
from parta.kernel.ids import SessionId
from parta.work import Work

from .doors import Code, CodeRequest, Line

Password = Annotated[str, msgspec.Meta(max_length=passwords.LONGEST)]


class NewPassword(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A password, with the login it belongs to and, where there was one, the old password."""

    password: Password
    login: Line | None = None
    current: Password | None = None


class NewContact(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """The six digits that were sent to the contact."""

    request_id: UUID
    code: Code


class OwnSessions(msgspec.Struct, frozen=True):
    """Where one is signed in."""

    sessions: list[OwnSession]


@get("/me/access", operation_id="readAccess")
async def read_access(work: Work, channels: Channels) -> Access:
    """One's own ways in."""
    return await access.mine(work, channels)


@put("/me/password", operation_id="setPassword", status_code=204)
async def set_password(data: NewPassword, work: Work) -> None:
    """Set or change the password; all other sessions end."""
    await access.require_whole(work)
    await passwords.set_password(work, data.login, data.password, data.current)


@delete("/me/password", operation_id="removePassword")
async def remove_password(work: Work) -> None:
    """Do without a password."""
    await access.require_whole(work)
    await passwords.forget_password(work)


@post("/me/contacts/code-requests", operation_id="requestContactCode", status_code=202)
async def request_contact_code(
    data: CodeRequest, work: Work, channels: Channels, request: Request[Any, Any, Any]
) -> Asked:
    """Have a code sent to a contact that one wants to sign in by."""
    await access.require_whole(work)
    return await contact_codes.ask_to_bind(work, channels, data.contact, source_of(request))


@post("/me/contacts", operation_id="addContact", status_code=204)
async def add_contact(data: NewContact, work: Work, request: Request[Any, Any, Any]) -> None:
    """Sign in by this contact from now on."""
    await access.require_whole(work)
    proved = await contact_codes.redeem(work, data.request_id, data.code, source_of(request), purpose="bind")
    if proved is None:
        await work.keep()
        raise CodeDoesNotFit
    await access.add_contact(work, proved)


@delete("/me/contacts/{contact_id:uuid}", operation_id="removeContact")
async def remove_contact(contact_id: UUID, work: Work) -> None:
    """No longer sign in by this contact."""
    await access.require_whole(work)
    await access.forget_contact(work, contact_id)


@get("/me/sessions", operation_id="listSessions")
async def list_sessions(work: Work) -> OwnSessions:
    """Where one is signed in, the last used first."""
    await access.require_whole(work)
    return OwnSessions(await devices.mine(work))


@delete("/me/sessions/{session_id:uuid}", operation_id="endSession")
async def end_session(session_id: UUID, work: Work) -> None:
    """Sign out elsewhere."""
    await access.require_whole(work)
    await devices.end(work, SessionId(session_id))


@post("/me/sessions/end-others", operation_id="endOtherSessions", status_code=204)
async def end_other_sessions(work: Work) -> None:
    """Sign out everywhere else."""
    await access.require_whole(work)
    await devices.end_others(work)


ROUTES = [
    read_access,
    set_password,
    remove_password,
    request_contact_code,
    add_contact,
    remove_contact,
    list_sessions,
    end_session,
    end_other_sessions,
]
