"""Our own server, started as the supervisor starts it: the app and the worker, on the benchmark's PostgreSQL.

Option `python=` is the interpreter that has `parta` (default: this one). Limits on how fast a person writes are off, as
the peers' are; ids are mapped, as the workload counts and the server has UUIDs.
"""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from hashlib import sha256
from pathlib import Path
from time import perf_counter, time_ns
from uuid import UUID

import orjson
from picows import WSListener, WSMsgType, ws_connect

from parta import migrations
from parta.settings import External, Handover, Pace, Settings

from ..http import HttpConnection
from .base import Adapter
from .parta_school import school_in

TEXT = WSMsgType.TEXT
POSTED = b'"t":"posted","clientId":"'
SECONDS_OF_HEADS = 2  # one look at the database serves everybody who is dropped meanwhile


class Link(WSListener):
    def __init__(self, adapter: Parta, user: int) -> None:
        self.adapter, self.user, self.recorder = adapter, user, adapter.recorder
        self.transport = None
        self.welcome: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()

    def on_ws_connected(self, transport) -> None:
        self.transport = transport

    def on_ws_frame(self, transport, frame) -> None:
        if frame.msg_type != TEXT:
            return
        data = frame.get_payload_as_bytes()
        self.recorder.payload(self.user, data)
        at = data.find(POSTED)
        while at >= 0:
            seq = self.adapter.seq_of(data[at + len(POSTED) : at + len(POSTED) + 36])
            if seq is not None:
                self.recorder.ack(seq)
            at = data.find(POSTED, at + 60)
        if not self.welcome.done() and b'"t":"welcome"' in data:
            self.welcome.set_result(data)

    def on_ws_disconnected(self, transport) -> None:
        if not self.welcome.done():
            self.welcome.set_exception(ConnectionResetError())


def _tables() -> str:
    """A name for the tables as the migrations make them."""
    texts = (file.read_bytes() for file in sorted((Path(migrations.__file__).parent / "versions").glob("*.py")))
    return sha256(b"".join(texts)).hexdigest()[:12]


