"""Tables of chats' timetables: the school's for a kind of chats, and a chat's own instead. What follows stands in `room`."""

from sqlalchemy import Column
from sqlalchemy.dialects.postgresql import JSONB

from parta.parts.schema import belongs_to, ident, school_table, words

kind_timetable = school_table(
    "kind_timetable",
    words("kind"),
    Column("timetable", JSONB, nullable=False),  # rooms.timetable.shapes.Timetable
    key=("kind",),
)

room_timetable = school_table(
    "room_timetable",
    ident("room_id"),
    Column("timetable", JSONB, nullable=False),
    belongs_to("room", "room_id"),
    key=("room_id",),
)
