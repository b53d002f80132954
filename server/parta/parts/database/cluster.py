"""One PostgreSQL cluster in a folder of ours: made once, started as a child process, stopped with us."""

import errno
import fcntl
import hashlib
import json
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import IO

import psycopg
from psycopg import sql

from parta.parts.database.binaries import Runner, let_through, programs, refuse_unreachable, runner
from parta.parts.database.leftovers import stop_leftover
from parta.parts.database.opened import OLDEST_VERSION, DatabaseUnavailable, socket_dsn
from parta.parts.processes import die_with_parent

SUPERUSER = "postgres"
SCHOOL = "parta"  # the name of the role and of the database that the school works in
RUN_FOLDER = Path("/run/parta")
LONGEST_SOCKET_PATH = 107
SOCKET_NAME = ".s.PGSQL.5432"
START_SECONDS = 60.0
STOP_SECONDS = 30.0

# Sensible for a school on one small machine; written into postgresql.conf once, the operator may change them there.
TUNING = {
    "shared_buffers": "128MB",
    "max_connections": "100",
    "fsync": "on",
    "synchronous_commit": "on",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "idle_in_transaction_session_timeout": "5min",
    "logging_collector": "on",
    "log_directory": "../log",
    "log_filename": "postgres-%a.log",
    "log_truncate_on_rotation": "on",
    "log_rotation_age": "1d",
    "log_rotation_size": "0",
    "log_parameter_max_length_on_error": "0",
}


