"""The door of what classes stand in and follow: buildings and bell schedules, where these meet classes."""

from typing import Annotated
from uuid import UUID

import msgspec
from litestar import delete, put

from parta.kernel.ids import ClassId
from parta.school import profile
from parta.school.shapes import BellSchedule, NewBellSchedule
from parta.work import Work

from .. import bells
from ..queries import classes as queries


class RungFor(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Which classes follow a bell schedule from now on."""

    class_ids: Annotated[list[UUID], msgspec.Meta(max_length=500)]


@delete("/school/buildings/{building_id:uuid}", operation_id="removeBuilding")
async def remove_building(building_id: UUID, work: Work) -> None:
    """Forget a building that no class stands in."""
    in_use = await queries.building_in_use(work.connection, work.school, building_id)
    await profile.remove_building(work, work.school, building_id, in_use=in_use)


@put("/school/bell-schedules/{schedule_id:uuid}", operation_id="changeBellSchedule")
async def change_bell_schedule(schedule_id: UUID, data: NewBellSchedule, work: Work) -> BellSchedule:
    """Change a bell schedule."""
    return await bells.change(work, work.school, schedule_id, data)


@put("/school/bell-schedules/{schedule_id:uuid}/classes", operation_id="ringForClasses", status_code=204)
async def ring_for_classes(schedule_id: UUID, data: RungFor, work: Work) -> None:
    """Bind a bell schedule to these classes and to no others."""
    await bells.ring_for(work, work.school, schedule_id, [ClassId(one) for one in data.class_ids])


@delete("/school/bell-schedules/{schedule_id:uuid}", operation_id="removeBellSchedule")
async def remove_bell_schedule(schedule_id: UUID, work: Work) -> None:
    """Forget a bell schedule; classes that followed it do not any more."""
    await bells.remove(work, work.school, schedule_id)


ROUTES = [remove_building, change_bell_schedule, ring_for_classes, remove_bell_schedule]
