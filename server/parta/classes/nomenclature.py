"""The school's nomenclature of classes as people write it: «1А–11В», «5А, 5Б, Солнышко», a pasted column (A6)."""

import re

import msgspec

from .titles import LAST_GRADE, MAX_TITLE, ClassTitle, parse_title

LETTERS = "АБВГДЕЖЗИКЛМНОПРСТ"  # as schools go on: no Ё, Й
AT_MOST = 300
_ENTRIES = re.compile(r"[\n\r\t;,]+")
_RANGE = re.compile(r"(\d{1,2})\s*([А-Яа-яЁё]?)\s*[-–—…]\s*(\d{1,2})\s*([А-Яа-яЁё]?)")
_SET = re.compile(r"(\d{1,2})\s*[/+]\s*(\d{1,2})")
_SET_SPAN = 2  # «1-3» is one class of two grades, «1-11» are eleven classes


class Wish(msgspec.Struct, frozen=True, rename="camel"):
    """A class to be made: a plain one, or a class set of two grades."""

    title: str
    grade: int | None = None
    second_grade: int | None = None

    @property
    def kind(self) -> str:
        """`class`, or `set` for a class set."""
        return "set" if self.second_grade is not None else "class"


class Nomenclature(msgspec.Struct, frozen=True, rename="camel"):
    """What a text names, and what of it can't be a class."""

    classes: list[Wish]
    unclear: list[str]


def read(text: str) -> Nomenclature:
    """The classes that a text names, each once, in the text's order."""
    found: dict[str, Wish] = {}
    unclear: list[str] = []
    for entry in filter(None, (part.strip() for part in _ENTRIES.split(text))):
        wishes = wishes_of(entry)
        if not wishes:
            unclear.append(entry[:60])
        for wish in wishes:
            found.setdefault(wish.title.lower(), wish)
    return Nomenclature(list(found.values())[:AT_MOST], unclear[:50])


def wishes_of(entry: str) -> list[Wish]:
    """The classes of one entry: a range gives many, a title one, anything else none."""
    if pair := _SET.fullmatch(entry):
        return _class_set(int(pair[1]), int(pair[2]))
    if span := _RANGE.fullmatch(entry):
        return _grid(int(span[1]), span[2].upper(), int(span[3]), span[4].upper())
    title = parse_title(entry)
    return [_of(title)] if title and len(title.title) <= MAX_TITLE else []


def _of(title: ClassTitle) -> Wish:
    return Wish(title.title, title.grade)


def _class_set(first: int, second: int) -> list[Wish]:
    if not first < second <= LAST_GRADE:
        return []
    return [Wish(f"{first}-{second}", first, second)]


def _grid(first: int, from_letter: str, last: int, to_letter: str) -> list[Wish]:
    if not first <= last <= LAST_GRADE or bool(from_letter) != bool(to_letter):
        return []
    if not from_letter:
        if 0 < last - first <= _SET_SPAN:
            return _class_set(first, last)
        return [Wish(str(grade), grade) for grade in range(first, last + 1)]
    if from_letter not in LETTERS or to_letter not in LETTERS:
        return []
    letters = LETTERS[LETTERS.index(from_letter) : LETTERS.index(to_letter) + 1]
    return [Wish(f"{grade}{letter}", grade) for grade in range(first, last + 1) for letter in letters]
