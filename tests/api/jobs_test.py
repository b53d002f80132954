"""Jobs belong to the act that wants them."""

from datetime import date, timedelta

import pytest

from parta.classes.jobs import every_school
from parta.kernel.hats import Hat
from parta.people import commands as people
from parta.policy.standing import Kind
from people import TestSchool


async def test_a_job_of_an_act_that_failed_is_never_done(school: TestSchool) -> None:
    async def act() -> None:
        async with school.server.workshop.open() as work:
            await work.defer("realtime.forget", timestamp=0)
            raise RuntimeError("changed his mind")

    with pytest.raises(RuntimeError, match="changed his mind"):
        await act()
    async with school.server.workshop.open(reads=True) as work:
        assert (
            await work.connection.exec_driver_sql(
                "select count(*) from procrastinate_jobs where task_name = 'realtime.forget'"
            )
        ).scalar() == 0


async def test_a_binding_of_yesterday_that_ends_today_gives_way_to_the_next(school: TestSchool) -> None:
    teacher = await school.teacher("Мария", "Учителева")
    one = await school.school_class("5А")
    today = date.today()  # noqa: DTZ011 - the school's zone is not the point here
    async with school.server.workshop.open() as work:
        await people.give(
            work, school.id, teacher.id, Kind.SUBSTITUTE, today=today - timedelta(days=5), target=one,
            until=today - timedelta(days=2),
        )  # fmt: skip
    assert {room["kind"] for room in await teacher.rooms()} == {
        "staffroom",
        "class",
        "parents",
        "teachers",
        "announcements",
    }
    await every_school(school.server.workshop)()
    assert {room["kind"] for room in await teacher.rooms()} == {"staffroom"}
    assert teacher.hat is Hat.STAFF
