"""The policy matrix at the real API: every action × every column × own class, other class, other school, from one table.

A cell says what the table and `decide` say: allowed gets through to the rule of the trade (2xx, or 409 or 422 of the act
itself), else 403 for what one sees, 404 for what one may not know of. Only acts that change nothing here run as allowed ones
more than once, so bodies name somebody or something that the act itself refuses.
"""

from collections.abc import Callable
from uuid import UUID, uuid4

import msgspec

from parta.kernel.hats import Hat
from parta.kernel.ids import AccountId, ClassId, SchoolId
from parta.policy.decide import Place, Verdict, allowed, decide
from parta.policy.standing import Actor, Column, Held, Kind
from parta.policy.table import Action
from people import Person, TestSchool

A = Action
LATER = "2100-01-01T00:00:00Z"


class Target(msgspec.Struct, frozen=True):
    """What the call is aimed at: a class with its chat and people, in one of the schools."""

    school: SchoolId
    school_class: ClassId
    room: UUID
    pupil: UUID
    staff: UUID
    speaker: Person


class Call(msgspec.Struct, frozen=True):
    """How an action is asked for. `whole`: it concerns the school, so no target of another class or school exists."""

    method: str
    path: str
    body: Callable[[Target], object] | None = None
    whole: bool = False
    in_class: bool = False  # the right is asked at this class
    in_room: bool = False


ROOM = "/api/rooms/{t.room}"
CLASS = "/api/classes/{t.school_class}"
CALLS: dict[Action, Call] = {
    A.SEE_SCHOOL: Call("GET", "/api/school", whole=True),
    A.SEE_AUDIT: Call("GET", "/api/audit", whole=True),
    A.EDIT_SCHOOL: Call("POST", "/api/school/buildings", lambda _: {"name": ""}, whole=True),
    A.MAKE_CLASS: Call("POST", "/api/classes/preview", lambda _: {"text": "7А"}, whole=True),
    A.ADD_STAFF: Call("POST", "/api/people/staff", lambda _: {"firstName": "", "lastName": ""}, whole=True),
    A.IMPORT_ROSTER: Call("GET", "/api/imports/columns", whole=True),
    A.MAKE_MANAGEMENT_CHAT: Call("GET", "/api/management-chats", whole=True),
    A.EDIT_CLASS: Call("PATCH", CLASS, lambda _: {"title": ""}, in_class=True),
    A.SEE_CONSENTS: Call("GET", CLASS + "/consents", in_class=True),
    A.SEE_ROOM: Call("GET", ROOM + "/messages", in_room=True),
    A.POST: Call("POST", ROOM + "/messages", lambda _: {"clientId": str(uuid4()), "text": "Слово"}, in_room=True),
    A.SET_ROOM_MODE: Call("PUT", ROOM + "/mode", lambda _: {"mode": "discussion"}, in_room=True),
    A.SANCTION_MEMBER: Call(
        "POST", ROOM + "/sanctions", lambda t: {"personId": str(t.pupil), "until": LATER}, in_room=True
    ),
    A.REPORT_MESSAGE: Call("POST", ROOM + "/messages/2/report", lambda _: {"reason": ""}, in_room=True),
    A.MENTION_ALL: Call(
        "POST", ROOM + "/messages", lambda _: {"clientId": str(uuid4()), "text": "<@all> сбор"}, in_room=True
    ),
}
# Not asked here yet; the list may only become shorter.
NOT_YET: dict[Action, str] = {
    action: reason
    for reason, actions in {
        "the operator's desk: no person of a school reaches it": (
            A.REVIEW_APPLICATION, A.RECOVER_SCHOOL, A.SET_ADDRESS, A.SEE_OUTBOX,
        ),
        "asked in tests/api/administration_test.py": (
            A.APPOINT_ADMIN, A.REMOVE_ADMIN, A.APPOINT_HEAD, A.APPOINT_POSITION, A.BIND_CLASS_TEACHER, A.BIND_TEACHER,
            A.MARK_ACTIVIST, A.FILL_GROUP, A.OPEN_SUBJECT_CHAT, A.ADD_PUPIL, A.EDIT_PERSON, A.TRANSFER_PUPIL,
            A.DISMISS_STAFF, A.END_GUARDIANSHIP, A.CONFIRM_TEACHER, A.SEE_CLASSES, A.SEE_STAFF, A.SEE_ROSTER,
            A.MARK_OFF_PLATFORM, A.SEE_JOINING,
        ),
        "asked in tests/api/identity_reset_test.py": (A.RESET_ACCESS, A.RESET_STAFF_ACCESS),
        "asked in tests/api/joining_test.py": (
            A.INVITE_STAFF, A.INVITE_TO_CLASS, A.INVITE_TO_CLUB, A.INVITE_RELATIVE, A.DECIDE_STAFF_REQUEST,
            A.DECIDE_CLASS_REQUEST, A.GIVE_CONSENT, A.GIVE_OWN_CONSENT, A.RECORD_PAPER_CONSENT, A.EDIT_LEGAL_TEXT,
        ),
        "asked in tests/realtime/chat_test.py and tests/api/rooms_order_test.py": (
            A.EDIT_MESSAGE, A.DELETE_MESSAGE, A.DELETE_ANY_MESSAGE, A.SEE_READERS, A.PIN_MEMBER, A.SEE_REPORTS,
        ),
    }.items()
    for action in actions
}  # fmt: skip


