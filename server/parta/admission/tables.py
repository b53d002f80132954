"""Tables of coming in: applications, invitations and slips, join requests, imports, rules and consents."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from parta.parts.schema import belongs_to, ident, metadata, moment, school_table, words

# The scan of an order (приказ): found by its generated key, given out only as a download.
order_scan = Table(
    "order_scan",
    metadata,
    ident("id"),
    words("kind"),  # application/pdf | image/jpeg | image/png, by the content
    Column("content", LargeBinary, nullable=False),
    moment("created_at"),
    PrimaryKeyConstraint("id"),
)

# A school's application belongs to the installation: the school is only made by its approval.
application = Table(
    "application",
    metadata,
    ident("id"),
    words("number"),  # shown to people
    words("secret"),  # opens the status page; kept as it is, for the links in later letters: it gives no rights
    words("status"),  # pending | refused | approved
    words("reason", default=""),
    Column("form", JSONB, nullable=False),  # names, INN, region, time zone, the future administrator
    ident("scan_id"),
    Column("steps", Integer, nullable=False),
    ident("school_id", null=True),
    moment("created_at"),
    moment("changed_at"),
    PrimaryKeyConstraint("id"),
    ForeignKeyConstraint(["scan_id"], ["order_scan.id"]),
)
Index("uq_application_number", application.c.number, unique=True)
Index("uq_application_secret", application.c.secret, unique=True)
Index("ix_application_changed", application.c.status, application.c.changed_at)

# What was sent and decided, one after the other: only ever added to.
application_step = Table(
    "application_step",
    metadata,
    ident("application_id"),
    Column("number", Integer, nullable=False),
    moment("at"),
    words("what"),  # sent | corrected | refused | approved
    ident("operator_id", null=True),  # the account that decided; null: the applicant
    words("reason", default=""),
    Column("form", JSONB, nullable=False),
    ident("scan_id"),
    PrimaryKeyConstraint("application_id", "number"),
    ForeignKeyConstraint(["application_id"], ["application.id"], ondelete="CASCADE"),
)

# An administrator whom an application or the head's order names: signs up only by one of these contacts (A3).
named_administrator = school_table(
    "named_administrator",
    ident("person_id"),
    words("secret"),  # opens the page of signing up; without the contact it gives nothing
    words("email"),
    words("mobile"),
    ident("recovery_id", null=True),  # named by the head's order: takes over from the others when he signs up
    moment("created_at"),
    moment("taken_at", null=True),
    moment("recalled_at", null=True),
    belongs_to("person", "person_id"),
)
Index("uq_named_administrator_secret", named_administrator.c.secret, unique=True)

# A9: the head's order names a new administrator; it takes effect after a wait, unless an administrator stops it.
recovery = school_table(
    "recovery",
    words("order"),  # «№ 12 от 01.09.2026»
    ident("scan_id"),
    ident("person_id", null=True),  # of the confirmed staff; else `newcomer`
    Column("newcomer", JSONB, nullable=True),
    words("status"),  # waiting | invited | applied | stopped | void
    ident("operator_id"),
    moment("asked_at"),
    moment("due_at"),
    moment("ended_at", null=True),
    ident("stopped_by", null=True),  # a person of the school; null: the operator, or nobody
    words("reason", default=""),
    belongs_to("person", "person_id"),
    ForeignKeyConstraint(["scan_id"], ["order_scan.id"]),
)
Index(
    "uq_recovery_open",
    recovery.c.school_id,
    unique=True,
    postgresql_where=text("status in ('waiting', 'invited')"),
)
Index("ix_recovery_due", recovery.c.status, recovery.c.due_at)

# An invitation is a link for many (`uses_left`), or a slip for one person or for one child's representative place.
invitation = school_table(
    "invitation",
    words("role"),  # pupil | guardian | teacher | other_staff | administrator
    words("way"),  # link | slip
    ident("class_id", null=True),
    ident("person_id", null=True),  # slip: whose
    ident("child_id", null=True),  # slip: a representative's place of this child
    words("link_secret", null=True),  # links for many only: they open nothing but a request, and are shown again
    words("typed_code", null=True),  # links for many only
    words("lookup"),  # first part of the typed code
    Column("secret_hash", LargeBinary, nullable=False),  # of the typed code's second part
    Column("link_hash", LargeBinary, nullable=False),  # sha256 of the 128 bits in the QR
    Column("errors", Integer, nullable=False, server_default="0"),
    Column("uses_left", Integer, nullable=True),
    ident("issued_by", null=True),
    moment("created_at"),
    moment("expires_at"),
    moment("printed_at", null=True),
    moment("used_at", null=True),
    moment("recalled_at", null=True),
    moment("disputed_at", null=True),  # slip: «Это не я», said by its holder
    moment("settled_at", null=True),  # what was said is seen to
    belongs_to("school_class", "class_id"),
    belongs_to("person", "person_id"),
    belongs_to("person", "child_id"),
)
Index("uq_invitation_lookup", invitation.c.lookup, unique=True)
Index("uq_invitation_link", invitation.c.link_hash, unique=True)
Index("ix_invitation_class", invitation.c.school_id, invitation.c.class_id)
Index(
    "ix_invitation_disputed",
    invitation.c.school_id,
    postgresql_where=text("disputed_at is not null and settled_at is null"),
)

join_request = school_table(
    "join_request",
    ident("invitation_id", null=True),
    ident("account_id"),
    words("role"),
    ident("class_id", null=True),
    words("last_name"),
    words("first_name"),
    words("middle_name", null=True),
    words("relation", default=""),
    words("child_name", default=""),
    ident("child_id", null=True),  # a parent's request made by the child's own link
    ident("match_id", null=True),  # the roster person it may be
    words("status"),  # waiting | asked | accepted | refused | undone
    words("question", default=""),
    words("answer", default=""),
    words("reason", default=""),
    moment("created_at"),
    moment("decided_at", null=True),
    ident("decided_by", null=True),
    ident("person_id", null=True),
)
Index("ix_join_request_status", join_request.c.school_id, join_request.c.status, join_request.c.created_at)
Index("ix_join_request_account", join_request.c.account_id)

roster_import = school_table(
    "roster_import",
    words("file_name"),
    words("fingerprint"),  # of the source's shape: remembers the mapping
    Column("mapping", JSONB, nullable=False),
    Column("plan", LargeBinary, nullable=False),  # the dry run, packed
    words("status"),  # dry | committed | undone
    ident("by_id"),
    moment("created_at"),
    moment("committed_at", null=True),
    Column("made", JSONB, nullable=False, server_default="{}"),  # ids that undo takes back
)
Index("ix_roster_import_fingerprint", roster_import.c.school_id, roster_import.c.fingerprint)

legal_text = school_table(
    "legal_text",
    words("kind"),  # rules | consent
    Column("version", Integer, nullable=False),
    words("body"),
    moment("since"),
    key=("kind", "version"),
)

acknowledgement = school_table(
    "acknowledgement",
    ident("person_id"),
    words("kind"),
    Column("version", Integer, nullable=False),
    moment("at"),
    belongs_to("person", "person_id"),
    key=("person_id", "kind", "version"),
)

# B13: who consented for whom, to which text, how. A withdrawal is a date, never a deletion.
consent = school_table(
    "consent",
    ident("subject_id"),  # whose data
    ident("given_by", null=True),  # null with `paper`
    words("how"),  # electronic | paper
    Column("version", Integer, nullable=False),
    moment("at"),
    ident("recorded_by", null=True),
    moment("withdrawn_at", null=True),
    Column("granted", Boolean, nullable=False, server_default="true"),
    belongs_to("person", "subject_id"),
)
Index("ix_consent_subject", consent.c.school_id, consent.c.subject_id)

# B3: a QR that the administrator opens from a phone before anything is printed. `asked_in`: the session that shows it.
phone_test = school_table(
    "phone_test",
    Column("secret_hash", LargeBinary, nullable=False),
    ident("asked_in", null=True),
    moment("created_at"),
    moment("expires_at"),
    moment("answered_at", null=True),
)
Index("uq_phone_test_secret", phone_test.c.secret_hash, unique=True)
