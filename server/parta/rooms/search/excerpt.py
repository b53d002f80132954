"""A few words around what was found, in pieces: the screen marks those that hit, and never parses anything."""

import re

import msgspec

from .terms import Words

AROUND = 70  # letters before the first hit, and twice as many after it
_WORD = re.compile(r"[^\W_]+")
_MENTION = re.compile(r"<@[^>]*>")
_SPACES = re.compile(r"\s+")


class Piece(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """A piece of a text; `hit`: it is what was looked for."""

    text: str
    hit: bool = False


def excerpt(text: str, words: Words) -> list[Piece] | None:
    """The pieces around the first word that hit; None when the text has none of them."""
    flat = _SPACES.sub(" ", _MENTION.sub("@…", text)).strip()
    hits = [spot.span() for spot in _WORD.finditer(flat) if _is_one_of(spot.group().lower().replace("ё", "е"), words)]
    if not hits and words:
        return None
    first = hits[0][0] if hits else 0
    start = _edge(flat, max(0, first - AROUND))
    end = min(len(flat), first + 2 * AROUND)
    pieces = [Piece("…")] if start else []
    at = start
    for begin, stop in hits:
        if begin >= end:
            break
        pieces += [Piece(flat[at:begin])] if begin > at else []
        pieces.append(Piece(flat[begin:stop], hit=True))
        at = stop
    rest = flat[at:end] + ("…" if end < len(flat) else "")
    return [*pieces, Piece(rest)] if rest else pieces


def _edge(text: str, at: int) -> int:
    """The beginning of the word that stands there."""
    return text.rfind(" ", 0, at) + 1 if at else 0


def _is_one_of(word: str, words: Words) -> bool:
    return any(_matches(word, way.lexeme) for ways in words for way in ways)


def _matches(word: str, stem: str) -> bool:
    """A Russian stem begins its word; of an English one the last letter may be another («happi» of «happy»)."""
    return word.startswith(stem) or (stem.isascii() and len(stem) > 3 and word.startswith(stem[:-1]))