def test_every_action_of_the_table_is_asked_or_says_why_not() -> None:
    assert set(CALLS) | set(NOT_YET) == set(Action)
    assert not set(CALLS) & set(NOT_YET)


async def test_every_standing_gets_what_the_table_says(school: TestSchool) -> None:
    own, other = await _target(school, "5А"), await _target(school, "5Б")
    elsewhere = TestSchool(school.server, school.url, school.database)
    await elsewhere.found("Другая школа")
    foreign = await _target(elsewhere, "5А")
    wrong = []
    people = await _people(school)
    for target in (own, other, foreign):
        await target.speaker.says(target.room, "После всех")
    try:
        for column, (person, held) in people.items():
            actor = Actor(
                account=AccountId(person.account), session=None, school=school.id, person=person.id, hat=person.hat,
                held=tuple(held),
            )  # fmt: skip
            assert set(actor.columns()) >= {column}
            rooms = {room["id"]: room for room in await person.rooms()}
            for action, call in CALLS.items():
                for where, target in {"own": own, "other": other, "foreign": foreign}.items():
                    if call.whole and where != "own":
                        continue
                    expected = _expected(actor, action, call, target, rooms)
                    body = call.body(target) if call.body else None
                    status = await person.status(call.method, call.path.format(t=target), body)
                    if call.in_class and where == "foreign":
                        # The same as for a class that there is not anywhere: nobody learns that it exists.
                        nowhere = msgspec.structs.replace(target, school_class=ClassId(uuid4()))
                        unknown = await person.status(call.method, call.path.format(t=nowhere), body)
                        if status not in (403, 404) or status != unknown:
                            wrong.append(f"{column} {action} {where}: {status}, {unknown} for an unknown one")
                        continue
                    if not _fits(status, expected):
                        wrong.append(f"{column} {action} {where}: {status}, {expected.value} expected")
    finally:
        for stranger in elsewhere.people:
            await stranger.close()
    assert not wrong, "\n" + "\n".join(wrong)


def _expected(actor: Actor, action: Action, call: Call, target: Target, rooms: dict[str, object]) -> Verdict:
    member = str(target.room) in rooms
    if action in (A.POST, A.MENTION_ALL) and not allowed(actor, A.POST, Place(school=actor.school, member=True)):
        return Verdict.FORBIDDEN  # whoever posts nowhere learns nothing about this room
    if call.in_room and not member:
        return Verdict.HIDDEN
    classes = frozenset({target.school_class}) if call.in_class or call.in_room else frozenset[ClassId]()
    return decide(actor, action, Place(school=target.school, classes=classes, member=member))


def _fits(status: int, expected: Verdict) -> bool:
    match expected:
        case Verdict.ALLOWED:
            return 200 <= status < 300 or status in (409, 422, 429)
        case Verdict.FORBIDDEN:
            return status == 403
        case Verdict.HIDDEN:
            return status == 404


async def _target(school: TestSchool, title: str) -> Target:
    pupil = await school.pupil("Цель", "Учеников", title)
    staff = await school.teacher("Цель", "Учителев")
    room = school.room(title)
    await pupil.says(room, "Первое")
    return Target(school.id, school.classes[title], room, pupil.id, staff.id, pupil)


async def _people(school: TestSchool) -> dict[Column, tuple[Person, list[Held]]]:
    """One person for each column, the weakest who stands in it; those with a class have 5А."""
    one = school.classes["5А"]
    child = await school.pupil("Аня", "Иванова", "5А")
    given: dict[Column, tuple[Hat, list[Held]]] = {
        Column.ADMIN: (Hat.STAFF, [Held(Kind.STAFF), Held(Kind.ADMIN)]),
        Column.HEAD: (Hat.STAFF, [Held(Kind.STAFF), Held(Kind.HEAD)]),
        Column.POSITION: (Hat.STAFF, [Held(Kind.STAFF), Held(Kind.POSITION, None, "завуч")]),
        Column.CLASS_TEACHER: (Hat.STAFF, [Held(Kind.STAFF), Held(Kind.TEACHER), Held(Kind.CLASS_TEACHER, one)]),
        Column.TEACHER: (Hat.STAFF, [Held(Kind.STAFF), Held(Kind.TEACHER), Held(Kind.TEACHES, one, "физика")]),
        Column.UNCONFIRMED: (Hat.STAFF, [Held(Kind.STAFF), Held(Kind.UNCONFIRMED)]),
        Column.OTHER_STAFF: (Hat.STAFF, [Held(Kind.STAFF), Held(Kind.OTHER_STAFF)]),
        Column.PUPIL: (Hat.PUPIL, [Held(Kind.PUPIL, one)]),
        Column.GUARDIAN: (Hat.GUARDIAN, [Held(Kind.GUARDIAN, child.id, "мать")]),
        Column.TRUSTED_ADULT: (Hat.GUARDIAN, [Held(Kind.TRUSTED_ADULT, child.id, "бабушка")]),
    }
    return {
        column: (
            await school.join("Кто", column.value.title(), hat, [(one.kind, one.target, one.detail) for one in held]),
            held,
        )
        for column, (hat, held) in given.items()
    }
