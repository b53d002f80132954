"""The audit trail: one hash chain per school, ids and salted digests only, so that a person can be erased (E6)."""

from sqlalchemy import BigInteger, Column, Index, LargeBinary
from sqlalchemy.dialects.postgresql import JSONB

from parta.parts.schema import ident, moment, school_table, words

audit_entry = school_table(
    "audit_entry",
    Column("number", BigInteger, nullable=False),
    moment("at"),
    ident("actor_id", null=True),  # person; null = the installation itself or its operator
    words("actor_hat", default=""),
    words("act"),  # an Action's name
    ident("target_id", null=True),
    Column("detail", JSONB, nullable=False),  # ids, numbers, names of fields; texts as salted digests
    Column("previous", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    key=("number",),
)
Index("ix_audit_entry_act", audit_entry.c.school_id, audit_entry.c.act)

# What the digests hide: kept apart, so that erasing a row here leaves the chain whole.
audit_words = school_table(
    "audit_words",
    Column("number", BigInteger, nullable=False),
    words("field"),
    Column("salt", LargeBinary, nullable=False),
    words("old", default=""),
    words("new", default=""),
    key=("number", "field"),
)
