"""Prototype: asyncio + picows on uvloop, one process."""

from __future__ import annotations

import asyncio
import os
from urllib.parse import parse_qs

import uvloop
from hub import Hub
from picows import WSListener, WSMsgType, ws_create_server

TEXT = WSMsgType.TEXT


class Connection(WSListener):
    def __init__(self, hub: Hub, user: int) -> None:
        self.hub, self.user = hub, user

    def on_ws_connected(self, transport) -> None:
        self.transport = transport
        self.hub.join(self)

    def on_ws_frame(self, transport, frame) -> None:
        if frame.msg_type == TEXT:
            self.hub.on_frame(self, frame.get_payload_as_memoryview())

    def on_ws_disconnected(self, transport) -> None:
        self.hub.leave(self)

    def pause_writing(self) -> None:
        """Slow consumer: its buffer is over the high-water mark. Cut it; it comes back and recovers the gap."""
        self.hub.leave(self)
        self.transport.disconnect(False)

    def put(self, data: bytes) -> None:
        self.transport.send(TEXT, data)


async def main() -> None:
    hub = Hub()
    await hub.start()

    def factory(request) -> Connection:
        user = int(parse_qs(request.path.decode().partition("?")[2])["u"][0])
        return Connection(hub, user)

    server = await ws_create_server(
        factory,
        "127.0.0.1",
        int(os.environ["PORT"]),
        read_buffer_init_size=2048,
        max_frame_size=65536,
        backlog=2048,
        enable_auto_ping=True,
        auto_ping_idle_timeout=30,
        auto_ping_reply_timeout=30,
    )
    await server.serve_forever()


with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
    runner.run(main())
