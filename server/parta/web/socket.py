"""The gateway: one socket, one person in one hat. It authorises entry, hands frames on, and owns no business."""

import asyncio
from collections.abc import Awaitable
from contextlib import suppress
from typing import Any, cast
from uuid import UUID

import msgspec
import structlog
from picows import WSCloseCode, WSFrame, WSListener, WSMsgType, WSTransport

from parta.kernel.errors import NotFound, Refusal, TooMany
from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, RoomId, SchoolId, SessionId, StreamId
from parta.parts.bus import Bus, Passing
from parta.people.remembered import Acting
from parta.policy.standing import Actor
from parta.realtime import frames
from parta.realtime.frames import Ping, Pong, Post, Resume, Seen, Typing, TypingSeen, encode
from parta.realtime.hub import COME_BACK, SIGNED_OUT, TOO_SLOW, Hub
from parta.rooms.errors import ServerIsBusy
from parta.rooms.posting import Posting
from parta.rooms.read_marks import ReadMarks
from parta.rooms.seats import Seats
from parta.rooms.shapes import MessageDraft
from parta.rooms.typists import Typists
from parta.work import STORAGE_FAULTS, Workshop

from .problems import problem_of
from .resuming import Heads, resume

LARGEST_FRAME = 32 * 1024  # bytes of a client's frame
UNSENT_AT_MOST = 256 * 1024  # bytes; a slower socket is cut and comes back with its cursors
BATCH = 64  # frames joined into one message of the socket
POSTS_UNDER_WAY = 64  # of one socket
FRAMES_AT_MOST = 500  # of one socket in `WINDOW`
WINDOW = 10.0  # seconds
STREAMS_AT_MOST = 5000
SILENT = 30.0  # seconds without a frame until the peer is asked, and as long again for the answer
LET_GO = 5.0  # seconds that a closed peer has to take its last bytes
TEXT, CLOSE = WSMsgType.TEXT, WSMsgType.CLOSE
GOING_AWAY, NOT_UNDERSTOOD, POLICY, TOO_BIG = 1012, 1003, 1008, 1009  # codes of closing (RFC 6455 §7.4)


log = structlog.get_logger()
_NOTHING: list[bytes] = []  # of every socket that has nothing to send; never written to


class Gateway:
    """Everything a socket needs; made once by the assembly."""

    def __init__(
        self,
        workshop: Workshop,
        hub: Hub,
        bus: Bus,
        acting: Acting,
        seats: Seats,
        posting: Posting,
        marks: ReadMarks,
        public_host: str | None,
    ) -> None:
        self.workshop, self.hub, self.bus, self.acting, self.seats = workshop, hub, bus, acting, seats
        self.posting, self.marks, self.public_host = posting, marks, public_host
        self.heads, self.typists = Heads(workshop, hub), Typists(workshop)
        self.connections: set[Any] = set()  # uvicorn's, with what it serves itself, so that a stop reaches all
        self._unsent: list[Connection] = []

    def flush_soon(self, connection: "Connection") -> None:
        """Send what this socket has at the end of the loop's turn, together with whatever still comes for it."""
        if not self._unsent:
            asyncio.get_running_loop().call_soon(self._flush)
        self._unsent.append(connection)

    async def watch(self) -> None:
        """Ask silent peers whether they are there; let go of who does not answer. One loop for all, not a task each."""
        while True:
            await asyncio.sleep(SILENT)
            since = asyncio.get_running_loop().time() - SILENT
            for connection in list(self.connections):
                if isinstance(connection, Connection):
                    connection.ask_or_let_go(since)

    def _flush(self) -> None:
        unsent, self._unsent = self._unsent, []
        for connection in unsent:
            connection.flush()


