"""Telephone numbers, e-mail addresses, dates and small numbers as people type them."""

import datetime
import re
from typing import NamedTuple

from parta.admission.roster.defects import DefectKind
from parta.admission.roster.names import NO_VALUE, Problem
from parta.kernel.text import visible

OLDEST_PUPIL = 21
YOUNGEST_PUPIL = 2
MAX_TEXT = 100
MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
EXCEL_DAY_ZERO = datetime.date(1899, 12, 30)

_SEPARATORS = re.compile(r"[,;/\n]|\s+(?:и|или)\s+")
_PHONE_NOISE = re.compile(r"\b(?:тел|моб|сот|дом|раб)\w*\.?:?|[\s()\-–—.]|\u00a0", re.IGNORECASE)
_EMAIL = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,24}")
_DAY_FIRST = re.compile(r"(\d{1,2})[./\-\s](\d{1,2})[./\-\s](\d{4}|\d{2})\s*(?:г\.?)?")
_YEAR_FIRST = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[T ].*)?")
_IN_WORDS = re.compile(r"(\d{1,2})\s+([а-я]{3,8})\.?\s+(\d{4})\s*(?:г\.?|года)?", re.IGNORECASE)
_FORMULA = re.compile(r"^[=@]|^#\w+[!?/]")


class Contact(NamedTuple):
    """A phone or an address, if it is one, and what is wrong."""

    value: str
    problem: Problem | None = None


class ParsedDate(NamedTuple):
    """A date, if it is one, and what is wrong."""

    value: datetime.date | None
    problem: Problem | None = None


def parse_phone(text: str) -> Contact:
    """A number in the form +79161234567; the first one, if the cell holds several."""
    if _is_nothing(text):
        return Contact("")
    if _FORMULA.search(text):
        return Contact("", Problem(DefectKind.FORMULA))
    whole = _one_phone(text)
    if not whole.problem:
        return whole
    pieces = [piece for piece in _SEPARATORS.split(text) if piece.strip()]
    phones = [found.value for found in map(_one_phone, pieces) if not found.problem]
    if len(pieces) > 1 and phones:
        return Contact(phones[0], Problem(DefectKind.SEVERAL_PHONES))
    return whole


def _one_phone(text: str) -> Contact:
    bare = _PHONE_NOISE.sub("", text)
    digits = bare.removeprefix("+")
    if not digits.isascii() or not digits.isdecimal():
        return Contact("", Problem(DefectKind.PHONE_LETTERS))
    if len(digits) == 11 and digits[0] in "78":
        return Contact(f"+7{digits[1:]}")
    if len(digits) == 10 and bare[0] in "3489" and not digits.startswith("89"):
        return Contact(f"+7{digits}")
    if bare.startswith("+") and digits[0] != "7" and 10 <= len(digits) <= 15:
        return Contact(bare)
    return Contact("", Problem(DefectKind.PHONE_DIGITS))


def parse_email(text: str) -> Contact:
    """An address in small letters; the first one, if the cell holds several."""
    if _is_nothing(text):
        return Contact("")
    if _FORMULA.search(text):
        return Contact("", Problem(DefectKind.FORMULA))
    pieces = [piece for piece in re.split(r"[,;\s]+", text.strip().lower().removeprefix("mailto:")) if piece]
    addresses = [piece for piece in pieces if _EMAIL.fullmatch(piece) and ".." not in piece]
    if len(pieces) > 1 and addresses:
        return Contact(addresses[0], Problem(DefectKind.SEVERAL_EMAILS))
    if addresses:
        return Contact(addresses[0])
    if "@" not in text:
        return Contact("", Problem(DefectKind.EMAIL_WITHOUT_AT))
    if re.search(r"[А-Яа-яЁё]", text):
        return Contact("", Problem(DefectKind.EMAIL_CYRILLIC))
    return Contact("", Problem(DefectKind.EMAIL_MALFORMED))


def parse_birth_date(text: str, today: datetime.date, *, is_pupil: bool = True) -> ParsedDate:
    """A date of birth; a doubtful age of a pupil is a problem with a value."""
    if _is_nothing(text):
        return ParsedDate(None)
    if _FORMULA.search(text):
        return ParsedDate(None, Problem(DefectKind.FORMULA))
    numbers = _day_month_year(text.strip(), today)
    if numbers is None:
        return ParsedDate(None, Problem(DefectKind.BIRTH_DATE_UNREADABLE))
    try:
        born = datetime.date(numbers[2], numbers[1], numbers[0])
    except ValueError:
        return ParsedDate(None, Problem(DefectKind.NO_SUCH_DAY))
    if born > today:
        return ParsedDate(None, Problem(DefectKind.BIRTH_DATE_IN_FUTURE))
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    if is_pupil and not YOUNGEST_PUPIL <= age <= OLDEST_PUPIL:
        return ParsedDate(born, Problem(DefectKind.BIRTH_DATE_UNLIKELY))
    return ParsedDate(born)


def _day_month_year(text: str, today: datetime.date) -> tuple[int, int, int] | None:
    if found := _DAY_FIRST.fullmatch(text):
        year = int(found[3])
        if year < 100:
            year += 2000 if year <= today.year % 100 else 1900
        return int(found[1]), int(found[2]), year
    if found := _YEAR_FIRST.fullmatch(text):
        return int(found[3]), int(found[2]), int(found[1])
    if found := _IN_WORDS.fullmatch(text):
        month = next((n for n, stem in enumerate(MONTHS, 1) if found[2].lower().startswith(stem)), None)
        # «ма» is the stem of May alone: «март» is met first.
        return (int(found[1]), month, int(found[3])) if month else None
    if text.isascii() and text.isdecimal() and 20_000 <= int(text) <= 60_000:  # Excel's own number of a day
        day = EXCEL_DAY_ZERO + datetime.timedelta(days=int(text))
        return day.day, day.month, day.year
    return None


def parse_list_number(text: str) -> int | None:
    """A number in the class list, «7» or «7.»; nothing if it is none."""
    bare = text.strip().rstrip(".)")
    return int(bare) if bare.isascii() and bare.isdecimal() and len(bare) <= 5 else None


def parse_text(text: str) -> tuple[str, Problem | None]:
    """A short text such as a position or a subject."""
    text = visible(text)
    if _is_nothing(text):
        return "", None
    if len(text) > MAX_TEXT:
        return "", Problem(DefectKind.VALUE_TOO_LONG)
    if text.lstrip().startswith("=") or _FORMULA.search(text):
        return "", Problem(DefectKind.FORMULA)
    return " ".join(text.split()), None


def _is_nothing(text: str) -> bool:
    return not text.strip() or text.strip().lower() in NO_VALUE
