"""The gateway: one socket, one person in one hat. It authorises entry, hands frames on, and owns no business."""

import asyncio
from collections import deque
from collections.abc import Awaitable
from typing import Any

import msgspec
import structlog
from litestar import WebSocket
from litestar.exceptions import WebSocketDisconnect
from litestar.handlers import WebsocketRouteHandler, websocket

from parta.kernel.errors import NotFound, Refusal, TooMany
from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, RoomId, SchoolId, SessionId, StreamId
from parta.parts.bus import Bus, Passing
from parta.people.acting import Acting
from parta.policy.standing import Actor
from parta.realtime import frames, journal
from parta.realtime.frames import Ping, Pong, Post, Resume, Seen, Typing, TypingSeen, Welcome, encode
from parta.realtime.hub import SIGNED_OUT, TOO_SLOW, Hub
from parta.rooms import reading
from parta.rooms.posting import Posting
from parta.rooms.queries import rooms as room_queries
from parta.rooms.read_marks import ReadMarks
from parta.rooms.shapes import MessageDraft
from parta.work import Workshop

from .guards import actor_of, same_origin
from .problems import problem_of

LARGEST_FRAME = 32 * 1024  # bytes of a client's frame
UNSENT_AT_MOST = 256 * 1024  # bytes; a slower socket is cut and comes back with its cursors
BATCH = 64  # frames joined into one message of the socket
POSTS_UNDER_WAY = 64  # of one socket
FRAMES_A_SECOND = 50
STREAMS_AT_MOST = 5000

log = structlog.get_logger()


class Gateway:
    """Everything a socket needs; made once by the assembly."""

    def __init__(
        self,
        workshop: Workshop,
        hub: Hub,
        bus: Bus,
        acting: Acting,
        posting: Posting,
        marks: ReadMarks,
        public_host: str | None,
    ) -> None:
        self.workshop, self.hub, self.bus, self.acting = workshop, hub, bus, acting
        self.posting, self.marks, self.public_host = posting, marks, public_host

    def route(self) -> WebsocketRouteHandler:
        """The route `/ws`."""

        @websocket("/ws")
        async def gateway(socket: WebSocket[Any, Any, Any]) -> None:
            await self.serve(socket)

        return gateway

    async def serve(self, socket: WebSocket[Any, Any, Any]) -> None:
        """One connection, from the handshake to its end. A foreign page is refused before any data (security.md 15)."""
        actor = await actor_of(socket, self.acting) if same_origin(socket, self.public_host) else None
        if actor is None or actor.person is None or actor.hat is None or actor.school is None:
            await socket.close(code=SIGNED_OUT)
            return
        await socket.accept()
        await Connection(self, socket, actor).run()


