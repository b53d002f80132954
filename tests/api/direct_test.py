"""Direct chats by the matrix (C12, L15, L16): who may write to whom, and what ends it."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update

from parta.classes.tables import school_class
from parta.kernel.hats import Hat
from parta.people import commands as people
from parta.policy.standing import Kind
from people import START, Person, TestSchool, problem


async def begin(one: Person, other: Person, hat: Hat | None = None, *, expect: int = 201) -> Any:
    """«Написать»: the room of the two."""
    body = {"personId": str(other.id), "hat": (hat or other.hat).value}
    answer = await one.ask("POST", "/api/direct-chats", body, expect=expect)
    return answer["roomId"] if expect == 201 else answer


async def card(person: Person, room: str) -> Any:
    """The chat as it stands in this person's list."""
    return next(one for one in await person.rooms() if one["id"] == room)


async def finds(person: Person, query: str = "") -> set[str]:
    """Whom the screen «Новое сообщение» offers."""
    page = await person.ask("GET", f"/api/direct-chats/contacts?limit=200&{query}")
    return {one["personId"] for one in page["items"]}


async def grade(school: TestSchool, title: str, number: int) -> None:
    one = await school.school_class(title)
    async with school.server.workshop.open() as work:
        await work.connection.execute(update(school_class).where(school_class.c.id == one).values(grade=number))


async def end(school: TestSchool, person: Person, *kinds: Kind) -> None:
    async with school.server.workshop.open() as work:
        work.within(school.id)
        await people.end(work, school.id, [person.id], today=START, kinds=kinds or None)


async def give(school: TestSchool, person: Person, kind: Kind, target: UUID | None, detail: str = "") -> None:
    async with school.server.workshop.open() as work:
        work.within(school.id)
        await people.give(work, school.id, person.id, kind, today=START, target=target, detail=detail)


class Class6B:
    """6Б: its class teacher, Аня and her mother, Боря and his father; Пётр teaches only 7А."""

    def __init__(self, school: TestSchool) -> None:
        self.school = school

    async def fill(self) -> "Class6B":
        school = self.school
        for title, number in (("6Б", 6), ("7А", 7), ("3А", 3)):
            await grade(school, title, number)
        self.olga = await school.teacher("Ольга", "Петрова", class_teacher="6Б")
        self.pyotr = await school.teacher("Пётр", "Физиков", teaches="7А")
        self.anya = await school.pupil("Аня", "Иванова", "6Б")
        self.borya = await school.pupil("Боря", "Серов", "6Б")
        self.mother = await school.parent("Вера", "Иванова", self.anya)
        self.father = await school.parent("Игорь", "Серов", self.borya)
        self.vova = await school.pupil("Вова", "Чужой", "7А")
        self.vovas = await school.parent("Нина", "Чужая", self.vova)
        return self


@pytest.fixture
async def six_b(school: TestSchool) -> Class6B:
    return await Class6B(school).fill()


async def test_each_is_offered_only_those_he_may_write_to(six_b: Class6B) -> None:
    one = six_b
    assert await finds(one.anya) == {str(one.olga.id), str(one.borya.id), str(one.mother.id)}
    assert await finds(one.mother) == {str(one.olga.id), str(one.anya.id), str(one.father.id)}
    assert await finds(one.olga) == {str(who.id) for who in (one.pyotr, one.anya, one.borya, one.mother, one.father)}
    assert await finds(one.pyotr) == {str(who.id) for who in (one.olga, one.vova, one.vovas)}
    assert await finds(one.olga, "search=иван") == {str(one.anya.id), str(one.mother.id)}
    assert await finds(one.anya, f"person={one.vova.id}") == set()


async def test_whom_one_may_not_see_is_not_there(six_b: Class6B) -> None:
    one = six_b
    nobody = {"personId": str(uuid4()), "hat": "pupil"}
    unseen = await one.anya.ask("POST", "/api/direct-chats", nobody, expect=404)
    for who, other in (
        (one.anya, one.pyotr), (one.anya, one.vova), (one.anya, one.father), (one.mother, one.borya),
        (one.mother, one.pyotr), (one.mother, one.vovas), (one.pyotr, one.anya), (one.pyotr, one.mother),
    ):  # fmt: skip
        assert await begin(who, other, expect=404) == unseen
    assert await begin(one.anya, one.olga, Hat.GUARDIAN, expect=404) == unseen


