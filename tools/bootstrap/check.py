"""`make test`: every check in turn, each timed; the last line is pytest's own closing line for all of them."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import client
import media
import wheel
from go_programs import PEBBLE, VERSITYGW
from places import ENVIRONMENT, ROOT

BIN = ENVIRONMENT / "bin"
APART = ("contract", "e2e", "bench")
NOTHING_COLLECTED = 5
OUTCOMES = ("failed", "passed", "skipped", "deselected", "xfailed", "xpassed", "warning", "warnings", "error", "errors")
CLOSING_LINE = re.compile(r"^=*\s*((?:\d+ (?:" + "|".join(OUTCOMES) + r")(?:, )?)+) in [\d.]+s(?: \([\d:]+\))?\s*=*$")

Check = Callable[[], bool]


class Report:
    """What was checked, how long it took, and pytest's counts of all its runs."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, float, bool]] = []
        self.counts: Counter[str] = Counter()
        self._began = time.monotonic()

    def check(self, title: str, check: Check) -> None:
        print(f"\n━━ {title}", flush=True)
        began = time.monotonic()
        fine = check()
        self.rows.append((title, time.monotonic() - began, fine))

    def close(self) -> int:
        """The table of times, what failed, and the closing line; gives the exit code."""
        failed = [title for title, _, fine in self.rows if not fine]
        print("\n━━ Время")
        for title, seconds, fine in self.rows:
            print(f"{seconds:7.1f} с  {'' if fine else 'НЕ ПРОШЛО  '}{title}")
        took = time.monotonic() - self._began
        print(f"{took:7.1f} с  всего")
        if failed:
            print(f"\nНе прошло: {', '.join(failed)}.")
        words = [f"{self.counts[name]} {name}" for name in OUTCOMES if self.counts[name]]
        sys.stdout.flush()
        print(f" {', '.join(words) or 'no tests ran'} in {took:.2f}s ".center(80, "="), flush=True)
        return 1 if failed else 0


def check_everything(prepare: Callable[[], None], *, also_slow: bool) -> int:
    report = Report()

    def prepared() -> bool:
        prepare()
        return True

    report.check("Подготовка", prepared)
    if also_slow:
        report.check("Медиасервер", lambda: media.build().exists())
        os.environ["PARTA_TEST_ALONE"] = str(wheel.PROGRAM)  # only now it is known to be of this code
        report.check("Пакет сервера", lambda: wheel.install().exists())
        report.check("Центр сертификации для проверок", lambda: PEBBLE.build().exists())
    report.check("Сервер S3 и антивирус для проверок", lambda: VERSITYGW.build().exists() and _clamd())
    report.check("Статические проверки", _static)
    if client.exists():
        report.check("Клиент: стиль и типы", lambda: _npm("run", "check"))
        report.check("Клиент: тесты", lambda: _npm("test", "--", "--passWithNoTests"))
    apart = [f"--ignore=tests/{name}" for name in APART]
    report.check("Сервер: единицы, API, реальное время", lambda: _pytest(report, "-n", "2", *apart, "tests"))
    if (ROOT / "tests" / "contract").exists():
        report.check("Договор HTTP", lambda: _pytest(report, "-n", "2", "tests/contract"))
    if (ROOT / "tests" / "e2e").exists():
        report.check("Браузер", lambda: _browser() and _pytest(report, "tests/e2e"))
    return report.close()


def _static() -> bool:
    commands = [
        ["ruff", "check", "--quiet", "."],
        ["ruff", "format", "--quiet", "--check", "."],
        ["mypy", "--no-error-summary"],
        ["lint-imports", "--no-logo"],
        ["codespell"],
        ["deptry", "server/parta", "--config", "server/pyproject.toml"],
    ]
    fine = [
        _shown(command[0], [str(BIN / command[0]), *command[1:]]) for command in commands
    ]  # all, also after one failed
    return all(fine)


def _shown(name: str, command: list[str]) -> bool:
    began = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    print(f"{'✓' if done.returncode == 0 else '✗'} {name}, {time.monotonic() - began:.1f} с", flush=True)
    if done.returncode != 0:
        sys.stdout.buffer.write(done.stdout)
        sys.stdout.flush()
    return done.returncode == 0


def _npm(*arguments: str) -> bool:
    client.packages()
    command = client.npm_command(*arguments)
    done = subprocess.run(command, cwd=client.CLIENT, env={**os.environ, **client.node_environment()}, check=False)
    return done.returncode == 0


def _pytest(report: Report, *arguments: str) -> bool:
    command = [str(BIN / "python"), "-m", "pytest", "-q", "--durations=5", *arguments]
    slow_parts = {
        "PARTA_TEST_MEDIA_PROGRAM": str(media.program()),
        "PARTA_TEST_PEBBLE": str(PEBBLE.program),
        "PARTA_TEST_S3": str(VERSITYGW.program),
    }
    # Playwright's own Node wants a library that a bare Debian has not; the wheel's does without.
    node = {"PLAYWRIGHT_NODEJS_PATH": str(client.node())} if client.exists() else {}
    environment = {**os.environ, **slow_parts, **node}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as run:
        assert run.stdout is not None
        for line in run.stdout:
            sys.stdout.buffer.write(line)
            sys.stdout.flush()
            closing = CLOSING_LINE.match(line.decode("utf-8", "replace").strip())
            if closing:
                report.counts.update({name: int(count) for count, name in _pairs(closing[1])})
    return run.returncode in (0, NOTHING_COLLECTED)


def _pairs(words: str) -> list[tuple[str, str]]:
    return [(count, name) for count, name in (pair.split(" ", 1) for pair in words.split(", "))]


def _browser() -> bool:
    """Debian's Chromium; installed when we may, else said how."""
    if shutil.which("chromium") or Path("/usr/bin/chromium").exists():
        return True
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        print(
            "Для проверки в браузере нужен Chromium, а ставить пакеты нельзя. Поставьте его и повторите:\n"
            "    sudo apt-get install --no-install-recommends chromium fonts-dejavu-core"
        )
        return False
    print("▸ Ставлю Chromium (обычно 1–2 мин)…", flush=True)
    return _from_debian("chromium", "fonts-dejavu-core")


def _clamd() -> bool:
    """Debian's clamd; where it may not be installed, its tests are skipped and say so."""
    if shutil.which("clamd") or os.geteuid() != 0 or not shutil.which("apt-get"):
        return True
    print("▸ Ставлю антивирус для проверок (обычно до минуты)…", flush=True)
    return _from_debian("clamav-daemon")


def _from_debian(*packages: str) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], ["apt-get", "install", "--yes", "--no-install-recommends", *packages]):
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if done.returncode != 0:
            sys.stdout.buffer.write(done.stdout)
            print(f"Не удалось: {' '.join(command)}")
            return False
    return True
