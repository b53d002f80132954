"""What an examination found: fine, worth knowing, or broken; in words for the operator, with advice."""

from enum import StrEnum

import msgspec


class State(StrEnum):
    FINE = "fine"
    WARNING = "warning"
    BROKEN = "broken"


class Finding(msgspec.Struct, frozen=True):
    """One line of `parta doctor`."""

    name: str
    state: State
    text: str
    advice: str = ""


def fine(name: str, text: str) -> Finding:
    return Finding(name, State.FINE, text)


def warning(name: str, text: str, advice: str) -> Finding:
    return Finding(name, State.WARNING, text, advice)


def broken(name: str, text: str, advice: str) -> Finding:
    return Finding(name, State.BROKEN, text, advice)
