"""Tables of files. The bytes lie in the store under keys of our making; here is what they are and whose."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from parta.parts.schema import ident, moment, school_table, words

file = school_table(
    "file",
    ident("id"),
    ident("owner_id"),
    ident("room_id"),  # the chat that it was sent to: it never goes to another one
    ident("client_id"),  # the sender's own id: the same upload again goes on where it stopped
    words("name"),  # as people see it; never a place on a disk
    words("kind", null=True),  # photo | document | audio | video | file, by content, once looked at
    words("type", null=True),
    Column("bytes", BigInteger, nullable=False),  # as announced, then as it is given out
    Column("kept", BigInteger, nullable=False),  # what all its sizes take together: counts against the quota
    Column("parts", ARRAY(Integer), nullable=False, server_default="{}"),  # sizes of the pieces that came
    Column("width", Integer, nullable=False, server_default="0"),
    Column("height", Integer, nullable=False, server_default="0"),
    words("state"),  # uploading | checking | ready | refused | gone
    words("refusal", null=True),  # the slug of why it is not taken
    Column("variants", JSONB, nullable=False, server_default="{}"),  # full, screen, thumb → [key, type, bytes]
    ident("first_id", null=True),  # the file whose bytes these are, when it was forwarded: they lie in the store once
    Column("position", BigInteger, nullable=True),  # the message that carries it
    Column("evidence", Boolean, nullable=False, server_default="false"),  # somebody reported it: bytes stay meanwhile
    moment("created_at"),
    moment("gone_at", null=True),
)
Index("uq_file_client", file.c.owner_id, file.c.client_id, unique=True)
Index("ix_file_owner", file.c.school_id, file.c.owner_id, file.c.created_at)
Index("ix_file_message", file.c.school_id, file.c.room_id, file.c.position)
Index("ix_file_first", file.c.first_id, postgresql_where=text("first_id is not null"))
# What the nightly broom looks at: all that no message carries.
Index("ix_file_loose", file.c.created_at, postgresql_where=text("position is null"))
