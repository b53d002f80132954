"""Whom of the roster an applicant may be: how much two names agree, in percent (B5)."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from parta.kernel.text import full_name, plural, search_key
from parta.parts.schema import Record

from .shapes import Match

WORTH_SHOWING = 60  # percent


def best(typed: str, people: Iterable[Record]) -> Match | None:
    """The likeliest, if it is worth showing and not joined yet."""
    found = ranked(typed, people)
    return found[0] if found and found[0].score >= WORTH_SHOWING else None


def ranked(typed: str, people: Iterable[Record]) -> list[Match]:
    """All, the likeliest first."""
    asked = search_key(typed)
    made = [Match(row.id, _full(row), _score(asked, row), _note(row)) for row in people]
    return sorted(made, key=lambda match: -match.score)


def _full(row: Record) -> str:
    return full_name(row.last_name, row.first_name, row.middle_name)


def _score(asked: str, row: Record) -> int:
    """The better of the whole name and of surname with first name: patronymics are often left out."""
    known = [search_key(full_name(row.last_name, row.first_name, middle)) for middle in (row.middle_name, None)]
    turned = " ".join(sorted(asked.split()))
    return max(
        round(100 * SequenceMatcher(None, turned, " ".join(sorted(name.split())), autojunk=False).ratio())
        for name in known
    )


def _note(row: Record) -> str:
    notes = ["вход уже есть"] if row.joined else []
    if row.representatives:
        notes.append(plural(row.representatives, "представитель", "представителя", "представителей"))
    return ", ".join(notes)
