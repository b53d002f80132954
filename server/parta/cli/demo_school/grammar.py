"""The grammar of invented talk: scenes of lines with variants, slots and replies.

A scene is a few lines; empty lines part scenes. A line is `who: text`: `t` is the class teacher, `h` the head,
numbers are other members. `2?` is a line that may be left out, `2^0` answers line 0. In a text `{a|b}` is a choice,
`[готов/готова]` agrees with the author, `[c:забыл/забыла]` with the author's child, `<time>` is a slot.
"""

import re
from random import Random
from typing import NamedTuple

CHOICE = re.compile(r"\{([^{}]*)\}")
GENDER = re.compile(r"\[(c:)?([^/\]]*)/([^\]]*)\]")
SLOT = re.compile(r"<(\w+)>")
LINE = re.compile(r"(\w)(\?)?(?:\^(\d))?(\?)?: (.*)")


class Line(NamedTuple):
    """One line of a scene before its words are chosen."""

    who: str
    text: str
    answers: int | None
    may_be_left_out: bool


def scenes(text: str) -> tuple[tuple[Line, ...], ...]:
    """All scenes of a grammar."""
    return tuple(tuple(_line(line) for line in block.splitlines()) for block in text.strip().split("\n\n"))


def _line(line: str) -> Line:
    found = LINE.fullmatch(line)
    if found is None:
        raise ValueError(f"not a line of a scene: {line}")
    return Line(found[1], found[5], int(found[3]) if found[3] else None, bool(found[2] or found[4]))


def say(random: Random, text: str, slots: dict[str, str], *, is_woman: bool, is_girl: bool = False) -> str:
    """One sentence of the many that the text may become."""
    while found := CHOICE.search(text):
        chosen = random.choice(found[1].split("|"))
        text = text[: found.start()] + chosen + text[found.end() :]
    text = GENDER.sub(lambda pair: pair[3] if (is_girl if pair[1] else is_woman) else pair[2], text)
    text = SLOT.sub(lambda slot: slots.get(slot[1]) or number(random, slot[1]), text)
    return " ".join(text.split()).replace(" ?", "?").replace(" .", ".").replace(" ,", ",")


def number(random: Random, slot: str) -> str:
    """A slot that is drawn anew each time."""
    match slot:
        case "n":
            return str(random.randint(12, 480))
        case "n_small":
            return str(random.randint(2, 9))
        case "page":
            return str(random.randint(8, 190))
        case "room":
            return str(random.randint(1, 3) * 100 + random.randint(1, 19))
        case "sum":
            return str(random.choice((150, 200, 250, 300, 350, 400, 500, 700)))
        case "early":
            return random.choice(("8:30", "8:45", "9:00", "9:15", "9:30"))
        case "time":
            return f"{random.randint(12, 15)}:{random.choice(('00', '15', '30', '45'))}"
        case "evening":
            return random.choice(("17:00", "17:30", "18:00", "18:15", "18:30", "19:00"))
        case _:
            raise KeyError(slot)
