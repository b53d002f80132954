"""A restriction closes a barred adult's chats of two too: with the child, and with staff who is nobody to him but by it (B9).

An ended chat of two stays readable; one that hangs on a child he is barred from does not, whatever other child keeps him here.
"""

from collections.abc import Sequence

from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, RoomId
from parta.work import Work

from .following import gives
from .queries import bonds as bond_queries
from .queries import chats as queries
from .queries.barred import Talk


async def closed_to(work: Work, talks: Sequence[Talk]) -> set[tuple[RoomId, PersonId, Hat]]:
    """Whose place in which of these chats the restriction takes."""
    with_staff = [talk for talk in talks if not talk.with_child and talk.other[1] is Hat.STAFF]
    closed = [talk for talk in talks if talk.with_child]
    if with_staff:
        school = work.acting_school
        switches = await queries.switches_of(work.connection, school)
        bonds = await bond_queries.bonds(work.connection, school, [talk.pair for talk in with_staff], switches)
        closed += [talk for talk in with_staff if not gives(bonds.get(talk.pair), switches)]
    return {(talk.room, talk.adult, Hat.GUARDIAN) for talk in closed}
