"""Words that were taken back: a moment ago they still count in a report, later nobody brings them back (E3, L14)."""

from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from applicants import MovedClock
from parta.rooms.edits.jobs import forgetting
from parta.rooms.tables import message_past
from people import Person, TestSchool, running_school


async def _report(who: Person, room: object, position: int) -> None:
    await who.ask("POST", f"/api/rooms/{room}/messages/{position}/report", {"reason": "Травят"}, expect=204)


async def _around(reader: Person) -> list[str]:
    [report] = await reader.ask("GET", "/api/reports")
    return [one["text"] for one in report["around"]]


async def test_words_deleted_long_ago_do_not_come_back_with_a_report_of_what_stands_beside(clock: MovedClock) -> None:
    async with running_school(clock=clock) as school:
        anya, borya = await school.pupil("Аня", "Иванова", "8А"), await school.pupil("Боря", "Петров", "8А")
        admin, room = await school.admin(), school.room("8А")
        await borya.says(room, "Тайна")
        await borya.says(room, "Обидное")
        await borya.ask("DELETE", f"/api/rooms/{room}/messages/1", expect=204)
        clock.ahead = timedelta(hours=49)
        await _report(await school.again(anya), room, 2)
        assert await _around(await school.again(admin)) == ["", "Обидное"]


async def test_a_moderator_brings_back_no_deleted_words_by_a_report_of_his_own(school: TestSchool) -> None:
    anya, borya = await school.pupil("Аня", "Иванова", "8А"), await school.pupil("Боря", "Петров", "8А")
    teacher, room = await school.teacher("Ольга", "Петрова", class_teacher="8А"), school.room("8А")
    await borya.says(room, "Тайна")
    await borya.says(room, "Обидное")
    await borya.ask("DELETE", f"/api/rooms/{room}/messages/1", expect=204)
    await _report(teacher, room, 2)
    assert await _around(teacher) == ["", "Обидное"]
    assert "Тайна" not in str(await anya.history(room))


async def test_earlier_words_are_gone_when_their_term_is_over(clock: MovedClock) -> None:
    async with running_school(clock=clock) as school:
        borya, room = await school.pupil("Боря", "Петров", "8А"), school.room("8А")
        await borya.says(room, "Тайна")
        await borya.ask("PATCH", f"/api/rooms/{room}/messages/1", {"text": "Не тайна"})
        clock.ahead = timedelta(days=3 * 365 - 1)
        await forgetting(school.server.workshop)()
        assert await _kept(school) == 1
        clock.ahead = timedelta(days=3 * 366)
        await forgetting(school.server.workshop)()
        assert await _kept(school) == 0


async def _kept(school: TestSchool) -> Any:
    async with school.server.workshop.open(reads=True) as work:
        return await work.connection.scalar(select(func.count()).select_from(message_past))
