"""Tables of the journal: a row per stream with its heads, and the last thirty days of events."""

from sqlalchemy import BigInteger, Column, Index, LargeBinary, PrimaryKeyConstraint, Table

from parta.parts.schema import ident, metadata, moment, words

stream = Table(
    "stream",
    metadata,
    ident("id"),
    ident("school_id"),
    words("kind"),  # room | person | school | desk
    Column("last_number", BigInteger, nullable=False, server_default="0"),
    Column("last_position", BigInteger, nullable=False, server_default="0"),  # rooms only
    PrimaryKeyConstraint("id"),
)

event = Table(
    "event",
    metadata,
    ident("stream_id"),
    Column("number", BigInteger, nullable=False),
    Column("position", BigInteger, nullable=True),  # the message that it speaks of, so that a deletion finds it
    Column("body", LargeBinary, nullable=False),  # the event as JSON, exactly as it was sent
    moment("at"),
    PrimaryKeyConstraint("stream_id", "number"),
)
Index("ix_event_position", event.c.stream_id, event.c.position)
Index("ix_event_at", event.c.at, postgresql_using="brin")
