"""What joining shows and takes."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from parta.admission.consents.queries import LegalText
from parta.admission.invitations.shapes import Role
from parta.kernel.errors import invalid
from parta.kernel.lookalikes import claims_office
from parta.kernel.text import one_line

Words = Annotated[str, msgspec.Meta(max_length=200)]
Relation = Literal["мать", "отец", "опекун", "попечитель", "приёмный родитель", "доверенное лицо"]
TRUSTED = "доверенное лицо"  # gets notices and chats, signs nothing (B9)


class SchoolFace(msgspec.Struct, frozen=True, rename="camel"):
    """What a stranger with a living invitation may know of the school."""

    short_name: str
    full_name: str
    help_phone: str
    help_hours: str


class Preview(msgspec.Struct, frozen=True, rename="camel"):
    """What an invitation is for, before anybody joins by it."""

    state: Literal["open", "used", "yours"]
    way: Literal["slip", "link"]
    role: Role
    school: SchoolFace
    class_title: str | None  # of the invitation itself
    name: str | None  # whose slip it is
    child_name: str | None  # whose representative's place it is
    needs: tuple[Literal["name", "relation", "child"], ...]
    informal: bool  # «ты»
    used_at: datetime | None
    expires_at: datetime
    signed_in_as: str | None
    signed_in_as_pupil: bool


class Ticket(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """The QR's secret or the typed code."""

    ticket: Annotated[str, msgspec.Meta(max_length=64)]


class Redemption(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Join by a personal slip. School, class and role are the invitation's; nothing here can name others (2.1-g)."""

    ticket: Annotated[str, msgspec.Meta(max_length=64)]
    name: Words = ""  # only for a representative's place: «Фамилия Имя Отчество»
    relation: Relation | None = None
    as_new: bool = False  # somebody else is signed in on this device: leave him out of it
    shared_computer: bool = False


class Petition(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Ask to join by a common link."""

    ticket: Annotated[str, msgspec.Meta(max_length=64)]
    name: Words
    child_name: Words = ""
    relation: Relation | None = None
    as_new: bool = False
    shared_computer: bool = False


class ReplyText(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """The applicant's answer to the question."""

    text: Annotated[str, msgspec.Meta(max_length=500)]


class MyRequest(msgspec.Struct, frozen=True, rename="camel"):
    """One's own request, without anything of the class."""

    id: UUID
    role: Role
    school: SchoolFace
    status: str  # waiting | asked | accepted | refused
    question: str
    answer: str
    reason: str
    created_at: datetime


class Consenting(msgspec.Struct, frozen=True, rename="camel"):
    """The consent step: what is asked, of whom."""

    text: LegalText
    own: bool
    children: list[str]
    answered: bool  # refused or withdrawn: whoever takes part is not asked again


class MyJoining(msgspec.Struct, frozen=True, rename="camel"):
    """What stands between the person and the chats, in the order in which it is asked."""

    admitted: bool
    informal: bool
    rules: LegalText | None  # to be acknowledged
    consent: Consenting | None  # to be answered
    waits_for: list[str] | None  # a pupil's consent is theirs to give; empty: nobody has joined yet
    unconfirmed: bool  # a teacher whose status waits for an administrator
    requests: list[MyRequest]
    help_phone: str
    help_hours: str


class Joined(msgspec.Struct, frozen=True, rename="camel"):
    """Joined: as whom."""

    person_id: UUID
    name: str


class FullName(msgspec.Struct, frozen=True):
    """A name taken apart."""

    last: str
    first: str
    middle: str | None


def read_name(typed: str, pointer: str = "/name") -> FullName:
    """«Петрова Ольга Ивановна» in its parts; raises `Invalid`."""
    clean = one_line(typed, pointer=pointer, longest=120, name=True)
    if claims_office(clean):
        raise invalid(pointer, "Напишите имя и фамилию. Должность рядом с именем школа показывает сама")
    parts = clean.split(" ", 2)
    if len(parts) < 2:
        raise invalid(pointer, "Напишите фамилию и имя через пробел")
    return FullName(parts[0], parts[1], parts[2] if len(parts) > 2 else None)
