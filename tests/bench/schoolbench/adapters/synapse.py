"""Matrix Synapse (monolith) over its client API: /sync long poll, PUT send, /messages.

Option `python=` is the interpreter of an environment in which `matrix-synapse` and `psycopg2-binary` are installed.
The event is persisted in the database before the PUT is answered, so the answer is the durable ack.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import os
from time import perf_counter
from urllib.parse import quote

import orjson

from ..http import HttpConnection, HttpPool
from .base import Adapter

SECRET = "bench-registration"
FREE = "{per_second: 100000, burst_count: 100000}"
CONFIG = """
server_name: localhost
report_stats: false
pid_file: {work}/synapse.pid
signing_key_path: {work}/signing.key
media_store_path: {work}/media
log_config: {work}/log.yaml
registration_shared_secret: {secret}
bcrypt_rounds: 4
presence: {{enabled: false}}
url_preview_enabled: false
trusted_key_servers: []
federation_domain_whitelist: []
listeners:
  - {{port: {port}, bind_addresses: ['127.0.0.1'], type: http, resources: [{{names: [client], compress: false}}]}}
database:
  name: psycopg2
  args: {{user: postgres, host: 127.0.0.1, port: {pg_port}, database: synapse, cp_min: 5, cp_max: 10}}
caches: {{global_factor: 4.0}}
rc_message: {free}
rc_registration: {free}
rc_joins: {{local: {free}, remote: {free}}}
rc_joins_per_room: {free}
rc_invites: {{per_room: {free}, per_user: {free}, per_issuer: {free}}}
rc_room_creation: {free}
rc_login: {{address: {free}, account: {free}, failed_attempts: {free}}}
rc_admin_redaction: {free}
rc_presence: {{per_user: {free}}}
"""
LOGGING = """version: 1
handlers: {{file: {{class: logging.FileHandler, filename: {work}/synapse.log}}}}
root: {{level: WARNING, handlers: [file]}}
"""
FILTER = quote(
    json.dumps(
        {
            "presence": {"not_types": ["*"]},
            "account_data": {"not_types": ["*"]},
            "room": {
                "timeline": {"limit": 50},
                "state": {"lazy_load_members": True},
                "ephemeral": {"not_types": ["*"]},
                "account_data": {"not_types": ["*"]},
            },
        }
    )
)


class Link:
    def __init__(self, user: int) -> None:
        self.user = user
        self.http: HttpConnection | None = None
        self.since = ""
        self.task: asyncio.Task | None = None


class Synapse(Adapter):
    name = "synapse"
    start_rate = 4.0
    history_messages = 5_000

    async def start(self) -> None:
        self.pg.start()
        self.pg.create("synapse")
        python = self.options.get("python", "python3")
        values = dict(work=self.work, secret=SECRET, port=self.port, pg_port=self.pg.port, free=FREE)
        (self.work / "homeserver.yaml").write_text(CONFIG.format(**values))
        (self.work / "log.yaml").write_text(LOGGING.format(**values))
        app = [python, "-m", "synapse.app.homeserver", "-c", self.work / "homeserver.yaml"]
        if not (self.work / "signing.key").exists():
            keys = self.spawn([*app, "--generate-keys"])
            await asyncio.to_thread(keys.wait, 60)
            self.processes.remove(keys)
        self.spawn(app, cwd=self.work, env=dict(os.environ, PYTHONDONTWRITEBYTECODE=""))
        self.api = HttpPool("127.0.0.1", self.port, 32)
        for _ in range(300):
            try:
                if (await self.api.request("GET", "/_matrix/client/versions"))[0] == 200:
                    break
            except OSError:
                pass
            await asyncio.sleep(0.2)
        else:
            raise RuntimeError("synapse did not start")
        state = self.work / "school.json"
        if state.exists():
            saved = json.loads(state.read_text())
        else:
            saved = await self.set_up()
            state.write_text(json.dumps(saved))
        self.tokens, self.rooms = saved["tokens"], saved["rooms"]
        self.txn = int(perf_counter() * 1000)

    async def set_up(self) -> dict:
        gate = asyncio.Semaphore(6)
        users, school = self.school.users, self.school
        tokens: list[str] = [""] * users

        async def register(user: int) -> None:
            async with gate:
                nonce = (await self.api.json("GET", "/_synapse/admin/v1/register"))["nonce"]
                mac = hmac.new(SECRET.encode(), f"{nonce}\0u{user}\0pw\0notadmin".encode(), hashlib.sha1).hexdigest()
                tokens[user] = (
                    await self.api.json(
                        "POST",
                        "/_synapse/admin/v1/register",
                        None,
                        {"nonce": nonce, "username": f"u{user}", "password": "pw", "admin": False, "mac": mac},
                    )
                )["access_token"]

        await asyncio.gather(*(register(u) for u in range(users)))
        rooms: list[str] = [""] * len(school.chats)

        async def room(chat) -> None:
            async with gate:
                rooms[chat.id] = (
                    await self.api.json(
                        "POST",
                        "/_matrix/client/v3/createRoom",
                        tokens[chat.members[0]],
                        {
                            "preset": "public_chat",
                            "name": f"chat {chat.id}",
                            "power_level_content_override": {"users_default": 0, "events_default": 0},
                        },
                    )
                )["room_id"]
            for user in chat.members[1:]:
                async with gate:
                    await self.api.json("POST", f"/_matrix/client/v3/join/{quote(rooms[chat.id])}", tokens[user], {})

        await asyncio.gather(*(room(c) for c in school.chats))
        return {"tokens": tokens, "rooms": rooms}

    async def connect(self, user: int, resume=None) -> Link:
        link = Link(user)
        link.http = await HttpConnection.open("127.0.0.1", self.port)
        link.since = resume or ""
        await self.sync(link, timeout=0)
        link.task = asyncio.create_task(self.follow(link))
        return link

    async def sync(self, link: Link, timeout: int) -> None:
        since = f"&since={link.since}" if link.since else ""
        status, data = await link.http.request(
            "GET", f"/_matrix/client/v3/sync?timeout={timeout}&filter={FILTER}{since}", self.tokens[link.user]
        )
        if status != 200:
            raise RuntimeError(f"sync {status} {data[:200]!r}")
        at = data.find(b'"next_batch":"') + 14
        link.since = data[at : data.find(b'"', at)].decode()
        self.recorder.payload(link.user, data)

    async def follow(self, link: Link) -> None:
        try:
            while True:
                await self.sync(link, timeout=30_000)
        except ConnectionResetError:
            pass

    def send(self, link: Link, chat: int, body: str, seq: int) -> None:
        asyncio.ensure_future(self.put(link.user, chat, body, seq))

    async def put(self, user: int, chat: int, body: str, seq: int | None) -> None:
        self.txn += 1
        status, data = await self.api.request(
            "PUT",
            f"/_matrix/client/v3/rooms/{quote(self.rooms[chat])}/send/m.room.message/{self.txn}",
            self.tokens[user],
            {"msgtype": "m.text", "body": body},
        )
        if status == 200 and seq is not None:
            self.recorder.ack(seq)

    def drop(self, link: Link) -> str:
        link.task.cancel()
        link.http.abort()
        return link.since

    async def preload(self, count: int) -> int:
        """One by one through the API, for at most two minutes."""
        state = self.work / "history.json"
        have, end = json.loads(state.read_text()) if state.exists() else 0, perf_counter() + 120
        members, chat = self.school.history.members, self.school.history.id

        async def worker(number: int) -> None:
            nonlocal have
            while have < count and perf_counter() < end:
                have += 1
                await self.put(members[number], chat, f"старое сообщение номер {have}" + " слово" * 10, None)

        await asyncio.gather(*(worker(i) for i in range(8)))
        state.write_text(str(have))
        await asyncio.sleep(2)
        return have

    async def history(self, worker: int) -> int:
        status, data = await self.api.request(
            "GET",
            f"/_matrix/client/v3/rooms/{quote(self.rooms[self.school.history.id])}/messages?dir=b&limit=50",
            self.tokens[self.school.history.members[worker]],
        )
        return len(orjson.loads(data)["chunk"])
