"""The HTTP door of polls."""

from uuid import UUID

from litestar import get, post, put
from litestar.params import FromPath

from parta.kernel.ids import RoomId
from parta.policy.standing import Actor
from parta.work import Work

from ..post_group import Posted
from ..posting import Posting
from . import commands, reading
from .shapes import NewPoll, NewVote, Poll, Voters
from .together import PollTallies


@post("/rooms/{room_id:uuid}/polls", operation_id="makePoll")
async def make_poll(room_id: FromPath[UUID], data: NewPoll, work: Work, actor: Actor, posting: Posting) -> Posted:
    """Ask a chat; the same `clientId` again is the same poll."""
    which = await commands.make(work, RoomId(room_id), data)
    await work.keep()  # the committer of messages is another one, and must find it
    return await commands.ask(posting, actor, RoomId(room_id), data, which)


@get("/polls/{poll_id:uuid}", operation_id="readPoll")
async def read_poll(poll_id: FromPath[UUID], work: Work) -> Poll:
    """A poll as its reader sees it now."""
    return await reading.poll(work, poll_id)


@get("/polls/{poll_id:uuid}/voters", operation_id="listVoters")
async def list_voters(poll_id: FromPath[UUID], work: Work) -> Voters:
    """Who chose what, and who has not answered."""
    return await reading.voters(work, poll_id)


@put("/polls/{poll_id:uuid}/vote", operation_id="vote", status_code=204)
async def vote(poll_id: FromPath[UUID], data: NewVote, work: Work, tallies: PollTallies) -> None:
    """Choose, choose anew, take the vote back; not while one may only read the chat (C5, E4)."""
    await commands.vote(work, tallies, poll_id, data)


@post("/polls/{poll_id:uuid}/close", operation_id="closePoll", status_code=204)
async def close_poll(poll_id: FromPath[UUID], work: Work, tallies: PollTallies) -> None:
    """Nobody votes any more."""
    await commands.close(work, tallies, poll_id)


ROUTES = [make_poll, read_poll, list_voters, vote, close_poll]
