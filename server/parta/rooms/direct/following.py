"""Chats of two follow the structure: when the relation ends they are closed at once, when it is back they open (C12)."""

from collections.abc import Collection, Sequence

from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, RoomId, SchoolId, StreamId, hat_stream
from parta.people import queries as people
from parta.policy.matrix import Mark, Switches, mark, marked_on, verdict
from parta.realtime import journal
from parta.work import Work

from .. import cards
from ..events import RoomJoined
from .queries import bonds as bond_queries
from .queries import chats as queries
from .queries.bonds import Bond, Pair
from .queries.chats import Direct


async def follow(work: Work, persons: frozenset[PersonId]) -> None:
    """Open and close the chats of these persons and of their guardians; a follower of `Work`, after the memberships."""
    school = work.acting_school
    concerned = persons | frozenset(await people.guardians_of(work.connection, school, persons))
    await settle(work, await queries.touched(work.connection, school, concerned))


async def settle(work: Work, chats: Sequence[Direct]) -> None:
    """Make these chats what the matrix says now; both of each that changed are shown it."""
    if not chats:
        return
    school = work.acting_school
    switches = await queries.switches_of(work.connection, school)
    bonds = await bond_queries.bonds(work.connection, school, [chat.pair for chat in chats], switches)
    marks = await marks_of(work, school, bonds)
    found = [
        (chat.room, gives(bonds.get(chat.pair), switches), marked_on(chat.mark, marks.get(chat.pair, chat.mark)))
        for chat in chats
    ]
    known = {chat.room: (chat.lasts, chat.mark) for chat in chats}
    changed = [(room, lasts, marked) for room, lasts, marked in found if (lasts, marked) != known[room]]
    await queries.set_lasting(work.connection, school, changed)
    await renew(work, [room for room, _, _ in changed])


async def renew(work: Work, rooms: Collection[RoomId]) -> None:
    """The modes of these rooms follow from what is kept of them; both members of each see it."""
    if not rooms:
        return
    school = work.acting_school
    await journal.lock(work.connection, school, {StreamId(room): "room" for room in rooms})
    chats = await queries.of_rooms(work.connection, school, rooms)
    modes = [(chat.room, mode_of(chat)) for chat in chats if mode_of(chat) != chat.mode]
    await queries.set_modes(work.connection, school, modes, work.now)
    await show(work, chats)


def mode_of(chat: Direct) -> str:
    """Both write, or neither."""
    if chat.state == "declined":
        return "archived"
    blocked = chat.first_blocks or chat.second_blocks
    return "discussion" if chat.state == "open" and chat.lasts and not blocked else "readOnly"


async def show(work: Work, chats: Sequence[Direct]) -> None:
    """Each of the two who is there gets the card of the chat as it is now. The rooms' streams must be locked."""
    school = work.acting_school
    rooms = [chat.room for chat in chats if chat.state != "declined"]
    if not rooms:
        return
    members = await queries.members(work.connection, school, rooms)
    actors = await people.actors(work.connection, school, {(person, hat) for _, person, hat in members})
    made = await cards.cards_of(
        work, [(room, actors[person, hat]) for room, person, hat in members if (person, hat) in actors]
    )
    for card, actor in made:
        assert actor.person is not None
        assert actor.hat is not None
        work.tell(hat_stream(actor.person, actor.hat), "person", RoomJoined(room=card))


async def renamed(work: Work, rooms: Collection[RoomId]) -> None:
    """Somebody in these rooms has another name: a chat of two is called by it."""
    await show(work, await queries.of_rooms(work.connection, work.acting_school, rooms))


async def marks_of(work: Work, school: SchoolId, bonds: dict[Pair, Bond]) -> dict[Pair, Mark]:
    """What both read above each of these talks."""
    staff = {person for pair in bonds for person, hat in pair if hat is Hat.STAFF}
    confidants = await bond_queries.confidants(work.connection, school, staff) if staff else set()
    return {
        pair: mark(
            bond.one, bond.other, confidant=any(person in confidants for person, hat in pair if hat is Hat.STAFF)
        )
        for pair, bond in bonds.items()
    }


def gives(bond: Bond | None, switches: Switches) -> bool:
    """Does the matrix still give these two anything?"""
    return bond is not None and verdict(bond.one, bond.other, bond.relations, switches) is not None
