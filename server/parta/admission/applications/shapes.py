"""Applications on the wire: what a school sends, what it sees of it, what the operator sees."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from parta.policy.table import Action

Status = Literal["pending", "refused", "approved"]
Line = Annotated[str, msgspec.Meta(max_length=300)]


class NewApplication(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """What is said of a school that wants to be connected, and of its future administrator (2.1-b)."""

    short_name: Line
    full_name: Line
    inn: Line
    region: Line
    time_zone: Line
    last_name: Line
    first_name: Line
    middle_name: Line = ""
    job_title: Line = ""
    teaches: bool = True  # педагогический работник; else other staff
    email: Line
    mobile: Line


class Filed(msgspec.Struct, frozen=True):
    """The application is there: its number, and the secret address of its page."""

    number: str
    path: str


class Step(msgspec.Struct, frozen=True, rename="camel"):
    """One step of an application's history."""

    number: int
    at: datetime
    what: Literal["sent", "corrected", "refused", "approved"]
    reason: str


class ApplicationPage(msgspec.Struct, frozen=True, rename="camel"):
    """What the holder of the secret link sees. The form is there while it may be needed for a correction."""

    number: str
    status: Status
    reason: str
    short_name: str
    form: NewApplication | None
    steps: list[Step]
    sign_up: str | None  # where the named administrator signs up
    signed_up: bool


class ApplicationRow(msgspec.Struct, frozen=True, rename="camel"):
    """An application in the operator's list."""

    id: UUID
    number: str
    status: Status
    short_name: str
    region: str
    changed_at: datetime


class ApplicationCard(msgspec.Struct, frozen=True, rename="camel"):
    """An application as the operator decides on it. `twin`: a school that has the same INN already."""

    id: UUID
    number: str
    status: Status
    reason: str
    form: NewApplication
    steps: list[Step]
    scan_kind: str
    twin: str | None
    signed_up: bool
    abilities: list[Action]


class Approval(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`seen`: up to which step the application was read; what came later is not approved unseen."""

    seen: int


class Denial(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why the application is refused: the applicant reads it."""

    seen: int
    reason: Annotated[str, msgspec.Meta(max_length=2000)]
