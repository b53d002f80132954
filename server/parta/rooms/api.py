"""The HTTP door of chats."""

from typing import Annotated
from uuid import UUID

import msgspec
from litestar import MediaType, Response, delete, get, patch, post, put
from litestar.openapi import ResponseSpec
from litestar.params import FromPath, PathParameter, QueryParameter

from parta.kernel.ids import PersonId, RoomId
from parta.policy.standing import Actor
from parta.policy.table import Action
from parta.work import Work

from . import commands, hours, management, reading, sanctions
from .history import Reader
from .hours import RoomHours
from .management import Template, TemplateName
from .post_group import Posted
from .posting import Posting
from .shapes import (
    DraftText,
    History,
    Members,
    Message,
    MessageDraft,
    Mode,
    MutedUntil,
    NewRemoval,
    NewSanction,
    NewText,
    PutOut,
    Readers,
    RoomList,
)

Position = Annotated[int, PathParameter(ge=1, le=2**53)]


class NewMode(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Who may write from now on."""

    mode: Mode


@get("/rooms", operation_id="listRooms")
async def list_rooms(work: Work) -> RoomList:
    """All rooms of the person, with the heads of the streams from which the socket goes on."""
    return await reading.my_list(work)


@get(
    "/rooms/{room_id:uuid}/messages",
    operation_id="readHistory",
    responses={200: ResponseSpec(History, generate_examples=False, description="Request fulfilled, document follows")},
)
async def read_history(
    room_id: FromPath[UUID],
    reader: Reader,
    before: Annotated[int | None, QueryParameter(ge=0, le=2**53)] = None,
    after: Annotated[int | None, QueryParameter(ge=0, le=2**53)] = None,
    around: Annotated[int | None, QueryParameter(ge=0, le=2**53)] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=100)] = 50,
) -> Response[bytes]:
    """A stretch of a room's messages, oldest first: the last ones, or those before, after or around a position."""
    page = await reader.page(RoomId(room_id), before=before, after=after, around=around, limit=limit)
    return Response(page, media_type=MediaType.JSON)


@post("/rooms/{room_id:uuid}/messages", operation_id="postMessage")
async def post_message(room_id: FromPath[UUID], data: MessageDraft, actor: Actor, posting: Posting) -> Posted:
    """Post a message to a room the person is a member of; the same `clientId` again is the same message."""
    return await posting.post(actor, RoomId(room_id), data)


@patch("/rooms/{room_id:uuid}/messages/{position:int}", operation_id="editMessage")
async def edit_message(room_id: FromPath[UUID], position: Position, data: NewText, work: Work) -> Message:
    """Change what one's own message says."""
    return await commands.edit(work, RoomId(room_id), position, data.text)


@delete("/rooms/{room_id:uuid}/messages/{position:int}", operation_id="deleteMessage")
async def delete_message(room_id: FromPath[UUID], position: Position, work: Work) -> None:
    """Delete a message for all; its place stays."""
    await commands.delete(work, RoomId(room_id), position)


@get("/rooms/{room_id:uuid}/messages/{position:int}/readers", operation_id="listReaders")
async def list_readers(room_id: FromPath[UUID], position: Position, work: Work) -> Readers:
    """How many have read a message; names for staff."""
    footing = await commands.standing_in(work, RoomId(room_id))
    at = commands.place(work, footing)
    work.require(Action.SEE_ROOM, at)
    return await reading.readers(work, footing, position, names=work.may(Action.SEE_READERS, at))


@get("/rooms/{room_id:uuid}/members", operation_id="listMembers")
async def list_members(room_id: FromPath[UUID], work: Work) -> Members:
    """«Кто может читать этот чат»: everybody, exact and complete."""
    footing = await commands.standing_in(work, RoomId(room_id))
    work.require(Action.SEE_ROOM, commands.place(work, footing))
    return await reading.members(work, footing)


@get("/rooms/{room_id:uuid}/hours", operation_id="readRoomHours")
async def read_room_hours(room_id: FromPath[UUID], work: Work) -> RoomHours:
    """Until when a message written now comes without ringing."""
    return await hours.of_room(work, RoomId(room_id))


@put("/rooms/{room_id:uuid}/draft", operation_id="saveDraft", status_code=204)
async def save_draft(room_id: FromPath[UUID], data: DraftText, work: Work) -> None:
    """Keep the draft for the person's other devices; without text and without a message to answer it is forgotten."""
    await commands.save_draft(work, RoomId(room_id), data)


@put("/rooms/{room_id:uuid}/notifications", operation_id="setNotifications", status_code=204)
async def set_notifications(room_id: FromPath[UUID], data: MutedUntil, work: Work) -> None:
    """Mute the room for oneself until a time, or let only mentions ring."""
    await commands.set_notifications(work, RoomId(room_id), data)


@put("/rooms/{room_id:uuid}/mode", operation_id="setRoomMode", status_code=204)
async def set_mode(room_id: FromPath[UUID], data: NewMode, work: Work) -> None:
    """Change who may write."""
    await commands.set_mode(work, RoomId(room_id), data.mode)


@post("/rooms/{room_id:uuid}/sanctions", operation_id="sanctionMember", status_code=204)
async def sanction_member(room_id: FromPath[UUID], data: NewSanction, work: Work) -> None:
    """Let a pupil or parent only read until a time."""
    await sanctions.sanction(work, RoomId(room_id), data)


@delete("/rooms/{room_id:uuid}/sanctions/{person_id:uuid}", operation_id="liftSanction")
async def lift_sanction(room_id: FromPath[UUID], person_id: FromPath[UUID], work: Work) -> None:
    """Let a member write again."""
    await sanctions.lift(work, RoomId(room_id), PersonId(person_id))


@get("/rooms/{room_id:uuid}/removals", operation_id="listRemovals")
async def list_removals(room_id: FromPath[UUID], work: Work) -> list[PutOut]:
    """Who was put out of a chat."""
    return await sanctions.out_of(work, RoomId(room_id))


@post("/rooms/{room_id:uuid}/removals", operation_id="removeMember", status_code=204)
async def remove_member(room_id: FromPath[UUID], data: NewRemoval, work: Work) -> None:
    """Put a pupil or parent out of a chat."""
    await sanctions.put_out(work, RoomId(room_id), PersonId(data.person_id), data.reason)


@delete("/rooms/{room_id:uuid}/removals/{person_id:uuid}", operation_id="readmitMember")
async def readmit_member(room_id: FromPath[UUID], person_id: FromPath[UUID], work: Work) -> None:
    """Take somebody in again."""
    await sanctions.take_in(work, RoomId(room_id), PersonId(person_id))


class NewManagementChat(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Which of the three templates."""

    template: TemplateName


class NewPin(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A member of staff to be kept in a chat, and why."""

    person_id: UUID
    reason: Annotated[str, msgspec.Meta(max_length=500)]


@get("/management-chats", operation_id="listManagementChats")
async def list_management_chats(work: Work) -> list[Template]:
    """The three templates of management chats, and which are open."""
    return await management.templates(work)


@post("/management-chats", operation_id="makeManagementChat")
async def make_management_chat(data: NewManagementChat, work: Work) -> Template:
    """Open a management chat."""
    return await management.make(work, data.template)


@post("/rooms/{room_id:uuid}/pins", operation_id="pinMember", status_code=204)
async def pin_member(room_id: FromPath[UUID], data: NewPin, work: Work) -> None:
    """Keep a member of staff in a chat by a named exception."""
    await management.pin(work, RoomId(room_id), PersonId(data.person_id), data.reason)


@delete("/rooms/{room_id:uuid}/pins/{person_id:uuid}", operation_id="unpinMember")
async def unpin_member(room_id: FromPath[UUID], person_id: FromPath[UUID], work: Work) -> None:
    """Take an exception back."""
    await management.unpin(work, RoomId(room_id), PersonId(person_id))


ROUTES = [
    list_rooms,
    read_history,
    post_message,
    edit_message,
    delete_message,
    list_readers,
    list_members,
    read_room_hours,
    save_draft,
    set_notifications,
    set_mode,
    sanction_member,
    lift_sanction,
    list_removals,
    remove_member,
    readmit_member,
    list_management_chats,
    make_management_chat,
    pin_member,
    unpin_member,
]
