"""A room's frames hold only what every member may read, and show everybody as he is (docs/decisions/quotes-by-place.md)."""

import json
from uuid import UUID

from parta.people import commands as people
from parta.policy.standing import Kind
from people import START, Ear, Person, TestSchool

SECRET = "Тайна до Тимура"


class Class5A:
    """Аня told a secret before Тимур came, and it was answered; Боря was there from the beginning."""

    def __init__(self, school: TestSchool) -> None:
        self.school = school

    async def gather(self) -> "Class5A":
        school = self.school
        self.anya, self.borya = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Боря", "Петров", "5А")
        self.room = school.room("5А")
        await self.anya.says(self.room, SECRET)
        self.timur = await school.pupil("Тимур", "Гарипов", "5А")
        await self.borya.says(self.room, "Здравствуй, Тимур")
        return self


def told_to(ear: Ear) -> str:
    return json.dumps(ear.frames, ensure_ascii=False)


async def heads_of(person: Person) -> dict[str, int]:
    return dict((await person.ask("GET", "/api/rooms"))["streams"])


async def test_a_newcomer_gets_no_quote_of_what_was_said_before_him(school: TestSchool) -> None:
    five = await Class5A(school).gather()
    heads = await heads_of(five.timur)
    async with five.timur.listening() as timur, five.borya.listening() as borya:
        await five.borya.says(five.room, "Это я про то", replyTo=1)
        for ear in (timur, borya):
            heard = await ear.hears_event("messagePosted")
            assert heard["message"]["replyTo"] == {"position": 1}
        assert SECRET not in told_to(timur)
    async with five.timur.listening(heads) as again:
        await again.hears_event("messagePosted")
        assert SECRET not in told_to(again)
    assert "replyTo" not in (await five.timur.history(five.room))[-1]
    assert (await five.borya.history(five.room))[-1]["replyTo"]["text"] == SECRET


async def test_a_newcomer_gets_no_words_of_an_older_message_when_they_change(school: TestSchool) -> None:
    five = await Class5A(school).gather()
    heads = await heads_of(five.timur)
    async with five.timur.listening() as timur, five.borya.listening() as borya:
        await five.anya.ask("PATCH", f"/api/rooms/{five.room}/messages/1", {"text": f"{SECRET}!"})
        assert await borya.hears_event("messageReworded") == {"kind": "messageReworded", "position": 1}
        await timur.hears_event("messageReworded")
        assert SECRET not in told_to(timur)
    async with five.timur.listening(heads) as again:
        assert SECRET not in told_to(again)
    assert await five.timur.history(five.room, after=0, limit=1) != []
    assert SECRET not in str(await five.timur.history(five.room, after=0, limit=1))
    assert (await five.borya.history(five.room, after=0, limit=1))[0]["text"] == f"{SECRET}!"


async def test_words_that_everybody_may_read_change_on_every_screen_at_once(school: TestSchool) -> None:
    five = await Class5A(school).gather()
    await five.anya.says(five.room, "Видно всем", replyTo=1)
    async with five.timur.listening() as timur:
        await five.anya.ask("PATCH", f"/api/rooms/{five.room}/messages/3", {"text": "Видно и теперь"})
        heard = await timur.hears_event("messageEdited")
        assert heard["message"]["text"] == "Видно и теперь"
        assert SECRET not in told_to(timur)


async def test_who_came_back_reads_no_quote_of_what_was_said_without_him(school: TestSchool) -> None:
    five = await Class5A(school).gather()
    await end(school, five.timur, Kind.PUPIL)
    await five.anya.says(five.room, "Пока Тимура нет")
    await give(school, five.timur, Kind.PUPIL)
    await five.timur.sign_in()  # who belonged nowhere was signed out
    await five.borya.says(five.room, "О чём это?", replyTo=3)
    [answer] = [one for one in await five.timur.history(five.room) if one["text"] == "О чём это?"]
    assert "replyTo" not in answer
    refused = {"clientId": str(UUID(int=7)), "text": "И я", "replyTo": 3}
    assert await five.timur.status("POST", f"/api/rooms/{five.room}/messages", refused) == 422


