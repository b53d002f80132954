"""How every action of the table is asked for at the API. Words in braces are ids of the side that is aimed at.

Every call would go through: what it writes is rolled back (`asking.nothing_stays`), so an allowed cell is a real success and
no call spoils the premise of the next one.
"""

from collections.abc import Callable
from typing import Any

import msgspec

from parta.policy.table import Action

from .sides import (
    ANNOUNCEMENT,
    CLASS,
    CLUB,
    ELSEWHERE,
    FAMILY,
    GROUP,
    INSTALLATION,
    LETS_OUT,
    LISTED,
    MESSAGE,
    ONESELF,
    OWN_MESSAGE,
    ROOM,
    SCHOOL,
    STAFF,
    Aim,
    Side,
)

A = Action


class Call(msgspec.Struct, frozen=True):
    """One request. `refused`: by which status the rule of the trade says no to whoever has the right.

    `shows`: the answer tells whether the right is there (names or none), as its status alone does not.
    """

    method: str
    path: str
    body: Any = None
    at: Aim = SCHOOL
    refused: tuple[int, ...] = ()
    shows: Callable[[Any, Side], bool] | None = None


def get(path: str, at: Aim = SCHOOL, **more: Any) -> Call:
    return Call("GET", "/api" + path, None, at, **more)


def post(path: str, body: Any = None, at: Aim = SCHOOL, **more: Any) -> Call:
    return Call("POST", "/api" + path, body, at, **more)


def put(path: str, body: Any, at: Aim = SCHOOL) -> Call:
    return Call("PUT", "/api" + path, body, at)


def patch(path: str, body: Any, at: Aim) -> Call:
    return Call("PATCH", "/api" + path, body, at)


def delete(path: str, at: Aim) -> Call:
    return Call("DELETE", "/api" + path, None, at)


NAME = {"lastName": "Новый", "firstName": "Иван"}
SCHOOL_FORM = {"school": {"shortName": "Ещё одна", "timeZone": "Europe/Moscow"}, "administrator": NAME}
MESSAGE_FORM = {"clientId": "{fresh}", "text": "Слово"}
FORWARDING = {"roomId": "{room}", "messages": [{"position": "{message}", "clientId": "{fresh}"}]}
FILE_FORM = {"clientId": "{fresh}", "name": "a.txt", "bytes": 5}
POLL_FORM = {"clientId": "{fresh}", "question": "Куда?", "choices": ["Сюда", "Туда"]}
CALL_ALL = {"clientId": "{fresh}", "text": "<@all> сбор"}
PASTED = {"text": "Фамилия\tИмя\tКласс\nНовый\tИван\t5А"}
ANNOUNCED = {
    "clientId": "{fresh}",
    "title": "Собрание",
    "text": "В четверг",
    "audience": {"whom": ["guardians", "pupils", "staff"], "classes": ["{school_class}"]},
}
BROADCAST = ANNOUNCED | {"audience": {"whom": ["guardians"], "whole": True}, "urgent": True}
TEACHES = {"personId": "{teacher}", "subject": "Физика"}
ORDER = {"number": "12", "day": "2026-09-01"}
AWAY = {"childId": "{pupil}", "firstDay": "{soon_day}", "lastDay": "{soon_day}", "reason": "family"}
DECISION = {"document": "№ 2-15/2026", "decidedOn": "2026-09-01", "endsOn": "2036-09-01"}
OF_PARENTS = {"personId": "{guardian}", "committee": "parents"}


def names(what: str) -> Callable[[Any, Side], bool]:
    """The answer names this thing of the side."""
    return lambda answer, side: str(getattr(side, what)) in str(answer)


def lists_its_numbers(classes: Any, side: Side) -> bool:
    return any(one["id"] == str(side.school_class) and one["numbers"] for one in classes)


