"""Living membership: when standings change, chats follow in the same transaction (C4). Runs as a follower of `Work`."""

from collections.abc import Iterable

import msgspec

from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, RoomId, SchoolId, StreamId, hat_stream
from parta.people import queries as people
from parta.realtime import journal
from parta.work import Work

from . import cards, reading, rights
from .direct import barred
from .direct import following as direct
from .direct.queries import barred as barred_queries
from .events import BadgesChanged, MembersChanged, RoomJoined, RoomLeft
from .queries import living as queries
from .queries.living import Badge, Given, Living
from .shapes import Author

Key = tuple[RoomId, PersonId, Hat]


class Deserved(msgspec.Struct):
    """What the rules give one person in one room, all terms taken together."""

    because: str
    badge: Badge
    posts: bool
    moderates: bool


async def follow(work: Work, persons: frozenset[PersonId]) -> None:
    """Make the memberships of these persons, and of their guardians, what the rules say now; tell everybody concerned.

    What a restriction closes to somebody is none of his, whatever other rule would give it.
    """
    school = work.acting_school
    persons |= frozenset(await people.guardians_of(work.connection, school, persons))
    talks = await barred_queries.talks(work.connection, school, persons)
    persons |= {talk.adult for talk in talks}
    closed = await barred.closed_to(work, talks)
    given = await queries.given(work.connection, school, persons)
    deserved = _together(one for one in given if one.key not in closed)
    living = {row.key: row for row in await queries.living(work.connection, school, persons)}
    coming = [key for key in deserved if key not in living]
    going = [key for key in living if key not in deserved]
    changed = [key for key in deserved if key in living and not _same(deserved[key], living[key])]
    # Rights hang on standings too, not on the membership alone: staff that stays hears what it may do now.
    staying = [key for key in deserved if key in living and (key in changed or key[2] is Hat.STAFF)]
    await _seat(work, school, persons)
    if not (coming or going or changed):
        await rights.tell(work, staying)
        return
    renamed = [key for key in changed if deserved[key].badge != living[key].badge]
    rooms = {room for room, _, _ in [*coming, *going, *renamed]}
    await journal.lock(work.connection, school, {StreamId(room): "room" for room in rooms})
    if going:
        await queries.close(work.connection, school, [living[key].id for key in going], work.now)
    if coming:
        await queries.open_(work.connection, school, [_row(work, school, key, deserved[key]) for key in coming])
    if changed:
        await queries.alter(
            work.connection, school, [_row(work, school, key, deserved[key], living[key]) for key in changed]
        )
    _tell_badges(work, {key: deserved[key].badge for key in renamed})
    await _tell(work, school, coming, going)
    if renamed:
        await direct.renamed(work, {room for room, _, _ in renamed})
    await rights.tell(work, staying)


def _together(given: Iterable[Given]) -> dict[Key, Deserved]:
    """Unite the terms: the most that any allows; the first reason that says most about the person stands."""
    united: dict[Key, Deserved] = {}
    for one in given:
        known = united.get(one.key)
        if known is None:
            united[one.key] = Deserved(one.because, one.badge, one.posts, one.moderates)
            continue
        known.posts = known.posts or one.posts
        known.moderates = known.moderates or one.moderates
        known.badge = known.badge.joined_with(one.badge)
    return united


def _same(deserved: Deserved, living: Living) -> bool:
    return (deserved.because, deserved.badge, deserved.posts, deserved.moderates) == (
        living.because,
        living.badge,
        living.posts,
        living.moderates,
    )


def _row(work: Work, school: SchoolId, key: Key, deserved: Deserved, living: Living | None = None) -> dict[str, object]:
    room, person, hat = key
    return {
        "school_id": school,
        "id": living.id if living else work.new_id(),
        "room_id": room,
        "person_id": person,
        "hat": hat.value,
        "because": deserved.because,
        "badge": msgspec.to_builtins(deserved.badge),
        "posts": deserved.posts,
        "moderates": deserved.moderates,
        "joined_at": work.now,
    }


async def _seat(work: Work, school: SchoolId, persons: frozenset[PersonId]) -> None:
    """Staff hears the desks that its standings open now, and no others."""
    actors = await people.actors(work.connection, school, {(person, Hat.STAFF) for person in persons})
    desks = {person: reading.desks_of(actor) for (person, _), actor in actors.items()}
    heads = await journal.heads(work.connection, sorted({desk for seats in desks.values() for desk in seats}))
    for person, seats in desks.items():
        work.desks_changed(person, Hat.STAFF, [(desk, heads[desk]) for desk in seats])


def _tell_badges(work: Work, renamed: dict[Key, Badge]) -> None:
    """Each room hears, at once for all whom it concerns, how they are shown now."""
    by_room: dict[RoomId, list[Author]] = {}
    for (room, person, _), badge in sorted(renamed.items()):
        by_room.setdefault(room, []).append(cards.author_of(person, msgspec.to_builtins(badge)))
    for room, authors in by_room.items():
        work.tell(StreamId(room), "room", BadgesChanged(authors=tuple(authors)))


async def _tell(work: Work, school: SchoolId, coming: list[Key], going: list[Key]) -> None:
    """The room learns the new number of members; each newcomer gets the room's card, each leaver loses it."""
    counts = await queries.member_counts(work.connection, {room for room, _, _ in [*coming, *going]})
    for room in counts:
        work.tell(
            StreamId(room),
            "room",
            MembersChanged(member_count=counts[room]),
            joins=[(person, hat) for at, person, hat in coming if at == room],
            leaves=[(person, hat) for at, person, hat in going if at == room],
        )
    actors = await people.actors(work.connection, school, {(person, hat) for _, person, hat in coming})
    made = await cards.cards_of(
        work, [(room, actors[person, hat]) for room, person, hat in coming if (person, hat) in actors]
    )
    for card, actor in made:
        assert actor.person is not None
        assert actor.hat is not None
        work.tell(hat_stream(actor.person, actor.hat), "person", RoomJoined(room=card))
    for room, person, hat in going:
        work.tell(hat_stream(person, hat), "person", RoomLeft(room_id=room))