async def test_two_write_to_each_other_and_each_sees_the_others_name(six_b: Class6B) -> None:
    one = six_b
    async with one.olga.listening() as ear:
        room = await begin(one.mother, one.olga)
        joined = await ear.hears_event("roomJoined")
        await one.mother.says(room, "Аня заболела")
        assert (await ear.hears_event("messagePosted"))["message"]["text"] == "Аня заболела"
    assert joined["room"]["title"] == "Вера И."
    assert joined["room"]["lastAuthor"] is None
    hers = await card(one.mother, room)
    assert (hers["title"], hers["kind"], hers["direct"]["state"], hers["direct"]["mark"]) == (
        "Петрова Ольга", "direct", "open", "none",
    )  # fmt: skip
    assert (await card(one.olga, room))["direct"]["personId"] == str(one.mother.id)
    members = (await one.olga.ask("GET", f"/api/rooms/{room}/members"))["members"]
    assert {(who["name"], who["badge"]) for who in members} == {("Вера И.", "родитель: Аня И."), ("Петрова Ольга", "")}
    assert await begin(one.olga, one.mother) == room
    assert await one.father.status("GET", f"/api/rooms/{room}/messages") == 404


async def test_pupils_of_grades_one_to_four_write_to_no_pupil(six_b: Class6B) -> None:
    school = six_b.school
    masha, misha = await school.pupil("Маша", "Первая", "3А"), await school.pupil("Миша", "Третий", "3А")
    teacher = await school.teacher("Анна", "Добрая", class_teacher="3А")
    assert await finds(masha) == {str(teacher.id)}
    await begin(masha, misha, expect=404)
    admin = await school.admin()
    await admin.ask(
        "PUT", "/api/direct-chats/rules", {"pupilsFromGrade": 3, "pupilsFindSchool": False, "offices": []}, expect=204
    )
    room = await begin(masha, misha)
    assert (await card(masha, room))["mode"] == "discussion"
    await admin.ask(
        "PUT", "/api/direct-chats/rules", {"pupilsFromGrade": 5, "pupilsFindSchool": False, "offices": []}, expect=204
    )
    closed = await card(masha, room)
    assert (closed["mode"], closed["direct"]["state"]) == ("readOnly", "ended")
    assert await masha.status("POST", f"/api/rooms/{room}/messages", {"clientId": str(uuid4()), "text": "?"}) == 403


async def test_the_school_lets_pupils_find_each_other_beyond_the_class(six_b: Class6B) -> None:
    one, admin = six_b, await six_b.school.admin()
    wide = {"pupilsFromGrade": 5, "pupilsFindSchool": True, "offices": []}
    await admin.ask("PUT", "/api/direct-chats/rules", wide, expect=204)
    assert str(one.vova.id) in await finds(one.anya)
    room = await begin(one.anya, one.vova)
    await admin.ask("PUT", "/api/direct-chats/rules", {**wide, "pupilsFindSchool": False}, expect=204)
    assert str(one.vova.id) not in await finds(one.anya)
    await one.anya.says(room, "Что было начато, продолжается")
    assert await one.olga.status("PUT", "/api/direct-chats/rules", wide) == 403


async def test_an_opened_position_is_written_to_by_families_it_reaches(six_b: Class6B) -> None:
    one, school = six_b, six_b.school
    secretary = await school.staff("Зоя", "Секретарёва", Kind.OTHER_STAFF)
    await give(school, secretary, Kind.POSITION, school.classes["6Б"], "secretary")
    await begin(one.mother, secretary, expect=404)
    admin = await school.admin()
    opened = {"pupilsFromGrade": 5, "pupilsFindSchool": False, "offices": ["secretary"]}
    await admin.ask("PUT", "/api/direct-chats/rules", opened, expect=204)
    room = await begin(one.mother, secretary)
    await one.mother.says(room, "Нужна справка")
    await begin(one.vovas, secretary, expect=404)
    await admin.ask("PUT", "/api/direct-chats/rules", {**opened, "offices": []}, expect=204)
    assert (await card(one.mother, room))["direct"]["state"] == "ended"


async def test_parents_write_to_each_other_only_by_consent(six_b: Class6B) -> None:
    one = six_b
    room = await begin(one.mother, one.father)
    assert (await card(one.mother, room))["direct"]["state"] == "asked"
    assert (await card(one.father, room))["direct"]["state"] == "asksMe"
    words = {"clientId": str(uuid4()), "text": "Здравствуйте"}
    assert await one.mother.status("POST", f"/api/rooms/{room}/messages", words) == 403
    assert await one.mother.status("POST", f"/api/rooms/{room}/answer", {"accepts": True}) == 403
    await one.father.ask("POST", f"/api/rooms/{room}/answer", {"accepts": True}, expect=204)
    await one.mother.says(room, "Здравствуйте")
    assert await one.father.status("POST", f"/api/rooms/{room}/answer", {"accepts": True}) == 409

    await end(one.school, one.anya, Kind.PUPIL)
    await give(one.school, one.anya, Kind.PUPIL, one.school.classes["7А"])
    await one.father.says(room, "Дети теперь в разных классах, а мы договорились")


