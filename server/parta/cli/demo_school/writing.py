"""The demo school goes into a database: by the same commands as a real one, its people and talk in bulk."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from parta.classes import commands as classes
from parta.classes.nomenclature import wishes_of
from parta.identity import queries as identity
from parta.kernel.hats import Hat
from parta.kernel.ids import AccountId, PersonId, SchoolId
from parta.people import commands as people
from parta.people import queries as people_queries
from parta.people.queries import NewPerson, NewStanding
from parta.policy.standing import Kind
from parta.rooms import opening
from parta.rooms.queries import past as rooms
from parta.rooms.queries.past import OldMessage
from parta.school import commands as schools
from parta.school import queries as profiles
from parta.school.commands import NewSchool
from parta.work import Work

from .consents import write_consents
from .facts import DemoSchool, RoomKey
from .talk import messages

RELATIONS = {"mother": "мать", "father": "отец", "guardian": "опекун", "trusted": "доверенное лицо"}
UNREAD = 3  # the last messages of each chat that nobody but their authors has read


class Writing:
    """One demo school on its way into the database; `persons` tells who became whom."""

    def __init__(self, work: Work, demo: DemoSchool, tell: Callable[[str], None]) -> None:
        self._work, self._demo, self._tell = work, demo, tell
        self.persons = {one.key: PersonId(work.new_id()) for one in demo.people}
        joined = [one.key for one in demo.people if one.joined or one.key == demo.administrator]
        self.accounts = {key: AccountId(work.new_id()) for key in joined}
        self.school: SchoolId | None = None
        self._classes: dict[str, UUID] = {}

    async def write(self) -> SchoolId:
        """Everything, in one transaction: a broken run leaves nothing."""
        self.school = school = await self._found()
        self._tell("Записываю людей…")
        await self._roster(school)
        await self._standings(school)
        await self._bonds(school)
        await self._accounts(school)
        await write_consents(self._work, self._demo, school, self.persons)
        await self._work.much_written()
        self._tell("Собираю чаты…")
        self._work.standings_changed(self.persons.values())
        await self._work.follow()
        self._work.untell()  # nobody listens to a school that is only being written
        self._tell("Записываю переписку…")
        await self._talk(school)
        await self._work.much_written()
        self._work.note("writeDemoSchool", school, seed=self._demo.seed)
        return school

    async def _found(self) -> SchoolId:
        demo = self._demo
        school = await schools.create(
            self._work,
            NewSchool(
                short_name=demo.short_name,
                full_name=demo.full_name,
                city=demo.city,
                time_zone=demo.time_zone,
                help_phone=demo.help_phone,
            ),
        )
        await profiles.update_school(self._work.connection, school, {"closed_school": True})  # nobody's phone is near
        await opening.open_staffroom(self._work, school)
        wishes = [wish for one in demo.classes for wish in wishes_of(one.title)]
        made = await classes.make_allowed(self._work, school, wishes)
        self._classes = {one.key: made.made[one.title] for one in demo.classes}
        return school

    async def _roster(self, school: SchoolId) -> None:
        marks = {key: str(place) for one in self._demo.classes for place, key in enumerate(one.pupils, 1)}
        jobs = {one.person: _job_title(one.positions, one.subjects) for one in self._demo.staff}
        rows = [
            NewPerson(
                id=self.persons[one.key],
                last_name=one.surname,
                first_name=one.given,
                middle_name=one.patronymic or None,
                born_on=one.birth_date,
                external_key=one.external_number or None,
                roster_mark=marks.get(one.key),
                job_title=jobs.get(one.key, ""),
            )
            for one in self._demo.people
        ]
        await people.add(self._work, school, rows)

    async def _standings(self, school: SchoolId) -> None:
        rows: list[NewStanding] = []

        def give(key: str, kind: Kind, target: UUID | None = None, detail: str = "", basis: str = "") -> None:
            rows.append(
                NewStanding(
                    id=self._work.new_id(),
                    person=self.persons[key],
                    kind=kind,
                    target=target,
                    detail=detail,
                    basis=basis,
                    valid_from=self._demo.first_day,
                )
            )

        for one in self._demo.staff:
            give(one.person, Kind.STAFF)
            give(one.person, Kind.TEACHER if one.is_teaching_staff else Kind.OTHER_STAFF)
            for lesson in one.teaches:
                give(one.person, Kind.TEACHES, self._classes[lesson.class_key], lesson.subject)
            if "директор" in one.positions:
                give(one.person, Kind.HEAD)
        for one_class in self._demo.classes:
            give(one_class.teacher, Kind.CLASS_TEACHER, self._classes[one_class.key])
            for pupil in one_class.pupils:
                give(pupil, Kind.PUPIL, self._classes[one_class.key])
        for bond in self._demo.guardianships:
            kind = Kind.TRUSTED_ADULT if bond.kind == "trusted" else Kind.GUARDIAN
            give(bond.guardian, kind, self.persons[bond.child], RELATIONS[bond.kind])
        give(self._demo.administrator, Kind.ADMIN, basis="приказ № 1-П")
        await people_queries.insert_standings(self._work.connection, school, rows)

    async def _bonds(self, school: SchoolId) -> None:
        rows = [
            {
                "school_id": school,
                "id": self._work.new_id(),
                "child_id": self.persons[bond.child],
                "guardian_id": self.persons[bond.guardian],
                "relation": RELATIONS[bond.kind],
                "kind": "trusted" if bond.kind == "trusted" else "representative",
                "source": "roster",
                "since": self._work.now,
            }
            for bond in self._demo.guardianships
        ]
        await people_queries.insert_guardianships(self._work.connection, rows)

    async def _accounts(self, school: SchoolId) -> None:
        operator = self.accounts[self._demo.administrator]
        await identity.insert_accounts(self._work.connection, list(self.accounts.values()), self._work.now, operator)
        claims = [
            {
                "school_id": school,
                "id": self._work.new_id(),
                "person_id": self.persons[key],
                "account_id": account,
                "admitted": True,
                "since": self._work.now,
            }
            for key, account in self.accounts.items()
        ]
        await people_queries.insert_claims(self._work.connection, claims)

    async def _talk(self, school: SchoolId) -> None:
        """Two months of talk that ends a moment ago, however old the generated dates are."""
        found = await rooms.rooms_by_class(self._work.connection, school)
        said = [one for one in messages(self._demo) if self._room(one.room, found) is not None]
        shift = timedelta(0)
        if said:
            shift = timedelta(days=(self._work.now - said[-1].at).days)
        rows = [
            OldMessage(
                id=self._work.new_id(),
                room=found[self._place(one.room)],
                position=one.number + 1,
                author=self.persons[one.author],
                hat=Hat(one.hat),
                text=one.text,
                reply_to=None if one.reply_to is None else one.reply_to + 1,
                at=one.at + shift,
            )
            for one in said
        ]
        await rooms.insert_past(self._work.connection, school, rows)
        await rooms.mark_read(self._work.connection, school, UNREAD, self._work.now)

    def _room(self, key: RoomKey, found: dict[tuple[str, UUID | None], UUID]) -> UUID | None:
        return found.get(self._place(key))

    def _place(self, key: RoomKey) -> tuple[str, UUID | None]:
        return key.kind.value, self._classes[key.class_key] if key.class_key else None


def _job_title(positions: tuple[str, ...], subjects: tuple[str, ...]) -> str:
    """«учитель математики» can't be declined by machine: «учитель: математика»."""
    words = ", ".join(positions)
    return f"{words}: {', '.join(subjects)}" if subjects and "учитель" in positions else words
