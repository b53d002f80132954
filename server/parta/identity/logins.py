"""Logins: `ivanova.a`, proposed from a name, readable on paper and typed without a Russian keyboard."""

import re

from parta.kernel.errors import invalid

_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәөүҗңһғҙҡҫ"
_AS_LATIN = "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya a o u zh n h g z k s"
_LETTERS = dict(zip(_RUSSIAN, _AS_LATIN.split(), strict=True))
_LOGIN = re.compile(r"[a-z0-9](?:[a-z0-9._-]{1,30})[a-z0-9]")


def read_login(typed: str) -> str:
    """A login as it is kept; raises `Invalid`."""
    login = typed.strip().lower()
    if not _LOGIN.fullmatch(login):
        raise invalid("/login", "Логин — от 3 до 32 знаков: латинские буквы, цифры, точка и дефис")
    return login


def proposed(full_name: str) -> str:
    """«Иванова Анна Петровна» → `ivanova.a`."""
    last, _, rest = full_name.strip().partition(" ")
    stem = _latin(last)[:24] or "user"
    initial = _latin(rest)[:1]
    login = f"{stem}.{initial}" if initial else stem
    return login if len(login) >= 3 else f"{login}.01"


def variants(login: str) -> list[str]:
    """The login itself, then numbered ones for namesakes."""
    return [login, *(f"{login}{number}" for number in range(2, 60))]


def _latin(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", "".join(_LETTERS.get(sign, sign) for sign in text.lower()))
