"""Real PostgreSQL for tests: one cluster per pytest process, a database of its own for every test.

`fsync` is off here: these databases need to outlive nothing. Cloning a template takes about 20 ms.

    template("school", migrate)                 # once per process: `migrate(url)` fills it
    with fresh_database("school") as database:  # database.dsn for psycopg, database.url for SQLAlchemy
        ...
"""

import atexit
import itertools
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psycopg
from psycopg import sql

from parta.parts.database.cluster import SCHOOL, Cluster
from parta.parts.database.opened import OpenDatabase

_numbers = itertools.count(1)


@cache
def cluster() -> Cluster:
    """The cluster of this process, started at its first use and thrown away at the process's end."""
    folder = Path(tempfile.mkdtemp(prefix="parta-"))
    started = Cluster(folder / "database", fsync="off", full_page_writes="off", synchronous_commit="off")
    # pytest may run with a closed temporary folder of root's: this one lets the database's user through.
    folder.chmod(0o711)

    def throw_away() -> None:
        started.stop()
        started.release()
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(started.sockets, ignore_errors=True)

    atexit.register(throw_away)
    started.prepare()
    started.spawn()
    started.wait_ready()
    return started


@cache
def template(name: str, fill: Callable[[OpenDatabase], None], of: str = "template1") -> str:
    """Make a template database once and fill it (migrations, a demo school); gives its name for `fresh_database`."""
    _create(name, of)
    fill(OpenDatabase(cluster().dsn(name)))
    return name


@contextmanager
def fresh_database(of: str = "template1") -> Iterator[OpenDatabase]:
    """A database of its own for one test, cloned from a template and dropped at the end."""
    name = f"test_{next(_numbers)}"
    _create(name, of)
    try:
        yield OpenDatabase(cluster().dsn(name))
    finally:
        _as_superuser(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _create(name: str, of: str) -> None:
    _as_superuser(
        sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY FILE_COPY").format(
            sql.Identifier(name), sql.Identifier(SCHOOL), sql.Identifier(of)
        )
    )


def _as_superuser(statement: sql.Composed) -> None:
    with psycopg.connect(cluster().superuser_dsn(), autocommit=True) as connection:
        connection.execute(statement)
