"""Small lists as a secretary would type them, and the roster as it stands after a plan was carried out."""

import datetime

from parta.admission.roster.known import KnownClass, KnownGuardianship, KnownPerson, KnownRoster, KnownTeaching
from parta.admission.roster.plan import dry_run
from parta.admission.roster.steps import Choices, Plan
from parta.parts.spreadsheets import Sheet, Workbook

TODAY = datetime.date(2026, 11, 24)
EMPTY = KnownRoster()


def sheet(text: str, name: str = "Лист1") -> Sheet:
    """A sheet written as lines of cells parted by |."""
    lines = text.strip("\n").split("\n")
    return Sheet(name=name, rows=[[cell.strip() for cell in line.split("|")] for line in lines])


def book(*texts: str, names: tuple[str, ...] = ()) -> Workbook:
    return Workbook(
        sheets=[sheet(text, names[n] if n < len(names) else f"Лист{n + 1}") for n, text in enumerate(texts)]
    )


def plan_of(
    *texts: str, roster: KnownRoster = EMPTY, choices: Choices | None = None, names: tuple[str, ...] = ()
) -> Plan:
    return dry_run(book(*texts, names=names), roster, TODAY, choices=choices or Choices())


def after(roster: KnownRoster, plan: Plan) -> KnownRoster:
    """The roster when the plan has been written down; ids of new people and classes are their keys with a prefix."""
    class_ids = {known.title.key: known.id for known in roster.classes}
    class_ids |= {ref.key: f"class-{ref.key}" for ref in plan.new_classes}
    serial = len(roster.people)
    ids = {step.key: f"{serial}-{step.key}" if step.key.startswith("new-") else step.key for step in plan.people}
    known_ids = {person.id for person in roster.people}
    ids |= {one: one for one in known_ids}
    people = {person.id: person for person in roster.people}
    entered = {ids[step.person_key]: step for step in plan.enrolments}
    staff = {ids[step.person_key]: step for step in plan.staff}
    for step in plan.people:
        before = people.get(ids[step.key])
        entering, working = entered.get(ids[step.key]), staff.get(ids[step.key])
        positions = before.positions if before else ()
        subjects = before.subjects if before else ()
        class_id = before.class_id if before else None
        number = before.list_number if before else None
        people[ids[step.key]] = KnownPerson(
            id=ids[step.key],
            name=step.name,
            birth_date=step.birth_date,
            external_number=step.external_number,
            phone=step.phone,
            email=step.email,
            class_id=class_ids[entering.into.key] if entering else class_id,
            list_number=entering.list_number if entering else number,
            is_staff=bool(working) or bool(before and before.is_staff),
            positions=positions + (working.new_positions if working else ()),
            subjects=subjects + (working.new_subjects if working else ()),
        )
    teachers = {step.of.key: ids[step.person_key] for step in plan.class_teachers}
    classes = [
        KnownClass(known.id, known.title, teachers.get(known.title.key, known.teacher_id)) for known in roster.classes
    ]
    classes += [KnownClass(class_ids[ref.key], ref.title, teachers.get(ref.key)) for ref in plan.new_classes]
    return KnownRoster(
        classes=tuple(classes),
        people=tuple(people.values()),
        guardianships=(
            *roster.guardianships,
            *(KnownGuardianship(ids[s.guardian_key], ids[s.child_key], s.kind) for s in plan.guardianships),
        ),
        teachings=(
            *roster.teachings,
            *(KnownTeaching(ids[s.person_key], class_ids[s.of.key], s.subject) for s in plan.teachings),
        ),
    )
