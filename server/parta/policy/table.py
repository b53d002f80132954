"""The regulation as a table: one row an action, one column a standing, a cell says how far. All else is denied.

Clauses are those of the school's regulation; E4, C7 and the like are rows of the feature table.
"""

from enum import StrEnum

import msgspec

from .standing import Column


class Scope(StrEnum):
    """How far a right reaches."""

    NO = "no"
    OWN = "own"  # only what is one's own: a message, a session
    MEMBER = "member"  # only in chats where one is a member now
    OWN_CHILD = "own child"  # only what concerns one's own child
    OWN_CLASS = "own class"  # only the classes that the standing names
    OFFICE = "office"  # the classes that a position reaches; all of the school when it names none
    SCHOOL = "school"  # everything of the own school
    ALL = "all"  # the whole installation


class Action(StrEnum):
    """Everything that can be asked for. The value is what `abilities` and the audit trail call it."""

    REVIEW_APPLICATION = "reviewApplication"
    RECOVER_SCHOOL = "recoverSchool"
    SEE_OUTBOX = "seeOutbox"
    SET_ADDRESS = "setAddress"

    SEE_SCHOOL = "seeSchool"
    EDIT_SCHOOL = "editSchool"
    SET_LOGO = "setLogo"
    EDIT_LEGAL_TEXT = "editLegalText"
    SEE_AUDIT = "seeAudit"
    SEE_JOINING = "seeJoining"
    SEE_STORAGE = "seeStorage"

    APPOINT_ADMIN = "appointAdmin"
    REMOVE_ADMIN = "removeAdmin"
    STOP_RECOVERY = "stopRecovery"
    APPOINT_HEAD = "appointHead"
    APPOINT_POSITION = "appointPosition"

    SEE_CLASSES = "seeClasses"
    MAKE_CLASS = "makeClass"
    EDIT_CLASS = "editClass"
    BIND_CLASS_TEACHER = "bindClassTeacher"
    BIND_TEACHER = "bindTeacher"
    MARK_ACTIVIST = "markActivist"
    FILL_GROUP = "fillGroup"
    OPEN_SUBJECT_CHAT = "openSubjectChat"

    SEE_STAFF = "seeStaff"
    SEE_ROSTER = "seeRoster"
    SEE_CLASSMATES = "seeClassmates"
    ADD_PUPIL = "addPupil"
    ADD_STAFF = "addStaff"
    EDIT_PERSON = "editPerson"
    IMPORT_ROSTER = "importRoster"
    TRANSFER_PUPIL = "transferPupil"
    DISMISS_STAFF = "dismissStaff"
    SET_GUARDIANSHIP = "setGuardianship"
    END_GUARDIANSHIP = "endGuardianship"
    RESTRICT_GUARDIAN = "restrictGuardian"
    RESET_ACCESS = "resetAccess"
    RESET_STAFF_ACCESS = "resetStaffAccess"
    MARK_OFF_PLATFORM = "markOffPlatform"

    INVITE_STAFF = "inviteStaff"
    INVITE_TO_CLASS = "inviteToClass"
    INVITE_TO_CLUB = "inviteToClub"
    INVITE_RELATIVE = "inviteRelative"
    DECIDE_STAFF_REQUEST = "decideStaffRequest"
    DECIDE_CLASS_REQUEST = "decideClassRequest"
    CONFIRM_TEACHER = "confirmTeacher"
    GIVE_CONSENT = "giveConsent"
    GIVE_OWN_CONSENT = "giveOwnConsent"
    SEE_CONSENTS = "seeConsents"
    RECORD_PAPER_CONSENT = "recordPaperConsent"

    MARK_ABSENCE = "markAbsence"
    SEE_ABSENCES = "seeAbsences"
    SEE_ABSENCE_NUMBERS = "seeAbsenceNumbers"

    MAKE_MANAGEMENT_CHAT = "makeManagementChat"
    SEE_ROOM = "seeRoom"
    POST = "post"
    SEND_FILE = "sendFile"
    MAKE_POLL = "makePoll"
    VOTE = "vote"
    CLOSE_POLL = "closePoll"
    SEE_VOTERS = "seeVoters"
    REACT = "react"
    FORWARD = "forward"
    SEE_EDITS = "seeEdits"
    SEE_FILE = "seeFile"
    DISCARD_FILE = "discardFile"
    EDIT_MESSAGE = "editMessage"
    DELETE_MESSAGE = "deleteMessage"
    DELETE_ANY_MESSAGE = "deleteAnyMessage"
    MENTION_ALL = "mentionAll"
    SEE_READERS = "seeReaders"
    SANCTION_MEMBER = "sanctionMember"
    SET_ROOM_MODE = "setRoomMode"
    PIN_MEMBER = "pinMember"
    WRITE_DIRECT = "writeDirect"
    SEE_DIRECT_CHATS = "seeDirectChats"
    PIN_MESSAGE = "pinMessage"
    SET_OFFICE_HOURS = "setOfficeHours"
    REPORT_MESSAGE = "reportMessage"
    SEE_REPORTS = "seeReports"

    WRITE_ANNOUNCEMENT = "writeAnnouncement"
    BROADCAST_EMERGENCY = "broadcastEmergency"
    READ_ANNOUNCEMENT = "readAnnouncement"
    SEE_RECEIPTS = "seeReceipts"
    REMIND_ANNOUNCEMENT = "remindAnnouncement"


