"""The command `parta`: each file of this folder is one command or one group of commands."""

import importlib.util
import sys

from cyclopts import App, Group

from parta.cli.mistakes import in_russian

# A command's file is read only when it is called; a command whose file is not there is left out.
COMMANDS = {
    "serve": ("parta.cli.serve:serve", "Запустить «Парту» на этой машине."),
    "demo": ("parta.cli.demo:demo", "Наполнить папку данных учебной школой."),
    "admin": ("parta.cli.admin:admin", "Завести школу, выдать код входа, восстановить доступ."),
    "audit": ("parta.cli.audit:audit", "Проверить журнал действий."),
    "doctor": ("parta.cli.doctor:doctor", "Проверить, всё ли в порядке, и подсказать, что исправить."),
}


def group_of_commands(name: str, summary: str) -> App:
    """`parta` itself, or a group of commands within it (`parta admin`), with its help in Russian."""
    app = App(
        name=name,
        help=summary,
        help_flags=["--help"],
        version_flags=[],
        group_commands=Group("Команды"),
        group_parameters=Group("Параметры"),
        group_arguments=Group("Аргументы"),
        error_formatter=in_russian,
    )
    app["--help"].help = "Показать эту подсказку."
    return app


def commands() -> App:
    """All commands that are there."""
    app = group_of_commands("parta", "«Парта» — школьное общение на своём сервере.")
    for name, (place, summary) in COMMANDS.items():
        if importlib.util.find_spec(place.partition(":")[0]) is not None:
            app.command(place, name=name, help=summary)
    return app


def main() -> None:
    """Entry point of the console script."""
    sys.exit(commands()())
