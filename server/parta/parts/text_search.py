"""What PostgreSQL needs to search in Russian: forms of words, and letters by threes for words with a slip in them.

Both are in PostgreSQL itself and its own extensions; `pg_trgm` is a trusted one, so the school's role may add it.
"""

from psycopg import Connection
from psycopg.abc import QueryNoTemplate

CONFIGURATION = "parta"  # the stems of `russian` and `english`, but no word is too common to be found

_GROUND: tuple[QueryNoTemplate, ...] = (
    "create extension if not exists pg_trgm",
    """
    do $$ begin
        if not exists (select from pg_ts_config where cfgname = 'parta' and pg_ts_config_is_visible(oid)) then
            create text search dictionary parta_russian (template = snowball, language = russian);
            create text search dictionary parta_english (template = snowball, language = english);
            create text search configuration parta (copy = russian);
            alter text search configuration parta
                alter mapping for asciiword, asciihword, hword_asciipart with parta_english;
            alter text search configuration parta alter mapping for word, hword, hword_part with parta_russian;
        end if;
    end $$
    """,
)


def prepare(dsn: str) -> None:
    """Lay the ground where it is missing; called under the migrations' lock, before the tables."""
    with Connection.connect(dsn, autocommit=True) as connection:
        for statement in _GROUND:
            connection.execute(statement)
