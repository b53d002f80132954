"""The ground all tables stand on: one metadata, names of constraints, and what every school-owned row carries."""

from typing import Any

from sqlalchemy import (
    TIMESTAMP,
    Column,
    ForeignKeyConstraint,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.schema import SchemaItem

# A row of a query; its columns are named where it is selected.
Record = Any

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def ident(name: str, *, null: bool = False) -> Column[Any]:
    """A column holding an id."""
    return Column(name, Uuid, nullable=null)


def words(name: str, *, null: bool = False, default: str | None = None) -> Column[Any]:
    """A column holding text."""
    return Column(name, Text, nullable=null, server_default=default)


def moment(name: str, *, null: bool = False) -> Column[Any]:
    """A column holding a moment, UTC."""
    return Column(name, TIMESTAMP(timezone=True), nullable=null)


def school_table(name: str, *items: SchemaItem, key: tuple[str, ...] = ("id",)) -> Table:
    """A table of one school's rows: `school_id` first in the primary key, so that no reference crosses schools."""
    names = [item.name for item in items if isinstance(item, Column)]
    own: list[SchemaItem] = [ident("school_id")]
    if "id" in key and "id" not in names:
        own.append(ident("id"))
    ends = [
        PrimaryKeyConstraint("school_id", *key),
        ForeignKeyConstraint(["school_id"], ["school.id"], ondelete="CASCADE"),
    ]
    return Table(name, metadata, *own, *items, *ends)


def belongs_to(table: str, *columns: str, delete: str = "CASCADE") -> ForeignKeyConstraint:
    """A reference to another row of the same school: (school_id, column) → (school_id, id)."""
    (column,) = columns
    return ForeignKeyConstraint(["school_id", column], [f"{table}.school_id", f"{table}.id"], ondelete=delete)
