"""Classes and groups: made by nomenclature, renamed. A class opens its chats in the same transaction (A6, C2, C3)."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from parta.kernel.errors import NotFound, invalid
from parta.kernel.ids import ClassId, SchoolId
from parta.kernel.text import one_line, sort_key
from parta.parts.schema import Record
from parta.policy.decide import Place
from parta.policy.table import Action
from parta.rooms import opening
from parta.school import queries as schools
from parta.work import Work

from . import offices
from .errors import TitleTaken
from .nomenclature import AT_MOST, Wish, wishes_of
from .queries import classes as queries
from .queries.classes import NewClass
from .titles import LAST_GRADE, MAX_TITLE

MAX_GROUP_TITLE = 60


class MadeClasses(msgspec.Struct, frozen=True, rename="camel"):
    """What was made, by title, and which titles were there before."""

    made: dict[str, UUID]
    existed: list[str]


async def make(work: Work, school: SchoolId, wishes: Sequence[Wish], *, building: UUID | None = None) -> MadeClasses:
    """Make classes and class sets with their chats; those that exist stay as they are."""
    work.require(Action.MAKE_CLASS, Place(school=school))
    return await make_allowed(work, school, wishes, building=building)


async def make_allowed(
    work: Work, school: SchoolId, wishes: Sequence[Wish], *, building: UUID | None = None
) -> MadeClasses:
    """The same for whoever was allowed by another action (an import)."""
    if len(wishes) > AT_MOST:
        raise invalid("/classes", f"Не больше {AT_MOST} классов за один раз")
    new = [_new(work, wish, building, place) for place, wish in enumerate(wishes)]
    made_ids = await queries.insert_classes(work.connection, school, new, work.now)
    made = [one for one in new if one.id in made_ids]
    await opening.open_class_rooms(work, school, [(one.id, one.title) for one in made])
    if made:
        await offices.follow(work, school)
        work.note(Action.MAKE_CLASS, None, classes=[str(one.id) for one in made])
    return MadeClasses({one.title: one.id for one in made}, [one.title for one in new if one.id not in made_ids])


async def make_club(work: Work, school: SchoolId, title: str, *, building: UUID | None = None) -> ClassId:
    """Make a club or group of extra education, with its two chats."""
    work.require(Action.MAKE_CLASS, Place(school=school))
    clean = one_line(title, pointer="/title", longest=MAX_GROUP_TITLE, name=True)
    club = NewClass(
        id=ClassId(work.new_id()), kind="club", title=clean, sort_key=class_sort_key(clean, None), building=building
    )
    await _insert_one(work, school, club)
    await opening.open_club_rooms(work, school, [(club.id, clean)])
    work.note(Action.MAKE_CLASS, club.id)
    return club.id


async def make_subgroups(work: Work, school: SchoolId, class_id: ClassId, titles: Sequence[str]) -> dict[str, ClassId]:
    """Divide a class («Английский 1», «Английский 2»): each subgroup gets its chat."""
    work.require(Action.MAKE_CLASS, Place(school=school, classes=frozenset({class_id})))
    parent = await queries.one_class(work.connection, school, class_id)
    if parent.kind not in ("class", "set"):
        raise NotFound
    made: dict[str, ClassId] = {}
    for place, title in enumerate(titles):
        clean = one_line(title, pointer=f"/titles/{place}", longest=MAX_GROUP_TITLE, name=True)
        one = NewClass(
            id=ClassId(work.new_id()),
            kind="subgroup",
            title=clean,
            sort_key=class_sort_key(clean, parent.grade),
            grade=parent.grade,
            building=parent.building_id,
            parent=class_id,
        )
        await _insert_one(work, school, one)
        made[clean] = one.id
    await opening.open_subgroup_rooms(work, school, [(one, title) for title, one in made.items()], parent.title)
    work.note(Action.MAKE_CLASS, class_id, subgroups=[str(one) for one in made.values()])
    return made


async def rename(work: Work, school: SchoolId, class_id: ClassId, title: str) -> str:
    """Give a class another title; its members and chats stay (A6). Returns the title as it is written now."""
    work.require(Action.EDIT_CLASS, Place(school=school, classes=frozenset({class_id})))
    row = await queries.one_class(work.connection, school, class_id)
    if row.kind in ("class", "set"):
        wish = _wish(title, "/title")
    else:
        wish = Wish(one_line(title, pointer="/title", longest=MAX_GROUP_TITLE, name=True), row.grade)
    new = wish.title
    if await queries.title_is_taken(work.connection, school, new, row.building_id, row.parent_id, class_id):
        raise TitleTaken
    values = {"title": new, "grade": wish.grade, "second_grade": wish.second_grade}
    await queries.set_class(work.connection, school, class_id, {**values, "sort_key": class_sort_key(new, wish.grade)})
    await _retitle_rooms(work, school, class_id, row, new)
    await offices.follow(work, school)
    work.note(Action.EDIT_CLASS, class_id, {"title": (row.title, new)})
    return new


async def _retitle_rooms(work: Work, school: SchoolId, class_id: ClassId, row: Record, new: str) -> None:
    """The chats of the class and of its subgroups carry the new title («6А — Английский 1»)."""
    parts = await queries.subgroups_of(work.connection, school, class_id)
    titles = await queries.titles(
        work.connection, school, [*parts, *([ClassId(row.parent_id)] if row.parent_id else [])]
    )
    of_class = f"{titles[row.parent_id]} — " if row.parent_id else ""
    await opening.retitle_class_rooms(work, school, class_id, of_class + row.title, of_class + new)
    for part in parts:
        old_title, new_title = (f"{title} — {titles[part]}" for title in (row.title, new))
        await opening.retitle_class_rooms(work, school, part, old_title, new_title)


async def move(work: Work, school: SchoolId, class_id: ClassId, building: UUID | None) -> None:
    """Put a class into another building, or into none (A4)."""
    work.require(Action.EDIT_CLASS, Place(school=school, classes=frozenset({class_id})))
    row = await queries.one_class(work.connection, school, class_id)
    if await queries.title_is_taken(work.connection, school, row.title, building, row.parent_id, class_id):
        raise TitleTaken
    await queries.set_class(work.connection, school, class_id, {"building_id": building})
    await offices.follow(work, school)
    names = {one.id: one.name for one in await schools.buildings(work.connection, school)}
    words = {"building": (names.get(row.building_id, ""), names.get(building, "") if building else "")}
    work.note(Action.EDIT_CLASS, class_id, words)


def class_sort_key(title: str, grade: int | None) -> str:
    """The order of a list of classes: groups without a grade first, then by grade, then by title."""
    return f"{grade + 1 if grade is not None else 0:02d} {sort_key(title)}"


def _new(work: Work, wish: Wish, building: UUID | None, place: int) -> NewClass:
    title = _wish(wish.title, f"/classes/{place}/title").title
    if wish.grade is not None and not 0 <= wish.grade <= LAST_GRADE:
        raise invalid(f"/classes/{place}/grade", f"Параллель — от 0 до {LAST_GRADE}")
    return NewClass(
        id=ClassId(work.new_id()),
        kind=wish.kind,
        title=title,
        sort_key=class_sort_key(title, wish.grade),
        grade=wish.grade,
        second_grade=wish.second_grade,
        building=building,
    )


def _wish(title: str, pointer: str) -> Wish:
    clean = one_line(title, pointer=pointer, longest=40, name=True)
    wishes = wishes_of(clean)
    if len(wishes) != 1:
        raise invalid(pointer, f"Название класса — до {MAX_TITLE} знаков: «6Б», «10-К», «0», «Солнышко»")
    return wishes[0]


async def _insert_one(work: Work, school: SchoolId, one: NewClass) -> None:
    if not await queries.insert_classes(work.connection, school, [one], work.now):
        raise TitleTaken
