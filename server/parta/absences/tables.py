"""Table of «Не придёт»."""

from sqlalchemy import Column, Date, Index

from parta.parts.schema import belongs_to, ident, moment, school_table, words

# A reason is one of a short list: no words of one's own, so that no diagnosis gets in (C25, L8).
absence = school_table(
    "absence",
    ident("child_id"),
    Column("first_day", Date, nullable=False),  # school-local, inclusive
    Column("last_day", Date, nullable=False),  # school-local, inclusive
    words("reason"),
    ident("marked_by"),
    words("marked_as"),  # the hat: guardian | pupil | staff
    moment("marked_at"),
    moment("taken_back_at", null=True),
    belongs_to("person", "child_id"),
)
Index("ix_absence_child", absence.c.school_id, absence.c.child_id)
Index("ix_absence_days", absence.c.school_id, absence.c.last_day, absence.c.first_day)