class Parta(Adapter):
    name = "parta"
    start_rate = 400.0
    heads_until = 0.0

    async def start(self) -> None:
        self.pg.start()
        # A folder kept from an earlier version is not measured: other tables are another database.
        self.base = f"parta_{_tables()}"
        self.pg.create(
            self.base, "locale_provider builtin builtin_locale 'PG_UNICODE_FAST' lc_collate 'C' lc_ctype 'C'"
        )
        dsn = self.pg.dsn(self.base)
        made = await school_in(
            dsn,
            self.school,
            self.work / f"{self.base}.json",
            lambda: asyncio.to_thread(self.pg.sql, "analyze", self.base),
        )
        self.pg.sql("vacuum analyze", self.base)
        self.rooms = {int(chat): room for chat, room in made["rooms"].items()}
        self.tokens = made["tokens"]
        self.origin = f"http://127.0.0.1:{self.port}"
        # Another series of client ids for every run: the same id again would be the same message.
        self.series = f"{time_ns() >> 20:012x}"[-12:]
        self.prefix = f"{self.series[:8]}-{self.series[8:]}-7000-8000-0000".encode()
        self._serve(dsn)
        await self._until_ready()

    def _serve(self, dsn: str) -> None:
        """The app with an open socket, and the worker."""
        listening = socket.create_server(("127.0.0.1", self.port), backlog=2048)
        listening.set_inheritable(True)
        settings = Settings(
            data=self.work,
            listen=f"127.0.0.1:{self.port}",
            database=External(url=dsn),
            pace=Pace(burst=1_000_000, per_second=1_000_000),
        )
        handover = Handover(settings=settings, dsn=dsn, run_folder=self.work, listen_fd=listening.fileno())
        env = dict(os.environ, PARTA_HANDOVER=str(handover.write()))
        python = self.options.get("python", sys.executable)
        extra = self.options.get("flags", "").split()
        for process in ("app", "worker"):
            (self.work / f"{process}.log").unlink(missing_ok=True)
            argv = [python, *extra, "-m", "parta.assembly", process]
            self.spawn(argv, log=f"{process}.log", env=env, pass_fds=(listening.fileno(),))
        listening.close()

    async def _until_ready(self) -> None:
        """The socket listens before the app has begun: wait for its own word, and for the worker's, which loads as long."""
        door = await HttpConnection.open("127.0.0.1", self.port)
        status, _ = await asyncio.wait_for(door.request("GET", "/health/ready"), 120)
        door.abort()
        for _ in range(600):
            if b"Starting worker" in (self.work / "worker.log").read_bytes():
                break
            await asyncio.sleep(0.1)
        if status != 200:
            raise RuntimeError(f"the server is not ready, see {self.work}")

    def seq_of(self, client_id: bytes) -> int | None:
        """The workload's number of a message of this run."""
        return int(client_id[28:], 16) if client_id.startswith(self.prefix) else None

    def cookie(self, user: int) -> str:
        return f"parta_session={self.tokens[user]}"

    async def connect(self, user: int, resume: dict[str, int] | None = None) -> Link:
        _, link = await ws_connect(
            lambda: Link(self, user),
            f"ws://127.0.0.1:{self.port}/ws",
            websocket_handshake_timeout=60,
            extra_headers={"Cookie": self.cookie(user), "Origin": self.origin},
        )
        link.transport.send(TEXT, orjson.dumps({"t": "resume", "streams": resume or {}}))
        await asyncio.wait_for(asyncio.shield(link.welcome), 120)
        return link

    def send(self, link: Link, chat: int, body: str, seq: int) -> None:
        link.transport.send(
            TEXT,
            b'{"t":"post","room":"%b","clientId":"%b%08x","text":"%b"}'
            % (self.rooms[chat].encode(), self.prefix, seq, body.encode()),
        )

    def drop(self, link: Link) -> dict[str, int]:
        """Everything was delivered before the drop, so the client's cursor is the head of each stream that it heard."""
        link.transport.underlying_transport.abort()
        if perf_counter() > self.heads_until:
            rows = self.pg.sql("select id, last_number from stream", self.base).stdout.split()
            self.heads = {stream: int(head) for stream, head in (row.split("|") for row in rows)}
            self.heads_until = perf_counter() + SECONDS_OF_HEADS
        frames = orjson.loads(link.welcome.result())
        welcome = next(f for f in (frames if isinstance(frames, list) else [frames]) if f["t"] == "welcome")
        return {stream: self.heads.get(stream, head) for stream, head in welcome["streams"].items()}

    async def preload(self, count: int) -> int:
        room = UUID(self.rooms[self.school.history.id])
        have = int(self.pg.sql(f"select last_position from stream where id = '{room}'", self.base).stdout)
        if have < count:
            self.pg.sql(
                f"""
                insert into message (school_id, room_id, position, id, author_id, author_hat, client_id, text, sent_at)
                select room.school_id, room.id, g, gen_random_uuid(), author.person_id, author.hat, gen_random_uuid(),
                       'старое сообщение номер ' || g || repeat(' слово', 10), now() - interval '60 days' + g * interval '1 s'
                  from generate_series({have + 1}, {count}) as g
                  join room on room.id = '{room}'
                  join (select person_id, hat, room_id, row_number() over (order by person_id) - 1 as place
                          from membership where room_id = '{room}' and to_position is null) as author
                    on author.place = g % 30;
                update stream set last_position = {count} where id = '{room}';
                update membership set from_position = 1 where room_id = '{room}'
                """,
                self.base,
            )
            self.pg.sql("vacuum analyze message", self.base)
        self.pages = [await HttpConnection.open("127.0.0.1", self.port) for _ in range(8)]
        return max(have, count)

    async def history(self, worker: int) -> int:
        room = self.rooms[self.school.history.id]
        status, page = await self.pages[worker].request(
            "GET", f"/api/rooms/{room}/messages?limit=50", cookie=self.cookie(self.school.history.members[worker])
        )
        return page.count(b'"position":') if status == 200 else -status

    def end_history(self) -> None:
        for connection in self.pages:
            connection.abort()
