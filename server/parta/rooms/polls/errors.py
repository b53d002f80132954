"""Refusals of polls."""

from parta.kernel.errors import Refusal


class PollIsClosed(Refusal):
    """The time is over, or the author closed it."""

    slug = "poll-is-closed"
    title = "Опрос закрыт"


class NotYourVote(Refusal):
    """In this poll the children's representatives vote, one vote a child."""

    status = 403
    slug = "not-your-vote"
    title = "В этом опросе голосуют родители, по одному голосу за ребёнка"
