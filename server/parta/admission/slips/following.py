"""A slip lives no longer than what it stands for. Runs as a follower of `Work`, however a standing came to its end."""

from parta.kernel.ids import PersonId
from parta.work import Work

from . import queries


async def follow(work: Work, persons: frozenset[PersonId]) -> None:
    """Recall the unused slips of whoever holds no standing in their role any more.

    And those without a name for the children whom one of these people no longer represents: a spare one that he
    kept would let him in again at once (security.md 27).
    """
    await queries.recall_groundless(work.connection, work.acting_school, persons, work.now)
