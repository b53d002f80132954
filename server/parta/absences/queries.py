"""SQL of «Не придёт»."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, bindparam, delete, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import ClassId, PersonId, SchoolId
from parta.parts.schema import Record
from parta.people.tables import person

from .tables import absence

_CHILD = text(
    """
    select person.id, person.last_name, person.first_name, person.born_on, learner.target_id as class_id, class.title
      from person
      join standing as learner on learner.school_id = :school and learner.person_id = person.id
                              and learner.kind = 'pupil' and learner.active
      join school_class as class on class.school_id = :school and class.id = learner.target_id
     where person.school_id = :school and person.id = any(:people)
     order by person.sort_key, person.id
    """
).bindparams(bindparam("school", type_=Uuid), bindparam("people", type_=ARRAY(Uuid)))

# A pupil on a day: by the standing that held then, so that a list of yesterday stays right after a transfer.
_OF_CLASS = text(
    """
    select distinct on (person.sort_key, person.id)
           person.id as child_id, person.last_name, person.first_name, person.middle_name,
           away.id, away.reason, away.first_day, away.last_day, away.marked_as, away.marked_at, away.marked_by
      from standing as learner
      join person on person.school_id = :school and person.id = learner.person_id
      left join absence as away on away.school_id = :school and away.child_id = person.id
                               and away.taken_back_at is null and :day between away.first_day and away.last_day
     where learner.school_id = :school and learner.kind = 'pupil' and learner.valid_from <= :day
       and (learner.active or learner.valid_to >= :day) and learner.target_id = :class
     order by person.sort_key, person.id, away.marked_at
     limit 1000
    """
).bindparams(bindparam("school", type_=Uuid), bindparam("class", type_=Uuid))

_COUNTS = text(
    """
    select class.id as class_id, class.title, count(distinct learner.person_id) as pupils,
           count(distinct away.child_id) as absent
      from school_class as class
      join standing as learner on learner.school_id = :school and learner.kind = 'pupil' and learner.target_id = class.id
                              and learner.valid_from <= :day and (learner.active or learner.valid_to >= :day)
      left join absence as away on away.school_id = :school and away.child_id = learner.person_id
                               and away.taken_back_at is null and :day between away.first_day and away.last_day
     where class.school_id = :school and class.kind in ('class', 'set') and class.archived_at is null
       and (cast(:classes as uuid[]) is null or class.id = any(:classes))
     group by class.id, class.title, class.sort_key
     order by class.sort_key, class.id
     limit 1000
    """
).bindparams(bindparam("school", type_=Uuid), bindparam("classes", type_=ARRAY(Uuid)))

# The ordinary bells of a weekday: a short day is rung by a schedule of its own, which begins no earlier.
_BEGINS = text(
    """
    select rung.class_id, min((lesson ->> 'begins')::time) as begins
      from class_bells as rung
      join bell_schedule as bells on bells.school_id = :school and bells.id = rung.schedule_id
                                 and not bells.short_day and bells.weekdays @> to_jsonb(cast(:weekday as int))
      cross join jsonb_array_elements(bells.lessons) as lesson
     where rung.school_id = :school and rung.class_id = any(:classes)
     group by rung.class_id
    """
).bindparams(bindparam("school", type_=Uuid), bindparam("classes", type_=ARRAY(Uuid)))

_COUNTING = text(
    """
    select distinct person_id from standing
     where school_id = :school and active and kind in ('head', 'position') and (target_id is null or target_id = :class)
     order by person_id limit 200
    """
).bindparams(bindparam("school", type_=Uuid), bindparam("class", type_=Uuid))


async def children(connection: AsyncConnection, school: SchoolId, people: Collection[PersonId]) -> list[Record]:
    """Those of these people who are pupils, each with the class, by name."""
    return list(await connection.execute(_CHILD, {"school": school, "people": list(people)}))


async def lock_child(connection: AsyncConnection, school: SchoolId, child: PersonId) -> None:
    """Whoever marks the same child at the same time waits: two parents make no two absences of one day."""
    await connection.execute(
        select(person.c.id).where(person.c.school_id == school, person.c.id == child).with_for_update()
    )


async def of_children(
    connection: AsyncConnection, school: SchoolId, people: Collection[PersonId], since: date
) -> list[Record]:
    """What is marked for these children and not over on this day, the earliest first."""
    return list(
        await connection.execute(
            select(absence)
            .where(
                absence.c.school_id == school,
                absence.c.child_id.in_(list(people)),
                absence.c.taken_back_at.is_(None),
                absence.c.last_day >= since,
            )
            .order_by(absence.c.first_day, absence.c.id)
            .limit(200)
        )
    )


async def one(connection: AsyncConnection, school: SchoolId, asked: UUID) -> Record | None:
    """A living absence, locked."""
    return (
        await connection.execute(
            select(absence)
            .where(absence.c.school_id == school, absence.c.id == asked, absence.c.taken_back_at.is_(None))
            .with_for_update()
        )
    ).first()


async def add(connection: AsyncConnection, row: dict[str, Any]) -> None:
    """Mark; the keys are the table's columns."""
    await connection.execute(insert(absence).values(row))


async def change(connection: AsyncConnection, school: SchoolId, which: UUID, values: dict[str, Any]) -> None:
    """Change what is marked; the keys are the table's columns."""
    await connection.execute(update(absence).where(absence.c.school_id == school, absence.c.id == which).values(values))


async def of_class(connection: AsyncConnection, school: SchoolId, which: ClassId, day: date) -> list[Record]:
    """The pupils of a class on a day, by name; with the absence, where one is marked."""
    return list(await connection.execute(_OF_CLASS, {"school": school, "class": which, "day": day}))


async def counts(
    connection: AsyncConnection, school: SchoolId, day: date, classes: Collection[ClassId] | None
) -> list[Record]:
    """How many pupils each class has on a day, and how many of them are not expected."""
    asked = None if classes is None else list(classes)
    return list(await connection.execute(_COUNTS, {"school": school, "day": day, "classes": asked}))


async def begins(
    connection: AsyncConnection, school: SchoolId, classes: Collection[ClassId], weekday: int
) -> dict[ClassId, Any]:
    """The first bell of each of these classes on a weekday (1 = Monday), where its bells are known."""
    rows = await connection.execute(_BEGINS, {"school": school, "classes": list(classes), "weekday": weekday})
    return {ClassId(r.class_id): r.begins for r in rows}


async def who_counts(connection: AsyncConnection, school: SchoolId, which: ClassId) -> list[PersonId]:
    """The head and the offices that see the numbers of this class."""
    rows = await connection.execute(_COUNTING, {"school": school, "class": which})
    return [PersonId(r.person_id) for r in rows]


async def forget(connection: AsyncConnection, before: date) -> None:
    """Nothing is kept of what was over before this day."""
    await connection.execute(delete(absence).where(absence.c.last_day < before))
