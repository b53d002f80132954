"""Before the plan: every record finds its person and class in the roster, and what can't be found becomes a defect."""

from collections import defaultdict
from collections.abc import Hashable

from parta.admission.roster.cells import Reading
from parta.admission.roster.columns import Field, Who
from parta.admission.roster.defects import Defect, DefectKind, Severity
from parta.admission.roster.families import group_guardians, group_staff
from parta.admission.roster.known import KnownPerson, KnownRoster
from parta.admission.roster.matching import match_pupils, match_staff, names_of_unmatched
from parta.admission.roster.records import Guardian, PersonName, Records, Source
from parta.admission.roster.steps import Choices, ClassRef
from parta.admission.roster.texts import make_defect
from parta.classes.titles import ClassTitle


class Resolved:
    """The records with their persons and classes found, on the way to a plan."""

    def __init__(self, reading: Reading, roster: KnownRoster, choices: Choices) -> None:
        self.records: Records = reading.records
        self.roster = roster
        self.defects: list[Defect] = list(reading.defects)
        self._classes = {known.title.key: ClassRef(known.title.key, known.title, known.id) for known in roster.classes}
        self._may_create = not roster.classes if choices.create_classes is None else choices.create_classes
        groups = group_guardians(self.records.guardians)
        self.first_guardian = groups.first
        self.pupil_ids = match_pupils(self.records.pupils, _families(self.records), roster)
        self.first_staff = group_staff(self.records.staff)
        self.staff_ids = match_staff(self.records.staff, self.first_staff, roster)
        self._blame_guesses(groups.guessed)
        self._check_classes()
        self._check_namesakes()
        self._pupils_by_name: dict[str, list[int]] = defaultdict(list)
        for number, pupil in enumerate(self.records.pupils):
            self._pupils_by_name[pupil.name.short_key].append(number)
        self._known_by_name: dict[str, list[KnownPerson]] = defaultdict(list)
        for person in roster.people:
            if person.class_id:
                self._known_by_name[person.name.short_key].append(person)
        self.child_of = [self._child(guardian) for guardian in self.records.guardians]
        self.stopped = {(d.sheet, d.row) for d in self.defects if d.severity is Severity.STOPS}

    def is_stopped(self, source: Source) -> bool:
        """Whether the row is kept out."""
        return (source.sheet, source.row) in self.stopped

    def class_ref(self, title: ClassTitle) -> ClassRef | None:
        """The class, existing or to be created; None if it is unknown and may not be created."""
        known = self._classes.get(title.key)
        if known or not self._may_create:
            return known
        return ClassRef(title.key, title)

    def blame(self, kind: DefectKind, source: Source, *, key: str = "", value: str = "", other: object = "") -> None:
        """Note a defect at the record's cell of this meaning."""
        self.defects.append(
            make_defect(
                kind, sheet=source.sheet, row=source.row, column=source.columns.get(key), value=value, other=other
            )
        )

    def _check_classes(self) -> None:
        for pupil in self.records.pupils:
            if self.class_ref(pupil.school_class) is None:
                key = f"{Who.SELF}.{Field.SCHOOL_CLASS}"
                self.blame(DefectKind.CLASS_UNKNOWN, pupil.source, key=key, value=pupil.school_class.title)
        for member in self.records.staff:
            for field, titles in (
                (Field.TEACHER_OF, member.teacher_of),
                (Field.TEACHES, tuple(dict.fromkeys(teaching.school_class for teaching in member.teaches))),
            ):
                for title in titles:
                    if self.class_ref(title) is None:
                        key = f"{Who.SELF}.{field}"
                        self.blame(DefectKind.TEACHER_OF_UNKNOWN_CLASS, member.source, key=key, value=title.title)

    def _check_namesakes(self) -> None:
        """A row that could mean two people of the roster is not guessed."""
        left = names_of_unmatched(self.roster, set(self.pupil_ids.values()))
        for number, pupil in enumerate(self.records.pupils):
            form = pupil.name.initials_key if pupil.name.has_initials else pupil.name.short_key
            if number not in self.pupil_ids and left[form, pupil.school_class.key] > 1:
                self.blame(DefectKind.SEVERAL_LIKE_THIS, pupil.source, key="self.fullName", value=pupil.name.full)

    def _blame_guesses(self, guessed: tuple[tuple[int, int], ...]) -> None:
        for number, like in guessed:
            guardian, other = self.records.guardians[number], self.records.guardians[like]
            key = next(iter(guardian.source.columns), "")
            place = f"{other.source.row} листа «{other.source.sheet}»" if other.source.sheet else str(other.source.row)
            value = guardian.name.full
            self.blame(DefectKind.SAME_GUARDIAN_GUESSED, guardian.source, key=key, value=value, other=place)

    def _child(self, guardian: Guardian) -> tuple[int | None, str | None]:
        """The guardian's child: its number among the file's pupils, or its id in the roster."""
        if guardian.child.pupil is not None:
            return guardian.child.pupil, None
        in_file = self._pupils_by_name.get(guardian.child.name.short_key, [])
        in_file = [
            n for n in in_file if _fits(guardian, self.records.pupils[n].name, self.records.pupils[n].school_class)
        ]
        if len(in_file) == 1:
            return in_file[0], None
        class_titles = {known.id: known.title for known in self.roster.classes}
        known = [
            person
            for person in self._known_by_name.get(guardian.child.name.short_key, [])
            if _fits(guardian, person.name, class_titles.get(person.class_id or ""))
        ]
        if not in_file and len(known) == 1:
            return None, known[0].id
        several = in_file or known
        kind = DefectKind.SEVERAL_LIKE_THIS if several else DefectKind.CHILD_UNKNOWN
        self.blame(kind, guardian.source, key="child.fullName", value=guardian.child.name.full)
        return None, None


def _fits(guardian: Guardian, name: PersonName, title: ClassTitle | None) -> bool:
    wanted = guardian.child
    same_class = wanted.school_class is None or (title is not None and title.key == wanted.school_class.key)
    middle = wanted.name.patronymic and name.patronymic and wanted.name.key != name.key
    return same_class and not middle


def _families(records: Records) -> list[Hashable | None]:
    names: dict[int, set[str]] = defaultdict(set)
    for guardian in records.guardians:
        if guardian.child.pupil is not None:
            names[guardian.child.pupil].add(guardian.name.key)
    return [frozenset(names[number]) if number in names else None for number in range(len(records.pupils))]
