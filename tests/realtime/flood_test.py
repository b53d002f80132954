"""A pupil who writes without end harms nobody: his own pace is held, and others start as fast as before (security.md 25)."""

import asyncio
import time
from uuid import uuid4

from sqlalchemy import text

from parta.rooms.pace import Pace
from people import Person, TestSchool, running_school

MANY = 50_000
MOST = 1.0  # seconds of a start

FLOOD = text("""
    with written as (
        insert into message (school_id, room_id, position, id, author_id, author_hat, client_id, text, mentions, sent_at)
        select :school, :room, number, gen_random_uuid(), :author, 'pupil', gen_random_uuid(), 'ещё ' || number,
               array[cast(:victim as uuid)], now()
          from generate_series(1, :many) as number
    ), told as (
        insert into event (stream_id, number, position, body, at)
        select :room, (select last_number from stream where id = :room) + number,
               number, '{}'::bytea, now() from generate_series(1, :many) as number
    )
    update stream set last_number = last_number + :many, last_position = :many where id = :room
""")


async def started(who: Person) -> float:
    """How long the start of the client takes: who am I, the list of chats, the socket's welcome, the open chat."""
    began = time.perf_counter()
    await who.ask("GET", "/api/me")
    listed = await who.ask("GET", "/api/rooms")
    async with who.listening(listed["streams"]):
        pass
    await who.ask("GET", f"/api/rooms/{listed['rooms'][0]['id']}/messages")
    return time.perf_counter() - began


async def test_fifty_thousand_messages_leave_the_start_of_others_as_it_was(school: TestSchool) -> None:
    anya, victim = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Боря", "Петров", "5А")
    await started(victim)
    before = min([await started(victim) for _ in range(3)])
    async with school.server.workshop.open() as work:
        values = {"school": school.id, "room": school.room("5А"), "author": anya.id, "victim": victim.id, "many": MANY}
        await work.connection.execute(FLOOD, values)
    fresh = await school.again(victim)
    after = min([await started(fresh) for _ in range(3)])
    assert after < max(MOST, before * 4), f"{before:.3f} → {after:.3f} s"
    (card,) = [one for one in await fresh.rooms() if one["id"] == str(school.room("5А"))]
    assert card["lastPosition"] - max(card["readPosition"], card["firstPosition"] - 1) == MANY
    assert len(card["mentionPositions"]) <= 100
    assert len((await fresh.ask("GET", f"/api/rooms/{card['id']}/messages?limit=100"))["messages"]) == 100


async def test_a_pupil_writes_at_a_persons_pace_and_others_are_not_held() -> None:
    async with running_school(pace=Pace()) as school:
        anya, borya = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Боря", "Петров", "5А")
        path = f"/api/rooms/{school.room('5А')}/messages"
        statuses = await asyncio.gather(
            *(anya.status("POST", path, {"clientId": str(uuid4()), "text": "ещё"}) for _ in range(200))
        )
        assert statuses.count(201) <= 40
        assert set(statuses) == {201, 429}
        refused = await anya.ask("POST", path, {"clientId": str(uuid4()), "text": "ещё"}, expect=429)
        assert "одожд" in refused["title"] + refused.get("detail", "")
        await borya.says(school.room("5А"), "А я говорю")


async def test_edits_drafts_and_mutings_without_end_meet_a_limit_too() -> None:
    """What is no message reaches others' sockets or the journal as well."""
    async with running_school(pace=Pace(burst=5, per_second=0.1)) as school:
        anya, borya = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Боря", "Петров", "5А")
        room = school.room("5А")
        await anya.says(room, "Слово")
        drafts = [await anya.status("PUT", f"/api/rooms/{room}/draft", {"text": f"черновик {n}"}) for n in range(60)]
        assert drafts[0] == 204
        assert drafts[-1] == 429
        assert await anya.status("PATCH", f"/api/rooms/{room}/messages/1", {"text": "иначе"}) == 429
        assert await anya.status("GET", f"/api/rooms/{room}/messages") == 200
        assert await borya.status("PUT", f"/api/rooms/{room}/draft", {"text": "мой"}) == 204


async def test_a_large_text_is_refused_and_nothing_of_it_is_kept(school: TestSchool) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    room = school.room("5А")
    for size, status in ((4_001, 422), (300_000, 413)):
        body = {"clientId": str(uuid4()), "text": "ж" * size}
        assert await anya.status("POST", f"/api/rooms/{room}/messages", body) == status
    assert await anya.status("PUT", f"/api/rooms/{room}/draft", {"text": "ж" * 8_001}) == 422
    assert await anya.history(room) == []
