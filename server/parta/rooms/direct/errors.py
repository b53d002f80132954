"""Refusals of direct chats."""

from parta.kernel.errors import Refusal


class TooManyNewChats(Refusal):
    """More new acquaintances in a day than a person has (security.md 25)."""

    status = 429
    slug = "too-many-new-chats"
    title = "Слишком много новых личных чатов за сутки. Продолжите завтра"


class NotAgreed(Refusal):
    """The other parent did not let him write; only he himself can begin now."""

    slug = "not-agreed"
    title = "Этот человек не разрешил писать ему лично. Он может написать вам сам"


class NothingAsked(Refusal):
    """Nobody waits for an answer here."""

    slug = "nothing-asked"
    title = "На эту просьбу уже ответили"
