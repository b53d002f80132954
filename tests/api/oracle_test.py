"""What somebody may not know of answers as what is not there: by words, by headers and by time (security.md 1)."""

import base64
import json
import statistics
import time
from typing import Any
from uuid import UUID, uuid4

from people import Person, TestSchool

ROUNDS = 80
SLOWER = 1.5  # times; a question more costs the database about as much as the whole answer
NOISE = 0.002  # seconds


class Neighbours:
    """Anya of 5А, and what there is in 5Б and in another school."""

    def __init__(self, school: TestSchool, elsewhere: TestSchool, anya: Person, ids: dict[str, list[UUID]]) -> None:
        self.school, self.elsewhere, self.anya, self.ids = school, elsewhere, anya, ids


async def neighbours(school: TestSchool) -> Neighbours:
    elsewhere = TestSchool(school.server, school.url, school.database)
    await elsewhere.found("Другая школа")
    anya = await school.pupil("Аня", "Иванова", "5А")
    boris = await school.pupil("Борис", "Чужой", "5Б")
    vera = await elsewhere.pupil("Вера", "Дальняя", "5А")
    for who, where in ((boris, school.room("5Б")), (vera, elsewhere.room("5А"))):
        await who.says(where, "Тайна")
    ids = {
        "rooms": [UUID(str(school.room("5Б"))), UUID(str(elsewhere.room("5А")))],
        "people": [boris.id, vera.id],
        "classes": [school.classes["5Б"], elsewhere.classes["5А"]],
    }
    return Neighbours(school, elsewhere, anya, ids)


PATHS = {
    "rooms": [
        ("GET", "/api/rooms/{}/messages", None),
        ("GET", "/api/rooms/{}/messages?around=1", None),
        ("GET", "/api/rooms/{}/members", None),
        ("GET", "/api/rooms/{}/messages/1/readers", None),
        ("PATCH", "/api/rooms/{}/messages/1", {"text": "иначе"}),
        ("DELETE", "/api/rooms/{}/messages/1", None),
        ("POST", "/api/rooms/{}/messages/1/report", {"reason": "обидно"}),
        ("POST", "/api/rooms/{}/messages", {"clientId": str(UUID(int=7)), "text": "Привет", "replyTo": 1}),
        ("PUT", "/api/rooms/{}/draft", {"text": "черновик"}),
    ],
    "people": [("GET", "/api/people/{}", None)],
    "classes": [("GET", "/api/classes/{}/classmates", None), ("GET", "/api/classes/{}/consents", None)],
}


async def answer(who: Person, method: str, path: str, body: Any) -> tuple[int, str, dict[str, str]]:
    """Status, words and headers, without the clock's."""
    assert who.http is not None
    async with who.http.request(method, path, json=body) as got:
        headers = {name.lower(): value for name, value in got.headers.items() if name.lower() != "date"}
        return got.status, await got.text(), headers


async def test_a_foreign_id_answers_as_an_id_of_nothing_by_words_and_headers(school: TestSchool) -> None:
    near = await neighbours(school)
    try:
        for kind, asked in PATHS.items():
            for method, path, body in asked:
                nothing = await answer(near.anya, method, path.format(uuid4()), body)
                assert nothing[0] in (403, 404), (method, path, nothing)
                for foreign in near.ids[kind]:
                    assert await answer(near.anya, method, path.format(foreign), body) == nothing, (method, path)
        own = await near.anya.history(school.room("5А"))
        assert own == []
    finally:
        for one in near.elsewhere.people:
            await one.close()


async def test_a_foreign_id_takes_as_long_as_an_id_of_nothing(school: TestSchool) -> None:
    """Medians over calls in turn, so that whatever slows the machine slows both; a second nothing says how much noise."""
    near = await neighbours(school)
    try:
        for kind in ("rooms", "people", "classes"):
            method, path, body = PATHS[kind][0]
            ids = {"foreign": near.ids[kind][0], "elsewhere": near.ids[kind][1]}
            spent: dict[str, list[float]] = {name: [] for name in (*ids, "nothing", "nothing again")}
            for _ in range(ROUNDS):
                for name, took in spent.items():
                    where = path.format(ids.get(name) or uuid4())
                    began = time.perf_counter()
                    await answer(near.anya, method, where, body)
                    took.append(time.perf_counter() - began)
            median = {name: statistics.median(took) for name, took in spent.items()}
            least, most = sorted((median["nothing"], median["nothing again"]))
            for name in ids:
                assert median[name] <= most * SLOWER + NOISE, (kind, median)
                assert median[name] >= least / SLOWER - NOISE, (kind, median)
    finally:
        for one in near.elsewhere.people:
            await one.close()


def cursor(*key: str) -> str:
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


async def test_a_foreign_cursor_shows_only_ones_own_trail_and_an_odd_one_is_refused_in_words(
    school: TestSchool,
) -> None:
    """An entry of the trail has a number of its own school and no door of its own: no cursor leads to another school's."""
    elsewhere = TestSchool(school.server, school.url, school.database)
    await elsewhere.found("Другая школа")
    here, there = await school.admin(), await elsewhere.admin("Анна", "Чужая")
    teacher = await school.teacher("Вера", "Ильина")
    try:
        for n in range(4):
            await there.ask("PATCH", "/api/school", {"city": f"Чужой город {n}"})
        await here.ask("PATCH", "/api/school", {"city": "Свой город"})
        foreign = (await there.ask("GET", "/api/audit?limit=1"))["next"]
        assert foreign
        shown = await here.ask("GET", f"/api/audit?cursor={foreign}")
        assert [word["new"] for one in shown["items"] for word in one["words"]] == ["Свой город"]
        number = shown["items"][0]["number"]
        for path in (f"/api/audit/{number}", f"/api/audit/{uuid4()}"):
            assert await here.status("GET", path) == 404
        for who in (teacher, await school.pupil("Аня", "Иванова", "5А")):
            assert await who.status("GET", f"/api/audit?cursor={foreign}") in (403, 404)
        for odd in (cursor("x"), cursor("9" * 60), cursor("-1"), cursor("1\u00002"), cursor("1.5"), "%00", "яя"):
            assert await here.status("GET", f"/api/audit?cursor={odd}") in (200, 400, 422), odd
        for odd in (cursor("а", "x"), cursor("\u0000", str(uuid4())), cursor("а" * 90_0, str(uuid4()))):
            assert await here.status("GET", f"/api/people?cursor={odd}") in (200, 400, 422), odd
    finally:
        for one in elsewhere.people:
            await one.close()
