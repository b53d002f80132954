"""Sending a file into a chat begins here; reading one is asked here, each time anew."""

from uuid import UUID

from parta.files import evidence, uploads
from parta.files.shapes import NewFile, Size, Upload, Variant
from parta.files.storage import Storage
from parta.kernel.errors import NotFound
from parta.kernel.ids import ClassId, RoomId
from parta.policy.decide import Place
from parta.policy.table import Action
from parta.work import Work

from ..commands import must_write, place, standing_in
from . import queries


async def begin(work: Work, storage: Storage, room: RoomId, new: NewFile) -> Upload:
    """Announce a file for a chat in which the actor may write now; whether he still may is seen when it is sent."""
    footing = await standing_in(work, room)
    work.require(Action.SEND_FILE, place(work, footing))
    await must_write(work, footing)
    return await uploads.begin(work, storage, room, new)


async def readable(work: Work, one: UUID, size: Size) -> tuple[Variant, str]:
    """A file of a message that the actor may read at this moment, with its name; everything else is `NotFound`."""
    if work.actor.hat is None:
        raise NotFound
    row = await queries.readable(work.connection, work.school, work.person, work.actor.hat, one)
    if row is None:
        raise NotFound
    classes = frozenset({ClassId(row.class_id)}) if row.class_id else frozenset()
    work.require(Action.SEE_FILE, Place(school=work.school, classes=classes, member=True))
    return evidence.variant_of(row, size), row.name
