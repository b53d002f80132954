"""The words of the command line: help and mistakes in Russian."""

import contextlib

import pytest

from parta.cli import COMMANDS, commands


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["serve", "--bla"], "Нет такого параметра: --bla"),
        (["bla"], "Нет такой команды: bla"),
        (["serve", "x"], "Лишнее слово: x"),
        (["serve", "--data"], "Не указано: --data"),
        (["doctor", "--json=x"], "Не подходит значение «x» для --json"),
    ],
)
def test_a_mistake_is_one_russian_sentence(words: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        commands()(words)
    assert left.value.code != 0
    captured = capsys.readouterr()
    assert told in captured.out + captured.err


@pytest.mark.parametrize("name", ["serve", "doctor"])
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with contextlib.suppress(SystemExit):
        commands()([name, "--help"])
    assert COMMANDS[name][1].split()[0] in capsys.readouterr().out
