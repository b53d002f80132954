"""Every change of the school's structure is recorded as people of a class hear it; the client's own `apply` folds it.

`PARTA_RECORD=1 pytest tests/fold` writes the fixtures anew; without it they must be what the server does today.
"""

import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from fold.recording import record
from parta.people import commands as people
from parta.policy.standing import Kind
from parta.rooms import opening
from parta.work import Work
from people import START, Ear, Person, TestSchool

FIXTURES = Path(__file__).parent / "fixtures"


class Scene:
    """5А with two pupils, a parent, its class teacher and a colleague; a few words were said."""

    def __init__(self, school: TestSchool) -> None:
        self.school = school

    async def set_up(self) -> "Scene":
        school = self.school
        self.anya = await school.pupil("Аня", "Иванова", "5А")
        self.borya = await school.pupil("Боря", "Петров", "5А")
        self.mother = await school.parent("Ирина", "Иванова", self.anya)
        self.leader = await school.teacher("Мария", "Учителева", class_teacher="5А")
        self.colleague = await school.teacher("Пётр", "Физиков", teaches="5А")
        await school.school_class("5Б")
        self.room = school.room("5А")
        await self.anya.says(self.room, "Первое")
        await self.leader.says(self.room, "Второе")
        await self.anya.says(self.room, "Третье", replyTo=1)
        return self

    async def structure(self, change: Callable[[Work], Awaitable[Any]]) -> None:
        async with self.school.server.workshop.open() as work:
            work.within(self.school.id)
            await change(work)

    async def transfer(self) -> None:
        async def change(work: Work) -> None:
            school = self.school
            await people.end(work, school.id, [self.anya.id], today=START, kinds=[Kind.PUPIL])
            await people.give(work, school.id, self.anya.id, Kind.PUPIL, today=START, target=school.classes["5Б"])

        await self.structure(change)

    async def give(self, person: Person, kind: Kind, title: str | None = None) -> None:
        target = self.school.classes[title] if title else None
        await self.structure(
            lambda work: people.give(work, self.school.id, person.id, kind, today=START, target=target)
        )

    async def end(self, person: Person, kind: Kind) -> None:
        await self.structure(lambda work: people.end(work, self.school.id, [person.id], today=START, kinds=[kind]))


Act = Callable[[Scene, Ear], Awaitable[Any]]
# what happens and, after the dot, who looks → his name on the scene, the act
COMMANDS: dict[str, tuple[str, Act]] = {
    "transfer.pupil": ("anya", lambda s, _: s.transfer()),
    "transfer.classmate": ("borya", lambda s, _: s.transfer()),
    "transfer.parent": ("mother", lambda s, _: s.transfer()),
    "giveClassTeacher.himself": ("colleague", lambda s, _: s.give(s.colleague, Kind.CLASS_TEACHER, "5А")),
    "endClassTeacher.himself": ("leader", lambda s, _: s.end(s.leader, Kind.CLASS_TEACHER)),
    "endClassTeacher.pupil": ("anya", lambda s, _: s.end(s.leader, Kind.CLASS_TEACHER)),
    "appointAdmin": ("leader", lambda s, _: s.give(s.leader, Kind.ADMIN)),
    "dismissal": ("colleague", lambda s, _: s.end(s.leader, Kind.TEACHER)),
    "retitle": (
        "anya",
        lambda s, _: s.structure(
            lambda work: opening.retitle_class_rooms(work, s.school.id, s.school.classes["5А"], "5А", "6А")
        ),
    ),
}


@pytest.mark.parametrize("name", COMMANDS)
async def test_the_recorded_fold_is_what_the_server_does(name: str, school: TestSchool) -> None:
    scene = await Scene(school).set_up()
    who, act = COMMANDS[name]
    viewer: Person = getattr(scene, who)
    recorded = await record(name, viewer, lambda ear: act(scene, ear))
    file = FIXTURES / f"{name}.json"
    if os.environ.get("PARTA_RECORD"):
        file.write_text(recorded)
    assert file.exists(), f"No fixture for {name}: PARTA_RECORD=1 pytest tests/fold"
    assert file.read_text() == recorded, (
        "The server tells something else now: PARTA_RECORD=1 pytest tests/fold, then vitest"
    )
