"""Whoever has lost a hat is signed out of it, however that came about. Runs as a follower of `Work`."""

from parta.identity.queries import sessions
from parta.kernel.ids import PersonId
from parta.work import Work

from . import queries


async def follow(work: Work, persons: frozenset[PersonId]) -> None:
    """End the sessions that act as these persons in a hat that none of their standings gives their account any more."""
    school = work.acting_school
    worn = await sessions.worn(work.connection, school, persons)
    if not worn:
        return
    held = await queries.hats_of(work.connection, school, {person for _, person, _ in worn})
    lost = worn - held
    if lost:
        work.sessions_ended(await sessions.end_worn(work.connection, school, lost))
