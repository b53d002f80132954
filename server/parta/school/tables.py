"""Tables of the school itself."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, LargeBinary, PrimaryKeyConstraint, Table
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from parta.parts.schema import belongs_to, ident, metadata, moment, school_table, words

school = Table(
    "school",
    metadata,
    ident("id"),
    words("short_name"),
    words("full_name"),
    words("inn", default=""),
    words("region", default=""),
    words("city", default=""),
    words("address", default=""),
    words("site", default=""),
    words("email", default=""),
    words("phone", default=""),
    words("help_phone", default=""),
    words("help_hours", default=""),
    words("time_zone"),
    Column("quiet_from", Integer, nullable=False, server_default="1260"),  # minutes after midnight, school time
    Column("quiet_to", Integer, nullable=False, server_default="420"),
    Column("quiet_weekdays", ARRAY(Integer), nullable=False, server_default="{}"),  # quiet all day, 1 = Monday
    Column("holidays", JSONB, nullable=False, server_default="[]"),  # school.shapes.Holiday: quiet all day
    Column("verification", Boolean, nullable=False, server_default="true"),  # B6: off = joined is confirmed
    Column("consents", Boolean, nullable=False, server_default="true"),  # B13: on by default
    Column("informal_to_grade", Integer, nullable=False, server_default="9"),  # «ты» up to this grade
    words("legal_mode", default="channel"),  # A14
    ident("logo_id", null=True),  # the sign in force
    Column(
        "closed_school", Boolean, nullable=False, server_default="false"
    ),  # «Только внутри школы»: slips print without a test QR
    moment("test_qr_at", null=True),
    moment("created_at"),
    PrimaryKeyConstraint("id"),
)

# The signs of schools: small, drawn anew by us, and shown to strangers; so they need no store of files.
logo = school_table("logo", Column("content", LargeBinary, nullable=False))
Index("ix_logo_id", logo.c.id)

building = school_table("building", words("name"), words("address", default=""))
Index("uq_building_name", building.c.school_id, building.c.name, unique=True)

subject = school_table("subject", words("name"))
Index("uq_subject_name", subject.c.school_id, subject.c.name, unique=True)

bell_schedule = school_table(
    "bell_schedule",
    words("name"),
    ident("building_id", null=True),
    Column("shift", Integer, nullable=False, server_default="1"),
    Column("weekdays", JSONB, nullable=False),  # [1..7], ISO
    Column("short_day", Boolean, nullable=False, server_default="false"),
    Column("lessons", JSONB, nullable=False),  # [[from, to]], minutes after midnight, school time
    belongs_to("building", "building_id"),
)

academic_year = school_table(
    "academic_year",
    words("name"),
    Column("starts", Date, nullable=False),
    Column("ends", Date, nullable=False),
)
