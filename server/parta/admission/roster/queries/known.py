"""SQL: the roster as the import compares with it."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.admission.roster.job_titles import read_job_title
from parta.admission.roster.known import KnownClass, KnownGuardianship, KnownPerson, KnownRoster, KnownTeaching
from parta.admission.roster.records import GuardianKind, PersonName
from parta.classes.tables import school_class
from parta.classes.titles import ClassTitle
from parta.kernel.ids import SchoolId
from parta.people.tables import guardianship, person, restriction, standing
from parta.policy.standing import Kind

STAFF_KINDS = {Kind.STAFF, Kind.TEACHER, Kind.UNCONFIRMED, Kind.OTHER_STAFF, Kind.ADMIN, Kind.HEAD}
KINDS_OF_CLASSES = ("class", "set")
MOST_PEOPLE = 50_000
RELATIONS = {
    GuardianKind.MOTHER: "мать",
    GuardianKind.FATHER: "отец",
    GuardianKind.GUARDIAN: "законный представитель",
    GuardianKind.TRUSTED: "доверенное лицо",
}
KIND_OF_RELATION = {relation: kind for kind, relation in RELATIONS.items()}


async def known_roster(connection: AsyncConnection, school: SchoolId) -> KnownRoster:
    """Classes, people, bonds and bindings of the school, in a stable order."""
    held = await _standings(connection, school)
    return KnownRoster(
        classes=await _classes(connection, school, held),
        people=await _people(connection, school, held),
        guardianships=await _guardianships(connection, school),
        teachings=tuple(
            KnownTeaching(person_id, target, detail) for kind, person_id, target, detail in held if kind is Kind.TEACHES
        ),
    )


Standing = tuple[Kind, str, str, str]


async def _standings(connection: AsyncConnection, school: SchoolId) -> list[Standing]:
    rows = await connection.execute(
        select(standing.c.kind, standing.c.person_id, standing.c.target_id, standing.c.detail)
        .where(standing.c.school_id == school, standing.c.active)
        .order_by(standing.c.id)
        .limit(MOST_PEOPLE * 4)
    )
    return [(Kind(r.kind), str(r.person_id), str(r.target_id or ""), r.detail) for r in rows]


async def _classes(connection: AsyncConnection, school: SchoolId, held: list[Standing]) -> tuple[KnownClass, ...]:
    teachers = {target: person_id for kind, person_id, target, _ in held if kind is Kind.CLASS_TEACHER}
    rows = await connection.execute(
        select(school_class.c.id, school_class.c.title, school_class.c.grade)
        .where(
            school_class.c.school_id == school,
            school_class.c.archived_at.is_(None),
            school_class.c.kind.in_(KINDS_OF_CLASSES),
        )
        .order_by(school_class.c.id)
        .limit(2_000)
    )
    return tuple(
        KnownClass(str(r.id), ClassTitle(title=r.title, grade=r.grade, letter=""), teachers.get(str(r.id)))
        for r in rows
    )


async def _people(connection: AsyncConnection, school: SchoolId, held: list[Standing]) -> tuple[KnownPerson, ...]:
    class_of = {person_id: target for kind, person_id, target, _ in held if kind is Kind.PUPIL}
    staff = {person_id for kind, person_id, _, _ in held if kind in STAFF_KINDS}
    rows = await connection.execute(
        select(
            person.c.id, person.c.last_name, person.c.first_name, person.c.middle_name, person.c.born_on,
            person.c.external_key, person.c.roster_mark, person.c.phone, person.c.email, person.c.job_title,
        )
        .where(person.c.school_id == school, person.c.left_at.is_(None))
        .order_by(person.c.id)
        .limit(MOST_PEOPLE)
    )  # fmt: skip
    people = []
    for r in rows:
        positions, subjects = read_job_title(r.job_title)
        people.append(
            KnownPerson(
                id=str(r.id),
                name=PersonName(r.last_name, r.first_name, r.middle_name or ""),
                birth_date=r.born_on,
                external_number=r.external_key or "",
                phone=r.phone,
                email=r.email,
                class_id=class_of.get(str(r.id)),
                list_number=int(r.roster_mark) if (r.roster_mark or "").isdecimal() else None,
                is_staff=str(r.id) in staff,
                positions=positions,
                subjects=subjects,
            )
        )
    return tuple(people)


async def _guardianships(connection: AsyncConnection, school: SchoolId) -> tuple[KnownGuardianship, ...]:
    rows = await connection.execute(
        select(guardianship.c.guardian_id, guardianship.c.child_id, guardianship.c.relation, guardianship.c.kind)
        .where(guardianship.c.school_id == school, guardianship.c.ended_at.is_(None))
        .order_by(guardianship.c.id)
        .limit(MOST_PEOPLE * 2)
    )
    barred = await connection.execute(
        select(restriction.c.guardian_id, restriction.c.child_id, restriction.c.relation)
        .where(restriction.c.school_id == school, restriction.c.lifted_at.is_(None))
        .order_by(restriction.c.id)
        .limit(MOST_PEOPLE)
    )  # no list lets back whom a court barred (B9)
    return tuple(
        KnownGuardianship(str(r.guardian_id), str(r.child_id), KIND_OF_RELATION.get(r.relation, GuardianKind.GUARDIAN))
        for r in [*rows, *barred]
    )
