"""A list in which everything that can go wrong does: each row has one defect, and where it is stands beside."""

from typing import NamedTuple

from parta.parts.spreadsheets.writing import SheetToWrite

HEADER = (
    "№ п/п", "Личное дело", "Фамилия", "Имя", "Отчество", "Класс", "Дата рождения", "Телефон", "E-mail",
    "Законный представитель", "Телефон представителя", "Кем приходится", "Мать", "Отец",
)  # fmt: skip
STAFF_HEADER = ("ФИО", "Должность", "Предмет", "Классное руководство", "Телефон")
SURNAMES = (
    "Абрикосов", "Берёзкин", "Вишняков", "Грушин", "Дубов", "Ежевикин", "Жимолостин", "Земляникин", "Ивушкин", "Калинин",
    "Липин", "Малинкин", "Облепихин", "Пихтин", "Рябинин", "Смородинов", "Тополев", "Черешнев", "Шиповников", "Яблоков",
)  # fmt: skip
NAMES = ("Олег", "Пётр", "Глеб", "Марк")


class Flaw(NamedTuple):
    """One defect that the file holds: its kind, sheet, row and column letter (empty for a whole row)."""

    kind: str
    sheet: str
    row: int
    column: str


class _Spoilt(NamedTuple):
    kind: str
    column: str
    values: dict[str, str]


_PUPILS = (
    _Spoilt("surnameMissing", "C", {"C": ""}),
    _Spoilt("givenMissing", "D", {"D": ""}),
    _Spoilt("nameMissing", "C", {}),
    _Spoilt("nameTooLong", "C", {"C": "Длинно" * 12}),
    _Spoilt("nameHasDigits", "D", {"D": "Олег1"}),
    _Spoilt("nameHasMarkup", "C", {"C": "<script>alert(1)</script>"}),
    _Spoilt("nameHasEmoji", "D", {"D": "Олег ✅"}),
    _Spoilt("nameHasInvisibleSigns", "C", {"C": "Не\u200bвидимов"}),
    _Spoilt("nameHasStrangeSigns", "C", {"C": "Зв*здин"}),
    _Spoilt("nameHasLatinLetters", "C", {"C": "Лaтинин"}),
    _Spoilt("nameHasBrackets", "C", {"C": "Скобкин (Кавычкин)"}),
    _Spoilt("severalNames", "C", {"C": "Первов; Второв"}),
    _Spoilt("formula", "C", {"C": '=CONCATENATE("Фор","мулин")'}),
    _Spoilt("classMissing", "F", {"F": ""}),
    _Spoilt("classUnreadable", "F", {"F": "55Я"}),
    _Spoilt("classIsDate", "F", {"F": "05.01.2026"}),
    _Spoilt("birthDateUnreadable", "G", {"G": "в мае"}),
    _Spoilt("noSuchDay", "G", {"G": "31.06.2015"}),
    _Spoilt("birthDateInFuture", "G", {"G": "01.09.2051"}),
    _Spoilt("birthDateUnlikely", "G", {"G": "01.09.1985"}),
    _Spoilt("phoneDigits", "H", {"H": "8 900 000-11-2"}),
    _Spoilt("phoneLetters", "H", {"H": "у бабушки"}),
    _Spoilt("severalPhones", "H", {"H": "8 900 000-11-22, 8 900 000-11-23"}),
    _Spoilt("emailWithoutAt", "I", {"I": "oleg.example.ru"}),
    _Spoilt("emailCyrillic", "I", {"I": "оleg@example.ru"}),
    _Spoilt("emailMalformed", "I", {"I": "oleg@example"}),
    _Spoilt("severalEmails", "I", {"I": "oleg@example.ru, mama@example.ru"}),
    _Spoilt("listNumberUnreadable", "A", {"A": "тридцатый"}),
    _Spoilt("guardianWithoutName", "J", {"K": "8 900 000-22-33"}),
    _Spoilt("guardianIsChild", "M", {"C": "Зеркалов", "D": "Олег", "E": "Олегович", "M": "Зеркалов Олег Олегович"}),
    _Spoilt("relationUnknown", "L", {"J": "Соседова Анна Львовна", "L": "соседка"}),
    _Spoilt(
        "thirdGuardian", "J",
        {"J": "Третьякова Анна Львовна", "L": "опекун", "M": "Первакова Ия Львовна", "N": "Второв Ян Львович"},
    ),
    _Spoilt("rowNotUnderstood", "O", {}),
)  # fmt: skip
# Two rows each: the second is the wrong one.
_PAIRS = (
    _Spoilt("listNumberTwice", "A", {"A": "1"}),
    _Spoilt("externalNumberTwice", "B", {"B": "Х-1"}),
    _Spoilt("duplicateRow", "C", {"A": "", "B": "", "C": "Двойнов", "D": "Олег", "E": "Олегович", "G": "02.02.2015"}),
    _Spoilt("namesakesWithoutNumber", "C", {"A": "", "B": "", "C": "Тёзкин", "D": "Олег", "E": "", "G": ""}),
    _Spoilt("pupilInTwoClasses", "C", {"B": "", "C": "Раздвоев", "D": "Олег", "E": "", "G": "03.03.2015"}),
)
_STAFF = (
    _Spoilt("positionMissing", "B", {"B": "", "C": ""}),
    _Spoilt("valueTooLong", "B", {"B": "учитель " * 20}),
)


