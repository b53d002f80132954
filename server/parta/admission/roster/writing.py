"""Writing a plan: classes, people, standings and bonds, each in one statement."""

from uuid import UUID

import msgspec

from parta.admission.roster.errors import RosterHasChanged
from parta.admission.roster.job_titles import is_pedagogue, job_title, read_job_title
from parta.admission.roster.made import Made
from parta.admission.roster.queries import writing
from parta.admission.roster.queries.known import RELATIONS
from parta.admission.roster.records import GuardianKind
from parta.admission.roster.steps import Action, ClassRef, Plan
from parta.classes import commands as classes
from parta.classes.nomenclature import wishes_of
from parta.classes.titles import class_key
from parta.kernel.ids import PersonId
from parta.kernel.text import search_key, sort_key
from parta.people import commands as people_commands
from parta.people import queries as people
from parta.people.queries import NewPerson, NewStanding
from parta.policy.standing import Kind
from parta.school import queries as school_queries
from parta.work import Work


async def write(work: Work, plan: Plan) -> Made:
    """Write the plan into the roster; chats follow when the work commits."""
    return await _Writing(work, plan).run()


class _Writing:
    def __init__(self, work: Work, plan: Plan) -> None:
        self._work, self._plan = work, plan
        self._school = work.school
        self._made = Made()
        self._ids = {
            step.key: work.new_id() if step.action is Action.CREATE else UUID(step.key) for step in plan.people
        }
        self._classes: dict[str, UUID] = {}

    async def run(self) -> Made:
        work, plan = self._work, self._plan
        self._today = work.today(await school_queries.time_zone(work.connection, self._school))
        await self._make_classes()
        await self._insert_people()
        await self._change_people()
        await self._mark_missing()
        await self._end_old()
        await self._give_standings()
        await self._bind_guardians()
        subjects = {step.subject for step in plan.teachings} | {one for step in plan.staff for one in step.new_subjects}
        rows = [{"id": work.new_id(), "name": name} for name in sorted(subjects) if name]
        await writing.add_subjects(work.connection, self._school, rows)
        await people_commands.changed(work, self._school, [PersonId(one) for one in self._affected()])
        return self._made

    def _affected(self) -> set[UUID]:
        steps = [step.person_key for step in self._plan.enrolments]
        steps += [step.person_key for step in self._plan.staff]
        steps += [step.person_key for step in self._plan.class_teachers]
        steps += [step.person_key for step in self._plan.teachings]
        steps += [step.guardian_key for step in self._plan.guardianships]
        steps += [step.key for step in self._plan.people if step.action is Action.CHANGE]
        return {self._person(key) for key in steps} | set(self._made.touched)

    def _person(self, key: str) -> UUID:
        # A step may name somebody known whom the file's people do not hold: the child of a list of parents.
        return self._ids.get(key) or UUID(key)

    def _class(self, ref: ClassRef) -> UUID:
        if ref.class_id is not None:
            return UUID(ref.class_id)
        if ref.key not in self._classes:
            raise RosterHasChanged
        return self._classes[ref.key]

    async def _make_classes(self) -> None:
        wishes = [wish for ref in self._plan.new_classes for wish in wishes_of(ref.title.title)]
        if wishes:
            made = await classes.make_allowed(self._work, self._school, wishes)
            self._classes = {class_key(title): one for title, one in made.made.items()}
            self._made.classes = list(made.made.values())

    async def _insert_people(self) -> None:
        marks = {step.person_key: step.list_number for step in self._plan.enrolments}
        titles = {step.person_key: job_title(step.new_positions, step.new_subjects) for step in self._plan.staff}
        new = [
            NewPerson(
                id=PersonId(self._ids[step.key]),
                last_name=step.name.surname,
                first_name=step.name.given,
                middle_name=step.name.patronymic or None,
                born_on=step.birth_date,
                external_key=step.external_number or None,
                roster_mark=str(marks[step.key]) if marks.get(step.key) else None,
                phone=step.phone,
                email=step.email,
                job_title=titles.get(step.key, ""),
            )
            for step in self._plan.people
            if step.action is Action.CREATE
        ]
        await people.insert_persons(self._work.connection, self._school, new, self._work.now)
        self._made.people = [one.id for one in new]

    async def _change_people(self) -> None:
        changed = {self._ids[step.key]: step for step in self._plan.people if step.action is Action.CHANGE}
        jobs = {
            self._person(step.person_key): step
            for step in self._plan.staff
            if (step.new_positions or step.new_subjects) and self._person(step.person_key) not in self._made.people
        }
        rows = []
        for before in await writing.persons(self._work.connection, self._school, {*changed, *jobs}):
            row = {name: getattr(before, name) for name in writing.PERSON_FIELDS}
            self._made.before.append({"key": str(before.id), **msgspec.to_builtins(row)})
            if step := changed.get(before.id):
                name = step.name
                row |= {"last_name": name.surname, "first_name": name.given, "middle_name": name.patronymic or None}
                row |= {"sort_key": sort_key(name.full), "search_key": search_key(name.full)}
                row |= {"born_on": step.birth_date, "external_key": step.external_number or None}
                row |= {"phone": step.phone, "email": step.email}
            if job := jobs.get(before.id):
                positions, subjects = read_job_title(before.job_title)
                row["job_title"] = job_title(
                    tuple(dict.fromkeys((*positions, *job.new_positions))),
                    tuple(dict.fromkeys((*subjects, *job.new_subjects))),
                )
            rows.append({"key": before.id, **row})
        await writing.update_persons(self._work.connection, self._school, rows)

    async def _mark_missing(self) -> None:
        connection, now = self._work.connection, self._work.now
        gone = [UUID(missing.person_id) for missing in self._plan.missing]
        self._made.missing = await writing.mark_missing(connection, self._school, gone, now)
        here = [self._ids[step.key] for step in self._plan.people if step.action is not Action.CREATE]
        self._made.returned = await writing.unmark_missing(connection, self._school, here)

    async def _end_old(self) -> None:
        """Who moves leaves the old class; who is followed as class teacher is one no longer."""
        moved = [self._person(step.person_key) for step in self._plan.enrolments if step.from_class_id]
        led = [self._class(step.of) for step in self._plan.class_teachers if step.instead_of]
        for kind, people_of, targets in ((Kind.PUPIL, moved, ()), (Kind.CLASS_TEACHER, (), led)):
            ended = await writing.end_held(
                self._work.connection,
                self._school,
                self._work.now,
                self._today,
                kind=kind,
                people=people_of,
                targets=targets,
            )
            self._made.ended += [row.id for row in ended]
            self._made.touched += [row.person_id for row in ended]
        left = [
            (self._person(step.person_key), UUID(step.from_class_id))
            for step in self._plan.enrolments
            if step.from_class_id
        ]
        gone = await writing.end_belongings(self._work.connection, self._school, self._work.now, self._today, left)
        self._made.ended += [row.id for row in gone]
        self._made.touched += [row.person_id for row in gone]

    async def _give_standings(self) -> None:
        plan = self._plan
        leads = {step.person_key for step in plan.class_teachers}
        rows = [self._standing(step.person_key, Kind.PUPIL, self._class(step.into)) for step in plan.enrolments]
        for step in plan.staff:
            if step.becomes_staff:
                teaches = is_pedagogue(step.new_positions, step.new_subjects, leads_a_class=step.person_key in leads)
                rows.append(self._standing(step.person_key, Kind.STAFF))
                # Confirmed at joining by the administrator's slip (B6); till then the list only says who is a pedagogue.
                rows.append(self._standing(step.person_key, Kind.UNCONFIRMED if teaches else Kind.OTHER_STAFF))
        rows += [
            self._standing(step.person_key, Kind.CLASS_TEACHER, self._class(step.of)) for step in plan.class_teachers
        ]
        rows += [
            self._standing(step.person_key, Kind.TEACHES, self._class(step.of), step.subject) for step in plan.teachings
        ]
        rows += [
            self._standing(
                step.guardian_key,
                Kind.TRUSTED_ADULT if step.kind is GuardianKind.TRUSTED else Kind.GUARDIAN,
                self._person(step.child_key),
                RELATIONS[step.kind],
            )
            for step in plan.guardianships
        ]
        await people.insert_standings(self._work.connection, self._school, rows)
        self._made.standings = [row.id for row in rows]

    def _standing(self, key: str, kind: Kind, target: UUID | None = None, detail: str = "") -> NewStanding:
        return NewStanding(
            id=self._work.new_id(),
            person=PersonId(self._person(key)),
            kind=kind,
            target=target,
            detail=detail,
            valid_from=self._today,
        )

    async def _bind_guardians(self) -> None:
        rows = [
            {
                "school_id": self._school,
                "id": self._work.new_id(),
                "child_id": self._person(step.child_key),
                "guardian_id": self._person(step.guardian_key),
                "relation": RELATIONS[step.kind],
                "kind": "trusted" if step.kind is GuardianKind.TRUSTED else "representative",
                "source": "roster",
                "since": self._work.now,
            }
            for step in self._plan.guardianships
        ]
        await people.insert_guardianships(self._work.connection, rows)
        self._made.bonds = [UUID(str(row["id"])) for row in rows]
