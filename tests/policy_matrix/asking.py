"""Asking: a call is sent as a browser sends it, and its answer is read as a verdict. Nothing that it wrote stays."""

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from string import Formatter
from typing import Any

import msgspec
import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.policy.decide import Verdict, decide
from parta.policy.table import Action

from .calls import CALLS, Call
from .sides import Side
from .world import Who

AT_ONCE = 8


class Cell(msgspec.Struct, frozen=True):
    """One cell of the matrix: who asks for what, aimed at which side."""

    column: str
    who: Who
    action: Action
    call: Call
    where: str
    side: Side

    @property
    def expected(self) -> Verdict:
        """What the table says."""
        return decide(self.who.actor, self.action, self.call.at.place(self.side))

    def aimed(self, side: Side) -> "Cell":
        """The same call with other ids."""
        return msgspec.structs.replace(self, side=side)

    def __str__(self) -> str:
        return f"{self.column} {self.action} {self.where} ({self.call.method} {self.call.path})"


class Answer(msgspec.Struct, frozen=True):
    """What came back."""

    status: int
    body: Any

    def __str__(self) -> str:
        slug = self.body.get("type", "") if isinstance(self.body, dict) else ""
        return f"{self.status} {slug}".strip()


def cells(people: dict[str, Who]) -> Iterator[Cell]:
    """Every action × every column × every side on which such a thing stands for this person."""
    for column, who in people.items():
        for action, calls in CALLS.items():
            for call in calls:
                for where in call.at.sides:
                    if where in who.sides:
                        yield Cell(column, who, action, call, where, who.sides[where])


@contextmanager
def nothing_stays() -> Iterator[None]:
    """Every act runs to its end on the real database, and is taken back where it would have been committed.

    So each cell of the matrix finds the school as it was made. Posts are committed by their own committer, and stay.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(AsyncConnection, "commit", AsyncConnection.rollback)
        yield


async def ask_all(asked: Iterable[Cell]) -> list[tuple[Cell, Answer]]:
    """Ask these cells: acts that go through one after the other, all else side by side."""
    alone, together = [], []
    for cell in asked:
        acts = cell.call.method != "GET" and cell.expected is Verdict.ALLOWED
        (alone if acts else together).append(cell)
    answers = [(cell, await ask(cell)) for cell in alone]
    limit = asyncio.Semaphore(AT_ONCE)

    async def one(cell: Cell) -> tuple[Cell, Answer]:
        async with limit:
            return cell, await ask(cell)

    return answers + await asyncio.gather(*(one(cell) for cell in together))


async def ask(cell: Cell) -> Answer:
    """Send one call."""
    http, call, words = cell.who.person.http, cell.call, cell.side.words()
    assert http is not None
    async with http.request(call.method, call.path.format(**words), json=_filled(call.body, words)) as answer:
        body = await answer.read()
        return Answer(answer.status, msgspec.json.decode(body) if "json" in answer.content_type else None)


def verdict(cell: Cell, answer: Answer) -> Verdict | None:
    """What the answer says of the right; None when it says something that no cell of the table means."""
    call = cell.call
    if 200 <= answer.status < 300:
        shown = call.shows is None or call.shows(answer.body, cell.side)
        return Verdict.ALLOWED if shown else Verdict.FORBIDDEN
    if answer.status in call.refused:
        return Verdict.ALLOWED
    return {403: Verdict.FORBIDDEN, 404: Verdict.HIDDEN}.get(answer.status)


def ids_of(call: Call) -> list[str]:
    """The ids that a call names."""
    named = {name for text in [call.path, *_texts(call.body)] for _, name, _, _ in Formatter().parse(text) if name}
    return sorted(named & {*Side.__struct_fields__} - {"message"})


def _filled(part: Any, words: dict[str, str]) -> Any:
    if isinstance(part, dict):
        return {key: _filled(value, words) for key, value in part.items()}
    if isinstance(part, list):
        return [_filled(value, words) for value in part]
    if part == "{message}":
        return int(words["message"])  # a position is a number
    return part.format(**words) if isinstance(part, str) else part


def _texts(part: Any) -> list[str]:
    if isinstance(part, dict | list):
        return [text for value in (part.values() if isinstance(part, dict) else part) for text in _texts(value)]
    return [part] if isinstance(part, str) else []
