"""Messages for later and without sound: sent by the rights of that moment, once; refused ones are told to their author."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from applicants import MovedClock
from parta.kernel.ids import RoomId
from parta.policy.standing import Actor
from parta.rooms.errors import TooManyMessages
from parta.rooms.post_group import Posted
from parta.rooms.posting import Posting
from parta.rooms.scheduled import queries
from parta.rooms.scheduled.sending import IN_HAND
from parta.rooms.shapes import MessageDraft
from people import Person, TestSchool, problem, until

pytestmark = pytest.mark.anyio


async def class_of(school: TestSchool) -> tuple[Person, Person, RoomId]:
    olga = await school.teacher("Ольга", "Петрова", class_teacher="6Б")
    return olga, await school.pupil("Аня", "Иванова", "6Б"), school.room("6Б")


async def leaves(person: Person, room: RoomId, text: str, *, expect: int = 201, **more: Any) -> Any:
    due = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    draft = {"clientId": str(uuid4()), "text": text, "dueAt": due, **more}
    return await person.ask("POST", f"/api/rooms/{room}/scheduled", draft, expect=expect)


async def waiting(person: Person, room: RoomId) -> list[Any]:
    return list(await person.ask("GET", f"/api/rooms/{room}/scheduled"))


async def an_hour_later(clock: MovedClock, person: Person, room: RoomId) -> None:
    """The hour has passed, and the queue hears that there is something to look at."""
    clock.ahead += timedelta(hours=1, minutes=1)
    await leaves(person, room, "Будит очередь", dueAt=(clock.now() + timedelta(days=1)).isoformat())


async def test_it_goes_when_it_is_due_and_once(school: TestSchool, clock: MovedClock) -> None:
    olga, anya, room = await class_of(school)
    same = str(uuid4())
    first = await leaves(olga, room, "Доброе утро", clientId=same, silent=True)
    assert (await leaves(olga, room, "Доброе утро", clientId=same, silent=True, dueAt=first["dueAt"]))["id"] == first[
        "id"
    ]
    assert await anya.history(room) == []
    assert await waiting(anya, room) == []
    await an_hour_later(clock, olga, room)

    async def arrived() -> bool:
        return [one["text"] for one in await anya.history(room)] == ["Доброе утро"]

    await until(arrived, "the message")
    assert (await anya.history(room))[0]["silent"] is True
    await until(lambda: _only(olga, room, ["Будит очередь"]), "the list to be short")


async def _only(person: Person, room: RoomId, texts: list[str]) -> bool:
    return [one["text"] for one in await waiting(person, room)] == texts


async def test_what_waits_is_changed_or_cancelled_by_its_author_alone(school: TestSchool) -> None:
    olga, anya, room = await class_of(school)
    one = await leaves(olga, room, "Черновик")
    path = f"/api/rooms/{room}/scheduled/{one['id']}"
    change = {"text": "Начисто", "dueAt": one["dueAt"]}
    await anya.ask("PUT", path, change, expect=404)
    await anya.ask("DELETE", path, expect=404)
    assert (await olga.ask("PUT", path, change))["text"] == "Начисто"
    await olga.ask("DELETE", path)
    assert await waiting(olga, room) == []
    assert problem(await leaves(olga, room, "Вчера", dueAt="2020-01-01T00:00:00Z", expect=422)) == "invalid"


async def test_whoever_lost_the_right_meanwhile_sends_nothing_and_is_told(
    school: TestSchool, clock: MovedClock
) -> None:
    olga, anya, room = await class_of(school)
    await leaves(anya, room, "Ещё не поздно")
    until_then = (clock.now() + timedelta(days=2)).isoformat()
    await olga.ask("POST", f"/api/rooms/{room}/sanctions", {"personId": str(anya.id), "until": until_then})
    await leaves(anya, room, "Сейчас", expect=403)
    async with anya.listening() as ear:
        await an_hour_later(clock, olga, room)
        told = await ear.hears_event("scheduledRefused")
    assert "только читать" in told["why"]
    [refused] = await waiting(anya, room)
    assert refused["refused"] == told["why"]
    assert await olga.history(room) == []


async def test_whoever_left_the_chat_leaves_nothing_behind(school: TestSchool, clock: MovedClock) -> None:
    olga, anya, room = await class_of(school)
    admin = await school.admin()
    await leaves(anya, room, "От бывшей ученицы")
    await school.school_class("7А")
    await admin.ask("POST", f"/api/people/{anya.id}/transfer", {"classId": str(school.classes["7А"])})
    await an_hour_later(clock, olga, room)
    await until(lambda: _none_of(school, anya), "nothing to be kept")
    assert await olga.history(room) == []


async def _none_of(school: TestSchool, person: Person) -> bool:
    async with school.server.workshop.open(reads=True) as work:
        return await queries.waiting(work.connection, school.id, person.id) == 0


async def test_what_is_on_its_way_is_neither_cancelled_nor_changed(
    school: TestSchool, clock: MovedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    olga, anya, room = await class_of(school)
    one = await leaves(olga, room, "Черновик")
    path = f"/api/rooms/{room}/scheduled/{one['id']}"
    answers: list[int] = []
    post = Posting.post

    async def at_the_last_moment(posting: Posting, actor: Actor, where: RoomId, draft: MessageDraft) -> Posted:
        tomorrow = {"text": "Начисто", "dueAt": (clock.now() + timedelta(days=1)).isoformat()}
        answers.append(await olga.status("PUT", path, tomorrow))
        answers.append(await olga.status("DELETE", path))
        return await post(posting, actor, where, draft)

    monkeypatch.setattr(Posting, "post", at_the_last_moment)
    await an_hour_later(clock, olga, room)
    await until(lambda: _only(olga, room, ["Будит очередь"]), "the list to be short")
    assert answers == [409, 409]
    assert [said["text"] for said in await anya.history(room)] == ["Черновик"]


async def test_what_could_not_go_yet_is_its_authors_again(
    school: TestSchool, clock: MovedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    olga, anya, room = await class_of(school)
    one = await leaves(olga, room, "Черновик")
    tried: list[str] = []

    async def too_fast(_: Posting, __: Actor, ___: RoomId, draft: MessageDraft) -> Posted:
        tried.append(draft.text)
        raise TooManyMessages

    monkeypatch.setattr(Posting, "post", too_fast)
    await an_hour_later(clock, olga, room)
    await until(lambda: tried, "the first try")

    async def cancelled() -> bool:
        return await olga.status("DELETE", f"/api/rooms/{room}/scheduled/{one['id']}") == 204

    await until(cancelled, "the message to be let go")
    assert await waiting(olga, room) != []
    assert await anya.history(room) == []


async def test_a_server_that_died_while_it_sent_holds_nothing_back(school: TestSchool, clock: MovedClock) -> None:
    olga, anya, room = await class_of(school)
    one = await leaves(olga, room, "Черновик")
    async with school.server.workshop.open() as work:
        claimed = await queries.claim(work.connection, work.now + timedelta(hours=2), work.now + IN_HAND)
    assert claimed is not None
    refused = await olga.ask("DELETE", f"/api/rooms/{room}/scheduled/{one['id']}", expect=409)
    assert problem(refused) == "scheduled-is-going"
    clock.ahead += IN_HAND
    await leaves(olga, room, "Будит очередь", dueAt=(clock.now() + timedelta(days=1)).isoformat())
    await until(lambda: _only(olga, room, ["Будит очередь"]), "the list to be short")
    assert [said["text"] for said in await anya.history(room)] == ["Черновик"]


async def test_nobody_leaves_more_than_fifty(school: TestSchool) -> None:
    olga, _, room = await class_of(school)
    for number in range(50):
        await leaves(olga, room, f"Сообщение {number}")
    assert problem(await leaves(olga, room, "Ещё одно", expect=409)) == "too-many-scheduled"
