"""The plan: who is created, changed, moved, already there or missing; the same file again gives an empty one."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Sequence

from parta.admission.roster.bindings import plan_class_teachers, plan_teachings
from parta.admission.roster.cells import Reading
from parta.admission.roster.drafts import Drafts
from parta.admission.roster.headers import Remembered, SheetMapping, recognise
from parta.admission.roster.known import KnownRoster
from parta.admission.roster.outcomes import count, outcomes
from parta.admission.roster.records import Pupil
from parta.admission.roster.resolve import Resolved
from parta.admission.roster.rows import read_rows
from parta.admission.roster.steps import (
    Choices,
    ClassRef,
    EnrolmentStep,
    GuardianshipStep,
    Missing,
    Plan,
    StaffStep,
)
from parta.parts.spreadsheets import Workbook

NO_CHOICES = Choices()


def dry_run(
    workbook: Workbook,
    roster: KnownRoster,
    today: datetime.date,
    *,
    mappings: Sequence[SheetMapping] | None = None,
    remembered: Remembered | None = None,
    choices: Choices = NO_CHOICES,
) -> Plan:
    """Everything at once: recognise the columns (unless given), read the rows, plan."""
    used = mappings if mappings is not None else recognise(workbook, remembered)
    return make_plan(read_rows(workbook, used, today), roster, choices)


def make_plan(reading: Reading, roster: KnownRoster, choices: Choices = NO_CHOICES) -> Plan:
    """Compare what the file says with the roster; rows with a stopping defect stay out."""
    resolved = Resolved(reading, roster, choices)
    drafts = Drafts(resolved)
    class_teachers = plan_class_teachers(resolved, drafts)
    teachings = plan_teachings(resolved, drafts)
    enrolments = _enrolments(resolved, drafts)
    staff = _staff(resolved, drafts)
    guardianships = _guardianships(resolved, drafts)
    missing = _missing(resolved, choices)
    people = drafts.steps()
    used = [step.into for step in enrolments] + [step.of for step in class_teachers] + [step.of for step in teachings]
    new_classes = tuple({ref.key: ref for ref in used if ref.class_id is None}.values())
    defects = tuple(sorted(resolved.defects, key=lambda defect: (_sheet_order(reading, defect.sheet), defect.row)))
    rows = outcomes(resolved, drafts, enrolments)
    return Plan(
        new_classes=new_classes,
        people=people,
        enrolments=enrolments,
        staff=staff,
        guardianships=guardianships,
        class_teachers=class_teachers,
        teachings=teachings,
        missing=missing,
        defects=defects,
        skipped=reading.skipped,
        rows=rows,
        counts=count(
            people=people,
            enrolments=enrolments,
            guardianships=guardianships,
            missing=missing,
            new_classes=new_classes,
            defects=defects,
        ),
    )


def _sheet_order(reading: Reading, sheet: str) -> int:
    names = list(dict.fromkeys(skipped.sheet for skipped in reading.skipped))
    return names.index(sheet) if sheet in names else len(names)


def _enrolments(resolved: Resolved, drafts: Drafts) -> tuple[EnrolmentStep, ...]:
    known = {person.id: person for person in resolved.roster.people}
    namesakes = _namesakes(resolved.records.pupils)
    steps = []
    for number, pupil in enumerate(resolved.records.pupils):
        into = resolved.class_ref(pupil.school_class)
        if resolved.is_stopped(pupil.source) or into is None:
            continue
        person = known.get(resolved.pupil_ids.get(number, ""))
        if person and person.class_id == into.class_id:
            continue
        number_in_class = pupil.list_number if namesakes[pupil.name.short_key, into.key] > 1 else None
        from_class = person.class_id if person else None
        steps.append(EnrolmentStep(drafts.pupil_keys[number], into, from_class, number_in_class))
    return tuple(steps)


def _namesakes(pupils: Sequence[Pupil]) -> Counter[tuple[str, str]]:
    return Counter((pupil.name.short_key, pupil.school_class.key) for pupil in pupils)


def _staff(resolved: Resolved, drafts: Drafts) -> tuple[StaffStep, ...]:
    known = {person.id: person for person in resolved.roster.people}
    positions: dict[str, dict[str, str]] = defaultdict(dict)
    subjects: dict[str, dict[str, str]] = defaultdict(dict)
    for number, key in drafts.staff_keys.items():
        member = resolved.records.staff[number]
        for position in member.positions:
            positions[key].setdefault(position.lower(), position)
        for subject in member.subjects:
            subjects[key].setdefault(subject.lower(), subject)
    steps = []
    for key in dict.fromkeys(drafts.staff_keys.values()):
        person = known.get(key)
        held = {position.lower() for position in person.positions} if person else set()
        taught = {subject.lower() for subject in person.subjects} if person else set()
        step = StaffStep(
            person_key=key,
            becomes_staff=person is None or not person.is_staff,
            new_positions=tuple(said for low, said in positions[key].items() if low not in held),
            new_subjects=tuple(said for low, said in subjects[key].items() if low not in taught),
        )
        if step.becomes_staff or step.new_positions or step.new_subjects:
            steps.append(step)
    return tuple(steps)


def _guardianships(resolved: Resolved, drafts: Drafts) -> tuple[GuardianshipStep, ...]:
    known = {(bond.guardian_id, bond.child_id) for bond in resolved.roster.guardianships}
    steps: dict[tuple[str, str], GuardianshipStep] = {}
    for number, key in drafts.guardian_keys.items():
        in_file, known_id = resolved.child_of[number]
        child = known_id if in_file is None else drafts.pupil_keys.get(in_file)
        if child is None or (key, child) in known:
            continue
        steps.setdefault((key, child), GuardianshipStep(key, child, resolved.records.guardians[number].kind))
    return tuple(steps.values())


def _missing(resolved: Resolved, choices: Choices) -> tuple[Missing, ...]:
    """Pupils of the classes that the file lists, and staff if the list of staff is complete."""
    listed = {title.key for title in resolved.records.classes}
    refs = {known.id: ClassRef(known.title.key, known.title, known.id) for known in resolved.roster.classes}
    named = {*resolved.pupil_ids.values(), *resolved.staff_ids.values()}
    missing = [
        Missing(person.id, person.name, refs[person.class_id].title.title)
        for person in resolved.roster.people
        if person.class_id in refs and refs[person.class_id].key in listed and person.id not in named
    ]
    members = [person for person in resolved.roster.people if person.is_staff]
    is_complete = choices.staff_list_is_complete
    if is_complete is None:
        is_complete = len(resolved.staff_ids) * 2 >= len(members) and bool(resolved.staff_ids)
    if is_complete and resolved.records.staff:
        missing += [Missing(person.id, person.name, "сотрудники") for person in members if person.id not in named]
    return tuple(missing)