async def test_a_parent_who_was_refused_can_not_insist(six_b: Class6B) -> None:
    one = six_b
    room = await begin(one.mother, one.father)
    await one.father.ask("POST", f"/api/rooms/{room}/answer", {"accepts": False}, expect=204)
    assert room not in {known["id"] for known in await one.mother.rooms() + await one.father.rooms()}
    assert problem(await begin(one.mother, one.father, expect=409)) == "not-agreed"
    assert await begin(one.father, one.mother) == room
    assert (await card(one.mother, room))["direct"]["state"] == "asksMe"


async def test_who_blocks_hears_nothing_more_and_takes_it_back(six_b: Class6B) -> None:
    one = six_b
    room = await begin(one.anya, one.borya)
    await one.borya.says(room, "Дай списать")
    async with one.borya.listening() as ear:
        await one.anya.ask("PUT", f"/api/rooms/{room}/block", {"blocked": True}, expect=204)
        told = (await ear.hears_event("roomJoined"))["room"]
    assert (told["direct"]["state"], told["mode"], "post" in told["abilities"]) == ("blocked", "readOnly", False)
    assert (await card(one.anya, room))["direct"]["state"] == "blockedByMe"
    words = {"clientId": str(uuid4()), "text": "Ну пожалуйста"}
    assert await one.borya.status("POST", f"/api/rooms/{room}/messages", words) == 403
    assert await one.borya.status("PUT", f"/api/rooms/{room}/block", {"blocked": False}) == 204
    assert await one.borya.status("POST", f"/api/rooms/{room}/messages", words) == 403
    await one.anya.ask("PUT", f"/api/rooms/{room}/block", {"blocked": False}, expect=204)
    await one.borya.says(room, "Спасибо")
    assert await one.mother.status("PUT", f"/api/rooms/{room}/block", {"blocked": True}) == 404
    assert await one.anya.status("PUT", f"/api/rooms/{one.school.room('6Б')}/block", {"blocked": True}) == 404


async def test_a_transfer_closes_the_chat_with_the_old_teacher_at_once(six_b: Class6B) -> None:
    one = six_b
    hers, mothers = await begin(one.anya, one.olga), await begin(one.mother, one.olga)
    await one.olga.says(hers, "Сдай тетрадь")
    async with one.anya.listening() as ear:
        async with one.school.server.workshop.open() as work:
            work.within(one.school.id)
            await people.end(work, one.school.id, [one.anya.id], today=START, kinds=[Kind.PUPIL])
            await people.give(
                work, one.school.id, one.anya.id, Kind.PUPIL, today=START, target=one.school.classes["7А"]
            )
        await ear.hears(lambda frame: frame["t"] == "event" and frame["event"].get("room", {}).get("id") == hers)
    for person, room in ((one.anya, hers), (one.mother, mothers), (one.olga, hers)):
        assert ((await card(person, room))["mode"], (await card(person, room))["direct"]["state"]) == (
            "readOnly",
            "ended",
        )
        words = {"clientId": str(uuid4()), "text": "Ещё"}
        assert await person.status("POST", f"/api/rooms/{room}/messages", words) == 403
    assert [said["text"] for said in await one.anya.history(hers)] == ["Сдай тетрадь"]
    assert str(one.pyotr.id) in await finds(one.anya)


async def test_a_dismissed_teacher_is_out_and_what_was_said_stays_readable(six_b: Class6B) -> None:
    one = six_b
    room = await begin(one.mother, one.olga)
    await one.olga.says(room, "Добрый день")
    await end(one.school, one.olga)
    assert (await card(one.mother, room))["mode"] == "readOnly"
    assert [said["text"] for said in await one.mother.history(room)] == ["Добрый день"]
    assert await one.olga.status("GET", f"/api/rooms/{room}/messages") in (401, 404)


async def test_a_chat_of_a_pupil_with_a_teacher_is_marked_and_seen_to_exist(six_b: Class6B) -> None:
    one, school = six_b, six_b.school
    chemist = await school.teacher("Инна", "Химик", teaches="6Б")
    helper = await school.teacher("Лев", "Душин", teaches="6Б")
    await give(school, helper, Kind.POSITION, None, "psychologist")
    room, quiet = await begin(one.anya, chemist), await begin(one.anya, helper)
    assert (await card(one.anya, room))["direct"]["mark"] == (await card(chemist, room))["direct"]["mark"] == "seen"
    assert (await card(one.anya, quiet))["direct"]["mark"] == "confidential"
    await begin(one.anya, one.borya)
    for adult in (one.olga, one.mother):
        [shown] = await adult.ask("GET", f"/api/people/{one.anya.id}/direct-chats")
        assert (shown["name"], shown["goesOn"]) == ("Химик Инна", True)
        assert await adult.status("GET", f"/api/rooms/{room}/messages") == 404
    for other, expected in ((one.father, 404), (one.pyotr, 404), (one.borya, 404), (await school.admin(), 403)):
        assert await other.status("GET", f"/api/people/{one.anya.id}/direct-chats") == expected