class Row(msgspec.Struct, frozen=True):
    """A row of the table; `sees` is the action that decides between "not allowed" (403) and "not found" (404).

    None: everybody of the school may know of it. The row's own action: whoever may not do it knows nothing of it.
    """

    cells: dict[Column, Scope]
    rule: str
    sees: Action | None


NO, OWN, MEMBER = Scope.NO, Scope.OWN, Scope.MEMBER
CHILD, CLASS, OFFICE, SCHOOL, ALL = Scope.OWN_CHILD, Scope.OWN_CLASS, Scope.OFFICE, Scope.SCHOOL, Scope.ALL


def row(*cells: Scope, rule: str, sees: Action | None = None, canteen: Scope | None = None) -> Row:
    """Pair the cells with the columns, in the order of `Column`; the canteen is other staff, where nothing else is said."""
    other = cells[list(Column).index(Column.OTHER_STAFF)]
    return Row(dict(zip(Column, (*cells, canteen or other), strict=True)), rule, sees)


# fmt: off
A = Action
TABLE: dict[Action, Row] = {
    #                             operator admin  head    position cl.teach teacher unconf. other   pupil   guard.  trusted
    A.REVIEW_APPLICATION:     row(ALL,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     rule="2.1-b, A2"),
    A.RECOVER_SCHOOL:         row(ALL,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     rule="2.1-a, A9"),
    A.SEE_OUTBOX:             row(ALL,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     rule="B11"),
    A.SET_ADDRESS:            row(ALL,     SCHOOL, NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     rule="2.1-d, G1"),

    A.SEE_SCHOOL:             row(NO,      SCHOOL, SCHOOL, SCHOOL, SCHOOL, SCHOOL, SCHOOL, SCHOOL, SCHOOL, SCHOOL, SCHOOL, rule="2.1-d"),
    A.EDIT_SCHOOL:            row(NO,      SCHOOL, NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     rule="2.1-d", sees=A.SEE_SCHOOL),
    A.SET_LOGO:               row(NO,      SCHOOL, NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     rule="2.1-d, A4", sees=A.SEE_SCHOOL),
    A.EDIT_LEGAL_TEXT:        row(NO,      SCHOOL, NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     rule="B13, B14", sees=A.SEE_SCHOOL),
    A.SEE_AUDIT:              row(NO,      SCHOOL, SCHOOL, NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     rule="E6", sees=A.SEE_SCHOOL),
    A.SEE_JOINING:            row(NO,      SCHOOL, SCHOOL, OFFICE, CLASS,  NO,     NO,     NO,     NO,     NO,     NO,     rule="2.2, A13", sees=A.SEE_CLASSES),
    A.SEE_STORAGE:            row(NO,      SCHOOL, NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     rule="C8", sees=A.SEE_SCHOOL),

    A.APPOINT_ADMIN:          row(NO,      SCHOOL, NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     rule="2.1-h, A8", sees=A.SEE_STAFF),
    A.REMOVE_ADMIN:           row(NO,      SCHOOL, NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     rule="A9", sees=A.SEE_STAFF),
    A.STOP_RECOVERY:          row(NO,      SCHOOL, NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     rule="A9", sees=A.SEE_STAFF),
    A.APPOINT_HEAD:           row(NO,      SCHOOL, NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     rule="2.2, A13", sees=A.SEE_STAFF),
    A.APPOINT_POSITION:       row(NO,      SCHOOL, NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     rule="2.2, A13", sees=A.SEE_STAFF),

    A.SEE_CLASSES:            row(NO,      SCHOOL, SCHOOL, SCHOOL, SCHOOL, SCHOOL, NO,     NO,     NO,     NO,     NO,     rule="2.1-f"),
    A.MAKE_CLASS:             row(NO,      SCHOOL, NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     rule="2.1-f", sees=A.SEE_CLASSES),
    A.EDIT_CLASS:             row(NO,      SCHOOL, NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     rule="2.1-f", sees=A.SEE_CLASSES),
    A.BIND_CLASS_TEACHER:     row(NO,      SCHOOL, NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     rule="2.1-i", sees=A.SEE_CLASSES),
    A.BIND_TEACHER:           row(NO,      SCHOOL, NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     rule="2.3, A11", sees=A.SEE_CLASSES),
    A.MARK_ACTIVIST:          row(NO,      SCHOOL, NO,     NO,     CLASS,  NO,     NO,     NO,     NO,     NO,     NO,     rule="2.2, A12", sees=A.SEE_ROSTER),
    A.FILL_GROUP:             row(NO,      SCHOOL, NO,     NO,     CLASS,  CLASS,  NO,     NO,     NO,     NO,     NO,     rule="2.4, A6", sees=A.SEE_CLASSES),
    A.OPEN_SUBJECT_CHAT:      row(NO,      SCHOOL, NO,     NO,     CLASS,  CLASS,  NO,     NO,     NO,     NO,     NO,     rule="2.4, C3", sees=A.SEE_CLASSES),

    A.SEE_STAFF:              row(NO,      SCHOOL, SCHOOL, SCHOOL, SCHOOL, SCHOOL, NO,     SCHOOL, NO,     NO,     NO,     rule="2.2"),
    A.SEE_ROSTER:             row(NO,      SCHOOL, SCHOOL, OFFICE, CLASS,  CLASS,  NO,     NO,     NO,     NO,     NO,     rule="2.3, B6"),
    A.SEE_CLASSMATES:         row(NO,      NO,     NO,     NO,     NO,     NO,     NO,     NO,     CLASS,  NO,     NO,     rule="2.5", sees=A.SEE_CLASSES),
    A.ADD_PUPIL:              row(NO,      SCHOOL, NO,     NO,     CLASS,  NO,     NO,     NO,     NO,     NO,     NO,     rule="A7", sees=A.SEE_ROSTER),
    A.ADD_STAFF:              row(NO,      SCHOOL, NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     rule="A7", sees=A.SEE_STAFF),
    A.EDIT_PERSON:            row(NO,      SCHOOL, NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     rule="A7", sees=A.SEE_ROSTER),
    A.IMPORT_ROSTER:          row(NO,      SCHOOL, NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     rule="A7", sees=A.SEE_SCHOOL),
    A.TRANSFER_PUPIL:         row(NO,      SCHOOL, NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     rule="F1", sees=A.SEE_ROSTER),
    A.DISMISS_STAFF:          row(NO,      SCHOOL, NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     rule="F4", sees=A.SEE_STAFF),
    A.SET_GUARDIANSHIP:       row(NO,      SCHOOL, NO,     NO,     CLASS,  NO,     NO,     NO,     NO,     NO,     NO,     rule="B9", sees=A.SEE_ROSTER),
    A.END_GUARDIANSHIP:       row(NO,      SCHOOL, NO,     NO,     CLASS,  NO,     NO,     NO,     NO,     NO,     NO,     rule="B3, B9", sees=A.SEE_ROSTER),
    A.RESTRICT_GUARDIAN:      row(NO,      SCHOOL, NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     rule="B9", sees=A.SEE_ROSTER),
    A.RESET_ACCESS:           row(NO,      SCHOOL, NO,     NO,     CLASS,  NO,     NO,     NO,     NO,     NO,     NO,     rule="B12", sees=A.SEE_ROSTER),
    A.RESET_STAFF_ACCESS:     row(NO,      SCHOOL, NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     rule="B12", sees=A.SEE_STAFF),
    A.MARK_OFF_PLATFORM:      row(NO,      SCHOOL, NO,     NO,     CLASS,  NO,     NO,     NO,     NO,     NO,     NO,     rule="B15", sees=A.SEE_ROSTER),

    A.INVITE_STAFF:           row(NO,      SCHOOL, NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     rule="2.1-g", sees=A.SEE_STAFF),
    A.INVITE_TO_CLASS:        row(NO,      SCHOOL, NO,     NO,     CLASS,  NO,     NO,     NO,     NO,     NO,     NO,     rule="2.1-g, 2.5", sees=A.SEE_ROSTER),
    A.INVITE_TO_CLUB:         row(NO,      SCHOOL, NO,     NO,     NO,     CLASS,  NO,     NO,     NO,     NO,     NO,     rule="B1", sees=A.SEE_ROSTER),
    A.INVITE_RELATIVE:        row(NO,      NO,     NO,     NO,     NO,     NO,     NO,     NO,     OWN,    CHILD,  NO,     rule="2.6, B7"),
    A.DECIDE_STAFF_REQUEST:   row(NO,      SCHOOL, NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     rule="2.1-j"),
    A.DECIDE_CLASS_REQUEST:   row(NO,      SCHOOL, NO,     NO,     CLASS,  NO,     NO,     NO,     NO,     NO,     NO,     rule="2.1-j"),
    A.CONFIRM_TEACHER:        row(NO,      SCHOOL, NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     rule="2.1-k", sees=A.SEE_STAFF),
    A.GIVE_CONSENT:           row(NO,      NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     CHILD,  NO,     rule="B13"),
    A.GIVE_OWN_CONSENT:       row(NO,      OWN,    OWN,    OWN,    OWN,    OWN,    OWN,    OWN,    NO,     OWN,    OWN,    rule="B13"),
    A.SEE_CONSENTS:           row(NO,      SCHOOL, SCHOOL, NO,     CLASS,  NO,     NO,     NO,     NO,     NO,     NO,     rule="B13", sees=A.SEE_ROSTER),
    A.RECORD_PAPER_CONSENT:   row(NO,      SCHOOL, NO,     NO,     CLASS,  NO,     NO,     NO,     NO,     NO,     NO,     rule="B13", sees=A.SEE_ROSTER),

    A.MARK_ABSENCE:           row(NO,      NO,     NO,     NO,     CLASS,  NO,     NO,     NO,     OWN,    CHILD,  NO,     rule="C25", sees=A.SEE_ROSTER),
    A.SEE_ABSENCES:           row(NO,      NO,     NO,     NO,     CLASS,  NO,     NO,     NO,     NO,     NO,     NO,     rule="C25", sees=A.SEE_CLASSES),
    A.SEE_ABSENCE_NUMBERS:    row(NO,      SCHOOL, SCHOOL, OFFICE, NO,     NO,     NO,     NO,     NO,     NO,     NO,     rule="C25", canteen=OFFICE),

    A.MAKE_MANAGEMENT_CHAT:   row(NO,      SCHOOL, SCHOOL, NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     rule="2.2, C1", sees=A.SEE_SCHOOL),
    A.SEE_ROOM:               row(NO,      MEMBER, MEMBER, MEMBER, MEMBER, MEMBER, MEMBER, MEMBER, MEMBER, MEMBER, MEMBER, rule="C2, C4", sees=A.SEE_ROOM),
    A.POST:                   row(NO,      MEMBER, MEMBER, MEMBER, MEMBER, MEMBER, NO,     MEMBER, MEMBER, MEMBER, MEMBER, rule="C2, C5", sees=A.SEE_ROOM),
    A.SEND_FILE:              row(NO,      MEMBER, MEMBER, MEMBER, MEMBER, MEMBER, NO,     MEMBER, MEMBER, MEMBER, MEMBER, rule="C8", sees=A.SEE_ROOM),
    A.MAKE_POLL:              row(NO,      MEMBER, MEMBER, MEMBER, MEMBER, MEMBER, NO,     MEMBER, MEMBER, MEMBER, MEMBER, rule="C9", sees=A.SEE_ROOM),
    A.VOTE:                   row(NO,      MEMBER, MEMBER, MEMBER, MEMBER, MEMBER, NO,     MEMBER, MEMBER, MEMBER, MEMBER, rule="C9", sees=A.SEE_ROOM),
    A.CLOSE_POLL:             row(NO,      OWN,    OWN,    OWN,    OWN,    OWN,    NO,     OWN,    OWN,    OWN,    OWN,    rule="C9", sees=A.SEE_ROOM),
    A.SEE_VOTERS:             row(NO,      NO,     NO,     NO,     CLASS,  NO,     NO,     NO,     NO,     NO,     NO,     rule="C9", sees=A.SEE_ROOM),
    A.REACT:                  row(NO,      MEMBER, MEMBER, MEMBER, MEMBER, MEMBER, NO,     MEMBER, MEMBER, MEMBER, MEMBER, rule="C7", sees=A.SEE_ROOM),
    A.FORWARD:                row(NO,      MEMBER, MEMBER, MEMBER, MEMBER, MEMBER, NO,     MEMBER, MEMBER, MEMBER, MEMBER, rule="C7", sees=A.SEE_ROOM),
    A.SEE_EDITS:              row(NO,      MEMBER, NO,     NO,     CLASS,  NO,     NO,     NO,     NO,     NO,     NO,     rule="C7", sees=A.SEE_ROOM),
    A.SEE_FILE:               row(NO,      MEMBER, MEMBER, MEMBER, MEMBER, MEMBER, MEMBER, MEMBER, MEMBER, MEMBER, MEMBER, rule="C8", sees=A.SEE_FILE),
    A.DISCARD_FILE:           row(NO,      OWN,    OWN,    OWN,    OWN,    OWN,    NO,     OWN,    OWN,    OWN,    OWN,    rule="C8", sees=A.DISCARD_FILE),
    A.EDIT_MESSAGE:           row(NO,      OWN,    OWN,    OWN,    OWN,    OWN,    NO,     OWN,    OWN,    OWN,    OWN,    rule="C7", sees=A.SEE_ROOM),
    A.DELETE_MESSAGE:         row(NO,      OWN,    OWN,    OWN,    OWN,    OWN,    NO,     OWN,    OWN,    OWN,    OWN,    rule="C7", sees=A.SEE_ROOM),
    A.DELETE_ANY_MESSAGE:     row(NO,      MEMBER, NO,     NO,     CLASS,  NO,     NO,     NO,     NO,     NO,     NO,     rule="C7", sees=A.SEE_ROOM),
    A.MENTION_ALL:            row(NO,      MEMBER, MEMBER, NO,     CLASS,  NO,     NO,     NO,     NO,     NO,     NO,     rule="C7", sees=A.SEE_ROOM),
    A.SEE_READERS:            row(NO,      MEMBER, MEMBER, MEMBER, MEMBER, MEMBER, NO,     MEMBER, NO,     NO,     NO,     rule="C6", sees=A.SEE_ROOM),
    A.SANCTION_MEMBER:        row(NO,      MEMBER, NO,     NO,     CLASS,  NO,     NO,     NO,     NO,     NO,     NO,     rule="E4", sees=A.SEE_ROOM),
    A.SET_ROOM_MODE:          row(NO,      MEMBER, NO,     NO,     CLASS,  NO,     NO,     NO,     NO,     NO,     NO,     rule="C5", sees=A.SEE_ROOM),
    A.PIN_MEMBER:             row(NO,      SCHOOL, NO,     NO,     CLASS,  NO,     NO,     NO,     NO,     NO,     NO,     rule="2.3, C4", sees=A.SEE_ROOM),
    A.WRITE_DIRECT:           row(NO,      SCHOOL, SCHOOL, SCHOOL, SCHOOL, SCHOOL, NO,     SCHOOL, SCHOOL, SCHOOL, NO,     rule="C12"),
    A.SEE_DIRECT_CHATS:       row(NO,      NO,     NO,     NO,     CLASS,  NO,     NO,     NO,     NO,     CHILD,  NO,     rule="C12", sees=A.SEE_ROSTER),
    A.PIN_MESSAGE:            row(NO,      MEMBER, MEMBER, NO,     CLASS,  MEMBER, NO,     NO,     NO,     NO,     NO,     rule="C11", sees=A.SEE_ROOM),
    A.SET_OFFICE_HOURS:       row(NO,      SCHOOL, SCHOOL, SCHOOL, SCHOOL, SCHOOL, NO,     SCHOOL, NO,     NO,     NO,     rule="C14"),
    A.REPORT_MESSAGE:         row(NO,      MEMBER, MEMBER, MEMBER, MEMBER, MEMBER, NO,     MEMBER, MEMBER, MEMBER, MEMBER, rule="E3", sees=A.SEE_ROOM),
    A.SEE_REPORTS:            row(NO,      SCHOOL, NO,     NO,     CLASS,  NO,     NO,     NO,     NO,     NO,     NO,     rule="E3", sees=A.SEE_REPORTS),

    A.WRITE_ANNOUNCEMENT:     row(NO,      SCHOOL, SCHOOL, OFFICE, CLASS,  NO,     NO,     NO,     NO,     NO,     NO,     rule="C6", sees=A.SEE_CLASSES),
    A.BROADCAST_EMERGENCY:    row(NO,      SCHOOL, SCHOOL, NO,     NO,     NO,     NO,     NO,     NO,     NO,     NO,     rule="C15", sees=A.SEE_CLASSES),
    A.READ_ANNOUNCEMENT:      row(NO,      MEMBER, MEMBER, MEMBER, MEMBER, MEMBER, MEMBER, MEMBER, MEMBER, MEMBER, MEMBER, rule="C6", sees=A.READ_ANNOUNCEMENT),
    A.SEE_RECEIPTS:           row(NO,      SCHOOL, SCHOOL, OFFICE, CLASS,  NO,     NO,     NO,     NO,     NO,     NO,     rule="C6", sees=A.READ_ANNOUNCEMENT),
    A.REMIND_ANNOUNCEMENT:    row(NO,      SCHOOL, SCHOOL, OFFICE, CLASS,  NO,     NO,     NO,     NO,     NO,     NO,     rule="C6", sees=A.READ_ANNOUNCEMENT),
}
# fmt: on

# What has no meaning where only two talk: an administrator is one of them there, not above the other (C12).
AMONG_MANY = frozenset(
    {
        A.SEE_EDITS,
        A.DELETE_ANY_MESSAGE,
        A.MENTION_ALL,
        A.SANCTION_MEMBER,
        A.SET_ROOM_MODE,
        A.PIN_MEMBER,
        A.PIN_MESSAGE,
    }
)
