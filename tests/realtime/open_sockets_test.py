"""Sockets that are open: a silent peer is let go, and a stop of the server tells all of them."""

import signal
from collections.abc import AsyncIterator

import aiohttp
import pytest

from parta.web import socket as gateway
from people import TestSchool, running_school, until


@pytest.fixture
async def hasty(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[TestSchool]:
    """A school whose server waits a twentieth of a second, not thirty, before it asks a silent peer."""
    monkeypatch.setattr(gateway, "SILENT", 0.05)
    async with running_school() as school:
        yield school


async def test_phone_in_a_tunnel_is_let_go_and_the_one_that_answers_stays(hasty: TestSchool) -> None:
    anya = await hasty.pupil("Аня", "Иванова", "5А")
    assert anya.http is not None
    async with anya.listening() as there, anya.http.ws_connect("/ws", autoping=False) as tunnel:
        assert (await tunnel.receive(timeout=5)).type is aiohttp.WSMsgType.PING  # asked, and does not answer
        assert (await tunnel.receive(timeout=5)).type in (aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR)
        await until(lambda: len(_sockets(hasty)) == 1, "the server forgets the silent one")
        await there.say({"t": "ping"})
        await there.hears(lambda frame: frame["t"] == "pong")


async def test_stop_of_the_server_tells_every_open_socket_to_come_back(school: TestSchool) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    async with anya.listening() as one, anya.listening() as another:
        assert len(_sockets(school)) == 2
        signal.raise_signal(signal.SIGTERM)
        await until(lambda: one.closed and another.closed, "both are closed")
        assert (one.closed, another.closed) == (gateway.GOING_AWAY, gateway.GOING_AWAY)


def _sockets(school: TestSchool) -> list[gateway.Connection]:
    kept = school.server.app.state["gateway"].connections
    return [one for one in kept if isinstance(one, gateway.Connection)]
