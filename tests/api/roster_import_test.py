"""The import through the real API: nothing before the commit, exactly the preview at it, all of it back by undo."""

import asyncio
import time
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import aiohttp
import pytest
from sqlalchemy import text

from parta.cli.demo_school import generate
from parta.cli.demo_school.spreadsheets import examples
from parta.identity import queries as identity
from parta.kernel.hats import Hat
from parta.kernel.ids import AccountId, PersonId
from parta.people import commands as people_commands
from people import Person, TestSchool
from unit.spreadsheets import bombs

EXAMPLES = Path(__file__).parents[2] / "examples"
TWO_CLASSES = """ФИО;Класс;Мать;Телефон
Ёлкина Аня Петровна;5А;Ёлкина Мария Львовна;8 900 000-11-22
Щукин Пётр;5А;;
Ли Ян;5Б;Ли Ольга;8 900 000-11-23
"""


async def upload(admin: Person, content: bytes | str, name: str = "список.csv", expect: int = 201) -> Any:
    assert admin.http is not None
    form = aiohttp.FormData()
    form.add_field("data", content.encode() if isinstance(content, str) else content, filename=name)
    async with admin.http.post("/api/imports", data=form) as answer:
        assert answer.status == expect, await answer.text()
        return await answer.json()


async def commit(admin: Person, preview: Any, *, only_good: bool = False, expect: int = 200) -> Any:
    return await admin.ask("POST", f"/api/imports/{preview['id']}/commit", {"onlyGoodRows": only_good}, expect=expect)


async def count(school: TestSchool, table: str, where: str = "true") -> int:
    async with school.server.workshop.open(reads=True) as work:
        return int(await work.connection.scalar(text(f"select count(*) from {table} where {where}")) or 0)


async def picture(school: TestSchool) -> dict[str, int]:
    tables = ("person", "standing", "guardianship", "school_class", "room", "membership")
    return {table: await count(school, table) for table in tables}


async def test_a_dry_run_shows_what_would_happen_and_writes_nothing(school: TestSchool) -> None:
    admin = await school.admin()
    before = await picture(school)
    preview = await upload(admin, TWO_CLASSES)
    assert preview["counts"]["created"] == 5
    assert preview["newClasses"] == ["5А", "5Б"]
    assert preview["defects"] == []
    assert await picture(school) == before
    page = await admin.ask("GET", f"/api/imports/{preview['id']}/rows?sheet=")
    assert page["rows"][1]["text"].startswith("новый ученик, 5А")
    assert page["rows"][1]["cells"][0] == "Ёлкина Аня Петровна"


async def test_a_commit_writes_classes_with_chats_people_bonds_and_one_audit_entry(school: TestSchool) -> None:
    admin = await school.admin()
    await commit(admin, await upload(admin, TWO_CLASSES))
    assert await count(school, "school_class") == 2
    assert await count(school, "room", "class_id is not null") == 8
    assert await count(school, "person", "last_name = 'Ёлкина' and phone = '+79000001122'") == 1
    assert await count(school, "standing", "kind = 'pupil' and active") == 3
    assert await count(school, "standing", "kind = 'guardian' and active") == 2
    assert await count(school, "guardianship", "relation = 'мать' and source = 'roster'") == 2
    assert await count(school, "audit_entry", "act = 'importRoster'") == 1
    again = await upload(admin, TWO_CLASSES)
    assert again["nothingChanges"]
    refused = await commit(admin, again, expect=409)
    assert refused["type"].endswith("nothing-to-import")


async def test_the_content_of_the_file_is_not_kept_after_the_commit(school: TestSchool) -> None:
    admin = await school.admin()
    await commit(admin, await upload(admin, TWO_CLASSES))
    assert await count(school, "roster_import", "length(plan) > 0") == 0


