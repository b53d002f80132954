"""People's names as they are typed, split into surname, given name and patronymic; what can't be a name is named."""

import re
import unicodedata
from typing import NamedTuple

from parta.admission.roster.defects import DefectKind
from parta.admission.roster.records import PersonName
from parta.kernel.text import visible

MAX_PART = 60
MAX_FULL = 120
TO_CYRILLIC = str.maketrans("ABCEHKMOPTXYaceopxy", "АВСЕНКМОРТХУасеорху")
NO_VALUE = frozenset({"-", "–", "—", "нет", "б/о", "без отчества", "не указано", "не указана", "отсутствует", "."})
PATRONYMIC_TAILS = frozenset({"оглы", "оглу", "кызы", "гызы", "кизи", "улы", "угли"})

_MARKUP = re.compile(r"<[^>]*>?|&#?\w+;|javascript:", re.IGNORECASE)
_FORMULA = re.compile(r"^[=+@]|#(?:ССЫЛКА|REF|Н/Д|N/A|ИМЯ|NAME|ЗНАЧ|VALUE|ДЕЛ/0|DIV/0|ЧИСЛО|NUM|ПУСТО|NULL)")
_SEVERAL = re.compile(r"[;/|\n]|,\s*\w+\s+\w+|\s(?:и|или)\s", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]?\s*")
_HYPHENS = re.compile(r"\s*[-‐‑‒–—−]\s*")
_INITIALS = re.compile(r"([^\W\d_])\.\s*-?\s*(?:([^\W\d_])\.?)?(?=\s|$)")
_PATRONYMIC = re.compile(r"\w+(?:вич|вна|ична|инична|овны|ьич)", re.IGNORECASE)
_FINE_SIGNS = frozenset("-.' ")


class Problem(NamedTuple):
    """What is wrong with one value; `other` completes the words."""

    kind: DefectKind
    other: str = ""


class ParsedName(NamedTuple):
    """The name, if there is one, and what is wrong with it."""

    name: PersonName | None
    problems: tuple[Problem, ...]


class CleanText(NamedTuple):
    """A text fit to be part of a name, and what was wrong with it; empty text if it can't be mended."""

    text: str
    problems: tuple[Problem, ...]


def parse_full_name(text: str) -> ParsedName:
    """«Фамилия Имя Отчество», «Фамилия И. О.», «И. О. Фамилия» or «Имя Отчество Фамилия» in one cell."""
    cleaned = clean_name(text)
    if not cleaned.text:
        return ParsedName(None, cleaned.problems or (Problem(DefectKind.NAME_MISSING),))
    surname, given, patronymic = _split(_spread_initials(cleaned.text).split())
    if not given:
        return ParsedName(None, (*cleaned.problems, Problem(DefectKind.GIVEN_MISSING)))
    return ParsedName(PersonName(surname, given, patronymic), cleaned.problems)


def parse_name_parts(surname: str, given: str, patronymic: str) -> tuple[PersonName | None, list[tuple[int, Problem]]]:
    """A name in separate columns; each problem comes with the number of its part (0, 1, 2)."""
    if not given.strip() and len(surname.split()) > 1:
        whole = parse_full_name(f"{surname} {patronymic}")
        return whole.name, [(0, problem) for problem in whole.problems]
    parts = [clean_name(part) for part in (surname, given, patronymic)]
    problems = [(number, problem) for number, part in enumerate(parts) for problem in part.problems]
    family, own, middle = (_spread_initials(part.text) for part in parts)
    if not family and not parts[0].problems:
        problems.append((0, Problem(DefectKind.SURNAME_MISSING)))
    if not own and not parts[1].problems:
        problems.append((1, Problem(DefectKind.GIVEN_MISSING)))
    if not family or not own or (patronymic.strip() and parts[2].problems and not middle):
        return None, problems
    if not middle and own.endswith(".") and len(own.split()) == 2:
        own, middle = own.split()
    return PersonName(family, own, middle), problems


