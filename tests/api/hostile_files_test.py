"""Files that are made to harm: their names, what is packed in them, how much it becomes (security.md 13, 14)."""

import io
import zipfile
from typing import Any

import aiohttp
import pytest
from sqlalchemy import text

from parta.parts.spreadsheets import MAX_BYTES
from people import Person, TestSchool
from unit.spreadsheets import bombs

HONEST = "Фамилия;Имя;Класс\nЁлкина;Аня;5А\n".encode()
NAMES = [
    "../../../etc/cron.d/x.csv",
    "/etc/passwd",
    "C:\\Windows\\CON.csv",
    "список\u202evsc.exe",
    "x" * 5000 + ".csv",
    "<img src=x onerror=alert(1)>.csv",
]
BOMBS = {
    "zip bomb": bombs.zip_bomb(),
    "lying zip bomb": bombs.lying_zip_bomb(),
    "archive in an archive": bombs.nested_zip(),
    "200,000 entries": bombs.many_entries(200_000),
    "a million entries": bombs.many_entries(1_000_000),
    "far cells": bombs.far_cells(),
    "far cells in disguise": bombs.far_cells_in_disguise(),
    "one value in many cells": bombs.one_value_said_many_times(),
}


async def upload(who: Person, content: bytes, name: str = "список.csv") -> tuple[int, Any]:
    assert who.http is not None
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("data", content, filename=name)
    async with who.http.post("/api/imports", data=form) as answer:
        return answer.status, await answer.json(content_type=None)


async def kept(school: TestSchool) -> int:
    async with school.server.workshop.open(reads=True) as work:
        return int(await work.connection.scalar(text("select count(*) from roster_import")) or 0)


@pytest.mark.parametrize("name", NAMES)
async def test_the_name_of_a_file_is_only_words(school: TestSchool, name: str) -> None:
    """Whatever its name, nothing is written under it: it is shown, short and without signs that nobody sees."""
    admin = await school.admin()
    status, told = await upload(admin, HONEST, name)
    if status >= 400:  # a form that is no form any more
        assert told["title"]
        return
    shown = (await admin.ask("GET", "/api/imports"))[0]["fileName"]
    assert shown.isprintable()
    assert len(shown) <= 120
    assert admin.http is not None
    async with admin.http.get(f"/api/imports/{told['id']}/stopped.xlsx") as answer:
        assert answer.headers.get("content-disposition", 'attachment; filename="stopped.xlsx"').endswith(
            'stopped.xlsx"'
        )


async def test_a_path_inside_an_archive_leads_nowhere(school: TestSchool) -> None:
    admin = await school.admin()
    for inside in ("../../../../tmp/parta-was-here", "/tmp/parta-was-here", "xl\\..\\..\\x", "xl/CON", "а\x00б"):
        packed = io.BytesIO(bombs.honest_xlsx([["Фамилия", "Имя", "Класс"], ["Ёлкина", "Аня", "5А"]]))
        with zipfile.ZipFile(packed, "a") as archive:
            archive.writestr(inside, "x")
        status, told = await upload(admin, packed.getvalue(), "список.xlsx")
        assert status == 201 or told["title"], inside
        assert not _was_here()


def _was_here() -> bool:
    from pathlib import Path

    return Path("/tmp/parta-was-here").exists()


@pytest.mark.parametrize("bomb", BOMBS)
async def test_a_bomb_is_refused_to_the_administrator_himself_and_the_server_lives(
    school: TestSchool, bomb: str
) -> None:
    admin = await school.admin()
    status, told = await upload(admin, BOMBS[bomb], "список.xlsx")
    assert 400 <= status < 500, told
    assert len(told["detail"] if len(BOMBS[bomb]) <= MAX_BYTES else told["title"]) > 20
    assert await kept(school) == 0
    status, preview = await upload(admin, HONEST)
    assert (status, preview["counts"]["created"]) == (201, 1)


async def test_whoever_may_not_import_is_refused_before_his_file_is_read(school: TestSchool) -> None:
    anna = await school.teacher("Анна", "Серова", class_teacher="5А")
    status, told = await upload(anna, BOMBS["zip bomb"], "список.xlsx")
    assert (status, told["type"]) == (403, "not-allowed")
