"""What the clock says of a chat: until when nothing rings in it, and why (C14). Asked for above the field."""

from datetime import datetime
from typing import Literal

import msgspec

from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, RoomId
from parta.people.queries import hours as people
from parta.policy.table import Action
from parta.school import queries as schools
from parta.school.quiet import Rule, quiet_until
from parta.work import Work

from . import commands
from .direct.queries import chats as direct


class RoomHours(msgspec.Struct, frozen=True, rename="camel"):
    """`quiet_until`: a message comes without ringing until then; because of the school, or of the one it is for."""

    quiet_until: datetime | None
    because: Literal["school", "person"] | None


async def of_room(work: Work, room: RoomId) -> RoomHours:
    """Is it quiet for those who would be told of a message written now?"""
    footing = await commands.standing_in(work, room)
    work.require(Action.SEE_ROOM, commands.place(work, footing))
    times = (await schools.quiet_times(work.connection, [work.school]))[work.school]
    rules: list[Rule] = [times]
    if footing.kind == "direct":
        other = await _other(work, room)
        if other is not None:
            rules += (await people.hours_of(work.connection, [other])).values()
    until = quiet_until(work.now, times.time_zone, rules)
    if until is None:
        return RoomHours(None, None)
    of_school = quiet_until(work.now, times.time_zone, [times])
    return RoomHours(until, "school" if of_school == until else "person")


async def _other(work: Work, room: RoomId) -> PersonId | None:
    """The member of the staff on the other side of a chat of two."""
    for chat in await direct.of_rooms(work.connection, work.school, [room]):
        for person, hat in chat.pair:
            if person != work.person and hat is Hat.STAFF:
                return person
    return None
