"""The database: PostgreSQL kept in our own folder, or one that the operator runs."""

from parta.parts.database.binaries import let_through
from parta.parts.database.embedded import EmbeddedPostgres
from parta.parts.database.external import ExternalPostgres
from parta.parts.database.opened import DatabaseUnavailable, OpenDatabase

__all__ = ["DatabaseUnavailable", "EmbeddedPostgres", "ExternalPostgres", "OpenDatabase", "let_through"]
