"""SQL of what people see of classes: the list, one class's page, the school's numbers."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, bindparam, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.ids import ClassId, PersonId, SchoolId
from parta.kernel.text import full_name
from parta.parts.schema import Record
from parta.people.tables import claim, person, standing

from ..shapes import ClassCard, Joined, Numbers, Subgroup
from ..tables import school_class

# Pupils, guardians and who of them has joined, a row a class; a class set counts like a class.
_NUMBERS = """
    select learner.target_id as class_id,
           count(distinct learner.person_id) as pupils,
           count(distinct learner.person_id) filter (where own.id is not null) as pupils_joined,
           count(distinct adult.person_id) as guardians,
           count(distinct adult.person_id) filter (where theirs.id is not null) as guardians_joined,
           count(distinct learner.person_id)
             - count(distinct learner.person_id) filter (where theirs.id is not null) as without_guardian
      from standing as learner
      left join claim as own on own.school_id = learner.school_id and own.person_id = learner.person_id
                            and own.ended_at is null
      left join standing as adult on adult.school_id = learner.school_id and adult.active
                            and adult.kind in ('guardian', 'trusted_adult') and adult.target_id = learner.person_id
      left join claim as theirs on theirs.school_id = adult.school_id and theirs.person_id = adult.person_id
                            and theirs.ended_at is null
     where learner.school_id = :school and learner.active and learner.kind in ('pupil', 'member')
