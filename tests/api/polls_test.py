"""Polls (C9): one vote a person or a child, names for whom they are promised, results live and only in numbers."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from applicants import MovedClock
from parta.rooms.errors import TooManyMessages
from parta.rooms.polls.jobs import never_asked
from parta.rooms.post_group import Posted
from parta.rooms.posting import Posting
from people import Person, TestSchool, problem, until

CHOICES = ["В музей", "В лес", "Никуда"]


async def asked(person: Person, room: object, **more: Any) -> str:
    """A poll in this chat; its id."""
    form = {"clientId": str(uuid4()), "question": "Куда поедем?", "choices": CHOICES, **more}
    posted = await person.ask("POST", f"/api/rooms/{room}/polls", form, expect=201)
    return str(posted["message"]["poll"])


async def votes(person: Person, poll: str, *choices: int, expect: int = 204, **more: Any) -> Any:
    return await person.ask("PUT", f"/api/polls/{poll}/vote", {"choices": list(choices), **more}, expect=expect)


async def seen(person: Person, poll: str) -> Any:
    return await person.ask("GET", f"/api/polls/{poll}")


async def shown(reader: Person, room: object, who: Person) -> str:
    """The name under which the chat shows whoever has said something in it."""
    answer = await reader.ask("GET", f"/api/rooms/{room}/messages")
    return next(str(one["name"]) for one in answer["authors"] if one["id"] == str(who.id))


class Class5A:
    """Аня with two parents, Боря with one; their class teacher."""

    def __init__(self, school: TestSchool) -> None:
        self.school = school

    async def gather(self) -> "Class5A":
        school = self.school
        self.teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
        self.anya, self.borya = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Боря", "Петров", "5А")
        self.mother = await school.parent("Ольга", "Иванова", self.anya)
        self.father = await school.parent("Пётр", "Иванов", self.anya)
        self.other = await school.parent("Инна", "Петрова", self.borya)
        self.room, self.parents = school.room("5А"), school.room("5А", "parents")
        return self


async def test_each_has_one_vote_and_everybody_hears_the_numbers(school: TestSchool) -> None:
    five = await Class5A(school).gather()
    async with five.borya.listening() as ear:
        poll = await asked(five.anya, five.room)
        assert (await ear.hears_event("messagePosted"))["message"]["poll"] == poll
        await votes(five.anya, poll, 0)
        await votes(five.anya, poll, 1)
        await votes(five.borya, poll, 1)
        told = await ear.hears(lambda frame: frame["t"] == "event" and frame["event"].get("counts") == [0, 2, 0])
        assert (told["event"]["voted"], told["event"]["closed"]) == (2, False)
        assert str(five.anya.id) not in str(told)
    assert (await seen(five.borya, poll))["ballots"] == [{"childId": None, "name": "Боря П.", "choices": [1], "by": ""}]
    await votes(five.borya, poll)
    assert (await seen(five.anya, poll))["counts"] == [0, 1, 0]
    [message] = await five.borya.history(five.room)
    assert (message["poll"], message["text"]) == (poll, "Куда поедем?")


async def test_votes_of_one_moment_are_told_by_one_event(school: TestSchool) -> None:
    five = await Class5A(school).gather()
    poll = await asked(five.anya, five.room)
    pupils = [await school.pupil(f"Ученик{at}", "Новый", "5А") for at in range(5)]
    poll = await asked(five.anya, five.room)
    async with five.anya.listening() as ear:
        for one in pupils:
            await votes(one, poll, 0)
        await ear.hears(lambda frame: frame["t"] == "event" and frame["event"].get("voted") == 5)
        told = [frame for frame in ear.frames if frame["t"] == "event" and frame["event"]["kind"] == "pollChanged"]
        assert len(told) < 5


async def test_a_child_has_one_vote_whichever_parent_gives_it(school: TestSchool) -> None:
    five = await Class5A(school).gather()
    trusted = await school.pupil("Вера", "Юрьева", "5А")
    poll = await asked(five.teacher, five.parents, per="child")
    await votes(five.mother, poll, 0)
    [ballot] = (await seen(five.father, poll))["ballots"]
    assert (ballot["name"], ballot["choices"], ballot["by"]) == ("Аня И.", [0], "Ольга И.")
    await votes(five.father, poll, 2)
    await votes(five.other, poll, 1)
    shown = await seen(five.teacher, poll)
    assert (shown["counts"], shown["voted"], shown["ballots"]) == ([0, 1, 1], 2, [])
    assert (await votes(five.teacher, poll, 0, expect=403))["type"] == "not-your-vote"
    await votes(five.mother, poll, 0, childId=str(five.borya.id), expect=422)
    listed = await five.teacher.ask("GET", f"/api/polls/{poll}/voters")
    assert {(one["name"], one["by"]) for one in listed["voted"]} == {
        ("Аня И.", "Иванов Пётр"),
        ("Боря П.", "Петрова Инна"),
    }
    assert listed["silent"] == ["Вера Ю."]
    assert trusted.id


async def test_a_trusted_adult_answers_for_no_child(school: TestSchool) -> None:
    from parta.kernel.hats import Hat
    from parta.policy.standing import Kind

    five = await Class5A(school).gather()
    given = [(Kind.TRUSTED_ADULT, five.anya.id, "бабушка")]
    granny = await school.join("Вера", "Иванова", Hat.GUARDIAN, given)  # type: ignore[arg-type] - an id of a person
    poll = await asked(five.teacher, five.parents, per="child")
    assert (await votes(granny, poll, 0, expect=403))["type"] == "not-your-vote"
    await votes(granny, await asked(five.teacher, five.parents), 0)


async def test_anonymous_hides_names_from_peers_and_not_from_the_class_teacher(school: TestSchool) -> None:
    five = await Class5A(school).gather()
    poll = await asked(five.anya, five.room)
    await votes(five.borya, poll, 2)
    shown = await seen(five.anya, poll)
    assert (shown["leadersSeeNames"], shown["maySeeVoters"]) == (True, False)
    assert await five.anya.status("GET", f"/api/polls/{poll}/voters") == 403
    listed = await five.teacher.ask("GET", f"/api/polls/{poll}/voters")
    assert [(one["name"], one["choices"]) for one in listed["voted"]] == [("Петров Боря", [2])]
    named = await asked(five.anya, five.room, anonymous=False)
    await votes(five.borya, named, 0)
    assert (await five.anya.ask("GET", f"/api/polls/{named}/voters"))["voted"][0]["name"] == "Боря П."


async def test_peers_read_names_as_the_chat_shows_them_and_the_class_teacher_in_full(school: TestSchool) -> None:
    five = await Class5A(school).gather()
    poll = await asked(five.anya, five.room, anonymous=False)
    await votes(five.borya, poll, 0)
    await votes(five.teacher, poll, 1)
    await five.teacher.says(five.room, "Здравствуйте")
    teacher = await shown(five.anya, five.room, five.teacher)
    for peer in (five.anya, five.borya):
        listed = await peer.ask("GET", f"/api/polls/{poll}/voters")
        assert {one["name"] for one in listed["voted"]} == {"Боря П.", teacher}
    listed = await five.teacher.ask("GET", f"/api/polls/{poll}/voters")
    assert {one["name"] for one in listed["voted"]} == {"Петров Боря", "Каримов Марат"}


async def test_other_parents_read_who_voted_for_a_child_as_the_chat_shows_him(school: TestSchool) -> None:
    five = await Class5A(school).gather()
    poll = await asked(five.teacher, five.parents, per="child", anonymous=False)
    await votes(five.father, poll, 2)
    await five.father.says(five.parents, "Проголосовал")
    father = await shown(five.other, five.parents, five.father)
    assert father != "Иванов Пётр"
    listed = await five.other.ask("GET", f"/api/polls/{poll}/voters")
    assert [(one["name"], one["by"]) for one in listed["voted"]] == [("Аня И.", father)]
    [ballot] = (await seen(five.mother, poll))["ballots"]
    assert ballot["by"] == father


async def test_after_the_end_nobody_votes_and_hidden_results_are_shown(school: TestSchool, clock: MovedClock) -> None:
    five = await Class5A(school).gather()
    ends = (clock.now() + timedelta(hours=1)).isoformat()
    poll = await asked(five.anya, five.room, shows="afterClosing", closesAt=ends)
    async with five.anya.listening() as ear:
        await votes(five.borya, poll, 0)
        assert (await ear.hears_event("pollChanged"))["counts"] is None
    assert (await seen(five.anya, poll))["counts"] is None
    assert (await five.teacher.ask("GET", f"/api/polls/{poll}/voters"))["voted"] == []
    clock.ahead = timedelta(hours=2)
    assert (await votes(five.anya, poll, 0, expect=409))["type"] == "poll-is-closed"
    after = await seen(five.anya, poll)
    assert (after["closed"], after["counts"]) == (True, [1, 0, 0])


async def test_only_its_author_closes_a_poll_before_its_time(school: TestSchool) -> None:
    five = await Class5A(school).gather()
    poll = await asked(five.anya, five.room)
    assert await five.borya.status("POST", f"/api/polls/{poll}/close") == 403
    async with five.borya.listening() as ear:
        await five.anya.ask("POST", f"/api/polls/{poll}/close", expect=204)
        assert (await ear.hears_event("pollChanged"))["closed"] is True
    assert (await votes(five.borya, poll, 0, expect=409))["type"] == "poll-is-closed"


async def test_a_poll_is_there_for_whoever_may_read_its_message_and_nobody_else(school: TestSchool) -> None:
    five = await Class5A(school).gather()
    poll = await asked(five.anya, five.room)
    stranger = await school.pupil("Тимур", "Гарипов", "6Б")
    late = await school.pupil("Глеб", "Поздний", "5А")
    for one in (stranger, late, five.mother):
        for method, path in (("GET", ""), ("GET", "/voters"), ("POST", "/close")):
            assert await one.status(method, f"/api/polls/{poll}{path}") == 404
        await votes(one, poll, 0, expect=404)
    await five.anya.ask("DELETE", f"/api/rooms/{five.room}/messages/1")
    assert await five.borya.status("GET", f"/api/polls/{poll}") == 404
    [gone] = await five.borya.history(five.room)
    assert "poll" not in gone


async def test_the_same_poll_sent_twice_is_one_and_a_bad_one_none(school: TestSchool) -> None:
    five = await Class5A(school).gather()
    form = {"clientId": str(uuid4()), "question": "Куда?", "choices": CHOICES}
    path = f"/api/rooms/{five.room}/polls"
    first = await five.anya.ask("POST", path, form, expect=201)
    again = await five.anya.ask("POST", path, form, expect=201)
    assert first["position"] == again["position"]
    assert len(await five.anya.history(five.room)) == 1
    bad: list[dict[str, Any]] = [
        {"choices": ["Да"]}, {"choices": ["Да", "Да "]}, {"question": " "}, {"choices": ["x" * 101, "y"]},
        {"choices": [str(at) for at in range(11)]}, {"closesAt": "2020-01-01T00:00:00Z"},
    ]  # fmt: skip
    for wrong in bad:
        refused = {**form, "clientId": str(uuid4()), **wrong}
        assert await five.anya.status("POST", path, refused) in (400, 422)
    quiet = school.room("5А", "announcements")
    assert await five.anya.status("POST", f"/api/rooms/{quiet}/polls", {**form, "clientId": str(uuid4())}) == 403
    poll = first["message"]["poll"]
    await votes(five.borya, poll, 0, 1, expect=422)
    await votes(five.borya, poll, 7, expect=422)
    assert (await seen(five.borya, poll))["voted"] == 0


async def test_whoever_only_reads_does_not_vote_and_what_he_chose_before_stays(school: TestSchool) -> None:
    five = await Class5A(school).gather()
    poll = await asked(five.anya, five.room)
    await votes(five.borya, poll, 0)
    quiet = {"personId": str(five.borya.id), "until": (datetime.now(UTC) + timedelta(hours=1)).isoformat()}
    await five.teacher.ask("POST", f"/api/rooms/{five.room}/sanctions", quiet, expect=204)
    assert problem(await votes(five.borya, poll, 1, expect=403)) == "only-reading"
    assert problem(await votes(five.borya, poll, expect=403)) == "only-reading"
    his = await seen(five.borya, poll)
    assert (his["mayVote"], his["ballots"][0]["choices"], his["counts"]) == (False, [0], [1, 0, 0])
    await five.teacher.ask("DELETE", f"/api/rooms/{five.room}/sanctions/{five.borya.id}", expect=204)
    await votes(five.borya, poll, 1)
    assert (await seen(five.borya, poll))["mayVote"] is True


async def test_a_chat_that_is_only_read_takes_no_votes_and_announcements_do(school: TestSchool) -> None:
    five = await Class5A(school).gather()
    poll = await asked(five.anya, five.room)
    mode = f"/api/rooms/{five.room}/mode"
    await five.teacher.ask("PUT", mode, {"mode": "readOnly"}, expect=204)
    assert problem(await votes(five.borya, poll, 0, expect=403)) == "room-is-closed"
    assert (await seen(five.borya, poll))["mayVote"] is False
    await five.teacher.ask("PUT", mode, {"mode": "announcements"}, expect=204)
    await votes(five.borya, poll, 0)
    assert (await seen(five.borya, poll))["mayVote"] is True


async def test_a_poll_that_was_never_asked_is_forgotten_with_its_question(
    school: TestSchool, clock: MovedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    five = await Class5A(school).gather()
    poll = await asked(five.anya, five.room)
    await votes(five.borya, poll, 0)

    async def refused(*_: Any, **__: Any) -> Posted:
        raise TooManyMessages

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(Posting, "post", refused)
        form = {"clientId": str(uuid4()), "question": "Кто дурак?", "choices": CHOICES}
        await five.anya.ask("POST", f"/api/rooms/{five.room}/polls", form, expect=429)
    assert await _kept(school) == ["Куда поедем?", "Кто дурак?"]
    await never_asked(school.server.workshop)()
    assert await _kept(school) == ["Куда поедем?", "Кто дурак?"]  # it may still be tried again
    clock.ahead = timedelta(days=2)
    await never_asked(school.server.workshop)()
    assert await _kept(school) == ["Куда поедем?"]
    assert (await seen(await school.again(five.anya), poll))["voted"] == 1


async def _kept(school: TestSchool) -> list[str]:
    async with school.server.workshop.open(reads=True) as work:
        rows = await work.connection.exec_driver_sql("select question from poll order by made_at")
        return [row.question for row in rows]


async def test_two_parents_at_once_leave_one_vote_of_the_child(school: TestSchool) -> None:
    import asyncio

    five = await Class5A(school).gather()
    poll = await asked(five.teacher, five.parents, per="child")
    await asyncio.gather(*(votes(one, poll, at % 3) for at in range(6) for one in (five.mother, five.father)))
    await until(lambda: True)
    assert (await seen(five.teacher, poll))["voted"] == 1
