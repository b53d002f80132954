"""Every kind of defect is found in its cell and explained in words."""

import re
from pathlib import Path

import pytest

from parta.admission.roster.defects import Defect, DefectKind, Severity
from parta.admission.roster.texts import WORDS
from unit.roster.lists import EMPTY, Choices, KnownRoster, after, plan_of

K = DefectKind
LONG = "Ж" * 70

# kind, list, row, column of the defect
ONE_LIST = [
    (K.SURNAME_MISSING, "Фамилия | Имя | Класс\n | Аня | 5А", 2, "A"),
    (K.GIVEN_MISSING, "Фамилия | Имя | Класс\nЁлкина | | 5А", 2, "B"),
    (K.GIVEN_MISSING, "ФИО | Класс\nЁлкина | 5А", 2, "A"),
    (K.NAME_MISSING, "ФИО | Класс\n | 5А", 2, "A"),
    (K.NAME_TOO_LONG, f"ФИО | Класс\n{LONG} Аня | 5А", 2, "A"),
    (K.NAME_HAS_DIGITS, "ФИО | Класс\nЁлкина Аня2 | 5А", 2, "A"),
    (K.NAME_HAS_MARKUP, "ФИО | Класс\n<b>Ёлкина</b> Аня | 5А", 2, "A"),
    (K.NAME_HAS_MARKUP, "ФИО | Класс\njavascript:alert Аня | 5А", 2, "A"),
    (K.NAME_HAS_EMOJI, "ФИО | Класс\nЁлкина Аня ✅ | 5А", 2, "A"),
    (K.NAME_HAS_INVISIBLE_SIGNS, "ФИО | Класс\nЁл\u200bкина Аня | 5А", 2, "A"),
    (K.NAME_HAS_STRANGE_SIGNS, "ФИО | Класс\nЁлкина *Аня* | 5А", 2, "A"),
    (K.NAME_HAS_STRANGE_SIGNS, "ФИО | Класс\n\u3164 \uffa0 | 5А", 2, "A"),  # letters that are drawn as nothing
    (K.NAME_HAS_LATIN_LETTERS, "ФИО | Класс\nИвaнова Аня | 5А", 2, "A"),
    (K.NAME_HAS_BRACKETS, "ФИО | Класс\nЁлкина (Сосна) Аня | 5А", 2, "A"),
    (K.SEVERAL_NAMES, "ФИО | Класс\nЁлкина Аня, Щукин Пётр | 5А", 2, "A"),
    (K.FORMULA, "ФИО | Класс\n=A1&B1 | 5А", 2, "A"),
    (K.FORMULA, "ФИО | Класс | Телефон\nЁлкина Аня | 5А | #Н/Д", 2, "C"),
    (K.CLASS_MISSING, "ФИО | Класс\nЁлкина Аня | ", 2, "B"),
    (K.CLASS_UNREADABLE, "ФИО | Класс\nЁлкина Аня | 25А", 2, "B"),
    (K.CLASS_IS_DATE, "ФИО | Класс\nЁлкина Аня | 01.02.2026", 2, "B"),
    (K.TWO_CLASS_TEACHERS, "ФИО | Должность | Кл. рук.\nАн Ян | учитель | 5А\nКим Юн | учитель | 5А", 3, "C"),
    (K.CLASS_TEACHER_UNKNOWN, "ФИО | Класс | Кл. рук.\nЁлкина Аня | 5А | Ан Ян", 2, "C"),
    (K.BIRTH_DATE_UNREADABLE, "ФИО | Класс | Дата рождения\nЁлкина Аня | 5А | весной", 2, "C"),
    (K.NO_SUCH_DAY, "ФИО | Класс | Дата рождения\nЁлкина Аня | 5А | 31.02.2015", 2, "C"),
    (K.BIRTH_DATE_IN_FUTURE, "ФИО | Класс | Дата рождения\nЁлкина Аня | 5А | 01.02.2027", 2, "C"),
    (K.BIRTH_DATE_UNLIKELY, "ФИО | Класс | Дата рождения\nЁлкина Аня | 5А | 01.02.1970", 2, "C"),
    (K.PHONE_DIGITS, "ФИО | Класс | Телефон\nЁлкина Аня | 5А | 8916123456", 2, "C"),
    (K.PHONE_LETTERS, "ФИО | Класс | Телефон\nЁлкина Аня | 5А | спросить у мамы", 2, "C"),
    (K.SEVERAL_PHONES, "ФИО | Класс | Телефон\nЁлкина Аня | 5А | 89161234567, 89161234568", 2, "C"),
    (K.EMAIL_WITHOUT_AT, "ФИО | Класс | E-mail\nЁлкина Аня | 5А | anna.example.ru", 2, "C"),
    (K.EMAIL_CYRILLIC, "ФИО | Класс | E-mail\nЁлкина Аня | 5А | аnna@example.ru", 2, "C"),
    (K.EMAIL_MALFORMED, "ФИО | Класс | E-mail\nЁлкина Аня | 5А | anna@example", 2, "C"),
    (K.SEVERAL_EMAILS, "ФИО | Класс | E-mail\nЁлкина Аня | 5А | a@b.ru, c@d.ru", 2, "C"),
    (K.LIST_NUMBER_UNREADABLE, "№ | ФИО | Класс\nпятая | Ёлкина Аня | 5А", 2, "A"),
    (K.LIST_NUMBER_TWICE, "№ | ФИО | Класс\n1 | Ёлкина Аня | 5А\n1 | Щукин Пётр | 5А", 3, "A"),
    (K.EXTERNAL_NUMBER_TWICE, "Личное дело | ФИО | Класс\nК-1 | Ёлкина Аня | 5А\nК-1 | Щукин Пётр | 5А", 3, "A"),
    (K.DUPLICATE_ROW, "ФИО | Класс\nЁлкина Аня | 5А\nЕлкина Аня | 5 «а»", 3, "A"),
    (
        K.NAMESAKES_WITHOUT_NUMBER,
        "ФИО | Класс | Мать\nИванов Иван | 5А | Иванова Анна\nИванов Иван | 5А | Иванова Ольга",
        3,
        "A",
    ),
    (K.PUPIL_IN_TWO_CLASSES, "ФИО | Класс | Д.р.\nЛи Ян | 5А | 1.2.2015\nЛи Ян | 5Б | 1.2.2015", 3, "A"),
    (K.GUARDIAN_WITHOUT_CHILD, "ФИО ученика | Класс | Мать\n | 5А | Ёлкина Мария", 2, "A"),
    (K.GUARDIAN_WITHOUT_CHILD, "ФИО родителя | Телефон | ФИО ребёнка | Класс\nЁлкина Мария | | | 5А", 2, "C"),
    (K.CHILD_UNKNOWN, "ФИО родителя | ФИО ребёнка | Класс\nЁлкина Мария | Ёлкина Аня | 5А", 2, "B"),
    (K.GUARDIAN_WITHOUT_NAME, "ФИО | Класс | Мать | Телефон\nЁлкина Аня | 5А | | 89161234567", 2, "C"),
    (K.GUARDIAN_IS_CHILD, "ФИО | Класс | Мать\nЁлкина Аня | 5А | Ёлкина Аня", 2, "C"),
    (K.RELATION_UNKNOWN, "ФИО | Класс | Представитель | Кем приходится\nЛи Ян | 5А | Ли Юн | сосед", 2, "D"),
    (
        K.THIRD_GUARDIAN,
        "ФИО | Класс | Мать | Отец | Представитель\nЁлкин Ян | 5А | Ёлкина Ия | Ёлкин Ким | Ёлкина Ольга",
        2,
        "E",
    ),
    (
        K.SAME_GUARDIAN_GUESSED,
        "ФИО | Класс | Мать\nЁлкин Ян | 5А | Ёлкина Ия Львовна\nЁлкина Юна | 6А | Ёлкина Ия Львовна",
        3,
        "C",
    ),
    (
        K.SHARED_CONTACT,
        "ФИО | Класс | Мать | Телефон\nЛи Ян | 5А | Ли Ия | 89161234567\nКим Ян | 6А | Ким Ия | 89161234567",
        3,
        "D",
    ),
    (K.POSITION_MISSING, "ФИО | Должность\nАн Ян | учитель\nКим Юн | ", 3, "B"),
    (K.VALUE_TOO_LONG, f"ФИО | Должность\nАн Ян | {LONG * 2}", 2, "B"),
    (K.ROW_NOT_UNDERSTOOD, "ФИО | Класс | Примечание\nАн Ян | 5А | \n | | вернётся в мае", 3, "C"),
    (K.NO_NAME_COLUMN, "Класс | Телефон\n5А | 89161234567", 2, ""),
]


