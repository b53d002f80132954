"""The table of messages for later, until they have gone. `next_at`: when one is tried; null once it was refused.

`in_hand_until`: a server is sending it, and nobody else touches it until then; should that server die, it is tried again.
"""

from sqlalchemy import Boolean, Column, Index, text

from parta.parts.schema import belongs_to, ident, moment, school_table, words

scheduled_message = school_table(
    "scheduled_message",
    ident("id"),
    ident("room_id"),
    ident("author_id"),
    words("author_hat"),
    ident("client_id"),
    words("text"),
    Column("silent", Boolean, nullable=False),
    moment("due_at"),
    moment("next_at", null=True),
    moment("in_hand_until", null=True),
    words("refused", null=True),
    moment("created_at"),
    belongs_to("room", "room_id"),
    belongs_to("person", "author_id"),
)
Index("uq_scheduled_client", scheduled_message.c.author_id, scheduled_message.c.client_id, unique=True)
Index("ix_scheduled_author", scheduled_message.c.school_id, scheduled_message.c.author_id)
Index("ix_scheduled_next", scheduled_message.c.next_at, postgresql_where=text("next_at is not null"))
