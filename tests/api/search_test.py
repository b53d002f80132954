"""Search (C11): words in all their forms and with slips in them, only what the searcher may read at this moment."""

import json
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest

from parta.kernel.ids import PersonId
from parta.kernel.pages import encode_cursor
from parta.people import commands as people
from parta.policy.standing import Kind
from parta.rooms.search import indexing
from people import START, Person, TestSchool, problem


async def found(who: Person, query: str, **where: Any) -> list[str]:
    """The texts of the messages that a search finds, the newest first."""
    return [text_of(hit) for hit in (await search(who, query, **where))["items"]]


async def search(who: Person, query: str, **where: Any) -> Any:
    return await who.ask("GET", "/api/search/messages?" + urlencode({"query": query, **where}), expect=200)


async def names(who: Person, query: str) -> list[str]:
    answer = await who.ask("GET", "/api/search/people?" + urlencode({"query": query}), expect=200)
    return [one["name"] for one in answer["items"]]


def text_of(hit: Any) -> str:
    return "".join(piece["text"] for piece in hit["excerpt"])


def marked(hit: Any) -> list[str]:
    return [piece["text"] for piece in hit["excerpt"] if piece.get("hit")]


@pytest.fixture(params=["at once", "once the words lie in blocks"])
def laid(request: pytest.FixtureRequest, school: TestSchool) -> Any:
    """Every rule holds for messages that just came as for those that the job has taken."""

    async def lay() -> None:
        if request.param != "at once":
            await indexing.lay_all(school.server.workshop)

    return lay


async def test_a_word_is_found_in_any_of_its_forms_and_marked(school: TestSchool, laid: Any) -> None:
    anya, borya = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Боря", "Петров", "5А")
    room = school.room("5А")
    await anya.says(room, "Кто решил контрольную по математике?")
    await borya.says(room, "Завтра экскурсия, ёлки не забудьте")
    await borya.says(room, "Пойду гулять")
    await laid()
    for typed in ("контрольная", "КОНТРОЛЬНЫЕ", "контро", "математика контрольная"):
        assert await found(anya, typed) == ["Кто решил контрольную по математике?"], typed
    assert await found(anya, "елка") == await found(anya, "Ёлки") == ["Завтра экскурсия, ёлки не забудьте"]
    [hit] = (await search(anya, "контрольная математика"))["items"]
    assert marked(hit) == ["контрольную", "математике"]
    assert (hit["roomId"], hit["position"], hit["author"]["name"]) == (str(room), 1, "Аня И.")
    assert await found(anya, "экскурсия контрольная") == []  # said by two messages, by neither both
    assert await found(anya, "не") == ["Завтра экскурсия, ёлки не забудьте"]  # no word is too common


async def test_english_words_are_found_too_though_their_stem_does_not_begin_them(school: TestSchool, laid: Any) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    await anya.says(school.room("5А"), "Topic: happy cats are dying of laughter, see Unit 5")
    await laid()
    for typed in ("happiness", "cat", "die", "unit 5", "happy"):
        assert await found(anya, typed) == ["Topic: happy cats are dying of laughter, see Unit 5"], typed


async def test_a_slip_of_the_finger_is_forgiven_when_nothing_says_exactly_that(school: TestSchool) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    room = school.room("5А")
    await anya.says(room, "Кто решил контрольную по математике?")
    await indexing.lay_all(school.server.workshop)
    for typed in ("кантрольная", "котрольная", "матиматика", "vfntvfnbrf", "контрольная матиматика"):
        answer = await search(anya, typed)
        assert [text_of(hit) for hit in answer["items"]] == ["Кто решил контрольную по математике?"], typed
        assert answer["similar"], typed
    assert not (await search(anya, "контрольная"))["similar"]
    assert await found(anya, "велосипед") == []


async def test_nobody_finds_what_was_said_before_he_came_or_after_he_left(school: TestSchool, laid: Any) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    room = school.room("5А")
    await anya.says(room, "тайна первая")
    timur = await school.pupil("Тимур", "Гарипов", "5А")
    await anya.says(room, "тайна вторая")
    stranger = await school.pupil("Вова", "Чужой", "6Б")
    parent = await school.parent("Вера", "Иванова", anya)
    await laid()
    assert await found(anya, "тайна") == ["тайна вторая", "тайна первая"]  # the premise
    assert await found(timur, "тайна") == ["тайна вторая"]
    assert await found(stranger, "тайна") == await found(parent, "тайна") == []
    assert await found(stranger, "тайна", room=str(room)) == []
    assert await found(stranger, "", author=str(anya.id)) == []

    await give(school, timur.id, Kind.PUPIL, await school.school_class("6Б"))
    await end(school, timur.id, Kind.PUPIL, school.classes["5А"])
    assert await found(timur, "тайна") == []
    await anya.says(room, "тайна третья")
    await give(school, timur.id, Kind.PUPIL, school.classes["5А"])
    await laid()
    assert await found(timur, "тайна") == ["тайна вторая"]  # not what was said while he was away


