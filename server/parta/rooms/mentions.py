"""Mentions inside a text: `<@person-id>` for one, `<@all>` for everybody (only for those with the right)."""

import re
from uuid import UUID

from parta.kernel.errors import invalid

_MENTION = re.compile(r"<@([0-9a-f-]{36}|all)>")
AT_MOST = 20


def mentions_of(text: str) -> tuple[tuple[UUID, ...], bool]:
    """The persons a text mentions, each once, and whether it calls everybody."""
    persons: dict[UUID, None] = {}
    everybody = False
    for match in _MENTION.finditer(text):
        if match[1] == "all":
            everybody = True
            continue
        try:
            persons[UUID(match[1])] = None
        except ValueError:
            continue
    if len(persons) > AT_MOST:
        raise invalid("/text", f"Не больше {AT_MOST} упоминаний в одном сообщении")
    return tuple(persons), everybody