def defective_list() -> tuple[list[SheetToWrite], list[Flaw]]:
    """The sheets, and every defect in them by row and column."""
    rows: list[list[str]] = [list(HEADER)]
    flaws: list[Flaw] = []
    for spoilt in _PUPILS:
        rows.append(_bare(spoilt.kind) or _pupil(len(rows), spoilt.values))
        flaws.append(Flaw(spoilt.kind, "Ученики", len(rows), spoilt.column))
    for spoilt in _PAIRS:
        first, second = _pair(len(rows), spoilt)
        rows += [first, second]
        flaws.append(Flaw(spoilt.kind, "Ученики", len(rows), spoilt.column))
    staff = [list(STAFF_HEADER), ["Садовая Инна Львовна", "учитель", "биология", "5А", "8 900 000-33-44"]]
    staff.append(["Огородова Алла Львовна", "учитель", "физика", "5А", "8 900 000-33-45"])
    flaws.append(Flaw("twoClassTeachers", "Сотрудники", len(staff), "D"))
    for number, spoilt in enumerate(_STAFF):
        row = [f"{SURNAMES[number]}а Юлия Львовна", "учитель", "химия", "", f"8 900 000-44-{number:02}"]
        staff.append([spoilt.values.get(letter, row[index]) for index, letter in enumerate("ABCDE")])
        flaws.append(Flaw(spoilt.kind, "Сотрудники", len(staff), spoilt.column))
    parents = [["Родитель", "Телефон", "Ребёнок", "Класс"]]
    parents.append(["Никитская Анна Львовна", "8 900 000-55-66", "", "5А"])
    flaws.append(Flaw("guardianWithoutChild", "Родители", len(parents), "C"))
    parents.append(["Чужая Анна Львовна", "8 900 000-55-67", "Неведомов Илья", "5А"])
    flaws.append(Flaw("childUnknown", "Родители", len(parents), "C"))
    lessons = [["Класс", "Телефон кабинета"], ["5А", "205"]]
    flaws.append(Flaw("noNameColumn", "Кабинеты", 2, ""))
    sheets = [
        SheetToWrite(name="Ученики", rows=rows, widths=(6, 12, 18, 14, 16, 8, 14, 18, 24, 28, 20, 16, 26, 26)),
        SheetToWrite(name="Сотрудники", rows=staff, widths=(28, 20, 16, 20, 18)),
        SheetToWrite(name="Родители", rows=parents, widths=(28, 18, 24, 8)),
        SheetToWrite(name="Кабинеты", rows=lessons),
    ]
    return sheets, flaws


def _pupil(number: int, values: dict[str, str]) -> list[str]:
    """A faultless pupil but for the given cells."""
    surname, given = SURNAMES[number % len(SURNAMES)], NAMES[number // len(SURNAMES) % len(NAMES)]
    row = [str(100 + number), f"Д-{number}", surname, given, "Олегович", "5А", f"{number % 28 + 1:02}.05.2015"]
    row += [""] * (len(HEADER) - len(row))
    return [values.get(chr(65 + index), value) for index, value in enumerate(row)]


def _bare(kind: str) -> list[str]:
    """Rows that have hardly anything."""
    if kind == "nameMissing":
        return ["", "", "", "", "", "5А", "07.05.2015"]
    if kind == "rowNotUnderstood":
        return [*[""] * len(HEADER), "вернётся после каникул"]
    return []


def _pair(number: int, spoilt: _Spoilt) -> tuple[list[str], list[str]]:
    first, second = _pupil(number, spoilt.values), _pupil(number + 1, spoilt.values)
    match spoilt.kind:
        case "listNumberTwice" | "externalNumberTwice":
            pass
        case "namesakesWithoutNumber":
            first[12], second[12] = "Тёзкина Ия Львовна", "Тёзкина Яна Львовна"
        case "pupilInTwoClasses":
            second[5] = "6Б"
    return first, second