async def test_thirty_defects_are_named_and_nothing_is_written(school: TestSchool) -> None:
    admin = await school.admin()
    before = await picture(school)
    preview = await upload(admin, (EXAMPLES / "thirty-defects.xlsx").read_bytes(), "thirty-defects.xlsx")
    places = {(defect["kind"], defect["row"], defect["column"]) for defect in preview["defects"]}
    assert len({kind for kind, _, _ in places}) >= 30
    refused = await commit(admin, preview, expect=409)
    assert refused["type"].endswith("rows-are-stopped")
    assert await picture(school) == before
    assert admin.http is not None
    async with admin.http.get(f"/api/imports/{preview['id']}/stopped.xlsx") as answer:
        assert answer.status == 200
        assert (await answer.read()).startswith(b"PK")


async def test_a_wrong_column_and_a_wrong_cell_are_corrected_and_remembered(school: TestSchool) -> None:
    admin = await school.admin()
    preview = await upload(admin, "Кто;Куда\nЁлкина Аня;5А\nЩукин 2;5А\n")
    sheet = preview["sheets"][0]
    name, where = {"who": "self", "field": "fullName"}, {"who": "self", "field": "schoolClass"}
    correction = {
        "sheets": [{"sheet": sheet["sheet"], "kind": "pupils", "headerRows": 1, "columns": [name, where]}],
        "edits": [{"sheet": sheet["sheet"], "row": 3, "column": 0, "value": "Щукин Пётр"}],
    }
    corrected = await admin.ask("PUT", f"/api/imports/{preview['id']}", correction)
    assert corrected["defects"] == []
    assert corrected["counts"]["created"] == 2
    await commit(admin, corrected)
    bad = {"sheets": [{"sheet": "нет такого", "kind": "pupils", "headerRows": 1, "columns": [name]}]}
    preview = await upload(admin, "ФИО;Класс\nЛи Ян;5А\n")
    refused = await admin.ask("PUT", f"/api/imports/{preview['id']}", bad, expect=422)
    assert refused["type"].endswith("mapping-does-not-fit")


async def test_columns_settled_once_are_remembered_for_files_of_that_shape(school: TestSchool) -> None:
    admin = await school.admin()
    head = "№;Учащийся по паспорту;ФИО;Класс\n"
    preview = await upload(admin, f"{head}1;Ёлкина Аня;Ёлка;5А\n")
    columns = preview["sheets"][0]["columns"]
    columns[1], columns[2] = {"who": "self", "field": "fullName"}, {"who": "self", "field": "ignored"}
    wish = {"sheet": "", "kind": "pupils", "headerRows": 1, "columns": columns}
    corrected = await admin.ask("PUT", f"/api/imports/{preview['id']}", {"sheets": [wish]})
    await commit(admin, corrected)
    next_year = await upload(admin, f"{head}1;Щукин Пётр;Щука;5А\n")
    assert next_year["sheets"][0]["columns"] == columns


async def test_a_newer_list_moves_the_pupil_and_marks_the_missing(school: TestSchool) -> None:
    admin = await school.admin()
    await commit(admin, await upload(admin, TWO_CLASSES))
    preview = await upload(admin, "ФИО;Класс\nЁлкина Аня Петровна;5Б\nЛи Ян;5Б\nНовиков Олег;5А\n")
    assert [missing["name"] for missing in preview["missing"]] == ["Щукин Пётр"]
    assert preview["counts"]["moved"] == 1
    await commit(admin, preview)
    moved = "select id from person where first_name = 'Аня'"
    assert await count(school, "standing", f"kind = 'pupil' and active and person_id in ({moved})") == 1
    assert await count(school, "standing", f"kind = 'pupil' and ended_at is not null and person_id in ({moved})") == 1
    assert await count(school, "person", "missing_since is not null and last_name = 'Щукин'") == 1
    assert await count(school, "person", "left_at is not null") == 0


