"""A sensible request with one hostile word in it: what breaks parsers, databases, clocks and comparisons."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

Json = Any
DEEP = 20_000

TEXTS = (
    "\x00", "\x00@mail.ru", "а\x00б", "\ud800", "\U0001f4a9" * 2000, "\u202eАня", "%00", "../../etc/passwd", "' or 1=1 --",
    "{0.__class__}",
    "<img src=x onerror=alert(1)>", "=cmd|' /C calc'!A0", " ", "", "А" * 300_000,
    "2026-12-01T00:00:00", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "0001-01-01", "9999-12-31",
    "24:00:00", "08:30:00+14:00",
)  # fmt: skip
NUMBERS = (-1, 0, 2**31, 2**53, 2**63, 2**64, 10**400, 1.5, -0.0)
OTHERS: tuple[Json, ...] = (None, True, [], {}, [None], {"": ""}, [[[[]]]], "Слово", 7)


def hostile_bodies(body: Json) -> Iterator[bytes]:
    """The body with each of its words replaced in turn; and bodies that are no JSON, or too much of it."""
    for path, value in _leaves(body):
        for word in _instead_of(value):
            yield json.dumps(_with(body, path, word)).encode()
    yield from (b"", b"{", b"nonsense", b"\xff\xfe", b"\x00", b"NaN", b'{"a":1e999}', b"[" * DEEP, b'{"a":' * DEEP)
    yield b'{"text":' + b"[" * DEEP + b"]" * DEEP + b"}"
    yield b" " * 300_000
    yield json.dumps({**body, "schoolId": "00000000-0000-7000-8000-000000000001", "isAdmin": True}).encode()


def hostile_paths(path: str, words: dict[str, Json]) -> Iterator[str]:
    """The address with each of its words replaced in turn."""
    for name in words:
        for word in (*TEXTS[:2], *TEXTS[5:12], "\xff", -1, 0, 2**63, 10**30, "٣"):
            others = {key: quote(str(value), safe="") for key, value in words.items()}
            yield path.format(**{**others, name: quote(str(word), safe="")})


# A word of 300,000 signs stays out of addresses: the HTTP parser itself refuses those.
def hostile_queries(names: list[str]) -> Iterator[dict[str, str]]:
    """The words after the question mark, each in turn."""
    for name in names:
        for word in (*TEXTS[:2], *TEXTS[4:12], *TEXTS[15:17], -1, 0, 2**31, 2**63, 10**30):
            yield {name: str(word)}


def _instead_of(value: Json) -> tuple[Json, ...]:
    if isinstance(value, str):
        return (*TEXTS, *OTHERS)
    return (*NUMBERS, *OTHERS) if isinstance(value, int) else OTHERS


def _leaves(body: Json, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Json]]:
    parts = body.items() if isinstance(body, dict) else enumerate(body) if isinstance(body, list) else ()
    for key, value in parts:
        yield (*path, key), value
        yield from _leaves(value, (*path, key))


def _with(body: Json, path: tuple[str | int, ...], word: Json) -> Json:
    if not path:
        return word
    changed = dict(body) if isinstance(body, dict) else list(body)
    changed[path[0]] = _with(body[path[0]], path[1:], word)
    return changed
