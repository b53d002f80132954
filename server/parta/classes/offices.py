"""Positions and how far they reach: the whole school, grades or a building; the reach follows the classes (A13)."""

from collections.abc import Collection
from uuid import UUID

import msgspec

from parta.kernel.errors import NotFound, invalid
from parta.kernel.ids import ClassId, PersonId, SchoolId
from parta.people import commands as people
from parta.people import queries as people_queries
from parta.policy.decide import Place
from parta.policy.standing import Held, Kind
from parta.policy.table import Action
from parta.school import queries as schools
from parta.work import Work

from .bindings import must_stay, school_today
from .queries import offices as queries
from .queries.offices import Office
from .shapes import Position


class Reach(msgspec.Struct, frozen=True):
    """Of which classes a position is; nothing named: of the whole school."""

    grades: tuple[int, ...] = ()
    building: UUID | None = None

    @property
    def whole(self) -> bool:
        """Is it the whole school?"""
        return not self.grades and self.building is None


async def appoint_position(work: Work, school: SchoolId, person: PersonId, position: Position, reach: Reach) -> None:
    """A position with its sight of the school: deputy head, counsellor, psychologist, social pedagogue, secretary."""
    work.require(Action.APPOINT_POSITION, Place(school=school))
    await must_stay(work, school, person)
    buildings = {one.id for one in await schools.buildings(work.connection, school)}
    if reach.building is not None and reach.building not in buildings:
        raise invalid("/buildingId", "Такого здания нет")
    held = (await people_queries.standings_of(work.connection, school, [person])).get(person, [])
    if reach.whole and Held(Kind.POSITION, None, position) in held:
        return
    today = await school_today(work, school)
    await queries.forget(work.connection, school, [person], position)
    await people.end(work, school, [person], today=today, kinds=[Kind.POSITION], detail=position)
    if reach.whole:
        await people.give(work, school, person, Kind.POSITION, today=today, detail=position)
    else:
        office = Office(person, position, sorted(set(reach.grades)), reach.building)
        if not office.reaches(await queries.places(work.connection, school)):
            raise invalid("/grades", "Здесь пока нет классов")
        await queries.keep(work.connection, school, office)
        await follow(work, school)
    building = str(reach.building) if reach.building else None
    grades = [str(one) for one in reach.grades]
    work.note(Action.APPOINT_POSITION, person, position=position, grades=grades, building=building)


async def remove_position(work: Work, school: SchoolId, person: PersonId, position: Position) -> None:
    """No longer in this position."""
    work.require(Action.APPOINT_POSITION, Place(school=school))
    today = await school_today(work, school)
    await queries.forget(work.connection, school, [person], position)
    if not await people.end(work, school, [person], today=today, kinds=[Kind.POSITION], detail=position):
        raise NotFound
    work.note(Action.APPOINT_POSITION, person, position=position, ended=True)


async def follow(work: Work, school: SchoolId) -> None:
    """Classes were made, renamed or moved: positions of grades and buildings reach what belongs to them now."""
    offices = await queries.limited(work.connection, school)
    if not offices:
        return
    places = await queries.places(work.connection, school)
    held = await queries.reached(work.connection, school)
    today = await school_today(work, school)
    for office in offices:
        wanted, now = office.reaches(places), held.get((office.person, office.position), set[ClassId]())
        who, kinds = [office.person], [Kind.POSITION]
        for one in sorted(now - wanted):
            await people.end(work, school, who, today=today, kinds=kinds, target=one, detail=office.position)
        for one in sorted(wanted - now):
            await people.give(
                work, school, office.person, Kind.POSITION, today=today, target=one, detail=office.position
            )


async def forget(work: Work, school: SchoolId, left: Collection[PersonId]) -> None:
    """Whoever left the staff has no position to come back to."""
    await queries.forget(work.connection, school, left)
