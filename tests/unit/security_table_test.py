"""The table of attacks is true: every test that it names is there."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAMED = re.compile(r"`([^`\s]*?)(?:::|…)(test_\w+|\w+)`")
ANSWERED = {*range(1, 11), *range(13, 18), 21, 22, *range(24, 29)}  # of the list of attacks, as far as built


def _tests() -> dict[str, set[str]]:
    return {
        str(file.relative_to(ROOT)): {
            one.name
            for one in ast.walk(ast.parse(file.read_text()))
            if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
        }
        for file in (ROOT / "tests").rglob("*_test.py")
    }


def _rows() -> list[list[str]]:
    lines = (ROOT / "docs/security.md").read_text().splitlines()
    return [line.strip("|").split("|") for line in lines if re.match(r"\| (\d+(, \d+)*|–) \|", line)]


def test_every_test_that_the_table_names_is_there() -> None:
    tests, missing = _tests(), []
    every = set().union(*tests.values())
    for row in _rows():
        for where, name in NAMED.findall("|".join(row[2:])):
            file = where.lstrip("…")
            found = [names for path, names in tests.items() if path.endswith(file)] if file else [every]
            if not any(name in names or any(one.endswith(name) for one in names) for names in found):
                missing.append(f"{where}::{name}")
    assert _rows()
    assert not missing


def test_every_row_names_a_test() -> None:
    whole_file = re.compile(r"`(tests/\S+_test\.py)`")
    for row in _rows():
        file = whole_file.search(row[2])
        assert NAMED.search(row[2]) or (file and (ROOT / file[1]).is_file()), row[1]


def test_every_attack_that_touches_what_is_built_has_a_row() -> None:
    numbers = {int(number) for row in _rows() for number in re.findall(r"\d+", row[0])}
    assert numbers >= ANSWERED
