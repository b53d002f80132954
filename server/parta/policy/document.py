"""docs/regulation.md, made from the policy table: `python -m parta.policy.document > docs/regulation.md`."""

import sys

from .standing import Column
from .table import TABLE, Scope

_COLUMNS = {
    Column.OPERATOR: "оператор",
    Column.ADMIN: "администратор",
    Column.HEAD: "руководитель",
    Column.POSITION: "должность",
    Column.CLASS_TEACHER: "кл. руководитель",
    Column.TEACHER: "учитель",
    Column.UNCONFIRMED: "не подтверждён",
    Column.OTHER_STAFF: "сотрудник",
    Column.PUPIL: "ученик",
    Column.GUARDIAN: "представитель",
    Column.TRUSTED_ADULT: "доверенное лицо",
    Column.CANTEEN: "столовая",
}
_SCOPES = {
    Scope.NO: "—",
    Scope.OWN: "своё",
    Scope.MEMBER: "участник",
    Scope.OFFICE: "круг должности",
    Scope.OWN_CHILD: "свой ребёнок",
    Scope.OWN_CLASS: "свой класс",
    Scope.SCHOOL: "школа",
    Scope.ALL: "всё",
}


def regulation() -> str:
    """The whole table as Markdown."""
    head = ["действие", *(_COLUMNS[column] for column in Column), "пункт"]
    lines = [
        "# Кто что может",
        "",
        "Таблица сделана из `server/parta/policy/table.py` командой `make docs`; правится там. Что не разрешено, запрещено.",
        "Чего человек не может видеть, того для него нет (404); что видит, но не может сделать, в том отказано (403).",
        "",
        "| " + " | ".join(head) + " |",
        "|" + "---|" * len(head),
    ]
    for action, row in TABLE.items():
        cells = [_SCOPES[row.cells[column]] for column in Column]
        lines.append("| " + " | ".join([f"`{action.value}`", *cells, row.rule]) + " |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(regulation())
