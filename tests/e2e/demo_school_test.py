"""The demo school by the real command, seen through the eyes of a teacher, a pupil and a parent at once."""

import asyncio
import re
import subprocess
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser

from .browser import window
from .serving import PARTA, PATIENCE, Counted, serving

pytestmark = pytest.mark.anyio

# A class in which the class teacher, a pupil and a parent have all come in.
ALIVE = """async () => {
  const get = async (path) => (await fetch(path)).json();
  for (const one of await get('/api/classes')) {
    const page = await get('/api/classes/' + one.id);
    const teacher = (page.leaders ?? []).find((leader) => leader.active);
    const pupil = page.pupils.find((each) => each.joined === 'joined');
    const parent = page.pupils.flatMap((each) => each.guardians).find((each) => each.joined === 'joined');
    if (teacher && pupil && parent) return {title: page.title,
      teacher: teacher.personId, pupil: pupil.personId, parent: parent.personId};
  }
}"""


async def test_a_teacher_a_pupil_and_a_parent_of_the_demo_school_write_in_their_class(
    data: Path, browser: Browser
) -> None:
    made = await asyncio.to_thread(
        subprocess.run,
        [*PARTA, "demo", "--data", str(data), "--pupils", "120"],
        capture_output=True,
        check=True,
        timeout=PATIENCE,
    )
    found = re.search(r"Код администратора \([^)]*\): (\S+)", made.stdout.decode())
    assert found
    async with serving(data) as (school, home), AsyncExitStack() as windows:
        people = {}
        for role in ("admin", "teacher", "pupil", "parent"):
            people[role] = await windows.enter_async_context(window(browser, home, phone=role != "admin"))
            await people[role].page.goto(f"{home}/sign-in")
        await enters(Counted(people["admin"]), found[1])
        alive: Any = await people["admin"].page.evaluate(ALIVE)
        for role, chat, words in (
            ("teacher", f"{alive['title']} — класс", "Добрый вечер, это классный руководитель"),
            ("pupil", f"{alive['title']} — класс", "Здравствуйте!"),
            ("parent", f"{alive['title']} — родители", "Мы на месте"),
        ):
            person = Counted(people[role])
            await enters(person, await school.code_of(alive[role]))
            await person.writes(chat, words)
            await people[role].shot(f"demo-{role}")
            assert len(person.steps) <= 8, person.steps
        await people["teacher"].sees("Здравствуйте!")


async def enters(person: Counted, code: str) -> None:
    """By the printed code."""
    await person.fills(person.page.locator("input[name=code]"), code)
    await person.presses("Войти")
    await person.page.get_by_role("heading", name=re.compile("^(Чаты|Школа)")).first.wait_for()
