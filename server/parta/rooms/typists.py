"""Who is seen to type: only whoever the room lets write now, as posting itself asks (C5, C12, E4)."""

from parta.kernel.gathering import Gathering
from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, RoomId
from parta.work import Workshop

from .queries import members as queries

Typist = tuple[RoomId, PersonId, Hat]


class Typists:
    """Asks for all who type at one time together; nothing is remembered, so a closed chat is silent at once."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._asking: Gathering[Typist, bool] = Gathering(self._ask)

    async def lets(self, room: RoomId, person: PersonId, hat: Hat) -> bool:
        """May this person write in this room now?"""
        return bool(await self._asking.of((room, person, hat)))

    async def _ask(self, typists: list[Typist]) -> dict[Typist, bool]:
        async with self._workshop.open(reads=True) as work:
            return dict.fromkeys(await queries.writing(work.connection, typists, work.now), True)