async def test_an_undo_takes_all_of_it_back(school: TestSchool) -> None:
    admin = await school.admin()
    first = await upload(admin, TWO_CLASSES)
    await commit(admin, first)
    before = await picture(school)
    moved = await upload(admin, "ФИО;Класс\nЁлкина Аня Петровна;5Б\nЩукин Пётр Олегович;5А\nНовиков Олег;5А\n")
    await commit(admin, moved)
    await admin.ask("POST", f"/api/imports/{moved['id']}/undo", expect=204)
    assert await picture(school) == before
    assert await count(school, "standing", "ended_at is not null") == 0
    assert await count(school, "person", "middle_name = 'Олегович'") == 0
    await admin.ask("POST", f"/api/imports/{first['id']}/undo", expect=204)
    assert await count(school, "school_class") == 0
    assert await count(school, "room", "class_id is not null") == 0
    statuses = [one["status"] for one in await admin.ask("GET", "/api/imports")]
    assert statuses == ["undone", "undone"]


async def test_a_list_that_moves_a_pupil_takes_him_and_his_parents_out_of_all_of_the_old_class(
    school: TestSchool,
) -> None:
    """F1: as a transfer by hand does: subgroups and committees go along, and an undo brings them back."""
    admin = await school.admin()
    anna = await school.teacher("Анна", "Серова", class_teacher="5А")
    one = await school.school_class("5А")
    await school.school_class("5Б")
    ilya, yana = await school.pupil("Илья", "Петров", "5А"), await school.pupil("Яна", "Гусева", "5А")
    olga, inna = await school.parent("Ольга", "Петрова", ilya), await school.parent("Инна", "Гусева", yana)
    group = (await admin.ask("POST", f"/api/classes/{one}/subgroups", {"titles": ["англ. 1"]}))["англ. 1"]
    leads = {"personId": str(anna.id), "subject": "английский"}
    await admin.ask("POST", f"/api/classes/{group}/teachers", leads, expect=204)
    both = {"personIds": [str(ilya.id), str(yana.id)]}
    await admin.ask("PUT", f"/api/classes/{group}/members", both, expect=204)
    for person, committee in ((ilya, "pupils"), (olga, "parents"), (inna, "parents")):
        mark = {"personId": str(person.id), "committee": committee}
        await anna.ask("POST", f"/api/classes/{one}/activists", mark, expect=204)
    rooms = {who: {room["title"] for room in await who.rooms()} for who in (ilya, olga, inna)}
    preview = await upload(admin, "ФИО;Класс\nПетров Илья;5Б\nГусева Яна;5А\n")
    await commit(admin, preview)
    assert {room["title"] for room in await ilya.rooms()} == {"5Б — класс", "5Б — объявления"}
    assert {room["title"] for room in await olga.rooms()} == {"5Б — родители", "5Б — объявления"}
    active = "active and kind = 'activist'"
    assert await count(school, "standing", f"{active} and person_id <> '{inna.id}'") == 0
    assert await count(school, "standing", f"{active} and person_id = '{inna.id}'") == 1
    await admin.ask("POST", f"/api/imports/{preview['id']}/undo", expect=204)
    assert {who: {room["title"] for room in await who.rooms()} for who in (ilya, olga, inna)} == rooms
    assert await count(school, "standing", f"{active} and valid_to is null") == 0


async def test_an_undo_is_refused_once_somebody_has_joined(school: TestSchool) -> None:
    admin = await school.admin()
    preview = await upload(admin, TWO_CLASSES)
    await commit(admin, preview)
    async with school.server.workshop.open() as work:
        work.within(school.id)
        mother = PersonId(
            UUID(str(await work.connection.scalar(text("select id from person where first_name = 'Мария'"))))
        )
        account = AccountId(uuid4())
        await identity.insert_account(work.connection, account, work.now)
        await people_commands.link(work, school.id, account, mother, admitted=True)
    refused = await admin.ask("POST", f"/api/imports/{preview['id']}/undo", expect=409)
    assert refused["type"].endswith("somebody-has-joined")
    maria = await Person(school, mother, account, Hat.GUARDIAN).sign_in()
    school.people.append(maria)
    assert {room["kind"] for room in await maria.rooms()} == {"parents", "announcements"}


