"""A minimal keep-alive HTTP/1.1 client: one request at a time per connection, cheap on the generator's CPU."""

from __future__ import annotations

import asyncio

import httptools
import orjson


class HttpConnection(asyncio.Protocol):
    def __init__(self) -> None:
        self.transport = None
        self.waiter: asyncio.Future | None = None
        self._fresh()

    def _fresh(self) -> None:
        self.parser = httptools.HttpResponseParser(self)
        self.parts: list[bytes] = []
        self.headers: dict[bytes, bytes] = {}

    @classmethod
    async def open(cls, host: str, port: int) -> HttpConnection:
        _, connection = await asyncio.get_running_loop().create_connection(cls, host, port)
        return connection

    def connection_made(self, transport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.parser.feed_data(data)

    def connection_lost(self, exc) -> None:
        self.transport = None
        if self.waiter and not self.waiter.done():
            self.waiter.set_exception(ConnectionResetError())

    def on_body(self, body: bytes) -> None:
        self.parts.append(body)

    def on_header(self, name: bytes, value: bytes) -> None:
        self.headers[name.lower()] = value

    def on_message_complete(self) -> None:
        self.last_headers = self.headers
        status, body = self.parser.get_status_code(), b"".join(self.parts)
        self._fresh()
        if self.waiter and not self.waiter.done():
            self.waiter.set_result((status, body))

    async def request(
        self, method: str, path: str, token: str | None = None, body=None, cookie: str | None = None
    ) -> tuple[int, bytes]:
        payload = b"" if body is None else orjson.dumps(body)
        head = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(payload)}\r\n"
        if body is not None:
            head += "Content-Type: application/json\r\n"
        if token:
            head += f"Authorization: Bearer {token}\r\n"
        if cookie:
            head += f"Cookie: {cookie}\r\n"
        if self.transport is None:
            raise ConnectionResetError
        self.waiter = asyncio.get_running_loop().create_future()
        self.transport.write(head.encode() + b"\r\n" + payload)
        return await self.waiter

    def abort(self) -> None:
        if self.transport:
            self.transport.abort()


class HttpPool:
    """Up to `size` connections shared by many users' short requests."""

    def __init__(self, host: str, port: int, size: int) -> None:
        self.host, self.port = host, port
        self.free: list[HttpConnection] = []
        self.slots = asyncio.Semaphore(size)

    async def request(self, method: str, path: str, token: str | None = None, body=None) -> tuple[int, bytes]:
        async with self.slots:
            connection = self.free.pop() if self.free else await HttpConnection.open(self.host, self.port)
            if connection.transport is None:
                connection = await HttpConnection.open(self.host, self.port)
            try:
                return await connection.request(method, path, token, body)
            finally:
                if connection.transport is not None:
                    self.free.append(connection)

    async def json(self, method: str, path: str, token: str | None = None, body=None):
        status, data = await self.request(method, path, token, body)
        if status >= 300:
            raise RuntimeError(f"{method} {path.split('?', maxsplit=1)[0]}: {status} {data[:300]!r}")
        return orjson.loads(data)

    def close(self) -> None:
        for connection in self.free:
            connection.abort()
