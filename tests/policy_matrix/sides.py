"""The sides of the matrix: the things that a call is aimed at, and where the table of rights sees them stand."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import msgspec

from parta.kernel.ids import ClassId, PersonId, SchoolId
from parta.policy.decide import Place


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """A class with its chat, its people and what waits there to be decided. Every id may stand in a call's words."""

    school: SchoolId
    school_class: ClassId
    group: ClassId  # a subgroup of the class
    club: ClassId
    into: ClassId  # a class to move to
    room: UUID
    message: int  # position of a message in the room …
    author: PersonId  # … and whose it is
    file: UUID  # … and what it carries
    poll: UUID  # a question that somebody asked there …
    own_poll: UUID  # … and one of this author's
    loose: UUID  # a file that this author has not sent yet
    room_class: ClassId | None  # a chat of the whole school is no class's
    member: bool = False  # the asker is one of the room now
    report: UUID
    request: UUID
    staff_request: UUID
    pupil: PersonId
    guardian: PersonId  # of this pupil
    adult: PersonId  # somebody who answers for himself
    teacher: PersonId
    newcomer: PersonId  # of the staff, not confirmed yet
    admin: PersonId
    announcement: UUID  # to everybody of the class
    receives: bool = False  # the asker is one of its recipients

    def words(self) -> dict[str, str]:
        """The ids as they stand in paths and bodies, a `fresh` one for each call, a time and a day soon."""
        soon = datetime.now(UTC) + timedelta(hours=1)
        day = (soon + timedelta(days=2)).date().isoformat()
        made = {"fresh": str(uuid4()), "in_an_hour": soon.isoformat(), "soon_day": day}
        return {name: str(getattr(self, name)) for name in self.__struct_fields__} | made

    def unknown(self) -> "Side":
        """The same side with ids that there are not anywhere."""
        ids = {name: uuid4() for name in self.__struct_fields__ if isinstance(getattr(self, name), UUID)}
        return msgspec.structs.replace(self, **ids)


class Aim(msgspec.Struct, frozen=True):
    """What a call is aimed at: on which sides such a thing stands, and at what place its right is asked."""

    sides: tuple[str, ...]
    place: Callable[[Side], Place]


# own: 5А, which those with a class have; other: 5Б; foreign: another school; common: a chat of the whole school in which
# everybody is a member; mine: one's own message there, and oneself; child: one's own child (a pupil: himself).
OUT = ("other", "foreign")

INSTALLATION = Aim(("own",), lambda _: Place(school=None))
SCHOOL = Aim(("own",), lambda side: Place(school=side.school))
STAFF = Aim(("own", "foreign"), lambda side: Place(school=side.school))
CLASS = Aim(("own", *OUT), lambda side: Place(school=side.school, classes=frozenset({side.school_class})))
LISTED = Aim(("own", "other"), CLASS.place)  # a class on a list: nothing names it
ELSEWHERE = Aim(("other",), CLASS.place)
GROUP = Aim(("own", *OUT), lambda side: Place(school=side.school, classes=frozenset({side.group, side.school_class})))
CLUB = Aim(("own", *OUT), lambda side: Place(school=side.school, classes=frozenset({side.club})))
FAMILY = Aim(
    ("child", "own", *OUT),
    lambda side: Place(
        school=side.school,
        classes=frozenset({side.school_class}),
        owner=side.pupil,
        children=frozenset({side.pupil}),
    ),
)
ONESELF = Aim(("mine", "own", "foreign"), lambda side: Place(school=side.school, owner=side.adult))


def _in_room(side: Side) -> Place:
    classes = frozenset({side.room_class}) if side.room_class else frozenset[ClassId]()
    return Place(school=side.school, classes=classes, member=side.member, owner=side.author if side.member else None)


ROOM = Aim(("own", "common", *OUT), _in_room)
LETS_OUT = Aim(("own", *OUT), _in_room)  # words of a chat of all the staff stay there
MESSAGE = Aim(("mine", "own", "common", *OUT), _in_room)
OWN_MESSAGE = Aim(("mine",), _in_room)  # another's is asked by the same call, and is another right
ANNOUNCEMENT = Aim(
    ("own", *OUT),
    lambda side: Place(school=side.school, classes=frozenset({side.school_class}), member=side.receives),
)