async def test_a_parent_who_is_barred_finds_nothing_from_that_moment(school: TestSchool) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    vera, oleg = await school.parent("Вера", "Иванова", anya), await school.parent("Олег", "Иванов", anya)
    room = school.room("5А", "parents")
    await vera.says(room, "Собрание в четверг")
    assert await found(oleg, "собрание") == ["Собрание в четверг"]
    assert await names(oleg, "Вера") == ["Вера И."]
    await end(school, oleg.id, Kind.GUARDIAN, anya.id)
    for path in ("/api/search/messages?query=собрание", "/api/search/people?query=Вера"):
        assert await oleg.status("GET", path) in (401, 404)
    assert await found(vera, "собрание") == ["Собрание в четверг"]


async def test_words_that_were_deleted_or_changed_are_found_nowhere_and_lie_nowhere(
    school: TestSchool, laid: Any
) -> None:
    anya, borya = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Боря", "Петров", "5А")
    room = school.room("5А")
    await anya.says(room, "ужасный позорище")
    await anya.says(room, "обидный скандалище")
    await borya.says(room, "обидный вопрос")
    await laid()
    assert await found(borya, "позорище")
    assert await found(borya, "скандалище")
    await anya.ask("DELETE", f"/api/rooms/{room}/messages/1")
    await anya.ask("PATCH", f"/api/rooms/{room}/messages/2", {"text": "извините"})
    assert await found(borya, "позорище") == await found(borya, "ужасный") == await found(borya, "скандалище") == []
    assert await found(borya, "обидный") == ["обидный вопрос"]
    assert await found(borya, "извините") == ["извините"]
    kept = await words_kept(school)
    assert "позорищ" not in kept
    assert "скандалищ" not in kept
    if kept:
        assert "обидн" in kept
        assert "извин" in kept


async def test_who_reported_a_message_finds_it_no_more(school: TestSchool, laid: Any) -> None:
    anya, borya = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Боря", "Петров", "5А")
    room = school.room("5А")
    await borya.says(room, "дразнилка")
    await laid()
    assert await found(anya, "дразнилка") == ["дразнилка"]
    await anya.ask("POST", f"/api/rooms/{room}/messages/1/report", {"reason": "обидно"}, expect=204)
    assert await found(anya, "дразнилка") == []
    assert await found(borya, "дразнилка") == ["дразнилка"]


async def test_a_search_is_narrowed_by_chat_author_day_and_kind(school: TestSchool, laid: Any, clock: Any) -> None:
    maria = await school.teacher("Мария", "Учителева", class_teacher="5А")
    anya = await school.pupil("Аня", "Иванова", "5А")
    room, announcements = school.room("5А"), school.room("5А", "announcements")
    await anya.says(room, "урок отменили?")
    await maria.says(room, "урок будет, смотрите https://school.example/plan")
    await maria.says(announcements, "урок перенесён")
    await laid()
    both = ["урок перенесён", "урок будет, смотрите https://school.example/plan", "урок отменили?"]
    assert await found(anya, "урок") == both
    assert await found(anya, "урок", room=str(announcements)) == both[:1]
    assert await found(anya, "урок", author=str(maria.id)) == await found(anya, "", author=str(maria.id)) == both[:2]
    assert await found(anya, "урок", kind="link") == both[1:2]
    assert await found(anya, "урок", kind="photo") == []
    today = clock.now().date().isoformat()
    assert len(await found(anya, "урок", firstDay="2020-01-01", lastDay="2036-01-01")) == 3
    assert await found(anya, "урок", lastDay="2020-01-01") == []
    assert await found(anya, "урок", firstDay="2036-01-01") == []
    assert await anya.status("GET", f"/api/search/messages?query=урок&firstDay={today}&lastDay=вчера") in (400, 422)


async def test_pages_follow_each_other_and_neither_repeat_nor_skip(school: TestSchool, laid: Any) -> None:
    maria = await school.teacher("Мария", "Учителева", class_teacher="5А")
    rooms = [school.room("5А"), school.room("5А", "announcements")]
    said = [f"домашнее задание {number}" for number in range(1, 12)]
    for number, text in enumerate(said):
        await maria.says(rooms[number % 2], text)
    await laid()
    seen: list[str] = []
    cursor: dict[str, str] = {}
    for _ in range(len(said) + 3):
        page = await search(maria, "задание", limit=3, **cursor)
        seen += [text_of(hit) for hit in page["items"]]
        if page["next"] is None:
            break
        cursor = {"cursor": page["next"]}
    assert seen == said[::-1]
    assert problem(await maria.ask("GET", "/api/search/messages?query=задание&cursor=xyz", expect=422)) == "invalid"


async def test_days_before_and_after_all_days_are_refused_in_words(school: TestSchool) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    room = school.room("5А")
    await anya.says(room, "да")
    for odd in ("0001-01-01", "1969-12-31", "9999-12-31", "9000-01-01"):
        for where in (
            f"/api/search/messages?query=да&firstDay={odd}",
            f"/api/search/messages?query=да&lastDay={odd}",
            f"/api/rooms/{room}/days/{odd}",
        ):
            assert problem(await anya.ask("GET", where, expect=422)) == "invalid", where
    assert await found(anya, "да", firstDay="1970-01-01", lastDay="2999-12-31") == ["да"]


