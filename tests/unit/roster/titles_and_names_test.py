"""Class titles and names in the spellings that lists really have."""

import pytest

from parta.admission.roster.names import parse_full_name, parse_name_parts
from parta.admission.roster.values import parse_birth_date, parse_email, parse_phone
from parta.classes.titles import parse_title, title_in_sentence
from unit.roster.lists import TODAY


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ('5 "А"', "5А"), ("5-А", "5А"), ("5а", "5А"), ("5 А класс", "5А"), ("5A", "5А"), ("V «Б»", "5Б"), ("0", "0"),
        ("10-К", "10К"), ("10К", "10К"), ("Солнышко", "Солнышко"), ("группа «Солнышко»", "Солнышко"), ("11", "11"),
        ("5 кл.", "5"), ("1-3", "1-3"), ("10 физмат", "10 физмат"), ("9фм", "9ФМ"), ("7 ё", "7Ё"),
    ],
)  # fmt: skip
def test_a_class_is_one_however_it_is_typed(typed: str, title: str) -> None:
    parsed = parse_title(typed)
    assert parsed is not None
    assert parsed.title == title


@pytest.mark.parametrize("typed", ["25А", "???", "", "01.02.2026", "очень длинное название класса", "5/А/Б/В"])
def test_what_is_no_class_title_is_none(typed: str) -> None:
    assert parse_title(typed) is None


@pytest.mark.parametrize(
    "line", ['Список учащихся 5 "А" класса', "Список класса 5 А", "5-А класс, 2026/27 учебный год"]
)
def test_a_heading_names_its_class(line: str) -> None:
    title = title_in_sentence(line)
    assert title is not None
    assert title.title == "5А"


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("Ёлкина Анна Петровна", ("Ёлкина", "Анна", "Петровна")),
        ("ЁЛКИНА АННА ПЕТРОВНА", ("Ёлкина", "Анна", "Петровна")),
        ("ёлкина анна", ("Ёлкина", "Анна", "")),
        ("Анна Петровна Ёлкина", ("Ёлкина", "Анна", "Петровна")),
        ("Иванов И.О.", ("Иванов", "И.", "О.")),
        ("Иванов И. О.", ("Иванов", "И.", "О.")),
        ("И.О. Иванов", ("Иванов", "И.", "О.")),
        ("Иванов И.", ("Иванов", "И.", "")),
        ("Мамедов Али Гасан оглы", ("Мамедов", "Али", "Гасан оглы")),
        ("О Юна", ("О", "Юна", "")),
        ("Салтыкова - Щедрина Анна–Мария", ("Салтыкова-Щедрина", "Анна-Мария", "")),
        ("Ким Юн -", ("Ким", "Юн", "")),
    ],
)
def test_a_name_is_split_as_people_mean_it(typed: str, parts: tuple[str, str, str]) -> None:
    name = parse_full_name(typed).name
    assert name is not None
    assert (name.surname, name.given, name.patronymic) == parts


def test_a_name_in_three_columns_may_stand_in_the_first_alone() -> None:
    name, problems = parse_name_parts("Ёлкина Анна Петровна", "", "")
    assert name is not None
    assert name.full == "Ёлкина Анна Петровна"
    assert problems == []


@pytest.mark.parametrize(
    "typed", ["8 (916) 123-45-67", "+7 916 1234567", "9161234567", "79161234567", "моб. 8-916-123-45-67"]
)
def test_one_number_however_it_is_typed(typed: str) -> None:
    assert parse_phone(typed).value == "+79161234567"


@pytest.mark.parametrize(
    "typed", ["7.5.2014", "07.05.14", "2014-05-07", "07/05/2014", "7 мая 2014 г.", "41766", "2014-05-07 00:00:00"]
)
def test_one_day_however_it_is_typed(typed: str) -> None:
    parsed = parse_birth_date(typed, TODAY)
    assert parsed.value is not None
    assert parsed.value.isoformat() == "2014-05-07"


def test_march_is_not_may() -> None:
    parsed = parse_birth_date("7 марта 2014", TODAY)
    assert parsed.value is not None
    assert parsed.value.month == 3


def test_an_address_is_kept_in_small_letters() -> None:
    assert parse_email(" Anna.Petrova@Example.RU ").value == "anna.petrova@example.ru"
