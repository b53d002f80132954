"""Printing is work for a thread: while a class's sheets are drawn, the others are answered."""

import asyncio
import threading
from typing import Any
from uuid import uuid4

import pytest
import segno

from newcomers import codes_of, printed, qr_answered
from parta.kernel.ids import ClassId, PersonId
from parta.people import commands as people
from parta.people.queries import NewPerson
from parta.policy.standing import Kind
from people import START, TestSchool

PATIENCE = 10.0


async def test_others_are_answered_while_forty_slips_are_drawn(
    school: TestSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    one = await school.school_class("5А")
    await _forty_pupils(school, one)
    await qr_answered(school)
    begun, others_answered = threading.Event(), threading.Event()
    make = segno.make

    def make_after_the_others(*given: Any, **more: Any) -> segno.QRCode:
        begun.set()
        if not others_answered.wait(PATIENCE):
            raise TimeoutError("nobody is answered while a picture is drawn")
        return make(*given, **more)

    monkeypatch.setattr(segno, "make", make_after_the_others)
    sheets = asyncio.create_task(printed(teacher, classId=str(one), whom=["pupil"]))
    assert await asyncio.to_thread(begun.wait, PATIENCE)
    assert len(await teacher.rooms()) > 0
    assert not sheets.done()
    others_answered.set()
    assert len(codes_of(await sheets)) == 40


async def _forty_pupils(school: TestSchool, one: ClassId) -> None:
    pupils = [PersonId(uuid4()) for _ in range(40)]
    async with school.server.workshop.open() as work:
        work.within(school.id)
        listed = [NewPerson(id=pupil, last_name="Иванова", first_name=f"Анна {n}") for n, pupil in enumerate(pupils)]
        await people.add(work, school.id, listed)
        for pupil in pupils:
            await people.give(work, school.id, pupil, Kind.PUPIL, today=START, target=one)
