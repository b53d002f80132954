"""The floor: the least a durable chat server can do (picows, group commit, no rights). It says what this machine gives.

client → server  {"t":"send","c":chat,"i":"marker","b":body}   {"t":"sync","cur":{chat:seq}}   {"t":"hist","c":chat,"n":50}
server → client  {"t":"a","i":"marker","s":seq}  {"t":"m","c":chat,"s":seq,"u":user,"b":body}  {"t":"h",…}
"""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from time import perf_counter

import orjson
from picows import WSListener, WSMsgType, ws_connect

from .base import Adapter

FLOOR = Path(__file__).resolve().parents[2] / "floor"
TEXT = WSMsgType.TEXT


class Link(WSListener):
    def __init__(self, adapter: Floor, user: int) -> None:
        self.user, self.recorder = user, adapter.recorder
        self.transport = None
        self.answer: asyncio.Future | None = None

    def on_ws_connected(self, transport) -> None:
        self.transport = transport

    def on_ws_frame(self, transport, frame) -> None:
        data = frame.get_payload_as_bytes()
        kind = data[5:8]
        if kind == b'"m"':
            self.recorder.payload(self.user, data)
        elif kind == b'"a"':
            self.recorder.ack(int(data[14:22], 16))
        elif kind in {b'"h"', b'"s"'}:
            if kind == b'"s"':
                self.recorder.payload(self.user, data)
            if self.answer is not None and not self.answer.done():
                self.answer.set_result(data)


class Floor(Adapter):
    name = "floor"
    start_rate = 800.0
    heads_until = 0.0

    async def start(self) -> None:
        self.pg.start()
        if self.pg.create("school"):
            self.pg.sql_file(FLOOR / "schema.sql", "school")
        env = dict(
            os.environ,
            DSN=self.pg.dsn("school"),
            PORT=str(self.port),
            SCHOOLS=str(self.school.schools),
            PYTHONPATH=str(FLOOR.parent),
        )
        self.spawn([sys.executable, FLOOR / "serve_picows.py"], env=env)
        self.url = f"ws://127.0.0.1:{self.port}/ws"
        await self.until_listening()

    async def connect(self, user: int, resume=None) -> Link:
        _, link = await ws_connect(lambda: Link(self, user), f"{self.url}?u={user}", websocket_handshake_timeout=60)
        link.answer = asyncio.get_running_loop().create_future()
        body = {"t": "sync", "cur": {str(c): s for c, s in (resume or {}).items()}}
        link.transport.send(TEXT, orjson.dumps(body))
        await asyncio.wait_for(link.answer, 120)
        return link

    def send(self, link: Link, chat: int, body: str, seq: int) -> None:
        link.transport.send(TEXT, b'{"t":"send","c":%d,"i":"%08x","b":"%b"}' % (chat, seq, body.encode()))

    def drop(self, link: Link) -> dict[int, int]:
        """Everything was delivered before the drop, so the client's cursor is the head of each of its chats."""
        link.transport.underlying_transport.abort()
        if perf_counter() > self.heads_until:
            rows = self.pg.sql("select chat, max(seq) from message group by chat", "school").stdout.split()
            self.heads = {int(c): int(s) for c, s in (row.split("|") for row in rows)}
            self.heads_until = perf_counter() + 2
        return {c: self.heads.get(c, 0) for c in self.school.chats_of[link.user]}

    async def preload(self, count: int) -> int:
        chat = self.school.history.id
        have = int(self.pg.sql(f"select count(*) from message where chat = {chat}", "school").stdout)
        if have < count:
            self.pg.sql(
                f"insert into message (chat, seq, sender, body) "
                f"select {chat}, g, 1, 'старое сообщение номер ' || g || repeat(' слово', 10) "
                f"from generate_series({have + 1}, {count}) g",
                "school",
            )
            self.pg.sql("vacuum analyze message", "school")
        self.readers = [await self.connect(u) for u in range(8)]
        return max(have, count)

    async def history(self, worker: int) -> int:
        link = self.readers[worker]
        link.answer = asyncio.get_running_loop().create_future()
        link.transport.send(TEXT, b'{"t":"hist","c":%d,"n":50}' % self.school.history.id)
        data = await asyncio.wait_for(link.answer, 30)
        return data.count(b'"s":')
