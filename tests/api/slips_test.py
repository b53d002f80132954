"""Slips printed class by class: nobody's slip dies because another class is printed."""

from newcomers import on_roster, printed, qr_answered, words_of
from parta.people import commands as people
from parta.policy.standing import Kind
from people import START, TestSchool


async def test_mother_of_two_keeps_the_slip_from_the_elders_class(school: TestSchool) -> None:
    admin = await school.admin()
    elder, younger = await school.school_class("6Б"), await school.school_class("2А")
    anya = await on_roster(school, "Иванова", "Анна", Kind.PUPIL, elder)
    timur = await on_roster(school, "Иванов", "Тимур", Kind.PUPIL, younger)
    mother = await on_roster(school, "Иванова", "Ольга", Kind.GUARDIAN, anya)
    async with school.server.workshop.open() as work:
        work.within(school.id)
        await people.give(work, school.id, mother, Kind.GUARDIAN, today=START, target=timur, detail="мать")
    await qr_answered(school)
    whom = ["pupil", "guardian"]

    assert "Иванова Ольга" in words_of(await printed(admin, classId=str(elder), whom=whom))
    second = words_of(await printed(admin, classId=str(younger), whom=whom))
    assert "Иванов Тимур" in second
    assert "Иванова Ольга" not in second

    assert "Иванова Ольга" in words_of(await printed(admin, classId=str(elder), whom=whom))  # the same class anew
    lost = await printed(admin, classId=str(younger), whom=["guardian"], people=[str(mother)])  # asked for by name
    assert "Иванова Ольга" in words_of(lost)
