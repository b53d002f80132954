"""The door of taking away what classes may stand in: buildings and bell schedules."""

from uuid import UUID

from litestar import delete

from parta.school import profile
from parta.work import Work

from ..queries import classes as queries


@delete("/school/buildings/{building_id:uuid}", operation_id="removeBuilding")
async def remove_building(building_id: UUID, work: Work) -> None:
    """Forget a building that no class stands in."""
    in_use = await queries.building_in_use(work.connection, work.school, building_id)
    await profile.remove_building(work, work.school, building_id, in_use=in_use)


@delete("/school/bell-schedules/{schedule_id:uuid}", operation_id="removeBellSchedule")
async def remove_bell_schedule(schedule_id: UUID, work: Work) -> None:
    """Forget a bell schedule; classes that followed it follow none."""
    await profile.remove_bell_schedule(work, work.school, schedule_id)
    await queries.forget_bells(work.connection, work.school, schedule_id)


ROUTES = [remove_building, remove_bell_schedule]