class Connection(WSListener):
    """One open socket; an `Outlet` of the hub. Thousands are open: no dictionary each, and no set before it is needed."""

    __slots__ = (
        "_asked", "_closing", "_frames", "_gateway", "_heard", "_name", "_posts", "_queue", "_resumed", "_tasks",
        "_token", "_transport", "_window", "hat", "person", "school", "session",
    )  # fmt: skip

    def __init__(self, gateway: Gateway, actor: Actor, token: str) -> None:
        assert actor.person is not None
        assert actor.hat is not None
        assert actor.session is not None
        assert actor.school is not None
        self.person: PersonId = actor.person
        self.hat: Hat = actor.hat
        self.session: SessionId = actor.session
        self.school: SchoolId = actor.school
        self._gateway, self._token, self._name = gateway, token, actor.name
        self._transport: WSTransport | None = None
        self._queue: list[bytes] = _NOTHING
        self._closing = False
        self._resumed = False
        self._posts = 0
        self._frames, self._window = 0, 0.0
        self._heard, self._asked = asyncio.get_running_loop().time(), False
        self._tasks: set[asyncio.Task[None]] | None = None

    # -- Outlet
    def put(self, frame: bytes) -> None:
        """Queue a frame; it goes out at the end of this turn of the loop."""
        if self._closing:
            return
        if self._queue:
            self._queue.append(frame)
            return
        self._queue = [frame]
        self._gateway.flush_soon(self)

    def flush(self) -> None:
        """Send what is queued: one frame as it is, several as an array of frames (docs/decisions/frames-in-arrays.md)."""
        queue, self._queue = self._queue, _NOTHING
        if self._closing or self._transport is None:
            return
        if len(queue) == 1:
            self._transport.send(TEXT, queue[0])
            return
        for at in range(0, len(queue), BATCH):
            self._transport.send(TEXT, b"[%b]" % b",".join(queue[at : at + BATCH]))

    def cut(self, code: int) -> None:
        """Close; nothing queued is sent any more."""
        if self._closing or self._transport is None:
            return
        self._closing = True
        self._queue = _NOTHING
        self._transport.send_close(cast(WSCloseCode, code))  # the application's codes are in no enum
        self._transport.disconnect()
        # A peer that takes nothing would keep the connection open for ever.
        asyncio.get_running_loop().call_later(LET_GO, self._transport.disconnect, False)

    def ask_or_let_go(self, since: float) -> None:
        """Nothing heard since then: ask; nothing after that either: the peer is gone (a phone in a tunnel)."""
        if self._heard >= since or self._transport is None:
            return
        if self._asked:
            self._transport.disconnect(False)
            return
        self._asked = True
        self._transport.send_ping()

    def shutdown(self) -> None:
        """The server stops: the browser comes back by itself."""
        self.cut(GOING_AWAY)

    # -- life, as picows tells it
    def on_ws_connected(self, transport: WSTransport) -> None:
        """The handshake is done."""
        self._transport = transport
        transport.underlying_transport.set_write_buffer_limits(high=UNSENT_AT_MOST)
        self._gateway.connections.add(self)
        self._gateway.hub.enter(self)

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        """Either side ended it."""
        self._closing = True
        self._queue = _NOTHING
        self._gateway.connections.discard(self)
        self._gateway.hub.leave(self)
        for task in self._tasks or ():
            task.cancel()

    def pause_writing(self) -> None:
        """More than `UNSENT_AT_MOST` is on its way: too slow; he comes back and resumes."""
        self.cut(TOO_SLOW)

    def resume_writing(self) -> None:
        """The buffer of a socket that is being closed is empty again."""

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        """One frame of the client. Browsers send what is so short in one piece."""
        self._heard, self._asked = asyncio.get_running_loop().time(), False
        if frame.msg_type == CLOSE:
            self._closing = True
            transport.send_close(frame.get_close_code())
            transport.disconnect()
            return
        if self._closing or frame.msg_type in (WSMsgType.PING, WSMsgType.PONG):
            return
        if frame.msg_type != TEXT or not frame.fin:
            self.cut(NOT_UNDERSTOOD)
            return
        if frame.payload_size > LARGEST_FRAME:
            self.cut(TOO_BIG)
            return
        if self._too_many():
            self.cut(POLICY)
            return
        try:
            self._act(frames.decode(frame.get_payload_as_memoryview()))
        except (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            self.cut(NOT_UNDERSTOOD)

    def _too_many(self) -> bool:
        if self._heard - self._window > WINDOW:
            self._frames, self._window = 0, self._heard
        self._frames += 1
        return self._frames > FRAMES_AT_MOST

    # -- acts
    def _act(self, said: frames.ClientFrames) -> None:
        match said:
            case Post():
                if self._posts >= POSTS_UNDER_WAY:
                    self._refuse(said, TooMany())
                    return
                self._posts += 1
                self._spawn(self._post(said))
            case Seen(room=room, position=position):
                if self._hears(room) and position > 0:
                    self._gateway.marks.seen(self.school, RoomId(room), self.person, self.hat, position)
            case Typing(room=room):
                if self._hears(room):
                    self._spawn(self._type(RoomId(room)))
            case Resume(streams=streams):
                if self._resumed or len(streams) > STREAMS_AT_MOST:
                    self.cut(NOT_UNDERSTOOD)
                    return
                self._resumed = True
                self._spawn(self._resume({StreamId(stream): number for stream, number in streams.items()}))
            case Ping():
                self.put(encode(Pong()))

    def _hears(self, room: UUID) -> bool:
        return self._gateway.hub.hears(self, StreamId(room))

    def _spawn(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        if self._tasks is None:
            self._tasks = set()
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: "asyncio.Task[None]") -> None:
        if self._tasks is not None:
            self._tasks.discard(task)
            self._tasks = self._tasks or None
        error = None if task.cancelled() else task.exception()
        if error is not None:
            log.error("socket failed", error=repr(error))
            self.cut(COME_BACK)

    async def _post(self, post: Post) -> None:
        try:
            actor = await self._gateway.acting.actor(self._token)
            if actor is None or actor.person != self.person or actor.hat != self.hat:
                raise NotFound
            draft = MessageDraft(post.client_id, post.text, post.reply_to, post.files, post.silent)
            posted = await self._gateway.posting.post(actor, RoomId(post.room), draft)
            self.put(
                encode(
                    frames.Posted(post.client_id, post.room, posted.position, posted.id, posted.sent_at, posted.number)
                )
            )
        except Refusal as refused:
            self._refuse(post, refused)
        except STORAGE_FAULTS:
            self._refuse(post, ServerIsBusy())
        finally:
            self._posts -= 1

    async def _type(self, room: RoomId) -> None:
        with suppress(*STORAGE_FAULTS):  # then nobody is seen to type
            if await self._gateway.typists.lets(room, self.person, self.hat) and self._hears(room):
                frame = encode(TypingSeen(room, self.person, self._name))
                self._gateway.bus.publish([Passing(StreamId(room), frame, but_not=self.person)])

    def _refuse(self, post: Post, refused: Refusal) -> None:
        problem = msgspec.to_builtins(problem_of(refused))
        self.put(encode({"t": "refused", "clientId": post.client_id, "room": post.room, "problem": problem}))

    async def _resume(self, cursors: dict[StreamId, int]) -> None:
        actor = await self._gateway.acting.actor(self._token)
        if actor is None or actor.person != self.person or actor.hat != self.hat:
            self.cut(SIGNED_OUT)
            return
        seat = await self._gateway.seats.of(actor)
        await resume(self, self._gateway.hub, self._gateway.heads, self._gateway.workshop, seat, cursors)
