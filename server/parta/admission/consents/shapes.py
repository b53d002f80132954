"""The consent registry as the wire knows it."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

State = Literal["given", "refused", "withdrawn", "none"]
How = Literal["electronic", "paper"]


class ConsentRow(msgspec.Struct, frozen=True, rename="camel"):
    """What the registry says last of a pupil, a representative or somebody of the staff."""

    person_id: UUID
    child_id: UUID | None  # whose representative
    role: Literal["pupil", "guardian", "trusted_adult", "staff"]
    relation: str  # of a representative; the office of staff
    name: str
    joined: bool
    admitted: bool
    off_platform: bool
    state: State
    how: How | None
    version: int | None
    at: datetime | None  # of the answer, or of its withdrawal
    given_by: str | None
    recorded_by: str | None


class Registry(msgspec.Struct, frozen=True, rename="camel"):
    """The registry of a class or of the staff."""

    title: str
    rows: list[ConsentRow]
    version: int  # of the text as it is now
    required: bool  # nobody takes part without a consent
    may_record: bool


class ClassNumbers(msgspec.Struct, frozen=True, rename="camel"):
    """For how many pupils of a class there is a consent."""

    class_id: UUID
    title: str
    pupils: int
    given: int


class RegistryNumbers(msgspec.Struct, frozen=True, rename="camel"):
    """The registry of the school, class by class."""

    classes: list[ClassNumbers]
    staff: int
    staff_given: int


class ConsentEntry(msgspec.Struct, frozen=True, rename="camel"):
    """One entry of a person's history."""

    id: UUID
    version: int
    how: How
    granted: bool
    at: datetime
    given_by: str | None
    recorded_by: str | None
    over_at: datetime | None  # replaced or withdrawn


class MyConsent(msgspec.Struct, frozen=True, rename="camel"):
    """What stands in the registry for oneself or for one's child."""

    person_id: UUID
    name: str
    own: bool
    state: State
    how: How | None
    version: int | None
    at: datetime | None
    given_by: str | None


class MyDocuments(msgspec.Struct, frozen=True, rename="camel"):
    """One's consents, and whether one may answer them (a pupil's are his representatives')."""

    consents: list[MyConsent]
    version: int  # of the text as it is now
    required: bool
    may_answer: bool