"""

_CARDS = text(
    f"""
    with numbers as ({_NUMBERS} group by learner.target_id)
    select c.id, c.kind, c.title, c.grade, c.second_grade, c.building_id, c.parent_id,
           coalesce(n.pupils, 0) as pupils, coalesce(n.pupils_joined, 0) as pupils_joined,
           coalesce(n.guardians, 0) as guardians, coalesce(n.guardians_joined, 0) as guardians_joined,
           coalesce(n.without_guardian, 0) as without_guardian,
           array(select person.last_name || ' ' || person.first_name || coalesce(' ' || person.middle_name, '')
                   from standing as leads join person on person.school_id = leads.school_id
                                                     and person.id = leads.person_id
                  where leads.school_id = c.school_id and leads.active and leads.target_id = c.id
                    and (leads.kind in ('class_teacher', 'deputy', 'substitute')
                         or leads.kind = 'teaches' and c.kind in ('club', 'subgroup'))
                  order by array_position(array['class_teacher', 'deputy', 'substitute'], leads.kind), person.sort_key
                  limit 5) as leaders,
           array(select bells.schedule_id from class_bells as bells
                  where bells.school_id = c.school_id and bells.class_id = c.id order by 1) as bell_schedule_ids
      from school_class as c left join numbers as n on n.class_id = c.id
     where c.school_id = :school and c.archived_at is null
     order by c.sort_key, c.id
     limit 1000
    """  # noqa: S608 - no value is put into the text
).bindparams(bindparam("school", type_=Uuid))

_TOTALS = text(_NUMBERS.replace("learner.target_id as class_id,", "")).bindparams(bindparam("school", type_=Uuid))

_STAFF = text(
    """
    select count(distinct staff.person_id) as staff,
           count(distinct staff.person_id) filter (where claim.id is not null) as staff_joined,
           count(distinct staff.person_id) filter (where staff.kind = 'unconfirmed' and claim.id is not null)
             as unconfirmed,
           count(distinct staff.person_id) filter (where staff.kind = 'admin') as administrators,
           bool_or(staff.kind = 'head') as has_head
      from standing as staff
      left join claim on claim.school_id = staff.school_id and claim.person_id = staff.person_id
                     and claim.ended_at is null
     where staff.school_id = :school and staff.active
       and staff.kind in ('staff', 'unconfirmed', 'admin', 'head')
    """
).bindparams(bindparam("school", type_=Uuid))

_PUPILS = text(
    """
    select child.id, child.last_name, child.first_name, child.middle_name, child.roster_mark, child.off_platform,
           child.missing_since is not null as missing, own.admitted as own_admitted,
           exists (select from standing as mark where mark.school_id = :school and mark.active
                      and mark.kind = 'activist' and mark.person_id = child.id and mark.target_id = :one) as activist,
           adult.id as adult_id, adult.last_name as adult_last, adult.first_name as adult_first,
           adult.middle_name as adult_middle, bond.detail as relation, bond.kind = 'trusted_adult' as trusted,
           theirs.admitted as adult_admitted,
           exists (select from standing as mark where mark.school_id = :school and mark.active
                      and mark.kind = 'activist' and mark.person_id = adult.id and mark.target_id = :one)
             as adult_activist
      from standing as place
      join person as child on child.school_id = :school and child.id = place.person_id
      left join claim as own on own.school_id = :school and own.person_id = child.id and own.ended_at is null
      left join standing as bond on bond.school_id = :school and bond.active
                     and bond.kind in ('guardian', 'trusted_adult') and bond.target_id = child.id
      left join person as adult on adult.school_id = :school and adult.id = bond.person_id
      left join claim as theirs on theirs.school_id = :school and theirs.person_id = adult.id
                     and theirs.ended_at is null
     where place.school_id = :school and place.active and place.kind in ('pupil', 'member') and place.target_id = :one
     order by child.sort_key, child.roster_mark, child.id, adult.sort_key, adult.id
     limit 2000
    """
).bindparams(bindparam("school", type_=Uuid), bindparam("one", type_=Uuid))


async def cards(connection: AsyncConnection, school: SchoolId, counted: Collection[ClassId] | None) -> list[ClassCard]:
    """All open classes, the smallest grade first; numbers for the classes of `counted` (None: for all)."""
    rows = await connection.execute(_CARDS, {"school": school})
    return [
        ClassCard(
            id=r.id,
            kind=r.kind,
            title=r.title,
            grade=r.grade,
            second_grade=r.second_grade,
            building_id=r.building_id,
            parent_id=r.parent_id,
            bell_schedule_ids=list(r.bell_schedule_ids),
            leaders=list(r.leaders),
            numbers=_numbers(r) if counted is None or r.id in counted else None,
        )
        for r in rows
    ]


async def totals(connection: AsyncConnection, school: SchoolId) -> Numbers:
    """Pupils and guardians of the whole school."""
    return _numbers((await connection.execute(_TOTALS, {"school": school})).one())


async def staff_totals(connection: AsyncConnection, school: SchoolId) -> Record:
    """Numbers of the staff: staff, staff_joined, unconfirmed, administrators, has_head."""
    return (await connection.execute(_STAFF, {"school": school})).one()


async def pupils(connection: AsyncConnection, school: SchoolId, one: ClassId) -> list[Record]:
    """The class list, a row for each pair of a child and an adult of his (or one with no adult)."""
    return list(await connection.execute(_PUPILS, {"school": school, "one": one}))


async def classmates(connection: AsyncConnection, school: SchoolId, one: ClassId) -> list[Record]:
    """The pupils of a class by name: id, last_name, first_name, nothing more."""
    rows = await connection.execute(
        select(person.c.id, person.c.last_name, person.c.first_name)
        .join(standing, (standing.c.school_id == person.c.school_id) & (standing.c.person_id == person.c.id))
        .where(
            person.c.school_id == school,
            standing.c.kind == "pupil",
            standing.c.target_id == one,
            standing.c.active,
        )
        .order_by(person.c.sort_key, person.c.id)
        .limit(200)
    )
    return list(rows)


async def bindings(
    connection: AsyncConnection,
    school: SchoolId,
    one: ClassId,
    kinds: Collection[str],
    *,
    living_at: date | None = None,
) -> list[Record]:
    """Who is, was or will be bound to a class, newest first; `living_at` this day leaves out what is over."""
    s = standing.c
    asked = (
        select(
            s.person_id, s.kind, s.detail, s.valid_from, s.valid_to, s.active,
            person.c.last_name, person.c.first_name, person.c.middle_name, claim.c.admitted,
        )
        .join(person, (person.c.school_id == s.school_id) & (person.c.id == s.person_id))
        .join(
            claim,
            (claim.c.school_id == s.school_id) & (claim.c.person_id == s.person_id) & claim.c.ended_at.is_(None),
            isouter=True,
        )
        .where(s.school_id == school, s.target_id == one, s.kind.in_(list(kinds)))
        .order_by(s.active.desc(), s.valid_from.desc(), person.c.sort_key, s.id)
        .limit(300)
    )  # fmt: skip
    if living_at is not None:
        asked = asked.where(s.ended_at.is_(None), s.active | (s.valid_from > living_at))
    return list(await connection.execute(asked))


async def subgroups(connection: AsyncConnection, school: SchoolId, one: ClassId) -> list[Subgroup]:
    """The open subgroups of a class with their members."""
    rows = await connection.execute(
        select(school_class.c.id, school_class.c.title, standing.c.person_id)
        .join(
            standing,
            (standing.c.school_id == school_class.c.school_id)
            & (standing.c.target_id == school_class.c.id)
            & (standing.c.kind == "member")
            & standing.c.active,
            isouter=True,
        )
        .where(
            school_class.c.school_id == school, school_class.c.parent_id == one, school_class.c.archived_at.is_(None)
        )
        .order_by(school_class.c.sort_key, school_class.c.id, standing.c.person_id)
        .limit(3000)
    )
    found: dict[UUID, Subgroup] = {}
    for r in rows:
        group = found.setdefault(r.id, Subgroup(r.id, r.title, []))
        if r.person_id is not None:
            group.members.append(r.person_id)
    return list(found.values())


async def without_teacher(connection: AsyncConnection, school: SchoolId) -> list[str]:
    """Titles of the classes that have no class teacher, not even one to come."""
    leads = select(standing.c.target_id).where(
        standing.c.school_id == school, standing.c.kind == "class_teacher", standing.c.ended_at.is_(None)
    )
    rows = await connection.execute(
        select(school_class.c.title)
        .where(
            school_class.c.school_id == school,
            school_class.c.kind.in_(["class", "set"]),
            school_class.c.archived_at.is_(None),
            school_class.c.id.not_in(leads),
        )
        .order_by(school_class.c.sort_key)
        .limit(300)
    )
    return [r.title for r in rows]


async def classes_of(connection: AsyncConnection, school: SchoolId, people: Collection[PersonId]) -> set[ClassId]:
    """The classes that these people belong to, themselves or through their children."""
    rows = await connection.execute(
        text(
            """
            select own.target_id from standing as own
             where own.school_id = :school and own.active and own.kind in ('pupil', 'member')
               and own.person_id = any(:people)
            union
            select child.target_id from standing as bond
              join standing as child on child.school_id = :school and child.active
                   and child.kind in ('pupil', 'member') and child.person_id = bond.target_id
             where bond.school_id = :school and bond.active and bond.kind in ('guardian', 'trusted_adult')
               and bond.person_id = any(:people)
            """
        ).bindparams(bindparam("people", type_=ARRAY(Uuid)), bindparam("school", type_=Uuid)),
        {"school": school, "people": list(people)},
    )
    return {ClassId(r.target_id) for r in rows}


async def class_people(connection: AsyncConnection, school: SchoolId, one: ClassId) -> list[PersonId]:
    """Everybody bound to a class by a standing of his own."""
    rows = await connection.execute(
        select(standing.c.person_id)
        .where(standing.c.school_id == school, standing.c.active, standing.c.target_id == one)
        .distinct()
        .limit(5000)
    )
    return [PersonId(r.person_id) for r in rows]


def joined(admitted: bool | None) -> Joined:
    """How far somebody has come in, by what his claim says."""
    return "none" if admitted is None else "joined" if admitted else "waiting"


def name_of(r: Any) -> str:
    """«Фамилия Имя Отчество» of a row."""
    return full_name(r.last_name, r.first_name, r.middle_name)


def _numbers(r: Record) -> Numbers:
    return Numbers(r.pupils, r.pupils_joined, r.guardians, r.guardians_joined, r.without_guardian)