CALLS: dict[Action, tuple[Call, ...]] = {
    A.REVIEW_APPLICATION: (
        post("/first-school", SCHOOL_FORM, INSTALLATION, refused=(409,)),
        get("/operator/applications", INSTALLATION),
    ),
    A.RECOVER_SCHOOL: (get("/operator/schools", INSTALLATION),),
    A.SET_ADDRESS: (get("/address"), post("/address/test")),
    A.SEE_OUTBOX: (get("/operator/outbox", INSTALLATION),),
    # the school
    A.SEE_SCHOOL: (get("/school"),),
    A.EDIT_SCHOOL: (patch("/school", {"city": "Тверь"}, SCHOOL), post("/school/buildings", {"name": "Корпус 2"})),
    A.SET_LOGO: (delete("/school/logo", SCHOOL),),
    A.EDIT_LEGAL_TEXT: (put("/legal-texts/rules", {"body": "Правила общения. " * 20}),),
    A.SEE_AUDIT: (get("/audit"),),
    A.SEE_STORAGE: (get("/school/storage"),),
    A.SEE_JOINING: (
        get("/school/numbers"),
        get("/school/joining", ELSEWHERE, shows=names("school_class")),  # a class teacher has the own numbers elsewhere
        get("/classes", LISTED, shows=lists_its_numbers),
    ),
    A.APPOINT_ADMIN: (post("/people/{teacher}/admin", ORDER, STAFF),),
    A.REMOVE_ADMIN: (delete("/people/{admin}/admin", STAFF),),
    A.STOP_RECOVERY: (post("/school/recovery/stop", {"reason": "Приказа не было"}, refused=(409,)),),
    A.APPOINT_HEAD: (post("/people/{teacher}/positions", {"position": "head"}, STAFF),),
    A.APPOINT_POSITION: (post("/people/{teacher}/positions", {"position": "secretary"}, STAFF),),
    # classes
    A.SEE_CLASSES: (get("/classes"), get("/classes/{school_class}", CLASS)),
    A.MAKE_CLASS: (
        post("/classes", {"text": "7А"}),
        post("/classes/{school_class}/subgroups", {"titles": ["Хор"]}, CLASS),
    ),
    A.EDIT_CLASS: (patch("/classes/{school_class}", {"title": "7Я"}, CLASS),),
    A.BIND_CLASS_TEACHER: (
        post("/classes/{school_class}/leaders", {"personId": "{teacher}", "kind": "deputy"}, CLASS),
        get("/classes/{school_class}/leaders", CLASS),
    ),
    A.BIND_TEACHER: (post("/classes/{school_class}/teachers", TEACHES, CLASS),),
    A.MARK_ACTIVIST: (post("/classes/{school_class}/activists", OF_PARENTS, CLASS),),
    A.FILL_GROUP: (
        put("/classes/{group}/members", {"personIds": []}, GROUP),
        get("/classes/{group}/candidates", GROUP),
    ),
    A.OPEN_SUBJECT_CHAT: (post("/classes/{school_class}/subject-chats", {"subject": "Физика"}, CLASS),),
    # people
    A.SEE_STAFF: (get("/people?group=staff"), get("/school/subjects")),
    A.SEE_ROSTER: (
        get("/people?group=pupils"),
        get("/classes/{school_class}", CLASS, shows=lambda page, _: bool(page["pupils"])),
    ),
    A.SEE_CLASSMATES: (get("/classes/{school_class}/classmates", CLASS),),
    A.ADD_PUPIL: (post("/classes/{school_class}/pupils", NAME, CLASS),),
    A.ADD_STAFF: (post("/people/staff", NAME),),
    A.EDIT_PERSON: (
        patch("/people/{pupil}", NAME, FAMILY),
        patch("/people/{guardian}", NAME, FAMILY),
        patch("/people/{teacher}", NAME, STAFF),
    ),
    A.IMPORT_ROSTER: (post("/imports/pasted", PASTED), get("/imports")),
    A.TRANSFER_PUPIL: (
        post("/people/{pupil}/transfer", {"classId": "{into}"}, FAMILY),
        post("/people/{pupil}/leaving", {}, FAMILY),
    ),
    A.DISMISS_STAFF: (post("/people/{teacher}/dismissal", {"when": "now"}, STAFF),),
    A.SET_GUARDIANSHIP: (patch("/people/{pupil}/guardians/{guardian}", {"relation": "отец"}, FAMILY),),
    A.END_GUARDIANSHIP: (delete("/people/{pupil}/guardians/{guardian}", FAMILY),),
    A.RESTRICT_GUARDIAN: (post("/people/{pupil}/guardians/{guardian}/restriction", DECISION, FAMILY),),
    A.RESET_ACCESS: (
        post("/people/{pupil}/access/reset", None, FAMILY),
        post("/people/{guardian}/access/reset", None, FAMILY),
    ),
    A.RESET_STAFF_ACCESS: (post("/people/{teacher}/access/reset", None, STAFF),),
    A.MARK_OFF_PLATFORM: (post("/people/{guardian}/off-platform", {"off": True}, FAMILY),),
    # coming in
    A.INVITE_STAFF: (post("/invitations", {"role": "teacher"}), get("/slips")),
    A.INVITE_TO_CLASS: (
        post("/invitations", {"role": "pupil", "classId": "{school_class}"}, CLASS),
        get("/slips?class_id={school_class}", CLASS),
        get("/classes/{school_class}/moving", CLASS),
    ),
    A.INVITE_TO_CLUB: (post("/invitations", {"role": "pupil", "classId": "{club}"}, CLUB),),
    A.INVITE_RELATIVE: (post("/relatives/invite", {"childId": "{pupil}"}, FAMILY),),
    A.DECIDE_STAFF_REQUEST: (post("/join-requests/{staff_request}/refuse", {}, STAFF),),
    A.DECIDE_CLASS_REQUEST: (
        post("/join-requests/{request}/refuse", {}, CLASS),
        get("/join-requests/{request}/candidates", CLASS),
        get("/join-requests", LISTED, shows=names("request")),
    ),
    A.CONFIRM_TEACHER: (
        post("/people/{newcomer}/teacher-status/confirm", None, STAFF),
        post("/people/{teacher}/teacher-status/withdraw", None, STAFF),
    ),
    A.GIVE_CONSENT: (post("/my/consent/{pupil}/withdraw", None, FAMILY),),
    A.GIVE_OWN_CONSENT: (post("/my/consent/{adult}/withdraw", None, ONESELF),),
    A.SEE_CONSENTS: (
        get("/consents"),
        get("/staff/consents"),
        get("/classes/{school_class}/consents", CLASS),
        get("/people/{pupil}/consents", FAMILY),
    ),
    A.RECORD_PAPER_CONSENT: (
        post("/classes/{school_class}/consents/paper", {"people": ["{pupil}"]}, CLASS),
        post("/staff/consents/paper", {"people": ["{teacher}"]}, STAFF),
    ),
    # «Не придёт»
    A.MARK_ABSENCE: (post("/absences", AWAY, FAMILY, refused=(409,)),),  # a pupil may not before he is of age
    A.SEE_ABSENCES: (
        get("/classes/{school_class}/absences", CLASS),
        get("/classes/{school_class}/absences/sheet?form=csv", CLASS),
    ),
    A.SEE_ABSENCE_NUMBERS: (get("/absences", LISTED, shows=names("school_class")),),
    # chats
    A.MAKE_MANAGEMENT_CHAT: (get("/management-chats"), post("/management-chats", {"template": "staff"})),
    A.SEE_ROOM: (get("/rooms/{room}/messages", ROOM), get("/rooms/{room}/members", ROOM)),
    A.POST: (post("/rooms/{room}/messages", MESSAGE_FORM, ROOM),),
    A.SEND_FILE: (post("/rooms/{room}/files", FILE_FORM, ROOM),),
    A.REACT: (put("/rooms/{room}/messages/{message}/reactions", {"sign": "👍", "on": True}, ROOM),),
    A.FORWARD: (post("/rooms/{room}/forwarded", FORWARDING, LETS_OUT, refused=(409,)),),
    A.SEE_EDITS: (get("/rooms/{room}/messages/{message}/edits", ROOM),),
    A.MAKE_POLL: (post("/rooms/{room}/polls", POLL_FORM, ROOM),),
    A.VOTE: (put("/polls/{poll}/vote", {"choices": [0]}, ROOM),),
    A.CLOSE_POLL: (post("/polls/{own_poll}/close", None, OWN_MESSAGE),),
    A.SEE_VOTERS: (get("/polls/{poll}/voters", ROOM),),
    A.SEE_FILE: (get("/files/{file}/full", ROOM),),
    A.DISCARD_FILE: (delete("/files/{loose}", OWN_MESSAGE),),
    A.EDIT_MESSAGE: (patch("/rooms/{room}/messages/{message}", {"text": "Иначе"}, MESSAGE),),
    A.DELETE_MESSAGE: (delete("/rooms/{room}/messages/{message}", OWN_MESSAGE),),
    A.DELETE_ANY_MESSAGE: (delete("/rooms/{room}/messages/{message}", ROOM),),
    A.MENTION_ALL: (post("/rooms/{room}/messages", CALL_ALL, ROOM, refused=(429,)),),
    A.SEE_READERS: (
        get("/rooms/{room}/messages/{message}/readers", ROOM, shows=lambda answer, _: answer["read"] is not None),
    ),
    A.SANCTION_MEMBER: (post("/rooms/{room}/sanctions", {"personId": "{pupil}", "until": "{in_an_hour}"}, ROOM),),
    A.SET_ROOM_MODE: (
        put("/rooms/{room}/mode", {"mode": "announcements"}, ROOM),
        put("/rooms/{room}/timetable", {"own": {"lessons": "announcements"}}, ROOM),
        get("/rooms/{room}/timetable", ROOM),
    ),
    A.PIN_MEMBER: (post("/rooms/{room}/pins", {"personId": "{teacher}", "reason": "помогает"}, ROOM),),
    A.WRITE_DIRECT: (get("/direct-chats/contacts"),),
    A.SEE_DIRECT_CHATS: (get("/people/{pupil}/direct-chats", FAMILY),),
    A.PIN_MESSAGE: (put("/rooms/{room}/pinned/{message}", None, ROOM),),
    A.SET_OFFICE_HOURS: (put("/me/office-hours", {"hours": {"weekdays": [1], "begins": 540, "ends": 900}}, SCHOOL),),
    A.REPORT_MESSAGE: (post("/rooms/{room}/messages/{message}/report", {"reason": "обидно"}, ROOM),),
    A.SEE_REPORTS: (
        post("/reports/{report}/decision", {"decision": "kept"}, ROOM),
        get("/reports", LISTED, shows=names("report")),
        get("/people/{pupil}/conduct", FAMILY),
    ),
    # announcements
    A.WRITE_ANNOUNCEMENT: (
        post("/announcements", ANNOUNCED, CLASS),
        post("/announcements/preview", {"audience": ANNOUNCED["audience"]}, CLASS),
        post("/announcements/preview", {"audience": {"whom": ["staff"], "whole": True}}),
    ),
    A.BROADCAST_EMERGENCY: (post("/announcements", BROADCAST),),
    A.READ_ANNOUNCEMENT: (
        post("/announcements/{announcement}/read", None, ANNOUNCEMENT),
        post("/announcements/{announcement}/acknowledge", None, ANNOUNCEMENT),
    ),
    A.SEE_RECEIPTS: (
        get("/announcements/{announcement}/receipts", ANNOUNCEMENT),
        get("/announcements/{announcement}/receipts/people?tab=waiting", ANNOUNCEMENT),
        get("/announcements/{announcement}/receipts/children?covered=false", ANNOUNCEMENT),
        get("/announcements/{announcement}/protocol", ANNOUNCEMENT),
        get("/announcements/{announcement}/paper?families=unreached", ANNOUNCEMENT, refused=(409,)),
    ),
    A.REMIND_ANNOUNCEMENT: (post("/announcements/{announcement}/remind", None, ANNOUNCEMENT),),
}
