"""What members may do, told to each on his own stream when a room's mode or his standing changed."""

from collections.abc import Collection
from uuid import UUID

from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, RoomId, hat_stream
from parta.people import queries as people
from parta.policy.table import Action
from parta.work import Work

from .cards import may_react, may_write, room_abilities
from .events import AbilitiesChanged
from .queries import members as member_queries
from .queries import rooms as queries

Key = tuple[RoomId, PersonId, Hat]


async def tell_members(work: Work, room: RoomId) -> None:
    """The room's mode is another now: each member hears what he may do in it."""
    members = await member_queries.members(work.connection, work.school, room, work.now)
    await tell(work, [(room, PersonId(one.person_id), Hat(one.hat)) for one in members])


async def tell(work: Work, members: Collection[Key]) -> None:
    """Each of these members hears what he may do in these rooms now."""
    if not members:
        return
    school = work.acting_school
    actors = await people.actors(work.connection, school, {(person, hat) for _, person, hat in members})
    asked = set(members)
    found: dict[tuple[PersonId, Hat], dict[str, list[Action]]] = {}
    leads: dict[tuple[PersonId, Hat], list[UUID]] = {}
    for row in await queries.footings(
        work.connection, school, {room for room, _, _ in members}, {person for _, person, _ in members}, work.now
    ):
        wearer = (PersonId(row.person_id), Hat(row.hat))
        if wearer not in actors or (RoomId(row.room_id), *wearer) not in asked:
            continue
        writes = may_write(row.mode, posts=row.posts, moderates=row.moderates) and row.until is None
        reacts = may_react(row.mode, posts=row.posts) and row.until is None
        may = room_abilities(actors[wearer], school, row.class_id, writes=writes, reacts=reacts, kind=row.kind)
        if row.moderates:
            leads.setdefault(wearer, []).append(row.room_id)
        found.setdefault(wearer, {})[str(row.room_id)] = may
    for (person, hat), rooms in found.items():
        work.tell(
            hat_stream(person, hat.value), "person", AbilitiesChanged(rooms=rooms, leads=leads.get((person, hat), []))
        )
