"""Administration passes to whom the head's order names: the others lose it, and their sessions end (A9)."""

from uuid import UUID

from parta.identity import sessions
from parta.kernel.ids import PersonId, SchoolId
from parta.people import commands as people
from parta.people import queries as roster
from parta.policy.standing import Kind
from parta.school import queries as schools
from parta.work import Work

from . import queries, telling


async def take_over(work: Work, school: SchoolId, person: PersonId, recovery: UUID) -> None:
    """The order takes effect. The new administrator has an account by now: a school is never left without one."""
    row = await queries.by_id(work.connection, recovery)
    assert row is not None
    work.within(school)
    today = work.today(await schools.time_zone(work.connection, school))
    before = await roster.holders(work.connection, school, Kind.ADMIN)
    if person not in before:
        await people.give(work, school, person, Kind.ADMIN, today=today, basis=row.order)
    others = [one for one in before if one != person]
    if others:
        await people.end(work, school, others, today=today, kinds=[Kind.ADMIN])
        await sessions.end_all(work, await queries.accounts_of(work.connection, school, others))
    await queries.set_recovery(work.connection, school, recovery, {"status": "applied", "ended_at": work.now})
    work.note("recoverAdministration", person, order=row.order, before=[str(one) for one in others])
    name = (await roster.names(work.connection, school, [person]))[person].full
    await telling.tell_applied(work, school, row.order, name)