async def test_a_cursor_with_a_time_of_no_place_is_refused(school: TestSchool) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    await anya.says(school.room("5А"), "да")
    for time, expect in (
        ("2026-11-25T10:00:00", 422),
        ("9999-12-31T23:59:59-12:00", 200),
        ("0001-01-01T00:00:00+12:00", 200),
    ):
        cursor = encode_cursor(time, str(uuid4()), "1", "false")
        await anya.ask("GET", "/api/search/messages?" + urlencode({"query": "да", "cursor": cursor}), expect=expect)


async def test_what_is_typed_is_never_a_language_of_the_database(school: TestSchool) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    await anya.says(school.room("5А"), "привет всем")
    for odd in ("'", "привет' | 'x", "a & !b", ":*", "\\", "<@>", "%", "привет:*A", "((", "💥", "  ", "-", "_"):
        assert isinstance(await found(anya, odd), list), odd
    assert await found(anya, "ПРИВЕТ!!!") == ["привет всем"]
    assert await anya.status("GET", "/api/search/messages?" + urlencode({"query": "я" * 201})) == 422
    await anya.ask("GET", "/api/search/messages?" + urlencode({"query": "слово " * 33}), expect=200)


async def test_a_mention_is_no_word_and_marks_in_a_text_stay_text(school: TestSchool, laid: Any) -> None:
    anya, borya = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Боря", "Петров", "5А")
    room = school.room("5А")
    await anya.says(room, f"<@{borya.id}> смотри: <b onclick=alert(1)>жирный</b>")
    await laid()
    assert await found(anya, str(borya.id)[:8]) == []
    [hit] = (await search(anya, "жирный"))["items"]
    assert marked(hit) == ["жирный"]
    assert text_of(hit) == "@… смотри: <b onclick=alert(1)>жирный</b>"


async def test_people_are_found_as_their_chats_show_them(school: TestSchool) -> None:
    maria = await school.teacher("Мария", "Фёдорова", class_teacher="5А")
    anya, borya = await school.pupil("Анна", "Иванова", "5А"), await school.pupil("Борис", "Королёв", "5А")
    vova = await school.pupil("Владимир", "Чужой", "6Б")
    vera = await school.parent("Вера", "Королёва", borya)
    assert await names(anya, "федорова") == await names(anya, "ФЁДОРОВА") != []
    assert await names(anya, "Фёдарова") != []  # a slip
    assert await names(anya, "Борис") == ["Борис К."]
    assert await names(anya, "Королёв") == []  # a surname that the chat does not show
    assert await names(anya, "Вера") == []  # no adults of other families
    assert await names(anya, "Владимир") == []  # of another class
    assert "Королёв Борис" in await names(maria, "королев")
    assert "Королёва Вера" in await names(maria, "королев")
    assert await names(maria, "Владимир") == []
    admin = await school.admin()
    assert await names(admin, "Чужой") == ["Чужой Владимир"]
    assert await names(vera, "Владимир") == []
    assert str(vova.id) not in json.dumps(await names(vera, "Чужой"))
    assert await names(anya, "а") == []


async def test_a_day_is_found_in_a_chat_by_its_members_only(school: TestSchool, laid: Any, clock: Any) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    stranger = await school.pupil("Вова", "Чужой", "6Б")
    room = school.room("5А")
    await anya.says(room, "первое")
    await anya.says(room, "второе")
    timur = await school.pupil("Тимур", "Гарипов", "5А")
    await anya.says(room, "третье")
    await laid()
    assert await anya.ask("GET", f"/api/rooms/{room}/days/2020-01-01") == {"position": 1}
    assert await timur.ask("GET", f"/api/rooms/{room}/days/2020-01-01") == {"position": 3}
    assert await anya.ask("GET", f"/api/rooms/{room}/days/2036-01-01") == {"position": None}
    await stranger.ask("GET", f"/api/rooms/{room}/days/2020-01-01", expect=404)


async def end(school: TestSchool, one: PersonId, kind: Kind, target: Any) -> None:
    async with school.server.workshop.open() as work:
        work.within(school.id)
        await people.end(work, school.id, [one], today=START, kinds=[kind], target=target)


async def give(school: TestSchool, one: PersonId, kind: Kind, target: Any) -> None:
    async with school.server.workshop.open() as work:
        work.within(school.id)
        await people.give(work, school.id, one, kind, today=START, target=target)


async def words_kept(school: TestSchool) -> set[str]:
    """Every word that lies in the school's blocks or among its words."""
    async with school.server.workshop.open(reads=True) as work:
        rows = await work.connection.exec_driver_sql(
            "select unnest(tsvector_to_array(words)) as word from search_block union select word from search_word"
        )
        return {row.word for row in rows}