class Cluster:
    """PostgreSQL's files, its process and its passwords. Blocking: `EmbeddedPostgres.open` is the asynchronous door."""

    def __init__(self, folder: Path, **server_options: str) -> None:
        self.folder = folder.absolute()
        self.data = self.folder / "cluster"
        self._options = server_options
        self._runner: Runner | None = None
        self._lock: IO[str] | None = None
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def sockets(self) -> Path:
        """The folder of the socket: `/run` for root, where only the system user and root can go."""
        if self.runner.switch:
            return RUN_FOLDER / hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:12]
        return self.folder / "run"

    @property
    def runner(self) -> Runner:
        self._runner = self._runner or runner()
        return self._runner

    def dsn(self, database: str = SCHOOL) -> str:
        """The school's own address: a role that owns its database and nothing else."""
        return socket_dsn(str(self.sockets), SCHOOL, self._passwords()[SCHOOL], database)

    def superuser_dsn(self, database: str = "postgres") -> str:
        """For copies, restores and tests."""
        return socket_dsn(str(self.sockets), SUPERUSER, self._passwords()[SUPERUSER], database)

    def prepare(self) -> None:
        """Make folders, take the lock, stop leftovers, make the cluster if there is none."""
        try:
            self._make_folders()
            self._take_lock()
            stop_leftover(self.data)
            # Under our lock and with the leftover stopped nobody listens here. PostgreSQL itself would ask only whether the
            # number in the file is anybody's: of a killed server that nobody has buried yet it is.
            for stale in self.sockets.glob(f"{SOCKET_NAME}*"):
                stale.unlink()
            for unfinished in self.folder.glob("making-*"):  # an earlier start was killed in the middle of it
                shutil.rmtree(unfinished)
            if not (self.data / "PG_VERSION").exists():
                self._initdb()
            self._refuse_other_version()
            self._own(self.data)
        except OSError as problem:
            self.release()
            raise _in_words(problem, self.folder) from problem
        except BaseException:
            self.release()
            raise

    def spawn(self) -> subprocess.Popen[bytes]:
        """Start the postmaster. Call it from a thread that lives as long as the server should."""
        command = [str(self._program("postgres")), "-D", str(self.data)]
        options = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
        }
        for name, value in {**options, **self._options}.items():
            command += ["-c", f"{name}={value}"]
        with (self.folder / "start.log").open("wb") as log:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=die_with_parent(signal.SIGINT),  # noqa: PLW1509 - two system calls, no locks
                **self.runner.keywords(),
            )
        return self.process

    def wait_ready(self) -> None:
        """Wait until it answers; then see to the school's role and database."""
        deadline = time.monotonic() + START_SECONDS
        while True:
            if self.process is None or self.process.poll() is not None:
                raise DatabaseUnavailable(f"PostgreSQL не запустился. {self._last_words()}")
            try:
                with psycopg.connect(self.superuser_dsn(), autocommit=True, connect_timeout=5) as connection:
                    self._make_school(connection)
                return
            except psycopg.OperationalError as problem:
                if time.monotonic() > deadline:
                    raise DatabaseUnavailable(
                        f"PostgreSQL не ответил за {START_SECONDS:.0f} секунд. {problem}"
                    ) from problem
                time.sleep(0.05)

    def stop(self) -> None:
        """Fast shutdown: sessions are dropped, what was committed is on the disk."""
        if self.process is not None:
            for kind in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
                if self.process.poll() is not None:
                    break
                self.process.send_signal(kind)
                try:
                    self.process.wait(STOP_SECONDS)
                except subprocess.TimeoutExpired:
                    continue
            self.process = None

    def release(self) -> None:
        """Give the folder back."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _make_folders(self) -> None:
        self.folder.mkdir(mode=0o711, parents=True, exist_ok=True)
        if self.runner.switch:
            RUN_FOLDER.mkdir(mode=0o755, parents=True, exist_ok=True)
            let_through(self.folder)
            refuse_unreachable(self.folder, self.runner)
        for folder in (self.sockets, self.folder / "log"):
            folder.mkdir(mode=0o700, exist_ok=True)
            folder.chmod(0o700)
            self._own(folder)
        socket = os.fsencode(self.sockets / SOCKET_NAME)
        if len(socket) > LONGEST_SOCKET_PATH:
            raise DatabaseUnavailable(
                f"Путь к папке данных слишком длинный: {self.folder}. Сокет базы данных в ней не поместится "
                f"({len(socket)} байт из {LONGEST_SOCKET_PATH}). Выберите папку с путём покороче."
            )

    def _take_lock(self) -> None:
        self._lock = (self.folder / "lock").open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            raise DatabaseUnavailable(f"База данных в папке {self.folder} уже запущена другой «Партой».") from problem

    def _refuse_other_version(self) -> None:
        kept = (self.data / "PG_VERSION").read_text().strip()
        if kept != str(OLDEST_VERSION // 10000):
            raise DatabaseUnavailable(
                f"База данных в папке {self.folder} сделана PostgreSQL {kept}, а в этой «Парте» — "
                f"{OLDEST_VERSION // 10000}. Запустите прежнюю версию «Парты» или перенесите данные через копию."
            )

    def _initdb(self) -> None:
        fresh = Path(tempfile.mkdtemp(prefix="making-", dir=self.folder))
        self._own(fresh)
        passwords = {SUPERUSER: secrets.token_urlsafe(24), SCHOOL: secrets.token_urlsafe(24)}
        try:
            with tempfile.NamedTemporaryFile("w", dir="/tmp" if self.runner.switch else self.folder) as password:  # noqa: S108 - a private file, gone at once
                password.write(passwords[SUPERUSER])
                password.flush()
                os.fchown(password.fileno(), self.runner.uid, self.runner.gid)
                self._run_initdb(fresh, password.name)
            self._keep_passwords(passwords)
            for stale in self.folder.glob("cluster"):
                shutil.rmtree(stale)  # no PG_VERSION in it: an empty folder
            fresh.rename(self.data)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)

    def _run_initdb(self, fresh: Path, password_file: str) -> None:
        command = [
            str(self._program("initdb")),
            f"--pgdata={fresh}",
            f"--username={SUPERUSER}",
            f"--pwfile={password_file}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=PG_UNICODE_FAST",
            "--text-search-config=russian",
        ]
        command += ["--no-sync"] if self._options.get("fsync") == "off" else []
        command += [f"--set={name}={value}" for name, value in TUNING.items()]
        done = subprocess.run(command, capture_output=True, check=False, timeout=300, **self.runner.keywords())
        if done.returncode != 0:
            words = done.stderr.decode(errors="replace").strip()
            if "No space left" in words:
                raise OSError(errno.ENOSPC, "No space left on device", str(self.folder))
            raise DatabaseUnavailable(f"Не удалось создать базу данных в папке {self.folder}. {words}")

    def _make_school(self, connection: psycopg.Connection) -> None:
        role, password = sql.Identifier(SCHOOL), sql.Literal(self._passwords()[SCHOOL])
        if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [SCHOOL]).fetchone() is None:
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(role, password))
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [SCHOOL]).fetchone() is None:
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(SCHOOL), role))

    def _keep_passwords(self, passwords: dict[str, str]) -> None:
        path = self.folder / "passwords.json"
        path.touch(mode=0o600)
        path.write_text(json.dumps(passwords))

    def _passwords(self) -> dict[str, str]:
        try:
            passwords: dict[str, str] = json.loads((self.folder / "passwords.json").read_text())
        except (OSError, ValueError) as problem:
            raise DatabaseUnavailable(
                f"Не читается файл {self.folder / 'passwords.json'}: без него в базу данных не войти. "
                "Верните его из резервной копии."
            ) from problem
        return passwords

    def _last_words(self) -> str:
        logs = sorted(self.folder.rglob("*.log"), key=lambda log: log.stat().st_mtime)
        lines = [line for log in logs for line in log.read_text(errors="replace").splitlines()[-30:]]
        if any("No space left" in line for line in lines[-10:]):
            return (
                f"На диске с папкой {self.folder} закончилось место. Освободите его или укажите другую папку: --data."
            )
        bad = [line for line in lines if "FATAL" in line or "PANIC" in line] or lines
        return f"Последняя запись журнала: {bad[-1]}" if bad else ""

    def _program(self, name: str) -> Path:
        return programs(self.runner) / name

    def _own(self, folder: Path) -> None:
        if not self.runner.switch or folder.stat().st_uid == self.runner.uid:
            return
        for parent, folders, files in os.walk(folder, topdown=False):
            for name in (*folders, *files):
                os.chown(os.path.join(parent, name), self.runner.uid, self.runner.gid, follow_symlinks=False)
        os.chown(folder, self.runner.uid, self.runner.gid)


def _no_room(folder: Path) -> str:
    return f"На диске с папкой {folder} закончилось место. Освободите его или укажите другую папку: --data."


def _in_words(problem: OSError, folder: Path) -> DatabaseUnavailable:
    if problem.errno == errno.ENOSPC:
        return DatabaseUnavailable(
            f"На диске с папкой {folder} закончилось место. Освободите его или укажите другую папку: --data."
        )
    if problem.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return DatabaseUnavailable(f"Нет прав на запись в папку {folder}.")
    return DatabaseUnavailable(f"Папка базы данных {folder} не читается или не пишется: {problem.strerror}.")
