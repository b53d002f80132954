"""Class titles as people type them («5 "А"», «5-А», «5a», «V Б», «Группа "Солнышко"»), brought to one form."""

import re
from typing import Final

import msgspec

from parta.kernel.text import visible

MAX_TITLE: Final = 15
LAST_GRADE: Final = 12
SET_SPAN: Final = 2  # «1-3» is one class of two grades, «1-11» is none

LOOK_ALIKE: Final = str.maketrans("ABCEHKMOPTXYaceopxy", "АВСЕНКМОРТХУасеорху")
ROMAN: Final = {
    "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11
}  # fmt: skip
_QUOTES = re.compile(r"[«»\"“”„‟'`’]")
_WORDS = re.compile(r"\b(?:класс(?:а|ы)?|кл)\b\.?|\b(?:групп[аы]|гр)\b\.?|\bкласс-комплект\b", re.IGNORECASE)
_GRADE_LETTER = re.compile(r"(\d{1,3})\s*[-–—.\s]?\s*([A-Za-zА-Яа-яЁё]?)")
_GRADE_PROFILE = re.compile(r"(\d{1,2})\s*[-–—.\s]?\s*([A-Za-zА-Яа-яЁё]\w{0,11})")
_SET = re.compile(r"(\d{1,2})\s*[-–—/,+]\s*(\d{1,2})")
_ROMAN_LETTER = re.compile(r"([IVX]{1,4})\s*[-–—\s]?\s*([A-Za-zА-Яа-яЁё]?)")
_PLAIN = re.compile(r"[A-Za-zА-Яа-яЁё][^\W_]*(?:[\s.-]+[^\W_]+)*\.?")
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}[.-](?:янв|фев|мар|апр|май|мая|июн|июл|авг)\w*")
_IN_SENTENCE = re.compile(
    r"\b(\d{1,2})\s*[-–]?\s*[«\"“„']?\s*([А-Яа-яЁёA-Za-z]?)\s*[»\"”']?\s*(?:класс|кл\b)", re.IGNORECASE
)
_AFTER_WORD = re.compile(r"класса?\s*:?\s*(\d{1,2})\s*[-–]?\s*[«\"“„']?\s*([А-ЯЁа-яё])\b", re.IGNORECASE)


class ClassTitle(msgspec.Struct, frozen=True, rename="camel"):
    """A class by its title: «5А» has grade 5 and letter А, «Солнышко» has neither."""

    title: str
    grade: int | None
    letter: str

    @property
    def key(self) -> str:
        """What two spellings of one class share."""
        return class_key(self.title)


def class_key(title: str) -> str:
    """The form in which titles are compared: small letters, ё as е, no spaces, hyphens and quotes."""
    return "".join(sign for sign in title.lower().replace("ё", "е") if sign.isalnum())


def parse_title(text: str) -> ClassTitle | None:
    """The class that the text names, or nothing if it can't be a class title."""
    bare = " ".join(_WORDS.sub(" ", _QUOTES.sub(" ", visible(text))).split())
    if not bare or _DATE.fullmatch(bare):
        return None
    if found := _GRADE_LETTER.fullmatch(bare):
        return _with_letter(int(found[1]), found[2])
    if found := _SET.fullmatch(bare):
        return _class_set(int(found[1]), int(found[2]))
    if (found := _ROMAN_LETTER.fullmatch(bare)) and found[1] in ROMAN:
        return _with_letter(ROMAN[found[1]], found[2])
    if found := _GRADE_PROFILE.fullmatch(bare):
        return _with_profile(int(found[1]), found[2])
    if len(bare) <= MAX_TITLE and _PLAIN.fullmatch(bare):
        return ClassTitle(title=bare[0].upper() + bare[1:], grade=None, letter="")
    return None


def parse_grade_and_letter(grade: str, letter: str) -> ClassTitle | None:
    """The class given in two columns, «Параллель» and «Литера»."""
    return parse_title(f"{grade} {letter}".strip())


def title_in_sentence(text: str) -> ClassTitle | None:
    """The class named in a heading such as «Список учащихся 5 "А" класса»."""
    found = _IN_SENTENCE.search(text) or _AFTER_WORD.search(text)
    return _with_letter(int(found[1]), found[2]) if found else None


def is_certain(title: ClassTitle | None) -> bool:
    """Whether the text could be nothing but a class: it has a grade."""
    return title is not None and title.grade is not None


def is_date(text: str) -> bool:
    """Whether a spreadsheet turned the title into a date, as it does with «1-2»."""
    return bool(_DATE.fullmatch(text.strip()))


def _with_letter(grade: int, letter: str) -> ClassTitle | None:
    if grade > LAST_GRADE:
        return None
    letter = letter.translate(LOOK_ALIKE).upper()
    return ClassTitle(title=f"{grade}{letter}", grade=grade, letter=letter)


def _class_set(first: int, second: int) -> ClassTitle | None:
    if not first < second <= min(LAST_GRADE, first + SET_SPAN):
        return None
    return ClassTitle(title=f"{first}-{second}", grade=first, letter="")


def _with_profile(grade: int, profile: str) -> ClassTitle | None:
    if grade > LAST_GRADE:
        return None
    profile = profile.translate(LOOK_ALIKE) if len(profile) <= 3 else profile
    profile = profile.upper() if len(profile) <= 3 else f" {profile}"
    title = f"{grade}{profile}"
    return ClassTitle(title=title, grade=grade, letter=profile.strip()) if len(title) <= MAX_TITLE else None
