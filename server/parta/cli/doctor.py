"""`parta doctor`: is everything in order here, and if not, what to do."""

import sys
from collections.abc import Callable
from typing import Annotated

import msgspec
from cyclopts import Parameter

from parta.cli import machine_checks, school_checks
from parta.cli.data_folder import Data
from parta.cli.finding import Finding, State, broken
from parta.settings import Settings, SettingsWrong, load

CHECKS: tuple[Callable[[Settings], Finding], ...] = (
    machine_checks.folder,
    machine_checks.disk,
    machine_checks.memory,
    machine_checks.clock,
    school_checks.address,
    school_checks.database,
    school_checks.media,
    school_checks.mail,
    school_checks.sms,
    school_checks.push,
    school_checks.encryption,
)
SIGNS = {State.FINE: "✓", State.WARNING: "!", State.BROKEN: "✗"}


class Report(msgspec.Struct, frozen=True):
    """The answer of `--json`."""

    ok: bool
    findings: list[Finding]


def doctor(
    *,
    data: Data = None,
    json: Annotated[bool, Parameter(help="Ответить в формате JSON.", negative="")] = False,
) -> None:
    """Проверить, всё ли в порядке, и подсказать, что исправить. Код ответа 1 — что-то не работает."""
    findings = _examine(data)
    ok = all(finding.state is not State.BROKEN for finding in findings)
    if json:
        print(msgspec.json.encode(Report(ok=ok, findings=findings)).decode())
        sys.exit(0 if ok else 1)
    for finding in findings:
        print(f"{SIGNS[finding.state]} {finding.name}: {finding.text}")
        if finding.advice:
            print(f"    {finding.advice}")
    print("\nВсё в порядке." if ok else "\nЧто-то не работает: строки с ✗.")
    sys.exit(0 if ok else 1)


def _examine(data: Data) -> list[Finding]:
    try:
        settings = load(data)
    except SettingsWrong as problem:
        return [broken("Настройки", str(problem), "Исправьте их и повторите.")]
    serving = school_checks.running(settings)
    examined = serving.settings if serving else settings  # the arguments it was started with count, too
    return [check(examined) for check in CHECKS]
