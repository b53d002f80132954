"""From what a person typed to what the database looks for: stems, the beginning of the last word, near words for a slip."""

import re
from collections.abc import Sequence

import msgspec

from .queries.asking import Terms

MOST_WORDS = 8
BEGINS_FROM = 4  # letters after which the last word may be only begun
NEAR = 6  # words that may stand for one with a slip in it
_WORD = re.compile(r"[^\W_]+")
_LATIN, _RUSSIAN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`", "йцукенгшщзхъфывапролджэячсмитьбюё"
_OTHER_KEYS = str.maketrans(_LATIN, _RUSSIAN)


class Alternative(msgspec.Struct, frozen=True):
    """One way in which a word may stand in a message: a stem, or a beginning."""

    lexeme: str
    begins: bool = False


Words = tuple[tuple[Alternative, ...], ...]  # each word, each in any of its ways


def typed_words(query: str) -> list[str]:
    """The words of a query, as messages are laid down: no case, «ё» = «е», letters and digits only."""
    words = _WORD.findall(query.lower().replace("ё", "е"))
    return list(dict.fromkeys(words))[:MOST_WORDS]


def in_other_keys(query: str) -> str:
    """«ghbdtn» is «привет» typed with the other keyboard; what has Russian letters already stays."""
    low = query.lower()
    return low if re.search("[а-яё]", low) else low.translate(_OTHER_KEYS).replace("ё", "е")


def exactly(words: Sequence[str], stems: Sequence[Sequence[str]], *, open_end: bool) -> Words:
    """The words in all their forms; with `open_end` the last one may be only begun."""
    ways = []
    for at, (word, its) in enumerate(zip(words, stems, strict=True)):
        alternatives = [Alternative(stem) for stem in its]
        if open_end and at == len(words) - 1 and len(word) >= BEGINS_FROM:
            alternatives.append(Alternative(word, begins=True))
        ways.append(tuple(alternatives))
    return tuple(way for way in ways if way)


def nearly(stems: Sequence[str], neighbours: Sequence[Sequence[str]]) -> Words:
    """Each stem, or those of its neighbours that differ by a slip or two."""
    return tuple(
        (Alternative(stem), *(Alternative(word) for word in near if _slips(stem, word) <= (1 if len(stem) < 6 else 2)))[
            :NEAR
        ]
        for stem, near in zip(stems, neighbours, strict=True)
    )


def terms_of(words: Words, kinds: Sequence[str]) -> Terms:
    """Words and kinds as the database's own query language, quoted by us: nothing of it is a person's."""
    only_words = [_any_of(way) for way in words]
    everything = [*only_words, *(_any_of((Alternative(kind),)) for kind in kinds)]
    flat = [(at, way) for at, ways in enumerate([*words, *((Alternative(kind),) for kind in kinds)]) for way in ways]
    return Terms(
        words=" & ".join(only_words),
        everything=" & ".join(everything),
        together=" <0> ".join(everything),
        ordinals=[at for at, _ in flat],
        lexemes=[way.lexeme for _, way in flat],
        prefixes=[way.begins for _, way in flat],
    )


def _any_of(ways: Sequence[Alternative]) -> str:
    quoted = (
        "'" + way.lexeme.replace("\\", "\\\\").replace("'", "''") + "'" + (":*" if way.begins else "") for way in ways
    )
    return "(" + " | ".join(quoted) + ")"


def _slips(one: str, other: str) -> int:
    """How many letters must be changed, added, left out or swapped with their neighbour to make one word the other."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, its in enumerate(other, 1):
            best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != its))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == its:
                best = min(best, before[j - 2] + 1)
            row.append(best)
        before, last = last, row
    return last[-1]