def found(kind: DefectKind, defects: tuple[Defect, ...]) -> list[tuple[int, str]]:
    return [(defect.row, defect.column) for defect in defects if defect.kind is kind]


@pytest.mark.parametrize(("kind", "text", "row", "column"), ONE_LIST, ids=lambda value: str(value)[:30])
def test_a_defect_is_named_by_row_and_column(kind: DefectKind, text: str, row: int, column: str) -> None:
    plan = plan_of(text)
    assert found(kind, plan.defects) == [(row, column)]
    told = next(defect for defect in plan.defects if defect.kind is kind)
    assert told.reason
    assert told.advice.endswith(".")
    assert "{" not in told.reason + told.advice
    if told.severity is Severity.STOPS and kind is not K.NO_NAME_COLUMN:
        assert not any(source.row == row for step in plan.people for source in step.sources)


def school_of(*texts: str) -> KnownRoster:
    roster = EMPTY
    for text in texts:
        roster = after(roster, plan_of(text, roster=roster, choices=Choices(create_classes=True)))
    return roster


def test_an_unknown_class_stops_a_row_once_the_school_has_classes() -> None:
    roster = school_of("ФИО | Класс\nЁлкина Аня | 5А")
    plan = plan_of("ФИО | Класс\nЩукин Пётр | 6Б", roster=roster)
    assert found(K.CLASS_UNKNOWN, plan.defects) == [(2, "B")]
    assert plan.is_empty
    agreed = plan_of("ФИО | Класс\nЩукин Пётр | 6Б", roster=roster, choices=Choices(create_classes=True))
    assert [ref.title.title for ref in agreed.new_classes] == ["6Б"]


