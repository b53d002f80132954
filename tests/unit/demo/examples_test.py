"""The spreadsheets under examples/ are read, recognised and planned as the school they come from."""

import asyncio
from pathlib import Path

import pytest

from parta.admission.roster.headers import recognise
from parta.admission.roster.plan import dry_run
from parta.admission.roster.templates import pupils_template, staff_template, stopped_rows
from parta.cli.demo_school import generate
from parta.cli.demo_school.defective import defective_list
from parta.cli.demo_school.spreadsheets import PUPILS, SEED, examples
from parta.parts.spreadsheets import Workbook
from parta.parts.spreadsheets.reader import SpreadsheetReader
from unit.roster.lists import EMPTY, TODAY, after

FOLDER = Path(__file__).parents[3] / "examples"
FAULTLESS = sorted(
    path.name for path in FOLDER.glob("*.*") if path.suffix in (".xlsx", ".csv") and "defect" not in path.name
)


def read(content: bytes) -> Workbook:
    return asyncio.run(SpreadsheetReader().read_file(content))


@pytest.mark.parametrize("name", FAULTLESS)
def test_an_example_is_planned_without_a_defect_and_again_changes_nothing(name: str) -> None:
    book = read((FOLDER / name).read_bytes())
    first = dry_run(book, EMPTY, TODAY)
    assert first.defects == ()
    assert len(first.new_classes) == 24
    again = dry_run(book, after(EMPTY, first), TODAY)
    assert again.is_empty
    assert again.missing == ()


def test_the_whole_school_comes_out_of_one_file() -> None:
    school = generate(SEED, PUPILS)
    plan = dry_run(read((FOLDER / "one-sheet-a-class.xlsx").read_bytes()), EMPTY, TODAY)
    assert plan.counts.created == len(school.people)
    assert plan.counts.new_guardianships == len(school.guardianships)
    assert len(plan.class_teachers) == 24
    assert len(plan.enrolments) == 600
    assert len(plan.teachings) == sum(len(member.teaches) for member in school.staff)


def test_one_shape_after_another_makes_nobody_twice() -> None:
    roster = EMPTY
    for name in (
        "staff.xlsx",
        "one-long-list.xlsx",
        "two-header-rows.xlsx",
        "surname-and-initials.xlsx",
        "windows-1251.csv",
    ):
        plan = dry_run(read((FOLDER / name).read_bytes()), roster, TODAY)
        assert plan.defects == (), name
        roster = after(roster, plan)
    assert len(roster.people) == len(generate(SEED, PUPILS).people)


def test_every_one_of_the_defects_is_named_by_row_and_column_and_nothing_else() -> None:
    _, flaws = defective_list()
    plan = dry_run(read((FOLDER / "thirty-defects.xlsx").read_bytes()), EMPTY, TODAY)
    assert len({flaw.kind for flaw in flaws}) == len(flaws) >= 30
    told = {(str(defect.kind), defect.sheet, defect.row, defect.column) for defect in plan.defects}
    assert told == {tuple(flaw) for flaw in flaws}
    assert plan.has_stops


def test_the_rows_that_stay_out_can_be_downloaded_mended_and_loaded_again() -> None:
    book = read((FOLDER / "thirty-defects.xlsx").read_bytes())
    mappings = recognise(book)
    plan = dry_run(book, EMPTY, TODAY, mappings=mappings)
    rest = read(stopped_rows(book, [mapping.header_rows for mapping in mappings], plan.defects))
    pupils = rest.sheets[0]
    assert pupils.rows[0][-1] == "Причина"
    assert pupils.rows[1][-1] == "C2: Нет фамилии. Впишите фамилию."
    assert [mapping.kind for mapping in recognise(rest)][:1] == ["pupils"]


def test_the_committed_files_are_what_the_script_writes() -> None:
    written = examples(generate(SEED, PUPILS))
    assert sorted(written) == sorted(path.name for path in FOLDER.glob("*.*") if path.suffix != ".md")
    for name, content in written.items():
        assert read(content) == read((FOLDER / name).read_bytes()), name
    assert examples(generate(SEED, PUPILS)) == written


def test_the_templates_are_recognised_and_their_instruction_is_no_list() -> None:
    for template, kind, columns in ((pupils_template(), "pupils", 15), (staff_template(), "staff", 9)):
        mappings = recognise(read(template))
        assert [mapping.kind for mapping in mappings] == [kind, "nothing"]
        known = [column for column in mappings[0].columns if column.field != "ignored"]
        assert len(set(known)) == columns
        assert dry_run(read(template), EMPTY, TODAY).defects == ()
