"""Recovery on the wire: what the operator sends and sees, what the school sees."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from parta.policy.table import Action

Line = Annotated[str, msgspec.Meta(max_length=300)]
Status = Literal["waiting", "invited", "applied", "stopped", "void"]


class NewRecovery(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """The head's order: its number and date, and whom it names. Either `person_id`, or the name and contacts of a newcomer."""

    order_number: Annotated[str, msgspec.Meta(max_length=40)]
    order_day: date
    person_id: UUID | None = None
    last_name: Line = ""
    first_name: Line = ""
    middle_name: Line = ""
    job_title: Line = ""
    email: Line = ""
    mobile: Line = ""


class Newcomer(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A new administrator whom the school's list does not know yet."""

    last_name: str
    first_name: str
    middle_name: str
    job_title: str
    email: str
    mobile: str


class SchoolRow(msgspec.Struct, frozen=True, rename="camel"):
    """A school of the installation, as its operator sees it: no people, no numbers of them."""

    id: UUID
    short_name: str
    inn: str
    region: str
    recovering: bool


class StaffChoice(msgspec.Struct, frozen=True, rename="camel"):
    """A confirmed member of staff who has joined: the order may name him."""

    person_id: UUID
    name: str
    job_title: str
    administrator: bool


class RecoveryCard(msgspec.Struct, frozen=True, rename="camel"):
    """A recovery, as the operator sees it."""

    id: UUID
    school_id: UUID
    order: str
    name: str
    newcomer: bool
    status: Status
    asked_at: datetime
    due_at: datetime
    ended_at: datetime | None
    stopped_by: str | None
    reason: str


class SchoolDesk(msgspec.Struct, frozen=True, rename="camel"):
    """A school at the operator's desk: whom an order may name, and its recoveries, the newest first."""

    id: UUID
    short_name: str
    wait_hours: int
    staff: list[StaffChoice]
    recoveries: list[RecoveryCard]


class RecoveryNotice(msgspec.Struct, frozen=True, rename="camel"):
    """What all staff of the school are told while the order waits."""

    order: str
    name: str
    status: Status
    due_at: datetime
    abilities: list[Action]


class OpenRecovery(msgspec.Struct, frozen=True):
    """The recovery that waits in one's own school, if any."""

    recovery: RecoveryNotice | None


class Stop(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why an order is stopped: the log and the operator keep it."""

    reason: Annotated[str, msgspec.Meta(max_length=500)]
