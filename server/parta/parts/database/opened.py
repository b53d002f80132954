"""What an opened database gives to the rest of the house: its addresses, and a refusal in words."""

from urllib.parse import quote, urlsplit, urlunsplit

import msgspec

OLDEST_VERSION = 180000


class DatabaseUnavailable(RuntimeError):
    """The database can't be used; the text says why, for an operator, in Russian."""


class OpenDatabase(msgspec.Struct, frozen=True):
    """A database that answers: `dsn` is for psycopg and libpq, `url` is the same for SQLAlchemy."""

    dsn: str

    @property
    def url(self) -> str:
        parts = urlsplit(self.dsn)
        return urlunsplit(parts._replace(scheme="postgresql+psycopg"))


def socket_dsn(socket_folder: str, user: str, password: str, database: str) -> str:
    """The address of a database behind a Unix socket."""
    return (
        f"postgresql://{quote(user, safe='')}:{quote(password, safe='')}@/{quote(database, safe='')}"
        f"?host={quote(socket_folder, safe='')}"
    )
