"""Tables of classes and groups."""

from sqlalchemy import Column, Index, Integer, func
from sqlalchemy.dialects.postgresql import ARRAY

from parta.parts.schema import belongs_to, ident, moment, school_table, words

school_class = school_table(
    "school_class",
    words("kind"),  # class | set («класс-комплект») | club | subgroup
    words("title"),  # «6Б», «Солнышко», «Робототехника»
    words("sort_key"),
    Column("grade", Integer, nullable=True),
    Column("second_grade", Integer, nullable=True),  # of a class set
    ident("building_id", null=True),
    ident("parent_id", null=True),  # a subgroup's class
    ident("leader_id", null=True),  # a club's teacher
    moment("created_at"),
    moment("archived_at", null=True),
    belongs_to("building", "building_id"),
    belongs_to("school_class", "parent_id"),
)
Index(
    "uq_school_class_title",
    school_class.c.school_id,
    func.coalesce(school_class.c.building_id, "00000000-0000-0000-0000-000000000000"),
    func.coalesce(school_class.c.parent_id, "00000000-0000-0000-0000-000000000000"),
    func.lower(school_class.c.title),
    unique=True,
    postgresql_where=school_class.c.archived_at.is_(None),
)

# Which bells ring for a class: its weekdays, its Saturday, its short day (A4).
class_bells = school_table(
    "class_bells",
    ident("class_id"),
    ident("schedule_id"),
    belongs_to("school_class", "class_id"),
    belongs_to("bell_schedule", "schedule_id"),
    key=("class_id", "schedule_id"),
)
Index("ix_class_bells_schedule", class_bells.c.school_id, class_bells.c.schedule_id)

# A position that does not reach the whole school; the standings it gives name the classes one by one (A13).
office_reach = school_table(
    "office_reach",
    ident("person_id"),
    words("position"),
    Column("grades", ARRAY(Integer), nullable=False, server_default="{}"),
    ident("building_id", null=True),
    belongs_to("person", "person_id"),
    belongs_to("building", "building_id"),
    key=("person_id", "position"),
)
