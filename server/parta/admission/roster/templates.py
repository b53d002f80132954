"""Spreadsheets that a school downloads: empty lists with an instruction, and the rows that were not imported."""

from collections import defaultdict
from collections.abc import Sequence

from parta.admission.roster.defects import Defect, Severity
from parta.parts.spreadsheets import Workbook
from parta.parts.spreadsheets.writing import SheetToWrite, write_xlsx

PUPILS = (
    ("№ п/п", 7), ("Фамилия", 20), ("Имя", 16), ("Отчество", 20), ("Класс", 10), ("Дата рождения", 15),
    ("Мать: фамилия, имя, отчество", 34), ("Мать: телефон", 20), ("Мать: e-mail", 26),
    ("Отец: фамилия, имя, отчество", 34), ("Отец: телефон", 20), ("Отец: e-mail", 26),
    ("Представитель: фамилия, имя, отчество", 34), ("Представитель: телефон", 20), ("Кем приходится", 18),
)  # fmt: skip
STAFF = (
    ("Фамилия", 20), ("Имя", 16), ("Отчество", 20), ("Должность", 30), ("Предмет", 28), ("Классное руководство", 14),
    ("Ведёт в классах", 30), ("Телефон", 20), ("E-mail", 26),
)  # fmt: skip

_COMMON = (
    "Одна строка — один человек. Обязательны только фамилия, имя и {must}; остальное можно оставить пустым.",
    "Столбцы можно менять местами, удалять и добавлять свои: лишнее при загрузке не читается и не хранится.",
    "Сначала будет показано, что произойдёт с каждой строкой. Ничего не сохранится и никому не отправится без вас.",
    "Тот же файл можно загрузить ещё раз: никто не появится дважды. Кого в новом файле нет, тот только отмечается.",
)
PUPILS_GUIDE = (
    "Как заполнить список учеников",
    _COMMON[0].format(must="класс"),
    "Класс: «5А», «0», «10К», «Солнышко». Если класса ещё нет, он будет создан при загрузке.",
    "Дата рождения не обязательна. Она нужна полным тёзкам одного класса: например, 07.05.2014.",
    "Родителей может не быть совсем: они войдут по приглашению, которое даст классный руководитель.",
    "У братьев и сестёр пишите родителя одинаково и с тем же телефоном: он будет одним человеком.",
    "Кем приходится: мать, отец, опекун, попечитель, доверенное лицо.",
    *_COMMON[1:],
)
STAFF_GUIDE = (
    "Как заполнить список сотрудников",
    _COMMON[0].format(must="должность"),
    "Предметов может быть несколько, через запятую: алгебра, геометрия.",
    "Классное руководство: класс, например 5А. У класса один классный руководитель.",
    "Ведёт в классах: 5А, 5Б, 6А. Если предметы в классах разные — «алгебра: 7А, 7Б; геометрия: 7А».",
    "Учителя, у которого учится свой ребёнок, пишите в обоих списках с одним телефоном: это один человек.",
    *_COMMON[1:],
)
REASON = "Причина"


def pupils_template() -> bytes:
    """An empty list of pupils with parents, as XLSX with an instruction."""
    return _template("Ученики", PUPILS, PUPILS_GUIDE)


def staff_template() -> bytes:
    """An empty list of staff, as XLSX with an instruction."""
    return _template("Сотрудники", STAFF, STAFF_GUIDE)


def _template(name: str, columns: Sequence[tuple[str, int]], guide: Sequence[str]) -> bytes:
    table = SheetToWrite(name, [[title for title, _ in columns]], widths=tuple(width for _, width in columns))
    return write_xlsx([table, SheetToWrite("Инструкция", [[line] for line in guide], widths=(110,))])


def stopped_rows(workbook: Workbook, header_rows: Sequence[int], defects: Sequence[Defect]) -> bytes:
    """The rows that stay out, under their own headers, each with its reasons in a last column."""
    reasons: dict[tuple[str, int], list[str]] = defaultdict(list)
    for defect in defects:
        if defect.severity is Severity.STOPS:
            place = f"{defect.column}{defect.row}: " if defect.column else ""
            reasons[defect.sheet, defect.row].append(f"{place}{defect.reason}. {defect.advice}")
    sheets = []
    for sheet, above in zip(workbook.sheets, header_rows, strict=True):
        bad = [number for number in range(1, len(sheet.rows) + 1) if (sheet.name, number) in reasons]
        if not bad:
            continue
        width = max(len(row) for row in sheet.rows)
        head = [[*row, *[""] * (width - len(row))] for row in sheet.rows[:above]]
        rows = [[*row, REASON if number == above else ""] for number, row in enumerate(head, start=1)]
        for number in bad:
            row = sheet.rows[number - 1]
            rows.append([*row, *[""] * (width - len(row)), "; ".join(reasons[sheet.name, number])])
        sheets.append(SheetToWrite(sheet.name or "Список", rows, bold_rows=above))
    return write_xlsx(sheets or [SheetToWrite("Список", [["Все строки исправны"]])])