def test_a_teacher_of_a_class_that_does_not_exist_is_named() -> None:
    roster = school_of("ФИО | Класс\nЁлкина Аня | 5А")
    plan = plan_of("ФИО | Должность | Классное руководство\nАн Ян | учитель | 7В", roster=roster)
    assert found(K.TEACHER_OF_UNKNOWN_CLASS, plan.defects) == [(2, "C")]


def test_a_row_that_may_mean_two_known_pupils_is_not_guessed() -> None:
    roster = school_of("№ | ФИО | Класс | Д.р.\n7 | Иванов Иван | 5А | 1.2.2015\n8 | Иванов Иван | 5А | 3.4.2015")
    plan = plan_of("ФИО | Класс\nИванов Иван | 5А", roster=roster)
    assert found(K.SEVERAL_LIKE_THIS, plan.defects) == [(2, "A")]
    assert plan.is_empty


def test_a_class_on_two_sheets_is_told() -> None:
    plan = plan_of("ФИО\nЁлкина Аня", "ФИО\nЩукин Пётр", names=("5А", '5 "А"'))
    assert [(d.sheet, d.row) for d in plan.defects if d.kind is K.CLASS_TWICE] == [('5 "А"', 1)]


def test_a_class_of_more_than_sixty_is_told() -> None:
    names = "\n".join(f"Ёлкин{'а' * number} {name} | 5А" for number in range(1, 32) for name in ("Ян", "Ким"))
    assert found(K.CLASS_TOO_BIG, plan_of(f"ФИО | Класс\n{names}").defects) == [(62, "B")]


def test_a_teacher_who_may_be_a_parent_is_told() -> None:
    plan = plan_of(
        "ФИО | Должность\nЁлкина Ия Львовна | учитель",
        "ФИО | Класс | Мать\nЁлкин Ян | 5А | Ёлкина Ия Львовна",
    )
    assert [(d.sheet, d.row, d.column) for d in plan.defects if d.kind is K.ALSO_STAFF] == [("Лист2", 2, "C")]


def test_every_kind_has_words_and_a_test() -> None:
    assert set(WORDS) == set(DefectKind)
    written = Path(__file__).read_text(encoding="utf-8")
    assert [kind for kind in DefectKind if not re.search(rf"K\.{kind.name}\b", written)] == []
