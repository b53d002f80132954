"""The embedded database: what an operator and a sudden death may do to it."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import anyio
import psycopg
import pytest

from parta.parts.database import DatabaseUnavailable, EmbeddedPostgres, ExternalPostgres
from parta.parts.database.cluster import Cluster
from parta.parts.processes import alive
from postgres import fresh_database, template

pytestmark = pytest.mark.anyio

KEEP_OPEN = """
import sys, anyio
from pathlib import Path
from parta.parts.database import EmbeddedPostgres
async def main():
    async with EmbeddedPostgres(Path(sys.argv[1])).open() as database:
        print(database.dsn, flush=True)
        await anyio.sleep_forever()
anyio.run(main)
"""


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="parta-") as name:
        Path(name).chmod(0o711)
        yield Path(name) / "database"


def until(is_so: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "it did not come true in time"
        time.sleep(0.02)


def postmaster(folder: Path) -> int:
    return int((folder / "cluster" / "postmaster.pid").read_text().splitlines()[0])


async def test_the_database_keeps_russian_text_from_one_start_to_the_next(folder: Path) -> None:
    async with EmbeddedPostgres(folder).open() as database:
        with psycopg.connect(database.dsn) as connection:
            connection.execute("CREATE TABLE pupil (name text)")
            connection.execute("INSERT INTO pupil VALUES ('Ёлкина Аня')")
        assert database.url.startswith("postgresql+psycopg://")

    async with EmbeddedPostgres(folder).open() as database:
        with psycopg.connect(database.dsn) as connection:
            row = connection.execute(
                "SELECT lower(name), current_setting('listen_addresses'), datlocale,"
                " pg_encoding_to_char(encoding), rolsuper"
                " FROM pupil, pg_database, pg_roles WHERE datname = current_database() AND rolname = current_user"
            ).fetchone()
    assert row == ("ёлкина аня", "", "PG_UNICODE_FAST", "UTF8", False)


async def test_nobody_enters_without_the_password_and_the_socket_is_closed_to_others(folder: Path) -> None:
    async with EmbeddedPostgres(folder).open() as database:
        sockets = Cluster(folder).sockets
        assert sockets.stat().st_mode & 0o077 == 0
        assert (folder / "passwords.json").stat().st_mode & 0o077 == 0
        with psycopg.connect(database.dsn):
            pass  # with the password one does
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(f"postgresql://parta@/parta?host={sockets}")


async def test_a_second_start_on_the_same_folder_is_refused_and_the_first_goes_on(folder: Path) -> None:
    async with EmbeddedPostgres(folder).open() as database:
        with pytest.raises(DatabaseUnavailable, match="уже запущена"):
            async with EmbeddedPostgres(folder).open():
                pass
        with psycopg.connect(database.dsn) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)


async def test_a_killed_server_is_started_again_with_what_was_committed(folder: Path) -> None:
    async with EmbeddedPostgres(folder).open() as database:
        with psycopg.connect(database.dsn) as connection:
            connection.execute("CREATE TABLE message AS SELECT 'доброе утро' AS text")
        first = postmaster(folder)
        os.kill(first, signal.SIGKILL)

        with anyio.fail_after(60):
            while True:
                try:
                    with psycopg.connect(database.dsn) as connection:
                        row = connection.execute("SELECT text FROM message").fetchone()
                    break
                except psycopg.OperationalError:
                    await anyio.sleep(0.05)
        assert row == ("доброе утро",)
        assert postmaster(folder) != first


def test_the_server_ends_with_a_parent_that_was_killed(folder: Path) -> None:
    parent = subprocess.Popen([sys.executable, "-c", KEEP_OPEN, str(folder)], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    assert parent.stdout.readline().startswith(b"postgresql://")
    server = postmaster(folder)
    assert alive(server)

    parent.kill()
    parent.wait()

    until(lambda: not alive(server))


def test_a_server_left_behind_is_stopped_by_the_next_start(folder: Path) -> None:
    left_behind = Cluster(folder)
    left_behind.prepare()
    orphan = left_behind.spawn()
    left_behind.wait_ready()
    left_behind.release()

    next_start = Cluster(folder)
    next_start.prepare()
    try:
        assert orphan.poll() is not None
        next_start.spawn()
        next_start.wait_ready()
    finally:
        next_start.stop()
        next_start.release()


async def test_a_sockets_lock_with_the_number_of_somebody_alive_does_not_stop_the_start(folder: Path) -> None:
    async with EmbeddedPostgres(folder).open():
        pass
    cluster = Cluster(folder)
    lock = cluster.sockets / ".s.PGSQL.5432.lock"
    cluster.sockets.mkdir(mode=0o700, parents=True, exist_ok=True)
    somebody = subprocess.Popen(["sleep", "60"], **cluster.runner.keywords())  # noqa: ASYNC220 - it only has to live
    try:
        lock.write_text(f"{somebody.pid}\n{folder / 'cluster'}\n0\n5432\n{cluster.sockets}\n")
        async with EmbeddedPostgres(folder).open() as database:
            with psycopg.connect(database.dsn) as connection:
                assert connection.execute("select 1").fetchone() == (1,)
    finally:
        somebody.kill()
        somebody.wait()


def test_a_strangers_process_with_the_old_number_is_left_alone(folder: Path) -> None:
    cluster = Cluster(folder)
    cluster.prepare()
    cluster.release()
    stranger = subprocess.Popen(["/bin/sleep", "60"])
    (folder / "cluster" / "postmaster.pid").write_text(
        f"{stranger.pid}\n{folder / 'cluster'}\n{int(time.time())}\n5432\n"
    )
    try:
        cluster.prepare()
        cluster.spawn()
        cluster.wait_ready()
        assert stranger.poll() is None
    finally:
        cluster.stop()
        cluster.release()
        stranger.kill()
        stranger.wait()


def test_a_path_too_long_for_a_socket_is_refused_in_words(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parta.parts.database.cluster.RUN_FOLDER", folder / ("я" * 60))
    with pytest.raises(DatabaseUnavailable, match="слишком длинный"):
        Cluster(folder / ("ю" * 60)).prepare()


def test_a_cluster_of_another_version_is_refused_in_words(folder: Path) -> None:
    cluster = Cluster(folder)
    cluster.prepare()
    cluster.release()
    (folder / "cluster" / "PG_VERSION").write_text("17\n")
    with pytest.raises(DatabaseUnavailable, match="PostgreSQL 17"):
        cluster.prepare()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the database as another user")
def test_a_folder_closed_to_the_databases_user_is_refused_in_words(folder: Path) -> None:
    folder.parent.chmod(0o700)
    with pytest.raises(DatabaseUnavailable, match="недоступна пользователю parta"):
        Cluster(folder).prepare()


async def test_an_external_database_is_checked_and_refused_in_words() -> None:
    with fresh_database() as database:
        async with ExternalPostgres(database.url).open() as opened:
            assert opened.dsn == database.dsn
    with pytest.raises(DatabaseUnavailable, match="не отвечает"):
        async with ExternalPostgres(database.url).open():
            pass


def test_every_test_gets_its_own_copy_of_the_template() -> None:
    def fill(database: object) -> None:
        with psycopg.connect(database.dsn) as connection:  # type: ignore[attr-defined]
            connection.execute("CREATE TABLE word (text text)")

    name = template("words", fill)
    with fresh_database(name) as first, fresh_database(name) as second:
        with psycopg.connect(first.dsn) as connection:
            connection.execute("INSERT INTO word VALUES ('парта')")
        with psycopg.connect(second.dsn) as connection:
            assert connection.execute("SELECT count(*) FROM word").fetchone() == (0,)
