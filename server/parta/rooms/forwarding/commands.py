"""The rules of forwarding: what may leave a chat, as whose words, into which."""

import re
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID, uuid5

import msgspec

from parta.kernel.errors import NotFound
from parta.kernel.hats import Hat
from parta.kernel.ids import RoomId
from parta.policy.standing import Actor
from parta.policy.table import Action
from parta.work import Work

from ..cards import LETS_OUT, author_of
from ..commands import must_write, place, standing_in
from ..errors import AlreadyDeleted, StaysInItsChat
from ..post_group import Posted
from ..posting import Posting
from ..queries.rooms import Footing
from ..shapes import Forwarded, MessageDraft
from . import queries

AT_ONCE = 20
_MENTION = re.compile(r"<@([0-9a-f-]{36}|all)>")


class Wanted(msgspec.Struct, frozen=True):
    """A message that is carried on, and the id of the one that it becomes."""

    position: int
    client_id: UUID


class Forwarding:
    """Reads the originals and posts them as anybody posts: the same pace, the same look at the target's mode."""

    def __init__(self, open_work: Callable[..., Any], posting: Posting) -> None:
        self._open_work, self._posting = open_work, posting

    async def forward(self, actor: Actor, source: RoomId, target: RoomId, wanted: Sequence[Wanted]) -> list[Posted]:
        """Carry messages from one chat into another, oldest first. Raises the refusal of the rule that the first breaks."""
        async with self._open_work(actor) as work:
            ready = await _originals(work, source, target, sorted(wanted, key=lambda one: one.position))
        return [await self._posting.post(actor, target, draft, whose) for draft, whose in ready]


async def _originals(
    work: Work, source: RoomId, target: RoomId, wanted: Sequence[Wanted]
) -> list[tuple[MessageDraft, Forwarded]]:
    footing = await standing_in(work, source)
    work.require(Action.FORWARD, place(work, footing))
    into = await standing_in(work, target)
    work.require(Action.POST, place(work, into))
    await must_write(work, into)
    assert work.actor.hat is not None
    positions = [one.position for one in wanted]
    rows = await queries.originals(work.connection, work.school, source, work.person, work.actor.hat, positions)
    found = {row.position: row for row in rows}
    for one in wanted:
        if one.position not in found:
            raise NotFound
        _may_leave(work, footing, found[one.position])
    names = await queries.names(
        work.connection, work.school, source, {person for row in rows for person in row.mentions}
    )
    return [await _ready(work, into, found[one.position], one, names) for one in wanted]


def _may_leave(work: Work, footing: Footing, row: Any) -> None:
    """What was said among a few stays among them; a child's words are carried on by himself alone."""
    if row.deleted is not None:
        raise AlreadyDeleted
    if footing.kind not in LETS_OUT:
        raise StaysInItsChat
    if row.author_hat == Hat.PUPIL and row.author_id != work.person:
        raise StaysInItsChat("Слова ученика пересылает только он сам")


async def _ready(
    work: Work, into: Footing, row: Any, wanted: Wanted, names: dict[UUID, str]
) -> tuple[MessageDraft, Forwarded]:
    files = [UUID(one["id"]) for one in row.attachments or ()]
    if files:
        work.require(Action.SEND_FILE, place(work, into))
    carried = []
    for one in files:
        # The same forwarding again finds the file that it made.
        client = uuid5(wanted.client_id, str(one))
        carried.append(
            await queries.carry_file(
                work.connection, work.school, one, new=work.new_id(), owner=work.person, room=into.room, client=client,
                now=work.now,
            )
        )  # fmt: skip
    author = author_of(row.author_id, row.badge)
    whose = (
        msgspec.convert(row.forwarded, Forwarded)
        if row.forwarded
        else Forwarded(author.name, author.badge, author.verified)
    )
    return MessageDraft(wanted.client_id, _without_calls(row.text, names), None, tuple(carried)), whose


def _without_calls(text: str, names: dict[UUID, str]) -> str:
    """Nobody is called by words that were carried on: a mention becomes the name that it showed."""

    def shown(match: re.Match[str]) -> str:
        if match[1] == "all":
            return "@все"
        try:
            return "@" + names.get(UUID(match[1]), "участник")
        except ValueError:
            return "@участник"

    return _MENTION.sub(shown, text)
