"""The second committer: groups of posts. What came during the last commit is the next transaction; nothing else goes here.

One bad message never fails its group: each is accepted, found to be a duplicate, or refused by name.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from time import perf_counter
from typing import Any
from uuid import UUID

import msgspec
import psycopg
import structlog
from psycopg.rows import DictRow

from parta.files.errors import NotForThisChat
from parta.files.queries import sending
from parta.files.queries.sending import Sent
from parta.files.shapes import Attachment
from parta.kernel.clock import Clock
from parta.kernel.ending import end
from parta.kernel.errors import NotFound, Refusal, invalid
from parta.kernel.hats import Hat
from parta.kernel.ids import Ids, PersonId, RoomId, SchoolId, StreamId
from parta.parts.bus import Announcement, Bus
from parta.parts.metrics import Metrics
from parta.realtime.frames import event_frame

from .cards import author_of, leads_through
from .errors import ClosedByHours, OnlyReading, RoomIsClosed, SameIdOtherText, ServerIsBusy
from .events import MessagePosted
from .queries.posting import Connection, DraftRow, NewRow, lock_and_check, plan_anew, prepare, write
from .shapes import Forwarded, Message, Quote

LARGEST = 512  # messages in one transaction
PLANS_ANEW = 64  # messages after which plans are made anew, then four times as many, and so on
WAITING = 5000  # messages waiting; beyond it the server says that it is busy

log = structlog.get_logger()
_encode = msgspec.json.Encoder().encode


class Draft(msgspec.Struct, frozen=True):
    """A message that passed the rules of the trade and waits for its place."""

    school: SchoolId
    room: RoomId
    author: PersonId
    hat: Hat
    client_id: UUID
    text: str
    reply_to: int | None
    mentions: tuple[UUID, ...] = ()
    mentions_all: bool = False
    files: tuple[UUID, ...] = ()
    forwarded: Forwarded | None = None
    silent: bool = False
    poll: UUID | None = None


class Posted(msgspec.Struct, frozen=True, rename="camel"):
    """Where a message stands now; `number` is its event's in the room's stream (0 for a repeated send)."""

    id: UUID
    position: int
    sent_at: datetime
    number: int
    message: Message | None = None


Waiting = tuple[Draft, "asyncio.Future[Posted]"]
Connect = Callable[[], AbstractAsyncContextManager[Connection]]


class PostGroup:
    """Takes drafts, commits them in groups, announces them."""

    def __init__(self, connect: Connect, bus: Bus, clock: Clock, ids: Ids, metrics: Metrics) -> None:
        self._connect, self._bus, self._clock, self._ids, self._metrics = connect, bus, clock, ids, metrics
        self._waiting: list[Waiting] = []
        self._wake = asyncio.Event()

    @asynccontextmanager
    async def open(self) -> AsyncIterator["PostGroup"]:
        """Run the committer as long as the block lasts."""
        task = asyncio.create_task(self._run(), name="post-group")
        try:
            yield self
        finally:
            await end(task)

    async def post(self, draft: Draft) -> Posted:
        """Store a message; returns when it is durable. Raises the refusal of the one rule that it breaks."""
        if len(self._waiting) >= WAITING:
            raise ServerIsBusy
        answer: asyncio.Future[Posted] = asyncio.get_running_loop().create_future()
        self._waiting.append((draft, answer))
        self._wake.set()
        return await answer

    async def _run(self) -> None:
        while True:
            try:
                async with self._connect() as connection:
                    await prepare(connection)
                    written, anew = 0, PLANS_ANEW
                    while True:
                        await self._wake.wait()
                        group, self._waiting = self._waiting[:LARGEST], self._waiting[LARGEST:]
                        if not self._waiting:
                            self._wake.clear()
                        await self._commit(connection, group)
                        written += len(group)
                        if written >= anew:
                            anew *= 4
                            await plan_anew(connection)
            except (psycopg.Error, OSError) as error:
                log.warning("post group lost its database", error=str(error))
                await asyncio.sleep(0.2)

    async def _commit(self, connection: Connection, group: list[Waiting]) -> None:
        began = perf_counter()
        try:
            announcements, answers = await self._write(connection, group)
        except BaseException:
            # Nothing of it was acknowledged; each client sends again by itself, and its id keeps it single.
            for _, answer in group:
                if not answer.done():
                    answer.set_exception(ServerIsBusy())
            raise
        self._count(perf_counter() - began, answers, len(announcements))
        for (_, answer), outcome in zip(group, answers, strict=True):
            if answer.done():
                continue
            if isinstance(outcome, Refusal):
                answer.set_exception(outcome)
            else:
                answer.set_result(outcome)
        self._bus.publish(announcements)

    def _count(self, seconds: float, answers: list[Posted | Refusal], accepted: int) -> None:
        refused = sum(isinstance(answer, Refusal) for answer in answers)
        self._metrics.posts += accepted
        self._metrics.posts_refused += refused
        self._metrics.posts_repeated += len(answers) - accepted - refused
        self._metrics.commit_seconds.observe(seconds)
        self._metrics.group_size.observe(len(answers))

    async def _write(
        self, connection: Connection, group: list[Waiting]
    ) -> tuple[list[Announcement], list[Posted | Refusal]]:
        drafts = [draft for draft, _ in group]
        now = self._clock.now()
        asked = [
            DraftRow(ordinal, draft.school, draft.room, draft.author, draft.hat.value, draft.client_id, draft.reply_to)
            for ordinal, draft in enumerate(drafts, 1)
        ]
        heads, checks = await lock_and_check(connection, asked, sorted({draft.room for draft in drafts}), now)
        # Only a group that carries files asks about them.
        wanted = {file for draft in drafts for file in draft.files}
        files = await sending.take(connection, {draft.school for draft in drafts}, wanted) if wanted else {}
        sent: list[Sent] = []
        rows: list[NewRow] = []
        # A row may be missing when the room does not exist at all.
        found = {check["ordinal"]: check for check in checks}
        answers: list[Posted | Refusal] = []
        announcements: list[Announcement] = []
        fresh: dict[tuple[UUID, UUID], tuple[Draft, Posted]] = {}
        for ordinal, draft in enumerate(drafts, 1):
            known = fresh.get((draft.author, draft.client_id))
            if known is not None:
                same = (known[0].text, known[0].room, known[0].files) == (draft.text, draft.room, draft.files)
                answers.append(known[1] if same else SameIdOtherText())
                continue
            outcome = _judge(draft, found.get(ordinal))
            if outcome is None and draft.files:
                outcome = _unfit(draft, files)
            if outcome is not None:
                answers.append(outcome)
                continue
            number, position = heads[draft.room]
            heads[draft.room] = (number + 1, position + 1)
            carried = tuple(_attachment(files.pop(file)) for file in draft.files)
            sent += [Sent(draft.school, file.id, position + 1) for file in carried]
            posted, announcement = self._place(draft, found[ordinal], number + 1, position + 1, now, rows, carried)
            fresh[(draft.author, draft.client_id)] = (draft, posted)
            announcements.append(announcement)
            answers.append(posted)
        if rows:
            await write(connection, rows, now, sent)
        else:
            await connection.execute("rollback")
        return announcements, answers

    def _place(
        self,
        draft: Draft,
        check: dict[str, Any],
        number: int,
        position: int,
        now: datetime,
        rows: list[NewRow],
        carried: tuple[Attachment, ...],
    ) -> tuple[Posted, Announcement]:
        message = Message(
            id=self._ids.new(),
            client_id=draft.client_id,
            position=position,
            author_id=draft.author,
            text=draft.text,
            sent_at=now,
            reply_to=None if draft.reply_to is None else Quote(draft.reply_to),
            mentions=draft.mentions,
            mentions_all=draft.mentions_all,
            attachments=carried,
            forwarded=draft.forwarded,
            silent=draft.silent,
            poll=draft.poll,
        )
        body = _encode(MessagePosted(message=message, author=author_of(draft.author, check["badge"])))
        rows.append(_row(draft, message, number, body))
        stream = StreamId(draft.room)
        announcement = Announcement(stream, number, event_frame(stream, number, body), position=position)
        return Posted(message.id, position, now, number, message), announcement


def _judge(draft: Draft, check: dict[str, Any] | None) -> Posted | Refusal | None:
    """None when the message may be written; else what it is instead."""
    if check is None or not check["member"]:
        return NotFound()
    if check["known_id"] is not None:
        if check["known_text"] != draft.text or check["known_room"] != draft.room:
            return SameIdOtherText()
        if [str(file) for file in draft.files] != [one["id"] for one in check["known_attachments"] or ()]:
            return SameIdOtherText()
        return Posted(check["known_id"], check["known_position"], check["known_sent_at"], 0)
    if check["sanction_until"] is not None:
        return OnlyReading.until(check["sanction_until"])
    if not check["writes"]:
        return RoomIsClosed()
    if check["hours_mode"] is not None and not leads_through(check["hours_mode"], moderates=check["moderates"]):
        return ClosedByHours.because(check["hours_why"])
    if draft.reply_to is not None and not check["quotable"]:
        return invalid("/replyTo", "Сообщение, на которое вы отвечаете, удалено")
    return None


def _unfit(draft: Draft, files: dict[UUID, DictRow]) -> NotForThisChat | None:
    """Each file must be the author's own, sent to this very chat, looked at, and carried by no message yet."""
    for file in draft.files:
        row = files.get(file)
        if row is None or row["owner_id"] != draft.author or row["room_id"] != draft.room:
            return NotForThisChat()
    return None


def _attachment(row: DictRow) -> Attachment:
    return Attachment(
        row["id"], row["kind"], row["name"], row["type"], row["bytes"], row["width"], row["height"], row["preview"]
    )


def _row(draft: Draft, message: Message, number: int, body: bytes) -> NewRow:
    return NewRow(
        school=draft.school,
        room=draft.room,
        position=message.position,
        id=message.id,
        author=draft.author,
        hat=draft.hat.value,
        client=draft.client_id,
        words=draft.text,
        reply=draft.reply_to,
        mentions=draft.mentions,
        everybody=draft.mentions_all,
        number=number,
        body=body.decode(),
        files=message.attachments or None,
        forwarded=draft.forwarded,
        silent=draft.silent,
        poll=draft.poll,
    )
