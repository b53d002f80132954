"""Tables of order in chats: reports with what is kept for their decision, and every act about a member (E3, E4)."""

from sqlalchemy import BigInteger, Boolean, Column, Index
from sqlalchemy.dialects.postgresql import JSONB

from parta.parts.schema import belongs_to, ident, moment, school_table, words

report = school_table(
    "report",
    ident("room_id"),
    Column("position", BigInteger, nullable=False),  # 0: a person who has said nothing yet
    ident("author_id"),  # who is accused
    words("about", default="message"),  # message | person
    ident("reporter_id"),
    words("reason"),
    Column("urgent", Boolean, nullable=False, server_default="false"),  # «угроза жизни»
    Column("to_class_teacher", Boolean, nullable=False, server_default="true"),
    moment("at"),
    moment("alerted_at", null=True),  # the moderators' phones were told
    moment("decided_at", null=True),
    ident("decided_by", null=True),
    words("decision", null=True),  # kept | deleted | acted
    moment("wiped_at", null=True),  # nothing is kept of it any more but that it was decided
    belongs_to("room", "room_id"),
)
Index(
    "uq_report_once",
    report.c.room_id,
    report.c.position,
    report.c.reporter_id,
    report.c.about,
    report.c.author_id,
    unique=True,
)
Index("ix_report_reporter", report.c.school_id, report.c.reporter_id, report.c.at)
Index("ix_report_open", report.c.school_id, report.c.decided_at)

# What was said, as it stood when somebody reported it: neither its author nor a moderator changes it afterwards.
report_evidence = school_table(
    "report_evidence",
    ident("report_id"),
    Column("position", BigInteger, nullable=False),
    words("text"),
    ident("author_id"),
    Column("badge", JSONB, nullable=True),
    moment("sent_at"),
    Column("attachments", JSONB, nullable=True),
    belongs_to("report", "report_id"),
    key=("report_id", "position"),
)

# Everything that was ever done about a member (E4).
sanction_act = school_table(
    "sanction_act",
    ident("room_id"),
    ident("person_id"),
    words("what"),  # onlyReading | lift | remove | readmit
    moment("until", null=True),
    ident("by_id"),
    words("reason", default=""),
    moment("at"),
    belongs_to("person", "person_id"),
)
Index("ix_sanction_act_person", sanction_act.c.school_id, sanction_act.c.person_id, sanction_act.c.at)
