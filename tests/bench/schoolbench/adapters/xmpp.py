"""XMPP servers over TCP: group chat (MUC) with archive (MAM) in PostgreSQL, stream management (XEP-0198) with resumption.

Durable ack: in a group chat the sender's reflected copy, which comes after the archive's write; in a direct chat the
stream-management answer that follows the stanza. Occupant presence in rooms is off, or joins alone would be quadratic.
"""

from __future__ import annotations

import asyncio
import base64
import re
from collections import deque
from pathlib import Path
from time import perf_counter

from .base import Adapter

OPEN = (
    "<?xml version='1.0'?><stream:stream to='localhost' xmlns='jabber:client' "
    "xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>"
)
SM = "urn:xmpp:sm:3"
ACK = re.compile(rb"<a [^>]*h=['\"](\d+)['\"]")
ID = re.compile(rb"<enabled [^>]*\bid=['\"]([^'\"]+)['\"]")


class Link(asyncio.Protocol):
    def __init__(self, adapter: Xmpp, user: int) -> None:
        self.adapter, self.user, self.recorder = adapter, user, adapter.recorder
        self.rest = b""
        self.heard = b""  # kept only while somebody waits
        self.waiting: tuple[bytes, int, asyncio.Future] | None = None
        self.managed = False
        self.received = self.outgoing = 0
        self.unacked: deque[tuple[int, int]] = deque()
        self.lost = False

    def connection_made(self, transport) -> None:
        self.transport = transport

    def connection_lost(self, exc) -> None:
        self.lost = True
        if self.waiting and not self.waiting[2].done():
            self.waiting[2].set_exception(ConnectionResetError())

    def data_received(self, data: bytes) -> None:
        if self.rest:
            data = self.rest + data
        cut = data.rfind(b">") + 1
        data, self.rest = data[:cut], data[cut:]
        if self.managed:
            self.count(data)
        self.recorder.payload(self.user, data)
        if self.waiting:
            self.heard += data
            needle, times, future = self.waiting
            if self.heard.count(needle) >= times and not future.done():
                future.set_result(self.heard)

    def count(self, data: bytes) -> None:
        self.received += data.count(b"<message ") + data.count(b"<presence ") + data.count(b"<iq ")
        if b"<r " in data:
            self.write(f"<a xmlns='{SM}' h='{self.received}'/>")
        if self.unacked and (match := ACK.findall(data)):
            handled = int(match[-1])
            while self.unacked and self.unacked[0][0] <= handled:
                self.recorder.ack(self.unacked.popleft()[1])

    def write(self, text: str) -> None:
        self.transport.write(text.encode())

    async def ask(self, text: str, needle: bytes, times: int = 1, limit: float = 120) -> bytes:
        """Write, then wait until `needle` has come `times` times."""
        if self.lost:
            raise ConnectionResetError
        future = asyncio.get_running_loop().create_future()
        self.heard, self.waiting = b"", (needle, times, future)
        self.write(text)
        try:
            return await asyncio.wait_for(future, limit)
        finally:
            self.waiting, self.heard = None, b""

    async def log_in(self) -> None:
        await self.ask(OPEN, b"</stream:features>")
        plain = base64.b64encode(f"\0u{self.user}\0pw".encode()).decode()
        await self.ask(f"<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>{plain}</auth>", b"<success")
        await self.ask(OPEN, b"</stream:features>")

    async def bind(self, resource: str) -> None:
        await self.ask(
            "<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
            f"<resource>{resource}</resource></bind></iq>",
            b"</iq>",
        )

    async def manage(self) -> None:
        answer = await self.ask(f"<enable xmlns='{SM}' resume='true'/>", b"<enabled ")
        self.managed, self.previous = True, ID.search(answer).group(1).decode()

    async def join(self, chat: int) -> None:
        self.outgoing += 1
        await self.ask(
            f"<presence to='chat{chat}@conference.localhost/u{self.user}'>"
            "<x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x></presence>",
            b"<subject",
        )