def clean_name(text: str) -> CleanText:
    """The text with one kind of hyphen and space and with capitals in place, or why it can't be a name."""
    text = unicodedata.normalize("NFC", text)
    if not text.strip() or text.strip().lower() in NO_VALUE:
        return CleanText("", ())
    if kind := _what_stops(text):
        return CleanText("", (Problem(kind),))
    problems = []
    seen = "".join(sign for sign in visible(text) if unicodedata.category(sign) != "Cf")
    if seen != text:
        text = seen
        problems.append(Problem(DefectKind.NAME_HAS_INVISIBLE_SIGNS))
    if "(" in text or "[" in text:
        text = _BRACKETS.sub(" ", text)
        problems.append(Problem(DefectKind.NAME_HAS_BRACKETS, text.strip()))
    text = _HYPHENS.sub("-", text.replace("’", "'").replace("`", "'")).strip(" ,-'")
    if text.strip(". ") and (mended := _without_latin(text)) != text:
        text = mended
        problems.append(Problem(DefectKind.NAME_HAS_LATIN_LETTERS, mended))
    if any(not (sign.isalpha() or sign in _FINE_SIGNS or unicodedata.category(sign) == "Mn") for sign in text):
        return CleanText("", (*problems, Problem(DefectKind.NAME_HAS_STRANGE_SIGNS)))
    if not any(sign.isalpha() for sign in text):
        return CleanText("", (*problems, Problem(DefectKind.NAME_HAS_STRANGE_SIGNS)))
    return CleanText(" ".join(_capitals(word) for word in text.split()), tuple(problems))


def _what_stops(text: str) -> DefectKind | None:
    if _MARKUP.search(text):
        return DefectKind.NAME_HAS_MARKUP
    if _FORMULA.search(text.strip()):
        return DefectKind.FORMULA
    if any(unicodedata.category(sign) in {"So", "Sk", "Cs", "Co", "Cn"} and sign != "`" for sign in text):
        return DefectKind.NAME_HAS_EMOJI
    if len(text) > MAX_FULL or any(len(word) > MAX_PART for word in text.split()):
        return DefectKind.NAME_TOO_LONG
    if any(sign.isnumeric() for sign in text):
        return DefectKind.NAME_HAS_DIGITS
    if _SEVERAL.search(text.strip()):
        return DefectKind.SEVERAL_NAMES
    return None


def _without_latin(text: str) -> str:
    words = []
    for word in text.split():
        mended = word.translate(TO_CYRILLIC)
        is_mixed = bool(re.search(r"[A-Za-z]", word) and re.search(r"[А-Яа-яЁё]", word))
        words.append(mended if is_mixed and not re.search(r"[A-Za-z]", mended) else word)
    return " ".join(words)


def _capitals(word: str) -> str:
    if word.lower() in PATRONYMIC_TAILS:
        return word.lower()
    if not (word.isupper() and len(word.strip(".")) > 1 and "." not in word) and not word.islower():
        return word
    return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))


def _spread_initials(text: str) -> str:
    spread = _INITIALS.sub(lambda found: " ".join(f"{letter.upper()}." for letter in found.groups() if letter), text)
    return " ".join(spread.split())


def _split(words: list[str]) -> tuple[str, str, str]:
    """Surname, given name, patronymic, in whatever order they stand."""
    if len(words) == 1:
        return words[0], "", ""
    if words[0].endswith(".") and not words[-1].endswith("."):
        return words[-1], words[0], " ".join(words[1:-1])
    if len(words) == 3 and _PATRONYMIC.fullmatch(words[1]) and not _PATRONYMIC.fullmatch(words[2]):
        return words[2], words[0], words[1]
    if len(words) > 3 and words[-1] not in PATRONYMIC_TAILS and _PATRONYMIC.fullmatch(words[-1]):
        return " ".join(words[:-2]), words[-2], words[-1]
    return words[0], words[1], " ".join(words[2:])
