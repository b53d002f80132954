"""The part all Python prototypes share: chats, group commit, fan-out of one encoded frame, ring buffer, history.

A connection is anything with `user` and `put(bytes)`; `put` must never block.
BATCH=0 turns the database off (pure fan-out), RING=0 turns the ring buffer off (every gap is read from the database).
"""

from __future__ import annotations

import asyncio
import os
from collections import deque

import asyncpg
import msgspec
from schoolbench.school import School

BATCH = int(os.environ.get("BATCH", "512"))
RING = int(os.environ.get("RING", "256"))
INSERT = (
    "insert into message (chat, seq, sender, body) select * from unnest($1::int[], $2::bigint[], $3::int[], $4::text[])"
)
HISTORY = "select seq, sender, body from message where chat = $1 and seq < $2 order by seq desc limit $3"
GAP = "select seq, sender, body from message where chat = $1 and seq > $2 order by seq limit $3"


class Frame(msgspec.Struct):
    t: str
    c: int = 0
    i: str = ""
    b: str = ""
    n: int = 50
    before: int = 2**62
    cur: dict[str, int] = {}


decode = msgspec.json.Decoder(Frame).decode
encode = msgspec.json.Encoder().encode


def message(chat: int, seq: int, sender: int, body: str) -> bytes:
    return b'{"t":"m","c":%d,"s":%d,"u":%d,"b":%b}' % (chat, seq, sender, encode(body))


class Hub:
    def __init__(self) -> None:
        self.school = School(int(os.environ.get("SCHOOLS", "1")))
        self.online: list[set] = [set() for _ in self.school.chats]
        self.heads = [0] * len(self.school.chats)
        self.rings: list[deque] = [deque(maxlen=RING) for _ in self.school.chats]
        self.pending: list = []
        self.wake = asyncio.Event()

    async def start(self) -> None:
        self.pool = await asyncpg.create_pool(os.environ["DSN"], min_size=4, max_size=8)
        for chat, head in await self.pool.fetch("select chat, max(seq) from message group by chat"):
            self.heads[chat] = head
        self.task = asyncio.create_task(self.writer())

    def join(self, connection) -> None:
        for chat in self.school.chats_of[connection.user]:
            self.online[chat].add(connection)

    def leave(self, connection) -> None:
        for chat in self.school.chats_of[connection.user]:
            self.online[chat].discard(connection)

    def on_frame(self, connection, data) -> None:
        frame = decode(data)
        if frame.t == "send":
            self.pending.append((connection, frame))
            self.wake.set()
        elif frame.t == "sync":
            self.sync(connection, frame.cur)
        elif frame.t == "hist":
            asyncio.ensure_future(self.history(connection, frame))

    async def writer(self) -> None:
        """Group commit: whatever came while the last commit ran is the next batch."""
        statement = None
        async with self.pool.acquire() as db:
            statement = await db.prepare(INSERT)
            while True:
                await self.wake.wait()
                size = BATCH or 512
                batch, self.pending = self.pending[:size], self.pending[size:]
                if not self.pending:
                    self.wake.clear()
                chats, seqs, senders, bodies = [], [], [], []
                for connection, frame in batch:
                    self.heads[frame.c] += 1
                    chats.append(frame.c)
                    seqs.append(self.heads[frame.c])
                    senders.append(connection.user)
                    bodies.append(frame.b)
                if BATCH:
                    await statement.fetch(chats, seqs, senders, bodies)
                else:
                    await asyncio.sleep(0)
                for (connection, frame), seq in zip(batch, seqs, strict=True):
                    connection.put(b'{"t":"a","i":"%b","s":%d}' % (frame.i.encode(), seq))
                    data = message(frame.c, seq, connection.user, frame.b)
                    self.rings[frame.c].append((seq, data))
                    self.fan_out(frame.c, data, connection)

    def fan_out(self, chat: int, data: bytes, sender) -> None:
        for connection in self.online[chat]:
            if connection is not sender:
                connection.put(data)

    def sync(self, connection, cursor: dict[str, int]) -> None:
        missed: list[bytes] = []
        for key, seen in cursor.items():
            chat = int(key)
            if self.heads[chat] <= seen:
                continue
            ring = self.rings[chat]
            if not ring or ring[0][0] > seen + 1:
                asyncio.ensure_future(self.sync_from_database(connection, cursor))
                return
            missed.extend(data for seq, data in ring if seq > seen)
        connection.put(b'{"t":"s","m":[' + b",".join(missed) + b"]}")

    async def sync_from_database(self, connection, cursor: dict[str, int]) -> None:
        missed: list[bytes] = []
        async with self.pool.acquire() as db:
            for key, seen in cursor.items():
                chat = int(key)
                if self.heads[chat] > seen:
                    rows = await db.fetch(GAP, chat, seen, 200)
                    missed.extend(message(chat, *row) for row in rows)
        connection.put(b'{"t":"s","m":[' + b",".join(missed) + b"]}")

    async def history(self, connection, frame: Frame) -> None:
        rows = await self.pool.fetch(HISTORY, frame.c, frame.before, min(frame.n, 100))
        connection.put(b'{"t":"h","m":[' + b",".join(message(frame.c, *row) for row in rows) + b"]}")
