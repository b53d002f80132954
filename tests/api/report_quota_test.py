"""One person does not fill the moderators' queue: ten reports a day, three of them of danger (E3)."""

from datetime import timedelta
from typing import Any

from applicants import MovedClock
from people import Person, problem, running_school


async def _report(who: Person, room: object, position: int, expect: int = 204, **more: Any) -> Any:
    body = {"reason": "Травят", **more}
    return await who.ask("POST", f"/api/rooms/{room}/messages/{position}/report", body, expect=expect)


async def test_nobody_files_more_than_ten_reports_a_day_and_the_next_day_he_may_again(clock: MovedClock) -> None:
    async with running_school(clock=clock) as school:
        anya, borya = await school.pupil("Аня", "Иванова", "8А"), await school.pupil("Боря", "Петров", "8А")
        vova, room = await school.pupil("Вова", "Сидоров", "8А"), school.room("8А")
        for number in range(11):
            await borya.says(room, f"Обидное {number}")
        for position in range(1, 11):
            await _report(anya, room, position)
        refusal = await _report(anya, room, 11, expect=429)
        assert problem(refusal) == "too-many-reports"
        assert "112" in refusal["title"]
        await _report(anya, room, 10)  # what she has reported already is no new one
        assert not (await anya.history(room))[-1].get("hidden")
        await _report(vova, room, 11)  # others are not hindered
        clock.ahead = timedelta(hours=25)
        await _report(await school.again(anya), room, 11)


async def test_nobody_calls_of_danger_more_than_three_times_a_day_but_may_report_plainly(clock: MovedClock) -> None:
    async with running_school(clock=clock) as school:
        anya, borya = await school.pupil("Аня", "Иванова", "8А"), await school.pupil("Боря", "Петров", "8А")
        room = school.room("8А")
        for number in range(5):
            await borya.says(room, f"Угроза {number}")
        for position in (1, 2, 3, 4):
            await _report(anya, room, position)
        clock.ahead = timedelta(hours=25)
        anya = await school.again(anya)
        for position in (1, 2, 3):  # reported days ago, and now they become serious
            await _report(anya, room, position, urgent=True)
        for position in (4, 5):
            assert problem(await _report(anya, room, position, 429, urgent=True)) == "too-many-urgent-reports"
        await _report(anya, room, 5)