async def test_what_was_said_to_a_psychologist_never_comes_to_light(six_b: Class6B) -> None:
    one, school = six_b, six_b.school
    helper = await school.teacher("Лев", "Душин", teaches="6Б")
    await give(school, helper, Kind.POSITION, None, "psychologist")
    room = await begin(one.anya, helper)
    await end(school, helper, Kind.POSITION)
    assert (await card(one.anya, room))["direct"]["mark"] == "confidential"
    for adult in (one.olga, one.mother):
        assert await adult.ask("GET", f"/api/people/{one.anya.id}/direct-chats") == []
    with_borya = await begin(one.borya, helper)
    assert (await card(one.borya, with_borya))["direct"]["mark"] == "seen"
    await give(school, helper, Kind.POSITION, None, "socialPedagogue")
    assert (await card(one.borya, with_borya))["direct"]["mark"] == "confidential"


async def test_an_administrator_stands_above_nobody_in_a_chat_of_two(six_b: Class6B) -> None:
    one, admin = six_b, await six_b.school.admin()
    room = await begin(admin, one.olga)
    await one.olga.says(room, "Моё слово")
    assert not {"setRoomMode", "deleteAnyMessage", "sanctionMember", "mentionAll", "pinMember", "seeEdits"} & set(
        (await card(admin, room))["abilities"]
    )
    path = f"/api/rooms/{room}"
    assert await admin.status("PUT", f"{path}/mode", {"mode": "announcements"}) == 403
    assert await admin.status("DELETE", f"{path}/messages/1") == 403
    await one.olga.ask("PATCH", f"{path}/messages/1", {"text": "Моё другое слово"})
    assert await admin.status("GET", f"{path}/messages/1/edits") == 403
    assert await admin.status("POST", f"{path}/messages", {"clientId": str(uuid4()), "text": "<@all> сбор"}) == 403
    others = await begin(one.mother, one.olga)
    pin = {"personId": str(admin.id), "reason": "посмотреть"}
    assert await admin.status("POST", f"/api/rooms/{others}/pins", pin) == 404
    assert await admin.status("GET", f"/api/rooms/{others}/messages") == 404


async def test_a_message_of_a_chat_of_two_can_be_reported(six_b: Class6B) -> None:
    one, admin = six_b, await six_b.school.admin()
    room = await begin(one.anya, one.borya)
    await one.borya.says(room, "Грубость")
    await one.anya.ask("POST", f"/api/rooms/{room}/messages/1/report", {"reason": "обидно"}, expect=204)
    [waiting] = await admin.ask("GET", "/api/reports")
    assert waiting["roomId"] == room
    assert (await one.anya.history(room))[0]["hidden"]


async def test_nobody_begins_more_than_ten_chats_a_day(six_b: Class6B) -> None:
    one, school = six_b, six_b.school
    for number in range(10):
        await begin(one.anya, await school.pupil(f"Друг{number}", "Новый", "6Б"))
    assert problem(await begin(one.anya, one.borya, expect=429)) == "too-many-new-chats"
    assert await begin(one.olga, one.borya)


async def test_two_who_begin_at_the_same_moment_share_one_chat(six_b: Class6B) -> None:
    one = six_b
    rooms = await asyncio.gather(*(begin(*pair) for pair in [(one.anya, one.borya), (one.borya, one.anya)] * 3))
    assert len(set(rooms)) == 1


@pytest.mark.parametrize("kind", [Kind.UNCONFIRMED])
async def test_an_unconfirmed_teacher_writes_to_nobody(six_b: Class6B, kind: Kind) -> None:
    newcomer = await six_b.school.staff("Новый", "Учитель", kind)
    assert await newcomer.status("GET", "/api/direct-chats/contacts") == 403
    await begin(six_b.olga, newcomer, expect=404)


async def test_a_trusted_adult_writes_to_nobody(six_b: Class6B) -> None:
    granny = await six_b.school.join(
        "Бабушка", "Иванова", Hat.GUARDIAN, [(Kind.TRUSTED_ADULT, six_b.anya.id, "бабушка")]
    )
    assert await granny.status("GET", "/api/direct-chats/contacts") == 403
    await begin(six_b.anya, granny, expect=404)
    await begin(six_b.olga, granny, expect=404)