class Connection:
    """One open socket; an `Outlet` of the hub."""

    def __init__(self, gateway: Gateway, socket: WebSocket[Any, Any, Any], actor: Actor) -> None:
        assert actor.person is not None
        assert actor.hat is not None
        assert actor.session is not None
        assert actor.school is not None
        self.person: PersonId = actor.person
        self.hat: Hat = actor.hat
        self.session: SessionId = actor.session
        self.school: SchoolId = actor.school
        self._gateway, self._socket = gateway, socket
        self._token = socket.cookies.get("parta_session", "")
        self._queue: deque[str] = deque()
        self._unsent = 0
        self._wake = asyncio.Event()
        self._closing: int | None = None
        self._posts = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._name = actor.name

    # -- Outlet
    def put(self, frame: str) -> None:
        """Queue a frame. Over the limit the socket is cut: it comes back and resumes."""
        self._queue.append(frame)
        self._unsent += len(frame)
        if self._unsent > UNSENT_AT_MOST:
            self.cut(TOO_SLOW)
        else:
            self._wake.set()

    def cut(self, code: int) -> None:
        """Close; nothing queued is sent any more."""
        if self._closing is None:
            self._closing = code
            self._queue.clear()
            self._wake.set()

    # -- life
    async def run(self) -> None:
        """Read and write until either side ends."""
        hub = self._gateway.hub
        hub.enter(self)
        writer = asyncio.create_task(self._write())
        reader = asyncio.create_task(self._read())
        try:
            await asyncio.wait({writer, reader}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            hub.leave(self)
            for task in (writer, reader, *self._tasks):
                task.cancel()
            await asyncio.gather(writer, reader, *self._tasks, return_exceptions=True)

    async def _write(self) -> None:
        """The one writer: what is queued goes out together, as a frame or as an array of frames."""
        send = self._socket.send
        while self._closing is None:
            await self._wake.wait()
            self._wake.clear()
            while self._queue and self._closing is None:
                if len(self._queue) == 1:
                    text = self._queue.popleft()
                    sent = len(text)
                else:
                    several = [self._queue.popleft() for _ in range(min(BATCH, len(self._queue)))]
                    sent = sum(map(len, several))
                    text = f"[{','.join(several)}]"
                await send({"type": "websocket.send", "text": text, "bytes": None})
                self._unsent -= sent
        await self._socket.close(code=self._closing)

    async def _read(self) -> None:
        try:
            while True:
                data = await self._socket.receive_data("text")
                text = data if isinstance(data, str) else data.decode()
                if len(text) > LARGEST_FRAME:
                    self.cut(1009)
                    return
                await self._frame(text)
        except WebSocketDisconnect:
            return
        except (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError):
            self.cut(1003)
            await asyncio.sleep(1)  # let the writer say it

    async def _frame(self, text: str) -> None:
        match frames.decode(text):
            case Resume(streams=streams):
                await self._resume(streams)
            case Post() as post:
                if self._posts >= POSTS_UNDER_WAY:
                    self._refuse(post, TooMany())
                    return
                self._posts += 1
                self._spawn(self._post(post))
            case Seen(room=room, position=position):
                if self._hears(StreamId(room)) and position > 0:
                    self._gateway.marks.seen(self.school, RoomId(room), self.person, self.hat, position)
            case Typing(room=room):
                if self._hears(StreamId(room)):
                    frame = encode(TypingSeen(room, self.person, self._name))
                    self._gateway.bus.publish([Passing(StreamId(room), frame, but_not=self.person)])
            case Ping():
                self.put(encode(Pong()))

    def _hears(self, stream: StreamId) -> bool:
        return self._gateway.hub.hears(self, stream)

    def _spawn(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # -- acts
    async def _post(self, post: Post) -> None:
        try:
            actor = await self._gateway.acting.actor(self._token)
            if actor is None or actor.person != self.person or actor.hat != self.hat:
                raise NotFound
            draft = MessageDraft(post.client_id, post.text, post.reply_to)
            posted = await self._gateway.posting.post(actor, RoomId(post.room), draft)
            self.put(
                encode(
                    frames.Posted(post.client_id, post.room, posted.position, posted.id, posted.sent_at, posted.number)
                )
            )
        except Refusal as refused:
            self._refuse(post, refused)
        finally:
            self._posts -= 1

    def _refuse(self, post: Post, refused: Refusal) -> None:
        problem = msgspec.to_builtins(problem_of(refused))
        self.put(encode({"t": "refused", "clientId": post.client_id, "room": post.room, "problem": problem}))

    async def _resume(self, cursors: dict[Any, int]) -> None:
        """Authorise the streams that this person may hear, send what he missed of each, then let him hear."""
        if len(cursors) > STREAMS_AT_MOST:
            self.cut(1003)
            return
        actor = await self._gateway.acting.actor(self._token)
        if actor is None:
            self.cut(SIGNED_OUT)
            return
        async with self._gateway.workshop.open(actor, reads=True) as work:
            rooms = await room_queries.my_rooms(work.connection, self.school, self.person, self.hat)
            mine = reading.streams_of(work, rooms)
            unknown = self._gateway.hub.warm(mine)
            for stream, head in (await journal.heads(work.connection, unknown)).items():
                self._gateway.hub.settle(stream, head)
            starts = await room_queries.my_starts(work.connection, self.school, self.person, self.hat)
            whole = {
                stream: await self._catch_up(
                    work.connection, stream, cursors.get(stream), starts.get(RoomId(stream), 0)
                )
                for stream in mine
            }
        self._gateway.hub.sit(self, reading.desks_of(actor))
        lost = [stream for stream in mine if not whole[stream]]
        known = set(mine)
        for stream in cursors:
            if stream not in known:
                self.put(encode(frames.Dropped(stream)))
        if lost:
            self.put(encode(frames.Resync([*lost])))
        lines = self._gateway.hub.lines
        self.put(encode(Welcome({stream: lines[stream].head for stream in mine})))

    async def _catch_up(self, connection: Any, stream: StreamId, cursor: int | None, start: int) -> bool:
        """Subscribe to a stream, first sending what came after `cursor`; False when that can't be replayed.

        What speaks of messages before `start`, said while this person was away from the room, is not his to read.
        """
        line = self._gateway.hub.lines[stream]
        after = line.head if cursor is None else cursor
        missed = line.replay(after) if after <= line.head else None
        whole = not await self._reaches_behind(connection, stream, after, start)
        frames_read: list[str] = []
        while whole and missed is None and after < line.head:
            read = await journal.since(connection, stream, after)
            if not read:
                break
            frames_read += [frame for _, frame in read]
            after = read[-1][0]
            missed = line.replay(after)
        if whole and not self._gateway.hub.has_lost(self, stream):
            for frame in (*frames_read, *(missed or ())):
                self.put(frame)
        self._gateway.hub.subscribe(self, stream)
        return whole and missed is not None

    async def _reaches_behind(self, connection: Any, stream: StreamId, after: int, start: int) -> bool:
        line = self._gateway.hub.lines[stream]
        if start <= 1 or after >= line.head:
            return False
        return await journal.speaks_of_earlier(connection, stream, after, start)
