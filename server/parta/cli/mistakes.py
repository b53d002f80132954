"""A mistake in a command's words, said in Russian."""

from cyclopts.exceptions import (
    CoercionError,
    CycloptsError,
    MissingArgumentError,
    RepeatArgumentError,
    UnknownCommandError,
    UnknownOptionError,
    UnusedCliTokensError,
)


def in_russian(mistake: CycloptsError) -> str:
    """One sentence, and where to look."""
    return f"parta: {_sentence(mistake)} Подсказка: --help."


def _sentence(mistake: CycloptsError) -> str:
    name = mistake.argument.name if mistake.argument is not None else ""
    match mistake:
        case UnknownOptionError():
            return f"Нет такого параметра: {mistake.token.keyword or mistake.token.value}."
        case UnknownCommandError():
            return f"Нет такой команды: {' '.join((mistake.unused_tokens or [])[:1])}."
        case MissingArgumentError():
            return f"Не указано: {name}."
        case RepeatArgumentError():
            return f"Указано больше одного раза: {mistake.token.keyword or name}."
        case CoercionError():
            value = mistake.token.value if mistake.token is not None else ""
            return f"Не подходит значение «{value}» для {name}."
        case UnusedCliTokensError():
            return f"Лишнее слово: {' '.join(mistake.unused_tokens or [])}."
        case _:
            return str(mistake)