async def test_a_deleted_message_is_quoted_nowhere_in_the_journal(school: TestSchool) -> None:
    five = await Class5A(school).gather()
    heads = await heads_of(five.borya)
    await five.anya.says(five.room, "Сказала лишнее")
    await five.borya.says(five.room, "Что?", replyTo=3)
    await five.anya.ask("DELETE", f"/api/rooms/{five.room}/messages/3")
    async with five.borya.listening(heads) as again:
        await again.hears_event("messageDeleted")
        assert "Сказала лишнее" not in told_to(again)


async def test_what_somebody_reported_is_not_quoted_to_him(school: TestSchool) -> None:
    five = await Class5A(school).gather()
    await five.anya.says(five.room, "Обидное")
    await five.timur.ask("POST", f"/api/rooms/{five.room}/messages/3/report", {"reason": "обидно"})
    await five.anya.says(five.room, "Повторю", replyTo=3)
    assert "Обидное" not in str(await five.timur.history(five.room))
    assert "Обидное" in str(await five.borya.history(five.room))


async def test_ones_own_words_are_known_as_such_in_the_list(school: TestSchool) -> None:
    five = await Class5A(school).gather()
    await five.timur.says(five.room, "Спасибо")
    [card] = [one for one in await five.timur.rooms() if one["id"] == str(five.room)]
    assert (card["firstPosition"], card["lastPosition"], card["ownPositions"]) == (2, 3, [3])


async def test_a_new_badge_is_seen_by_the_others_at_once(school: TestSchool) -> None:
    pyotr = await school.teacher("Пётр", "Физиков", teaches="5А")
    olga = await school.teacher("Ольга", "Петрова", teaches="5А")
    room = school.room("5А", "teachers")
    await olga.says(room, "Здравствуйте")
    async with pyotr.listening() as hears:
        await give(school, olga, Kind.CLASS_TEACHER)
        [shown] = (await hears.hears_event("badgesChanged"))["authors"]
        assert (shown["id"], shown["badge"]) == (str(olga.id), "кл. рук., учитель: математика")
    [author] = (await pyotr.ask("GET", f"/api/rooms/{room}/messages"))["authors"]
    assert author == shown


async def test_an_activist_is_seen_as_one_by_the_class_as_soon_as_he_is_marked(school: TestSchool) -> None:
    anya, borya = await school.pupil("Аня", "Иванова", "5А"), await school.pupil("Боря", "Петров", "5А")
    mother = await school.parent("Ирина", "Иванова", anya)
    olga = await school.teacher("Ольга", "Петрова", class_teacher="5А")
    await borya.says(school.room("5А"), "Привет")
    marked = f"/api/classes/{school.classes['5А']}/activists"
    async with anya.listening() as hears:
        await olga.ask("POST", marked, {"personId": str(borya.id), "committee": "pupils"})
        [shown] = (await hears.hears_event("badgesChanged"))["authors"]
        assert shown["badge"] == "актив"
    await olga.ask("POST", marked, {"personId": str(mother.id), "committee": "parents"})
    parents = (await olga.ask("GET", f"/api/rooms/{school.room('5А', 'parents')}/members"))["members"]
    assert [one["badge"] for one in parents if one["hat"] == "guardian"] == ["родитель: Аня И., актив"]


async def test_who_holds_an_office_is_shown_by_it(school: TestSchool) -> None:
    pyotr, olga = await school.teacher("Пётр", "Физиков"), await school.teacher("Ольга", "Петрова")
    async with pyotr.listening() as hears:
        async with school.server.workshop.open() as work:
            work.within(school.id)
            await people.give(work, school.id, olga.id, Kind.POSITION, today=START, detail="psychologist")
        [shown] = (await hears.hears_event("badgesChanged"))["authors"]
        assert shown["badge"] == "психолог"


async def give(school: TestSchool, person: Person, kind: Kind) -> None:
    async with school.server.workshop.open() as work:
        work.within(school.id)
        await people.give(work, school.id, person.id, kind, today=START, target=school.classes["5А"])


async def end(school: TestSchool, person: Person, kind: Kind) -> None:
    async with school.server.workshop.open() as work:
        work.within(school.id)
        await people.end(work, school.id, [person.id], today=START, kinds=[kind])
