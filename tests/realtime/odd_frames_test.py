"""Frames that no client of ours sends: refused or the socket closed; the server lives, and others hear on."""

import asyncio
import json
from contextlib import suppress
from typing import Any
from uuid import uuid4

import aiohttp
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from parta.web.socket import FRAMES_AT_MOST, LARGEST_FRAME
from people import Person, TestSchool, until

DEEP = 10_000
ROOM = "00000000-0000-7000-8000-000000000001"
ODD: dict[str, str | bytes] = {
    "nothing": "",
    "no JSON": "привет",
    "half": '{"t":"ping"',
    "a list": "[]",
    "a number": "1e999",
    "no tag": "{}",
    "another tag": '{"t":"admin"}',
    "a server's frame": '{"t":"posted","clientId":"x"}',
    "a tag that is no text": '{"t":{"t":"ping"}}',
    "one field too many": '{"t":"ping","as":"admin"}',
    "a room that is no id": '{"t":"typing","room":"../5Б"}',
    "a room that is null": '{"t":"typing","room":null}',
    "a text that is a list": f'{{"t":"post","room":"{ROOM}","clientId":"{ROOM}","text":["а"]}}',
    "half of a sign": f'{{"t":"post","room":"{ROOM}","clientId":"{ROOM}","text":"\\ud800"}}',
    "an endless number": f'{{"t":"seen","room":"{ROOM}","position":{"9" * 4000}}}',
    "a number that is too large": f'{{"t":"seen","room":"{ROOM}","position":{2**63}}}',
    "a negative number": f'{{"t":"seen","room":"{ROOM}","position":-1}}',
    "a cursor that is too large": f'{{"t":"resume","streams":{{"{ROOM}":{2**63}}}}}',
    "a cursor that is no number": f'{{"t":"resume","streams":{{"{ROOM}":"last"}}}}',
    "lists in lists": "[" * DEEP,
    "objects in objects": '{"t":' * 5_000,
    "deep inside": '{"t":"ping","a":' + "[" * DEEP + "]" * DEEP + "}",
    "too long": '{"t":"ping","a":"' + "ж" * LARGEST_FRAME + '"}',
    "far too long": "ж" * 3_000_000,
    "bytes": b"\xff\xfe\x00",
    "bytes that are JSON": b'{"t":"ping"}',
}
ANSWERS = {"pong", "welcome", "resync", "dropped", "refused"}


async def _after(who: Person, frame: str | bytes) -> list[Any]:
    """What comes after such a frame: answers, or the end."""
    assert who.http is not None
    async with who.http.ws_connect("/ws") as socket, asyncio.timeout(5):
        with suppress(ConnectionError):  # closed while we were still sending
            await (socket.send_bytes(frame) if isinstance(frame, bytes) else socket.send_str(frame))
            await socket.send_str('{"t":"ping"}')
        heard: list[Any] = []
        async for message in socket:
            one = json.loads(message.data)
            heard.extend(one if isinstance(one, list) else [one])
            if heard[-1]["t"] == "pong":
                return heard
        return heard


@pytest.mark.parametrize("odd", ODD)
async def test_an_odd_frame_closes_its_own_socket_only(school: TestSchool, odd: str) -> None:
    anya, borya = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Боря", "Петров", "5А")
    async with borya.listening() as hears:
        heard = await _after(anya, ODD[odd])
        assert {frame["t"] for frame in heard} <= ANSWERS
        await anya.says(school.room("5А"), "Я цела")
        await until(lambda: hears.texts() == ["Я цела"], "the others hear on")
        await hears.say({"t": "seen", "room": str(school.room("5А")), "position": 1})
        await until_read(borya, school)


async def until_read(reader: Person, school: TestSchool) -> None:
    async def has_read() -> bool:
        return any(one["readPosition"] == 1 for one in await reader.rooms() if one["id"] == str(school.room("5А")))

    await until(has_read, "read marks are written")


async def test_one_impossible_number_spoils_nobodys_posts_and_marks(school: TestSchool) -> None:
    """A number beyond the database's would fail the statement that is shared by many people's posts and marks."""
    anya, borya = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Боря", "Петров", "5А")
    room = str(school.room("5А"))
    async with borya.listening() as hears:
        poison = {"clientId": str(uuid4()), "text": "яд", "replyTo": 2**63}
        statuses = await asyncio.gather(
            *(anya.status("POST", f"/api/rooms/{room}/messages", poison) for _ in range(10)),
            *(
                borya.status("POST", f"/api/rooms/{room}/messages", {"clientId": str(uuid4()), "text": "слово"})
                for _ in range(10)
            ),
        )
        assert statuses == [422] * 10 + [201] * 10
        await until(lambda: hears.texts() == ["слово"] * 10, "all that Borya said")


async def test_whatever_is_sent_the_server_lives(school: TestSchool) -> None:
    anya, borya = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Боря", "Петров", "5А")
    room = str(school.room("5А"))
    words = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from([room, ROOM, "ping"])
    anything = st.recursive(words, lambda one: st.lists(one) | st.dictionaries(st.text(), one), max_leaves=20)
    fields = {"streams": anything, "room": anything, "clientId": anything, "text": anything, "position": anything}
    tags = st.sampled_from(["resume", "post", "typing", "seen", "ping", "event"])
    frames = st.fixed_dictionaries({"t": tags}, optional=fields).map(json.dumps) | st.text() | st.binary()
    sent: list[str | bytes] = []

    @settings(
        max_examples=150, derandomize=True, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(frame=frames)
    def gather(frame: str | bytes) -> None:
        sent.append(frame)

    gather()
    async with borya.listening() as hears:
        for frame in sent:
            assert {one["t"] for one in await _after(anya, frame)} <= {*ANSWERS, "posted", "event"}
        await anya.says(room, "Я цела")
        await until(lambda: "Я цела" in hears.texts(), "the others hear on")


async def test_a_flood_of_frames_is_cut_and_others_hear_on(school: TestSchool) -> None:
    """security.md 25: typing and marks without end; an honest client says a few a second."""
    anya, borya = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Боря", "Петров", "5А")
    room = str(school.room("5А"))
    async with borya.listening() as hears, anya.listening() as floods:
        for _ in range(2_000):
            if floods.socket.closed:
                break
            with suppress(aiohttp.ClientError, ConnectionError):
                await floods.say({"t": "typing", "room": room})
        await until(lambda: floods.closed == 1008, "the flood is cut")
        assert len([frame for frame in hears.frames if frame["t"] == "typing"]) <= FRAMES_AT_MOST
        await borya.says(room, "Я слышу")
        await until(lambda: "Я слышу" in hears.texts(), "the others hear on")
    async with anya.listening() as again:
        await again.say({"t": "ping"})
        await again.hears(lambda frame: frame["t"] == "pong")