class Xmpp(Adapter):
    start_rate = 50.0

    async def until_up(self) -> None:
        self.recorder.echo_acks = True
        self.people = {c.id: c.members for c in self.school.by_kind["direct"]}
        for _ in range(300):
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", self.port)
                writer.close()
                return
            except OSError:
                await asyncio.sleep(0.2)
        raise RuntimeError("the server did not start")

    async def open(self, user: int) -> Link:
        loop = asyncio.get_running_loop()
        _, link = await loop.create_connection(lambda: Link(self, user), "127.0.0.1", self.port)
        await link.log_in()
        return link

    async def connect(self, user: int, resume=None) -> Link:
        link = await self.open(user)
        if resume:
            link.received, link.outgoing, link.previous = resume
            link.managed = True
            answer = await link.ask(f"<resume xmlns='{SM}' previd='{link.previous}' h='{link.received}'/>", b"ed ")
            if b"<resumed " not in answer:
                raise RuntimeError(f"not resumed: {answer[:200]!r}")
            return link
        await link.bind("main")
        await link.manage()
        link.outgoing += 1
        link.write("<presence/>")
        for chat in self.school.chats_of[user]:
            if self.school.chats[chat].kind in ("class", "announcement"):
                await link.join(chat)
        return link

    def send(self, link: Link, chat: int, body: str, seq: int) -> None:
        link.outgoing += 1
        if chat in self.people:
            one, two = self.people[chat]
            other = two if link.user == one else one
            link.unacked.append((link.outgoing, seq))
            link.write(
                f"<message to='u{other}@localhost' type='chat' id='m{seq}'><body>{body}</body></message>"
                f"<r xmlns='{SM}'/>"
            )
        else:
            link.write(
                f"<message to='chat{chat}@conference.localhost' type='groupchat' id='m{seq}'>"
                f"<body>{body}</body></message>"
            )

    def drop(self, link: Link):
        link.transport.abort()
        return link.received, link.outgoing, link.previous if link.managed else ""

    async def preload(self, count: int) -> int:
        """Through the room, fifty at a time, for at most three minutes."""
        chat, members = self.school.history.id, self.school.history.members
        for number in range(8):
            link = await self.open(members[number])
            await link.bind(f"history{number}")
            self.readers.append(link)
            if number == 0:
                link.write("<presence/>")
                await link.join(chat)
        state = self.work / "history"
        have, end = int(state.read_text()) if state.exists() else 0, perf_counter() + 180
        while have < count and perf_counter() < end:
            batch = "".join(
                f"<message to='chat{chat}@conference.localhost' type='groupchat' id='h{have + i}'>"
                f"<body>старое сообщение номер {have + i}{' слово' * 10}</body></message>"
                for i in range(50)
            )
            await self.readers[0].ask(batch, b"</message>", 50)
            have += 50
        state.write_text(str(have))
        for link in self.readers[1:]:
            link.write("<presence/>")
            await link.join(chat)
        return have

    async def history(self, worker: int) -> int:
        data = await self.readers[worker].ask(
            f"<iq type='set' to='chat{self.school.history.id}@conference.localhost' id='q'>"
            "<query xmlns='urn:xmpp:mam:2' queryid='q'><set xmlns='http://jabber.org/protocol/rsm'><max>50</max><before/>"
            "</set></query></iq>",
            b"</iq>",
        )
        return data.count(b"<forwarded")


