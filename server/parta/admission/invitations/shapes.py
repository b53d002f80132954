"""Invitations as commands and the wire know them."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from parta.kernel.ids import ClassId, PersonId, SchoolId
from parta.policy.decide import Place
from parta.policy.table import Action


class Role(StrEnum):
    """In which role an invitation lets somebody in; nothing that the invited person sends changes it (2.1-g)."""

    PUPIL = "pupil"
    GUARDIAN = "guardian"
    TEACHER = "teacher"
    OTHER_STAFF = "other_staff"

    @property
    def staff(self) -> bool:
        """Does the role belong to «Учительская» and not to a class?"""
        return self in (Role.TEACHER, Role.OTHER_STAFF)


class Target(msgspec.Struct, frozen=True):
    """What an invitation is bound to."""

    school: SchoolId
    role: Role
    class_id: ClassId | None = None
    club: bool = False
    child: PersonId | None = None

    @property
    def action(self) -> Action:
        """What its issuer must be allowed to do, when it is issued and as long as it lives."""
        if self.role.staff:
            return Action.INVITE_STAFF
        return Action.INVITE_TO_CLUB if self.club else Action.INVITE_TO_CLASS

    @property
    def place(self) -> Place:
        """Where that must be allowed."""
        return Place(
            school=self.school,
            classes=frozenset({self.class_id}) if self.class_id else frozenset(),
            owner=self.child,
            children=frozenset({self.child}) if self.child else frozenset(),
        )


class LinkCard(msgspec.Struct, frozen=True, rename="camel"):
    """A link for many, as its issuers see it."""

    id: UUID
    role: Role
    class_id: UUID | None
    class_title: str | None
    path: str  # «/i/…», to be put behind the school's address
    code: str  # the same, to be typed
    issued_by: str | None
    created_at: datetime
    expires_at: datetime
    uses_left: int | None
    state: str  # open | expired | spent | recalled | issuerGone
    requests: int
