"""`parta serve`: the whole school on this machine, in the foreground."""

import logging
import logging.handlers
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import anyio
import structlog
from cyclopts import Parameter

from parta.cli.data_folder import Data, held
from parta.cli.left_behind import stop_leftovers
from parta.cli.listening import LOST_WITHOUT_TLS, listen, refuse_open_address
from parta.cli.refused import refusals_in_words
from parta.cli.supervisor import Supervisor
from parta.settings import Settings, fixed_by_operator, load


def serve(
    *,
    data: Data = None,
    listen_at: Annotated[
        str | None, Parameter(name="--listen", help="Адрес и порт. По умолчанию — 127.0.0.1:8025, только эта машина.")
    ] = None,
    dev: Annotated[
        bool | None, Parameter(help="Для разработки: журналы на экран, письма — на страницу оператора.", negative="")
    ] = None,
    insecure_lan: Annotated[
        bool | None, Parameter(help="Разрешить чужим машинам вход без шифрования.", negative="")
    ] = None,
) -> None:
    """Запустить «Парту»: базу данных, приложение, медиасервер. Остановить — Ctrl-C."""
    with refusals_in_words():

        def reload() -> Settings:
            return load(data, listen=listen_at, dev=dev, insecure_lan=insecure_lan)

        settings = reload()
        fixed = fixed_by_operator(settings.data, listen=listen_at, insecure_lan=insecure_lan)
        refuse_open_address(settings)
        with held(settings) as run_folder:
            _write_journal(settings.data / "log" / "supervisor.log")
            (run_folder / "handover.json").unlink(missing_ok=True)
            stop_leftovers(run_folder)
            with listen(settings) as taken:
                if not settings.loopback_only and settings.insecure_lan:
                    print(f"Внимание: {LOST_WITHOUT_TLS}.", file=sys.stderr)
                anyio.run(Supervisor(settings, run_folder, taken, _teller(), reload, fixed).run)


def _teller() -> Callable[[str], None]:
    started = time.monotonic()

    def say(text: str) -> None:
        print(f"[{time.monotonic() - started:5.1f} с] {text}", flush=True)

    return say


def _write_journal(path: Path) -> None:
    handler = logging.handlers.RotatingFileHandler(path, maxBytes=1024 * 1024, backupCount=2, encoding="utf-8")
    journal = logging.getLogger("parta.supervisor")
    journal.addHandler(handler)
    journal.setLevel(logging.INFO)
    journal.propagate = False
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=lambda *_: journal,
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
