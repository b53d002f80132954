"""The school's profile is edited: each change is in the trail with its old and new value (A4, A14)."""

from uuid import UUID

import msgspec

from parta.kernel.errors import NotFound, invalid
from parta.kernel.ids import SchoolId, StreamId
from parta.kernel.text import one_line
from parta.policy.decide import Place
from parta.policy.table import Action
from parta.work import Work

from . import queries
from .commands import known_inn, known_time_zone, optional_line
from .errors import BuildingInUse, NameTaken
from .events import SchoolChanged
from .shapes import BellSchedule, Building, Holiday, Lesson, NewBellSchedule, NewBuilding, Profile, ProfileChange

_LINES = ("full_name", "region", "city", "address", "site", "email", "phone", "help_phone", "help_hours")


async def change(work: Work, school: SchoolId, wanted: ProfileChange) -> Profile:
    """Change what is named of the profile."""
    work.require(Action.EDIT_SCHOOL, Place(school=school))
    old = await queries.profile(work.connection, school, lock=True)
    values = _cleaned(wanted)
    if values.get("legal_mode") == "remoteLessons" and old.legal_mode != "remoteLessons":
        one_line(wanted.order, pointer="/order", longest=120)  # the order's number and date, or a refusal
    changed = {field: value for field, value in values.items() if getattr(old, field) != value}
    if not changed:
        return old
    new = msgspec.structs.replace(old, **changed)
    if new.quiet_from == new.quiet_to:
        raise invalid("/quietTo", "Тихие часы не могут начинаться и кончаться в одно время")
    await queries.update_school(
        work.connection, school, {name: msgspec.to_builtins(one) for name, one in changed.items()}
    )
    words = {field: (_words(getattr(old, field)), _words(value)) for field, value in changed.items()}
    work.note(Action.EDIT_SCHOOL, school, words, order=wanted.order.strip())
    work.tell(StreamId(school), "school", SchoolChanged(school=await queries.card(work.connection, school)))
    return new


async def save_building(work: Work, school: SchoolId, form: NewBuilding, which: UUID | None = None) -> Building:
    """Write a building or branch down, or change it."""
    work.require(Action.EDIT_SCHOOL, Place(school=school))
    known = {one.id: one for one in await queries.buildings(work.connection, school)}
    if which is not None and which not in known:
        raise NotFound
    row = Building(
        which or work.new_id(),
        one_line(form.name, pointer="/name", longest=80),
        optional_line(form.address, pointer="/address"),
    )
    if not await queries.save_building(work.connection, school, row):
        raise NameTaken
    before = known.get(row.id)
    work.note(Action.EDIT_SCHOOL, row.id, {"building": (_stands(before) if before else "", _stands(row))})
    return row


async def remove_building(work: Work, school: SchoolId, which: UUID, *, in_use: bool) -> None:
    """Forget a building; `in_use`: classes stand in it."""
    work.require(Action.EDIT_SCHOOL, Place(school=school))
    known = {one.id: one for one in await queries.buildings(work.connection, school)}
    if which not in known:
        raise NotFound
    if in_use:
        raise BuildingInUse
    if any(one.building_id == which for one in await queries.bell_schedules(work.connection, school)):
        raise BuildingInUse("По этому зданию звонят звонки. Сначала измените их расписание")
    await queries.delete_building(work.connection, school, which)
    work.note(Action.EDIT_SCHOOL, which, {"building": (_stands(known[which]), "")})


async def save_bell_schedule(
    work: Work, school: SchoolId, form: NewBellSchedule, which: UUID | None = None
) -> BellSchedule:
    """Write «Расписание звонков» down, or change it."""
    work.require(Action.EDIT_SCHOOL, Place(school=school))
    known = {one.id: one for one in await queries.bell_schedules(work.connection, school)}
    if which is not None and which not in known:
        raise NotFound
    if form.building_id and form.building_id not in {
        one.id for one in await queries.buildings(work.connection, school)
    }:
        raise invalid("/buildingId", "Такого здания нет")
    row = BellSchedule(
        id=which or work.new_id(),
        name=one_line(form.name, pointer="/name", longest=80),
        weekdays=sorted(set(form.weekdays)),
        lessons=_in_order(form.lessons),
        shift=form.shift,
        building_id=form.building_id,
        short_day=form.short_day,
    )
    await queries.save_bell_schedule(work.connection, school, row)
    before = known.get(row.id)
    work.note(Action.EDIT_SCHOOL, row.id, {"bellSchedule": (_bells(before) if before else "", _bells(row))})
    return row


async def remove_bell_schedule(work: Work, school: SchoolId, which: UUID) -> None:
    """Forget a bell schedule."""
    work.require(Action.EDIT_SCHOOL, Place(school=school))
    if not await queries.delete_bell_schedule(work.connection, school, which):
        raise NotFound
    work.note(Action.EDIT_SCHOOL, which, bellSchedule="removed")


def _cleaned(wanted: ProfileChange) -> dict[str, object]:
    given = {
        field: value
        for field, value in msgspec.structs.asdict(wanted).items()
        if value is not msgspec.UNSET and field != "order"
    }
    for field in _LINES:
        if field in given:
            given[field] = optional_line(str(given[field]), pointer=f"/{_camel(field)}")
    if "short_name" in given:
        given["short_name"] = one_line(str(given["short_name"]), pointer="/shortName", longest=80)
    if "inn" in given:
        given["inn"] = known_inn(str(given["inn"]))
    if "quiet_weekdays" in given:
        given["quiet_weekdays"] = sorted(set(wanted.quiet_weekdays or ()))
    if "holidays" in given:
        given["holidays"] = _in_turn(wanted.holidays or [])
    if "time_zone" in given:
        given["time_zone"] = known_time_zone(str(given["time_zone"]))
    return given


def _in_order(lessons: list[Lesson]) -> list[Lesson]:
    end = None
    for number, lesson in enumerate(lessons):
        if lesson.begins >= lesson.ends or (end is not None and lesson.begins < end):
            raise invalid(f"/lessons/{number}", "Уроки должны идти по порядку и не пересекаться")
        end = lesson.ends
    return lessons


def _stands(row: Building) -> str:
    return ", ".join(part for part in (row.name, row.address) if part)


def _bells(row: BellSchedule) -> str:
    times = ", ".join(f"{one.begins:%H:%M}–{one.ends:%H:%M}" for one in row.lessons)
    return f"{row.name}: {times}"


def _in_turn(holidays: list[Holiday]) -> list[Holiday]:
    for number, one in enumerate(holidays):
        if one.begins > one.ends:
            raise invalid(f"/holidays/{number}", "Последний день раньше первого")
    return sorted(holidays, key=lambda one: (one.begins, one.ends))


def _words(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_words(one) for one in value)
    if isinstance(value, Holiday):
        return f"{value.begins:%d.%m.%Y}–{value.ends:%d.%m.%Y}"
    return "да" if value is True else "нет" if value is False else str(value)


def _camel(field: str) -> str:
    first, *rest = field.split("_")
    return first + "".join(part.capitalize() for part in rest)
