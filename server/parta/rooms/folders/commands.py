"""Folders are one's own: they show nothing that one may not see, and nobody else sees them."""

import msgspec

from parta.kernel.errors import NotFound, invalid
from parta.kernel.hats import Hat
from parta.kernel.ids import RoomId
from parta.kernel.text import one_line
from parta.policy.decide import Place
from parta.policy.table import Action
from parta.work import Work

from ..queries import rooms as room_queries
from . import queries
from .shapes import Folders

LONGEST_NAME = 20


async def folders(work: Work) -> Folders:
    """The actor's folders in this hat."""
    return Folders(await queries.folders(work.connection, work.school, work.person, _hat(work)))


async def save(work: Work, new: Folders) -> Folders:
    """These are the actor's folders from now on; chats that are not his are left out."""
    work.require(Action.SEE_ROOM, Place(school=work.school, member=True))
    if len({one.id for one in new.folders}) < len(new.folders):
        raise invalid("/folders", "Папки повторяются")
    mine = set(await room_queries.my_rooms(work.connection, work.school, work.person, _hat(work)))
    kept = [
        msgspec.structs.replace(
            one,
            name=one_line(one.name, pointer=f"/folders/{place}/name", longest=LONGEST_NAME),
            kinds=tuple(dict.fromkeys(one.kinds)),
            rooms=tuple(room for room in dict.fromkeys(one.rooms) if RoomId(room) in mine),
        )
        for place, one in enumerate(new.folders)
    ]
    await queries.replace(work.connection, work.school, work.person, _hat(work), kept)
    return Folders(kept)


def _hat(work: Work) -> Hat:
    if work.actor.hat is None:
        raise NotFound
    return work.actor.hat
