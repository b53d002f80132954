"""Letters and text messages against real servers of this machine."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from parta.parts.mail import Letter, MailNotTaken, Smtp
from parta.parts.sms import HttpGateway, SmsNotTaken


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@asynccontextmanager
async def mail_server(taken: list[bytes], refuse: bool = False) -> AsyncIterator[int]:
    """A small SMTP server (RFC 5321): enough to take a letter or to refuse its reader."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 here\r\n")
        while line := await reader.readline():
            word = line[:4].upper()
            if word == b"DATA":
                writer.write(b"354 go on\r\n")
                taken.append(await reader.readuntil(b"\r\n.\r\n"))
                writer.write(b"250 taken\r\n")
            elif word == b"RCPT" and refuse:
                writer.write(b"550 nobody here\r\n")
            elif word == b"QUIT":
                writer.write(b"221 bye\r\n")
                break
            else:
                writer.write(b"250 well\r\n")
        writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def test_a_letter_reaches_the_schools_mail_server_whole() -> None:
    taken: list[bytes] = []
    async with mail_server(taken) as port:
        part = Smtp(host="127.0.0.1", port=port, sender="Парта <no-reply@school.ru>", security="none")
        async with part.open() as mail:
            await mail.send(Letter("vera@mail.ru", "Код для входа", "123456 — ваш код"))
    letter = message_from_bytes(taken[0], EmailMessage, policy=policy.default)  # type: ignore[arg-type]
    assert (letter["To"], letter["Subject"]) == ("vera@mail.ru", "Код для входа")
    assert "123456 — ваш код" in letter.get_content()
    assert letter["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("odd", [("vera@mail.ru\r\nBcc: x@mail.ru", "Код"), ("vera@mail.ru", "Код\r\nBcc: x@mail.ru")])
async def test_a_letter_with_a_line_break_in_its_head_is_not_sent_and_stops_nothing(odd: tuple[str, str]) -> None:
    taken: list[bytes] = []
    async with mail_server(taken) as port:
        part = Smtp(host="127.0.0.1", port=port, sender="no-reply@school.ru", security="none")
        async with part.open() as mail:
            with pytest.raises(MailNotTaken):
                await mail.send(Letter(*odd, "123456 — ваш код"))
            await mail.send(Letter("vera@mail.ru", "Код", "<b>\r\n.\r\nRCPT TO:<x@mail.ru>\r\n</b>"))
    (sent,) = taken
    letter = message_from_bytes(sent, EmailMessage, policy=policy.default)  # type: ignore[arg-type]
    assert letter.get_content_type() == "text/plain"
    assert "<b>" in letter.get_content()
    assert letter["Bcc"] is None


async def test_a_refused_letter_and_a_silent_server_are_told_apart_from_success() -> None:
    async with mail_server([], refuse=True) as port:
        with pytest.raises(MailNotTaken):
            await Smtp(host="127.0.0.1", port=port, sender="a@b.ru", security="none").send(Letter("x@y.ru", "а", "б"))
    with pytest.raises(MailNotTaken):
        await Smtp(host="127.0.0.1", port=port, sender="a@b.ru", security="none").send(Letter("x@y.ru", "а", "б"))


async def test_a_text_message_goes_through_the_providers_address_in_its_own_writing() -> None:
    heard: list[tuple[str, str, str]] = []

    async def take(request: web.Request) -> web.Response:
        heard.append((request.query["to"], await request.text(), request.headers["X-Key"]))
        return web.Response()

    app = web.Application()
    app.router.add_post("/send", take)
    async with TestServer(app) as server:
        part = HttpGateway(
            url=f"{server.make_url('/send')}?to={{phone}}",
            body='{"text": "{text}"}',
            headers={"Content-Type": "application/json", "X-Key": "secret"},
        )
        async with part.open() as sms:
            await sms.send("+79001234567", 'код "1"')
    assert heard == [("+79001234567", '{"text": "код \\"1\\""}', "secret")]


async def test_a_provider_that_refuses_or_sends_elsewhere_did_not_take_the_message() -> None:
    async def elsewhere(_: web.Request) -> web.Response:
        raise web.HTTPFound("http://127.0.0.1:9/")

    app = web.Application()
    app.router.add_post("/send", elsewhere)
    async with TestServer(app) as server, HttpGateway(url=str(server.make_url("/send"))).open() as sms:
        with pytest.raises(SmsNotTaken):
            await sms.send("+79001234567", "код")
