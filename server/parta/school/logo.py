"""The school's sign: on pages of entry, in the head of the client, on slips and leaflets (A4)."""

from uuid import UUID

from parta.kernel.ids import SchoolId, StreamId
from parta.policy.decide import Place
from parta.policy.table import Action
from parta.work import Work

from . import queries
from .events import SchoolChanged
from .queries import logos


async def change(work: Work, school: SchoolId, png: bytes | None) -> UUID | None:
    """Put a sign in place of the old one; None: no sign. Its id is new each time, so that no browser shows the old one."""
    work.require(Action.SET_LOGO, Place(school=school))
    new = None if png is None else work.new_id()
    old = await logos.replace(work.connection, school, new, png)
    if old == new:
        return None
    work.note(Action.SET_LOGO, school, old=str(old) if old else None, new=str(new) if new else None)
    work.tell(StreamId(school), "school", SchoolChanged(school=await queries.card(work.connection, school)))
    return new
