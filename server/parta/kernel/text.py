"""Text as a Russian school writes it: cleaning, keys for sorting and searching, names in their forms."""

import re
import unicodedata

from babel.core import Locale

from .errors import invalid
from .lookalikes import mixes_alphabets

_RUSSIAN = Locale("ru")

# Marks that could imitate the product's own badge, or hide the direction of a text (E14).
_FORBIDDEN_IN_NAMES = re.compile(r"[^\w\s.'’`()«»\"№/+–—,-]|[✓✔☑✅_]", re.UNICODE)
# Signs that nobody sees (also the letters of other scripts that are drawn as nothing) and those that turn the direction.
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]"
)
_SPACES = re.compile(r"\s+")


def visible(text: str) -> str:
    """The text without signs that nobody sees and those that turn the direction of what stands beside them."""
    return _CONTROL.sub("", text)


def one_line(text: str, *, pointer: str, longest: int = 200, name: bool = False) -> str:
    """Clean a one-line field: no control signs, single spaces; `name=True` also refuses signs that imitate badges."""
    clean = _SPACES.sub(" ", visible(unicodedata.normalize("NFC", text))).strip()
    if not clean:
        raise invalid(pointer, "Заполните это поле")
    if len(clean) > longest:
        raise invalid(pointer, f"Не длиннее {longest} знаков")
    if name and _FORBIDDEN_IN_NAMES.search(clean):
        raise invalid(pointer, "Здесь возможны только буквы, цифры, дефис и точка")
    if name and mixes_alphabets(clean):
        raise invalid(pointer, "В одном слове смешаны русские и латинские буквы: наберите его заново")
    return clean


def body_text(text: str, *, pointer: str = "/text", longest: int = 4000) -> str:
    """Clean a message's text: line breaks stay, control signs go; at most `longest` characters."""
    clean = visible(unicodedata.normalize("NFC", text).replace("\r\n", "\n")).strip()
    if not clean:
        raise invalid(pointer, "Напишите что-нибудь")
    if len(clean) > longest:
        raise invalid(pointer, f"Сообщение длиннее {longest} знаков: разделите его на части")
    return clean


def sort_key(text: str) -> str:
    """A key under which plain byte order is the Russian one: «ё» stands right after «е», case does not count.

    The embedded database has no ICU, so names carry this key in a column of their own.
    """
    return text.casefold().replace("ё", "е\u2063").replace("-", " ")


def search_key(text: str) -> str:
    """A key under which «Фёдоров» and «федоров» are one: no case, «ё» = «е», no dots or hyphens."""
    folded = text.casefold().replace("ё", "е")
    return _SPACES.sub(" ", re.sub(r"[^\w\s]", " ", folded)).strip()


def full_name(last: str, first: str, middle: str | None) -> str:
    """«Фамилия Имя Отчество», as lists show it."""
    return " ".join(part for part in (last, first, middle) if part)


def short_name(last: str, first: str, middle: str | None) -> str:
    """«Фамилия И. О.»"""
    initials = " ".join(f"{part[0]}." for part in (first, middle) if part)
    return f"{last} {initials}".strip()


def pupil_name(last: str, first: str) -> str:
    """«Анна И.», as pupils are named to others; never a short form from a full one."""
    return f"{first} {last[0]}." if last else first


def address_name(first: str, middle: str | None, last: str) -> str:
    """«Имя Отчество», as a teacher is spoken to; with no patronymic, «Имя Фамилия»."""
    return f"{first} {middle}" if middle else f"{first} {last}"


def plural(number: int, one: str, few: str, many: str) -> str:
    """«1 ученик», «2 ученика», «5 учеников» by the plural rules of CLDR, with a no-break space."""
    words = {"one": one, "few": few, "many": many}
    return f"{number}\u00a0{words.get(_RUSSIAN.plural_form(number), many)}"
