"""Whatever is in the cells: nothing crashes, and every filled row is a person, a defect or a named heading."""

from hypothesis import given, settings
from hypothesis import strategies as st

from parta.admission.roster.headers import recognise
from parta.admission.roster.plan import dry_run, make_plan
from parta.admission.roster.rows import read_rows
from parta.parts.spreadsheets import Sheet, Workbook
from unit.roster.lists import EMPTY, TODAY, after

HEADERS = (
    "ФИО", "Фамилия", "Имя", "Отчество", "Класс", "№ п/п", "Телефон", "Мать", "Отец", "E-mail", "Дата рождения",
    "Должность", "Предмет", "Кл. рук.", "Родитель", "Ребёнок", "Кем приходится", "Личное дело", "Литера", "Классы",
)  # fmt: skip
TYPICAL = (
    "", "", "Ёлкина Аня", "Ёлкина", "Аня", "Иванов И.О.", "5А", "5 «Б»", "Солнышко", "89161234567", "a@b.ru", "1", "2",
    "07.05.2014", "мать", "учитель", "физика: 5А", "=A1", "#Н/Д", "<b>", "Итого", "5А класс", "-", "01.02.2035",
)  # fmt: skip
cells = st.one_of(st.sampled_from(HEADERS), st.sampled_from(TYPICAL), st.text(max_size=25).map(str.strip))
rows = st.lists(cells, max_size=7)
names = st.one_of(st.sampled_from(["Лист1", "5А", "Солнышко", "Учителя", "Инструкция", ""]), st.text(max_size=10))
sheets = st.builds(Sheet, name=names, rows=st.lists(rows, max_size=8))
headed = st.builds(
    lambda name, head, body: Sheet(name=name, rows=[head, *body]),
    names,
    st.lists(st.sampled_from(HEADERS), min_size=2, max_size=7, unique=True),
    st.lists(rows, max_size=6),
)
books = st.builds(
    Workbook, sheets=st.lists(st.one_of(sheets, headed), min_size=1, max_size=3, unique_by=lambda s: s.name)
)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(books)
def test_no_row_is_lost_in_silence(book: Workbook) -> None:
    reading = read_rows(book, recognise(book), TODAY)
    plan = make_plan(reading, EMPTY)
    records = reading.records
    told = {(r.source.sheet, r.source.row) for r in (*records.pupils, *records.staff, *records.guardians)}
    blamed = {(defect.sheet, defect.row) for defect in plan.defects}
    skipped = {(row.sheet, row.row) for row in plan.skipped}
    for sheet in book.sheets:
        for number, row in enumerate(sheet.rows, start=1):
            if any(row):
                assert (sheet.name, number) in told | blamed | skipped
    stopped = {(d.sheet, d.row) for d in plan.defects if d.severity == "stops"}
    written = {(source.sheet, source.row) for step in plan.people for source in step.sources}
    assert not stopped & written
    assert not skipped & written


@settings(max_examples=300, derandomize=True, deadline=None)
@given(books)
def test_the_same_book_again_changes_nothing(book: Workbook) -> None:
    first = dry_run(book, EMPTY, TODAY)
    again = dry_run(book, after(EMPTY, first), TODAY)
    if not first.has_stops and not again.has_stops:
        assert again.is_empty
    assert again.missing == () or first.has_stops
