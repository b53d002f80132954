"""The HTTP door of the school's profile, buildings and bell schedules."""

from uuid import UUID

from litestar import get, patch, post, put

from parta.policy.decide import Place
from parta.policy.table import Action
from parta.work import Work

from . import profile, queries
from .shapes import BellSchedule, Building, NewBellSchedule, NewBuilding, Profile, ProfileChange


@get("/school", operation_id="readSchool")
async def read_school(work: Work) -> Profile:
    """The profile of the school in which the person acts."""
    work.require(Action.SEE_SCHOOL, Place(school=work.school))
    return await queries.profile(work.connection, work.school)


@patch("/school", operation_id="changeSchool")
async def change_school(data: ProfileChange, work: Work) -> Profile:
    """Change what is named of the profile; the trail keeps the old and the new value."""
    return await profile.change(work, work.school, data)


@get("/school/buildings", operation_id="listBuildings")
async def list_buildings(work: Work) -> list[Building]:
    """Buildings and branches."""
    work.require(Action.SEE_SCHOOL, Place(school=work.school))
    return await queries.buildings(work.connection, work.school)


@post("/school/buildings", operation_id="addBuilding")
async def add_building(data: NewBuilding, work: Work) -> Building:
    """Write a building down."""
    return await profile.save_building(work, work.school, data)


@put("/school/buildings/{building_id:uuid}", operation_id="changeBuilding")
async def change_building(building_id: UUID, data: NewBuilding, work: Work) -> Building:
    """Change a building's name or address."""
    return await profile.save_building(work, work.school, data, building_id)


@get("/school/bell-schedules", operation_id="listBellSchedules")
async def list_bell_schedules(work: Work) -> list[BellSchedule]:
    """«Расписание звонков»: all of them."""
    work.require(Action.SEE_SCHOOL, Place(school=work.school))
    return await queries.bell_schedules(work.connection, work.school)


@post("/school/bell-schedules", operation_id="addBellSchedule")
async def add_bell_schedule(data: NewBellSchedule, work: Work) -> BellSchedule:
    """Write a bell schedule down."""
    return await profile.save_bell_schedule(work, work.school, data)


@get("/school/subjects", operation_id="listSubjects")
async def list_subjects(work: Work) -> list[str]:
    """The school's subjects."""
    work.require(Action.SEE_STAFF, Place(school=work.school))
    return await queries.subjects(work.connection, work.school)


ROUTES = [
    read_school,
    change_school,
    list_buildings,
    add_building,
    change_building,
    list_bell_schedules,
    add_bell_schedule,
    list_subjects,
]
