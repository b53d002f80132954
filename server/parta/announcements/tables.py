"""Tables of announcements: what was said, to whom it was addressed when it was sent, who has read and acknowledged it."""

from sqlalchemy import Boolean, Column, Index, Integer
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, UUID

from parta.parts.schema import belongs_to, ident, moment, school_table, words

announcement = school_table(
    "announcement",
    Column("number", Integer, nullable=False),  # within the school, without gaps
    ident("author_id"),
    words("author_name"),  # as they stood under the paper that day
    words("author_office"),
    ident("client_id"),
    words("title"),
    words("text"),
    Column("audience", JSONB, nullable=False),  # announcements.shapes.Audience, as it was asked for
    words("addressed"),  # the same in words: «Родители: 5А, 5Б»
    Column("whole", Boolean, nullable=False),
    Column("classes", ARRAY(UUID(as_uuid=True)), nullable=False),  # that the rule named; none for the whole school
    Column("wants_acknowledgement", Boolean, nullable=False),
    Column("urgent", Boolean, nullable=False),  # C15: quiet hours do not hold it
    moment("sent_at"),
    belongs_to("person", "author_id"),
)
Index("uq_announcement_number", announcement.c.school_id, announcement.c.number, unique=True)
Index("uq_announcement_client", announcement.c.author_id, announcement.c.client_id, unique=True)

# Fixed at sending (docs/decisions/announcements-fixed-at-sending.md): who comes later is no recipient.
announcement_recipient = school_table(
    "announcement_recipient",
    ident("announcement_id"),
    ident("person_id"),
    words("hat"),  # staff | guardian | pupil
    Column("class_ids", ARRAY(UUID(as_uuid=True)), nullable=False),  # through which classes it came to him
    moment("read_at", null=True),
    moment("acknowledged_at", null=True),
    Column("reminders", Integer, nullable=False, server_default="0"),
    moment("reminded_at", null=True),
    belongs_to("announcement", "announcement_id"),
    belongs_to("person", "person_id"),
    key=("announcement_id", "person_id", "hat"),
)
Index(
    "ix_announcement_recipient_person",
    announcement_recipient.c.school_id,
    announcement_recipient.c.person_id,
    announcement_recipient.c.hat,
)

# The children whose guardians were addressed, also those who have none on the list: they get it on paper.
announcement_child = school_table(
    "announcement_child",
    ident("announcement_id"),
    ident("child_id"),
    Column("class_ids", ARRAY(UUID(as_uuid=True)), nullable=False),
    belongs_to("announcement", "announcement_id"),
    belongs_to("person", "child_id"),
    key=("announcement_id", "child_id"),
)

announcement_cover = school_table(
    "announcement_cover",
    ident("announcement_id"),
    ident("child_id"),
    ident("guardian_id"),
    Column("represents", Boolean, nullable=False),  # false: «доверенное лицо», who reads but signs nothing (B9)
    belongs_to("announcement", "announcement_id"),
    belongs_to("person", "child_id"),
    belongs_to("person", "guardian_id"),
    key=("announcement_id", "child_id", "guardian_id"),
)
Index(
    "ix_announcement_cover_guardian",
    announcement_cover.c.school_id,
    announcement_cover.c.announcement_id,
    announcement_cover.c.guardian_id,
)
