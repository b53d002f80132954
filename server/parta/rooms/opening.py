"""Rooms that the school's structure brings with it: they open with the class, the group, the school (C2, C3, A5)."""

from collections.abc import Collection, Sequence

from parta.kernel.hats import Hat
from parta.kernel.ids import ClassId, PersonId, RoomId, SchoolId, StreamId
from parta.work import Work

from .events import RoomChanged
from .queries import opening as queries
from .queries.opening import NewRoom
from .rule import Rule, Term

Titled = tuple[ClassId, str]


async def open_staffroom(work: Work, school: SchoolId) -> RoomId:
    """«Учительская»: every confirmed pedagogue; it can't be deleted (A5)."""
    rule = Rule((Term("confirmedStaff"), Term("heads", moderates=True)))
    room = NewRoom(id=RoomId(work.new_id()), kind="staffroom", title="Учительская", rule=rule, retained=True)
    await queries.insert_rooms(work.connection, school, [room], work.now)
    return room.id


async def open_class_rooms(work: Work, school: SchoolId, classes: Collection[Titled]) -> None:
    """The four chats of each class: its pupils, their parents, its teachers, and announcements (C2)."""
    rooms = [room for titled in classes for room in _class_rooms(work, *titled)]
    await queries.insert_rooms(work.connection, school, rooms, work.now)


def _class_rooms(work: Work, class_id: ClassId, title: str) -> Sequence[NewRoom]:
    leads = Term("classTeachersOf", class_id, moderates=True)

    def room(kind: str, word: str, *terms: Term, mode: str = "discussion") -> NewRoom:
        return NewRoom(
            id=RoomId(work.new_id()),
            kind=kind,
            title=f"{title} — {word}",
            rule=Rule((*terms, leads)),
            mode=mode,
            class_id=class_id,
        )

    everybody = (Term("pupilsOf", class_id), Term("guardiansOf", class_id), Term("teachersOf", class_id))
    return (
        room("class", "класс", Term("pupilsOf", class_id)),
        room("parents", "родители", Term("guardiansOf", class_id)),
        room("teachers", "учителя", Term("teachersOf", class_id)),
        room("announcements", "объявления", *everybody, mode="announcements"),
    )


async def open_club_rooms(work: Work, school: SchoolId, clubs: Collection[Titled]) -> None:
    """The two chats of each club: its members, and their parents (C3)."""
    rooms = []
    for club, title in clubs:
        leads = Term("leaderOf", club, moderates=True)
        members, parents = Rule((Term("membersOf", club), leads)), Rule((Term("guardiansOfMembers", club), leads))
        rooms.append(NewRoom(id=RoomId(work.new_id()), kind="group", title=title, rule=members, class_id=club))
        parents_title = f"{title} — родители"
        rooms.append(
            NewRoom(id=RoomId(work.new_id()), kind="parents", title=parents_title, rule=parents, class_id=club)
        )
    await queries.insert_rooms(work.connection, school, rooms, work.now)


async def open_subgroup_rooms(work: Work, school: SchoolId, subgroups: Collection[Titled], class_title: str) -> None:
    """The chat of each subgroup of a class: its pupils and who teaches them (C3)."""
    rooms = [
        NewRoom(
            id=RoomId(work.new_id()),
            kind="group",
            title=f"{class_title} — {title}",
            rule=Rule((Term("membersOf", subgroup), Term("leaderOf", subgroup, moderates=True))),
            class_id=subgroup,
        )
        for subgroup, title in subgroups
    ]
    await queries.insert_rooms(work.connection, school, rooms, work.now)


async def open_subject_room(
    work: Work, school: SchoolId, school_class: Titled, subject: str, members: Collection[PersonId]
) -> RoomId:
    """The chat of a subject in a class; the same one when it is open already (C3). `members`: who will be in it."""
    class_id, title = school_class
    known = await queries.subject_room(work.connection, school, class_id, subject)
    if known is not None:
        return RoomId(known)
    terms = (
        Term("pupilsOf", class_id),
        Term("subjectTeachersOf", class_id, detail=subject, moderates=True),
        Term("classTeachersOf", class_id, moderates=True),
    )
    room = NewRoom(
        id=RoomId(work.new_id()),
        kind="subject",
        title=f"{title} — {subject}",
        rule=Rule(terms),
        class_id=class_id,
        subject=subject,
    )
    await queries.insert_rooms(work.connection, school, [room], work.now)
    work.standings_changed(members)
    return room.id


async def retitle_class_rooms(work: Work, school: SchoolId, class_id: ClassId, old: str, new: str) -> None:
    """The class has another name: its chats too; those with a name of their own keep it."""
    renamed = []
    for room, title, mode in await queries.titles_of(work.connection, school, class_id):
        if title == old or title.startswith(f"{old} — "):
            words = new + title.removeprefix(old)
            renamed.append((room, words))
            work.tell(StreamId(room), "room", RoomChanged(title=words, mode=mode))
    await queries.retitle_many(work.connection, school, renamed)


async def keep_in_staffroom(work: Work, school: SchoolId, person: PersonId, reason: str) -> None:
    """«Учительская» for a member of staff who is no pedagogue, by a named exception (A5)."""
    room = await queries.staffroom(work.connection, school)
    await queries.pin(work.connection, school, room, person, Hat.STAFF, reason, work.now)
    work.standings_changed([person])


async def release(work: Work, school: SchoolId, people: Collection[PersonId], hat: Hat) -> None:
    """Named exceptions of these people in this hat are over."""
    await queries.unpin_all(work.connection, school, people, hat)
    work.standings_changed(people)
