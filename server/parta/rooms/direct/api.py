"""The door of direct chats."""

from typing import Annotated
from uuid import UUID

from litestar import get, post, put
from litestar.params import FromPath, Parameter

from parta.kernel.ids import PersonId, RoomId
from parta.kernel.pages import Page
from parta.work import Work

from . import commands, reading
from .shapes import Answer, Begun, Block, Contact, DirectRules, NewDirect, SeenDirect


@get("/direct-chats/contacts", operation_id="listContacts")
async def list_contacts(
    work: Work,
    search: Annotated[str, Parameter(max_length=100)] = "",
    person: UUID | None = None,
    cursor: Annotated[str | None, Parameter(max_length=600)] = None,
    limit: Annotated[int, Parameter(ge=1, le=200)] = 50,
) -> Page[Contact]:
    """Only those to whom one may write."""
    return await reading.contacts(work, search=search, only=person, cursor=cursor, limit=limit)


@post("/direct-chats", operation_id="beginDirectChat")
async def begin_direct_chat(data: NewDirect, work: Work) -> Begun:
    """Open the chat with somebody, or ask for it."""
    return Begun(await commands.begin(work, (PersonId(data.person_id), data.hat)))


@post("/rooms/{room_id:uuid}/answer", operation_id="answerDirectChat", status_code=204)
async def answer_direct_chat(room_id: FromPath[UUID], data: Answer, work: Work) -> None:
    """Let the parent who asks write, or not."""
    await commands.answer(work, RoomId(room_id), accepts=data.accepts)


@put("/rooms/{room_id:uuid}/block", operation_id="blockDirectChat", status_code=204)
async def block_direct_chat(room_id: FromPath[UUID], data: Block, work: Work) -> None:
    """Neither writes in this chat of two while it is blocked."""
    await commands.block(work, RoomId(room_id), blocked=data.blocked)


@get("/people/{person_id:uuid}/direct-chats", operation_id="listDirectChatsOf")
async def list_direct_chats_of(person_id: FromPath[UUID], work: Work) -> list[SeenDirect]:
    """That a child and adults of the school write to each other; never a word of it."""
    return await reading.seen(work, PersonId(person_id))


@get("/direct-chats/rules", operation_id="readDirectRules")
async def read_direct_rules(work: Work) -> DirectRules:
    """Which doors of the matrix the school has opened."""
    return await reading.rules(work)


@put("/direct-chats/rules", operation_id="setDirectRules", status_code=204)
async def set_direct_rules(data: DirectRules, work: Work) -> None:
    """Open and close doors of the matrix."""
    await commands.set_rules(work, data)


ROUTES = [
    list_contacts,
    begin_direct_chat,
    answer_direct_chat,
    block_direct_chat,
    list_direct_chats_of,
    read_direct_rules,
    set_direct_rules,
]