EJABBERD = """
hosts: [localhost]
loglevel: error
listen:
  - {{port: {port}, ip: "127.0.0.1", module: ejabberd_c2s, starttls: false, access: all, backlog: 1024}}
auth_method: sql
sql_type: pgsql
sql_server: "127.0.0.1"
sql_port: {pg_port}
sql_database: ejabberd
sql_username: postgres
sql_password: ""
sql_pool_size: 10
default_db: sql
acl: {{local: {{user_regexp: ""}}}}
access_rules: {{all_allowed: {{allow: all}}}}
modules:
  mod_disco: {{}}
  mod_mam: {{db_type: sql, default: always, assume_mam_usage: true}}
  mod_stream_mgmt: {{resend_on_timeout: false, resume_timeout: 10 min}}
  mod_muc:
    db_type: sql
    access: all_allowed
    access_create: all_allowed
    access_persistent: all_allowed
    history_size: 0
    max_users: 5000
    max_users_presence: 0
    default_room_options: {{persistent: true, mam: true, presence_broadcast: [], max_users: 5000, members_only: false}}
"""


class Ejabberd(Xmpp):
    """Options: `ebin=` folder of ejabberd's compiled modules, `schema=` its PostgreSQL schema file."""

    name = "ejabberd"

    async def start(self) -> None:
        self.pg.start()
        if self.pg.create("ejabberd"):
            self.pg.sql_file(Path(self.options["schema"]), "ejabberd")
            self.pg.sql(
                "insert into users (username, password) select 'u' || g, 'pw' "
                f"from generate_series(0, {self.school.users - 1}) g",
                "ejabberd",
            )
        config = self.work / "ejabberd.yml"
        config.write_text(EJABBERD.format(port=self.port, pg_port=self.pg.port))
        # no distribution (nothing listens beyond the loopback port), no busy waiting (it would count as CPU)
        self.spawn(
            [
                "erl",
                "-noinput",
                "+K",
                "true",
                "+P",
                "250000",
                "+sbwt",
                "none",
                "+sbwtdcpu",
                "none",
                "+sbwtdio",
                "none",
                "-pa",
                self.options["ebin"],
                "-mnesia",
                "dir",
                f'"{self.work}/mnesia"',
                "-ejabberd",
                "config",
                f'"{config}"',
                "-ejabberd",
                "log_path",
                f'"{self.work}/ejabberd.log"',
                "-s",
                "ejabberd",
            ]
        )
        await self.until_up()
        await asyncio.sleep(2)


PROSODY = """
run_as_root = true
pidfile = "{work}/prosody.pid"
data_path = "{work}/data"
log = {{ warn = "{work}/prosody.log" }}
interfaces = {{ "127.0.0.1" }}
c2s_ports = {{ {port} }}
s2s_ports = {{ }}
modules_disabled = {{ "s2s"; "tls"; "offline"; "posix" }}
modules_enabled = {{ "saslauth"; "disco"; "mam"; "smacks"; "ping" }}
authentication = "insecure"
insecure_open_authentication = "Yes please, I know what I'm doing!"
c2s_require_encryption = false
allow_unencrypted_plain_auth = true
storage = "sql"
sql = {{ driver = "PostgreSQL", database = "prosody", username = "postgres", password = "",
  host = "127.0.0.1", port = {pg_port} }}
default_archive_policy = true
archive_expires_after = "never"
smacks_hibernation_time = 600
smacks_max_queue_size = 10000
VirtualHost "localhost"
Component "conference.localhost" "muc"
  modules_enabled = {{ "muc_mam" }}
  muc_room_locking = false
  muc_room_default_persistent = true
  muc_log_by_default = true
  muc_log_expires_after = "never"
  muc_room_default_history_length = 0
  max_history_messages = 0
  muc_room_default_presence_broadcast = {{ visitor = false; participant = false; moderator = false }}
"""


class Prosody(Xmpp):
    name = "prosody"

    async def start(self) -> None:
        self.pg.start()
        self.pg.create("prosody")
        (self.work / "data").mkdir(exist_ok=True)
        config = self.work / "prosody.cfg.lua"
        config.write_text(PROSODY.format(work=self.work, port=self.port, pg_port=self.pg.port))
        self.spawn(["prosody", "--config", config, "-F"])
        await self.until_up()
        await asyncio.sleep(2)
