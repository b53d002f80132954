"""What the import will do, as flat lists that a database writes set by set."""

import datetime
from enum import StrEnum

from parta.admission.roster.defects import Defect, Severity
from parta.admission.roster.records import GuardianKind, PersonName, Record, Skipped, Source
from parta.classes.titles import ClassTitle


class Action(StrEnum):
    """What happens to a person of the file."""

    CREATE = "create"
    CHANGE = "change"
    SAME = "same"


class FieldChange(Record, frozen=True):
    """One value of a known person that the file says otherwise."""

    field: str
    before: str
    after: str


class PersonStep(Record, frozen=True):
    """A person of the file: `key` is the id of a known person, or `new-…` that the other steps refer to."""

    key: str
    action: Action
    name: PersonName
    birth_date: datetime.date | None = None
    external_number: str = ""
    phone: str = ""
    email: str = ""
    changes: tuple[FieldChange, ...] = ()
    sources: tuple[Source, ...] = ()


class ClassRef(Record, frozen=True):
    """A class that exists (`class_id`) or is created by this import; `key` is the title's key."""

    key: str
    title: ClassTitle
    class_id: str | None = None


class EnrolmentStep(Record, frozen=True):
    """A pupil enters a class, for the first time or from another one."""

    person_key: str
    into: ClassRef
    from_class_id: str | None = None
    list_number: int | None = None


class StaffStep(Record, frozen=True):
    """A person becomes staff, or gets positions and subjects besides those known."""

    person_key: str
    becomes_staff: bool
    new_positions: tuple[str, ...] = ()
    new_subjects: tuple[str, ...] = ()


class GuardianshipStep(Record, frozen=True):
    """A guardian is bound to a child."""

    guardian_key: str
    child_key: str
    kind: GuardianKind


class ClassTeacherStep(Record, frozen=True):
    """A class gets its class teacher, perhaps instead of another."""

    person_key: str
    of: ClassRef
    instead_of: str | None = None


class TeachingStep(Record, frozen=True):
    """A subject teacher is bound to a class."""

    person_key: str
    of: ClassRef
    subject: str


class Missing(Record, frozen=True):
    """Somebody of the roster whom a complete list no longer names: marked, never deleted."""

    person_id: str
    name: PersonName
    where: str


class RowMark(StrEnum):
    """The sign beside a row in the preview."""

    OK = "ok"
    WARNING = "warning"
    STOPPED = "stopped"


class RowOutcome(Record, frozen=True):
    """What will happen to one row, in words."""

    sheet: str
    row: int
    mark: RowMark
    text: str


class Counts(Record, frozen=True):
    """The plan in numbers."""

    created: int
    changed: int
    moved: int
    same: int
    missing: int
    new_classes: int
    new_guardianships: int
    stopped_rows: int
    warned_rows: int


class Choices(Record, frozen=True):
    """What the user decided; None leaves it to what the file and the school suggest."""

    create_classes: bool | None = None
    staff_list_is_complete: bool | None = None


class Plan(Record, frozen=True):
    """Everything that will happen; nothing of a stopped row is in it."""

    new_classes: tuple[ClassRef, ...]
    people: tuple[PersonStep, ...]
    enrolments: tuple[EnrolmentStep, ...]
    staff: tuple[StaffStep, ...]
    guardianships: tuple[GuardianshipStep, ...]
    class_teachers: tuple[ClassTeacherStep, ...]
    teachings: tuple[TeachingStep, ...]
    missing: tuple[Missing, ...]
    defects: tuple[Defect, ...]
    skipped: tuple[Skipped, ...]
    rows: tuple[RowOutcome, ...]
    counts: Counts

    @property
    def is_empty(self) -> bool:
        """Whether committing would change nothing."""
        return not (
            any(step.action is not Action.SAME for step in self.people)
            or self.new_classes
            or self.enrolments
            or self.staff
            or self.guardianships
            or self.class_teachers
            or self.teachings
        )

    @property
    def has_stops(self) -> bool:
        """Whether a row is kept out; committing then needs the word «только исправные строки»."""
        return any(defect.severity is Severity.STOPS for defect in self.defects)