async def test_a_preview_that_no_longer_holds_is_not_committed(school: TestSchool) -> None:
    admin = await school.admin()
    one, other = await upload(admin, TWO_CLASSES), await upload(admin, TWO_CLASSES)
    await commit(admin, one)
    refused = await commit(admin, other, expect=409)
    assert refused["type"].endswith("roster-has-changed")
    fresh = await admin.ask("PUT", f"/api/imports/{other['id']}", {})
    assert fresh["nothingChanges"]
    refused = await commit(admin, one, expect=409)
    assert refused["type"].endswith("import-is-over")


async def test_only_an_administrator_imports_and_sees_imports(school: TestSchool) -> None:
    admin, teacher = await school.admin(), await school.teacher("Инна", "Орлова", class_teacher="5А")
    pupil = await school.pupil("Аня", "Ёлкина", "5А")
    preview = await upload(admin, TWO_CLASSES)
    for person in (teacher, pupil):
        await upload(person, TWO_CLASSES, expect=403)
        for method, path in (
            ("GET", "/api/imports"),
            ("GET", f"/api/imports/{preview['id']}"),
            ("GET", f"/api/imports/{preview['id']}/rows"),
            ("POST", f"/api/imports/{preview['id']}/undo"),
            ("DELETE", f"/api/imports/{preview['id']}"),
        ):
            assert await person.status(method, path) == 403
    await admin.ask("DELETE", f"/api/imports/{preview['id']}", expect=204)
    assert await admin.status("GET", f"/api/imports/{preview['id']}") == 404


async def test_a_bomb_is_refused_in_words(school: TestSchool) -> None:
    admin = await school.admin()
    refused = await upload(admin, bombs.zip_bomb(), "список.xlsx", expect=422)
    assert refused["type"].endswith("spreadsheet-too-heavy")
    assert "Скопируйте только список" in refused["detail"]


async def test_markup_in_a_name_never_reaches_the_roster(school: TestSchool) -> None:
    admin = await school.admin()
    preview = await upload(admin, "ФИО;Класс\n<img src=x onerror=alert(1)> Аня;5А\nЛи Ян;5А\n", "../../x.csv")
    await commit(admin, preview, only_good=True)
    assert await count(school, "person", "last_name like '%<%' or first_name like '%<%'") == 0
    assert await count(school, "person", "last_name = 'Ли'") == 1


async def test_the_whole_demo_school_is_imported_from_one_file(school: TestSchool) -> None:
    demo = generate(57, 600)
    admin = await school.admin()
    preview = await upload(admin, (EXAMPLES / "one-sheet-a-class.xlsx").read_bytes(), "школа.xlsx")
    assert preview["defects"] == []
    await commit(admin, preview)
    assert await count(school, "person") == len(demo.people) + 1
    assert await count(school, "standing", "kind = 'class_teacher' and active") == 24
    assert await count(school, "guardianship") == len(demo.guardianships)


async def test_two_thousand_people_take_less_than_ten_seconds_together(school: TestSchool) -> None:
    demo = generate(5, 800)
    content = examples(demo)["one-sheet-a-class.xlsx"]
    admin = await school.admin()
    begun = time.monotonic()
    preview = await upload(admin, content, "школа.xlsx")
    assert preview["counts"]["created"] >= 2_000
    await commit(admin, preview)
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("kind", ["pupils", "staff"])
async def test_a_template_is_downloaded(school: TestSchool, kind: str) -> None:
    admin = await school.admin()
    assert admin.http is not None
    async with admin.http.get(f"/api/imports/templates/{kind}.xlsx") as answer:
        assert answer.status == 200
        assert (await answer.read()).startswith(b"PK")


async def test_one_import_committed_by_five_tabs_at_once_is_written_once(school: TestSchool) -> None:
    admin = await school.admin()
    preview = await upload(admin, TWO_CLASSES)
    path = f"/api/imports/{preview['id']}/commit"
    statuses = await asyncio.gather(*(admin.status("POST", path, {"onlyGoodRows": False}) for _ in range(5)))
    assert sorted(statuses) == [200, 409, 409, 409, 409]
    assert await count(school, "person", "last_name = 'Ли'") == 2
