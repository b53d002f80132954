"""What announcements are on the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from parta.kernel.hats import Hat
from parta.policy.table import Action

Whom = Literal["guardians", "pupils", "staff"]
Grade = Annotated[int, msgspec.Meta(ge=0, le=11)]
LONGEST_TITLE = 150
LONGEST_TEXT = 10_000


class Audience(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """The rule that addresses it: whom, and of the whole school or of these grades and classes."""

    whom: Annotated[list[Whom], msgspec.Meta(min_length=1, max_length=3)]
    whole: bool = False
    grades: Annotated[list[Grade], msgspec.Meta(max_length=12)] = []
    classes: Annotated[list[UUID], msgspec.Meta(max_length=300)] = []


class AnnouncementDraft(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What is to be announced. `client_id`: a retry is the same announcement. `urgent`: passes quiet hours (C15)."""

    client_id: UUID
    title: Annotated[str, msgspec.Meta(max_length=1_000)]
    text: Annotated[str, msgspec.Meta(max_length=20_000)]
    audience: Audience
    wants_acknowledgement: bool = True
    urgent: bool = False


class AskedAudience(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """An audience to be counted before anything is sent."""

    audience: Audience


class Addressed(msgspec.Struct, frozen=True, rename="camel"):
    """«Объявление получат 612 человек в 24 классах». `unreached`: not on the platform yet; `outside`: families on paper."""

    people: int
    guardians: int
    pupils: int
    staff: int
    children: int
    classes: int
    unreached: int
    outside: int


class ClassChoice(msgspec.Struct, frozen=True, rename="camel"):
    """A class that the writer may address."""

    id: UUID
    title: str
    kind: str
    grades: list[int]


class AudienceChoices(msgspec.Struct, frozen=True, rename="camel"):
    """What the writer may address; `urgent`: he may also send an emergency broadcast."""

    whole: bool
    urgent: bool
    classes: list[ClassChoice]


class OwnReceipt(msgspec.Struct, frozen=True, rename="camel"):
    """How it stands with the reader; `children`: for whom he reads it."""

    read_at: datetime | None
    acknowledged_at: datetime | None
    children: list[str]


class Announcement(msgspec.Struct, frozen=True, rename="camel"):
    """An official notice. `own` is null for whoever is no recipient."""

    id: UUID
    number: int
    title: str
    text: str
    author_name: str
    author_office: str
    addressed: str
    sent_at: datetime
    wants_acknowledgement: bool
    urgent: bool
    own: OwnReceipt | None
    abilities: list[Action]


class Waiting(msgspec.Struct, frozen=True, rename="camel"):
    """How many announcements wait for this reader, those that could not wait in full, and may he write himself?"""

    count: int
    urgent: list[Announcement]
    abilities: list[Action]


class Receipts(msgspec.Struct, frozen=True, rename="camel"):
    """The receipts in numbers. `reached`: recipients who are on the platform; `covered`: children with a representative's
    receipt; `outside`: children of families on paper."""

    recipients: int
    reached: int
    read: int
    acknowledged: int
    children: int
    covered: int
    outside: int


class SentAnnouncement(msgspec.Struct, frozen=True, rename="camel"):
    """An announcement as its writer sees it in the list; numbers are of the classes that he answers for."""

    id: UUID
    number: int
    title: str
    author_name: str
    addressed: str
    sent_at: datetime
    wants_acknowledgement: bool
    urgent: bool
    receipts: Receipts


class ReceiptsPage(msgspec.Struct, frozen=True, rename="camel"):
    """The announcement with its receipts. `waiting`: on the platform, but has not read it; `remindable`: may be reminded now."""

    announcement: Announcement
    receipts: Receipts
    waiting: int
    remindable: int
    reminded_at: datetime | None


Tab = Literal["waiting", "done", "unreached"]


class PersonReceipt(msgspec.Struct, frozen=True, rename="camel"):
    """One recipient. `about`: the children for whom, or the class."""

    person_id: UUID
    hat: Hat
    name: str
    about: str
    read_at: datetime | None
    acknowledged_at: datetime | None


class ChildReceipt(msgspec.Struct, frozen=True, rename="camel"):
    """One child: covered once a representative has read (or, where it is asked for, acknowledged)."""

    child_id: UUID
    name: str
    class_title: str
    covered: bool
    by: str
    outside: bool
    reached: bool


class Reminded(msgspec.Struct, frozen=True, rename="camel"):
    """How many were reminded."""

    reminded: int
