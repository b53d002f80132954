"""Timetables of chats, as they are kept and as the wire shows them."""

from typing import Annotated, Literal

import msgspec

from parta.school.shapes import Minute

Closing = Literal["announcements", "readOnly"]
TimedKind = Literal["class", "subject", "parents", "activists", "group"]
KINDS: tuple[TimedKind, ...] = ("class", "subject", "parents", "activists", "group")


class Timetable(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What a chat becomes during its class's lessons, and at given hours of these days of the week; None: nothing.

    Hours that end before they begin end the next day; `weekdays`: those on which they begin (1 = Monday).
    """

    lessons: Closing | None = None
    hours: Closing | None = None
    begins: Minute = 22 * 60
    ends: Minute = 7 * 60
    weekdays: Annotated[list[Annotated[int, msgspec.Meta(ge=1, le=7)]], msgspec.Meta(max_length=7)] = msgspec.field(
        default_factory=lambda: [1, 2, 3, 4, 5, 6, 7]
    )

    @property
    def never(self) -> bool:
        """It closes nothing."""
        return self.lessons is None and (self.hours is None or not self.weekdays)


class RoomTimetable(msgspec.Struct, frozen=True, rename="camel"):
    """A chat's own timetable, and the school's for chats of its kind, which holds where it has none.

    `rings`: its class has bells, so that there are lessons to follow.
    """

    own: Timetable | None
    school: Timetable | None
    rings: bool


class NewRoomTimetable(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """The chat's own timetable from now on; None: the school's."""

    own: Timetable | None


class KindTimetable(msgspec.Struct, frozen=True, rename="camel"):
    """The school's timetable for chats of a kind; None: their mode does not change by itself."""

    kind: TimedKind
    timetable: Timetable | None


class NewKindTimetable(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """The school's timetable for chats of a kind from now on."""

    timetable: Timetable | None
