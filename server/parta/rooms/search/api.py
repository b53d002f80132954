"""The HTTP door of search."""

from datetime import date
from typing import Annotated
from uuid import UUID

from litestar import get
from litestar.params import FromPath, QueryParameter

from parta.kernel.ids import PersonId, RoomId
from parta.work import Work

from . import finding
from .at_once import Searches
from .finding import MessageQuestion
from .shapes import Kind, MessageHits, PeopleHits, Place

Typed = Annotated[str, QueryParameter(name="query", max_length=200)]
Narrowed = Annotated[UUID | None, QueryParameter()]
Cursor = Annotated[str | None, QueryParameter(max_length=400)]
Limit = Annotated[int, QueryParameter(ge=1, le=50)]


@get("/search/messages", operation_id="searchMessages")
async def search_messages(
    work: Work,
    searches: Searches,
    typed: Typed = "",
    room: Narrowed = None,
    author: Narrowed = None,
    kind: Annotated[Kind | None, QueryParameter()] = None,
    first_day: Annotated[date | None, QueryParameter(name="firstDay")] = None,
    last_day: Annotated[date | None, QueryParameter(name="lastDay")] = None,
    cursor: Cursor = None,
    limit: Limit = 20,
) -> MessageHits:
    """Messages and files by words in all their forms, in the chats that the person may read at this moment."""
    question = MessageQuestion(
        query=typed,
        room=RoomId(room) if room else None,
        author=PersonId(author) if author else None,
        kind=kind,
        first_day=first_day,
        last_day=last_day,
        cursor=cursor,
        limit=limit,
    )
    return await finding.messages(work, searches, question)


@get("/search/people", operation_id="searchPeople")
async def search_people(work: Work, searches: Searches, typed: Typed = "") -> PeopleHits:
    """People by name: members of one's chats, and whom the table of rights opens."""
    return await finding.people(work, searches, typed)


@get("/rooms/{room_id:uuid}/days/{day:date}", operation_id="findDay")
async def find_day(room_id: FromPath[UUID], day: FromPath[date], work: Work) -> Place:
    """Where a day of the school begins in a chat."""
    return await finding.day_in(work, RoomId(room_id), day)


ROUTES = [search_messages, search_people, find_day]
