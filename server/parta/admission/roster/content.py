"""A list without a header: what a column holds is guessed from its values."""

import re
from collections.abc import Sequence

from parta.admission.roster.columns import IGNORED, Column, Field, Who, normal_header
from parta.classes.titles import is_certain, parse_title

SAMPLE = 50
ENOUGH = 0.6

_NAME_WORDS = re.compile(
    r"[А-ЯЁA-Z][\w'’-]*(?:\s+(?:[А-ЯЁA-Z][\w'’-]*|[А-ЯЁ]\.\s*(?:[А-ЯЁ]\.?)?|оглы|кызы|улы)){1,4}\.?"
)
_FEW_WORDS = re.compile(r"[^\W\d]+(?:\s+[^\W\d][\w.-]*){1,3}")
_ONE_WORD = re.compile(r"[А-ЯЁA-Z][\w'’-]*")
_PATRONYMIC = re.compile(r"\w+(?:вич|вна|ична|ьич)")
_PHONE = re.compile(r"[+\d][\d\s()\-]{8,17}\d")
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}")
_EMAIL = re.compile(r"\S+@\S+")
_NUMBER = re.compile(r"\d{1,4}[.)]?")
_GENERIC_SHEET = re.compile(
    r"(?:лист|sheet|table|таблица|страница|книга|list)? ?\d*|.*(?:спис|учени|учащ|обучающ|класс[ыа]|школ|дети|родител"
    r"|база|контингент|инструкц|свод|все|данные|сотрудник|учител|педагог|персонал).*"
)


def guess_columns(rows: list[list[str]], width: int) -> list[Column]:
    """The likeliest meaning of each column of a list without headers."""
    columns: list[Column] = []
    for index in range(width):
        values = [row[index] for row in rows if index < len(row) and row[index]][:SAMPLE]
        guessed = Column(Who.SELF, field) if (field := _guess(values)) else IGNORED
        columns.append(_second_choice(columns) if guessed in columns else guessed)
    _join_single_words(columns, rows)
    return columns


def is_generic_sheet_name(name: str) -> bool:
    """Whether a sheet's name says nothing about a class: «Лист1», «Список учеников»."""
    return bool(_GENERIC_SHEET.fullmatch(normal_header(name)))


def _guess(values: Sequence[str]) -> Field | None:
    if not values:
        return None
    if _share(values, _EMAIL) >= ENOUGH:
        return Field.EMAIL
    if _share(values, _DATE) >= ENOUGH:
        return Field.BIRTH_DATE
    if _share(values, _PHONE) >= ENOUGH:
        return Field.PHONE
    if sum(is_certain(parse_title(value)) and not value.isdecimal() for value in values) >= ENOUGH * len(values):
        return Field.SCHOOL_CLASS
    if _share(values, _NUMBER) >= ENOUGH:
        in_order = [value.rstrip(".)") for value in values] == [str(n) for n in range(1, len(values) + 1)]
        return Field.LIST_NUMBER if in_order or len(set(values)) > 12 else Field.SCHOOL_CLASS
    if _share(values, _PATRONYMIC) >= ENOUGH:
        return Field.PATRONYMIC
    if _share(values, _NAME_WORDS) >= ENOUGH:
        return Field.FULL_NAME
    if _share(values, _ONE_WORD) >= ENOUGH:
        return Field.SURNAME
    return None


def _share(values: Sequence[str], pattern: re.Pattern[str]) -> float:
    return sum(bool(pattern.fullmatch(value.strip())) for value in values) / len(values)


def _second_choice(columns: Sequence[Column]) -> Column:
    given = Column(Who.SELF, Field.GIVEN)
    return given if columns and columns[-1].field is Field.SURNAME and given not in columns else IGNORED


def _join_single_words(columns: list[Column], rows: list[list[str]]) -> None:
    """A lone column of single words is the name itself; one word at least says who is meant."""
    fields = {column.field for column in columns}
    if Field.FULL_NAME in fields or Field.GIVEN in fields:
        return
    for index, column in enumerate(columns):
        if column.field is Field.SURNAME:
            columns[index] = Column(Who.SELF, Field.FULL_NAME)
            return
    if len(columns) == 1 and columns[0] == IGNORED:
        values = [row[0] for row in rows if row and row[0]][:SAMPLE]
        if values and _share(values, _FEW_WORDS) >= ENOUGH:
            columns[0] = Column(Who.SELF, Field.FULL_NAME)
