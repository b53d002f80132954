"""The policy matrix at the real API: every action × every column × one's own, own class, other class, other school.

A cell says what the table and `decide` say: allowed goes through (a success, or the named refusal of the act's own trade),
else 403 for what one sees, 404 for what one may not know of. Another school's id answers exactly as an id of nothing.
"""

import msgspec

from parta.policy.decide import Verdict
from parta.policy.standing import Column
from parta.policy.table import Action

from .asking import Answer, Cell, ask_all, cells, ids_of, nothing_stays, verdict
from .calls import CALLS
from .world import OFFICE, Who


def test_every_action_of_the_table_is_asked() -> None:
    assert set(CALLS) == set(Action)


async def test_each_person_of_the_matrix_stands_in_his_column_alone(asking: dict[str, Who]) -> None:
    assert set(asking) == {*Column, OFFICE}
    for column, who in asking.items():
        also = {Column.TEACHER} if column is Column.CLASS_TEACHER else set()
        assert set(who.actor.columns()) == {Column.POSITION if column == OFFICE else column} | also
        assert who.sides["common"].member is (column is not Column.OPERATOR)


async def test_what_the_matrix_does_is_taken_back(asking: dict[str, Who]) -> None:
    admin = asking[Column.ADMIN].person
    before = await admin.ask("GET", "/api/classes")
    with nothing_stays():
        made = await admin.ask("POST", "/api/classes", {"text": "9Ю"}, expect=201)
    assert made["made"]
    assert await admin.ask("GET", "/api/classes") == before


async def test_every_standing_gets_what_the_table_says(asking: dict[str, Who]) -> None:
    with nothing_stays():
        answers = await ask_all(cell for cell in cells(asking) if cell.where != "foreign")
    wrong = [f"{cell}: {answer}, {cell.expected.value} expected" for cell, answer in answers if not _fits(cell, answer)]
    assert not wrong, "\n" + "\n".join(wrong)


async def test_an_id_of_another_school_answers_as_an_id_of_nothing(asking: dict[str, Who]) -> None:
    foreign = [cell for cell in cells(asking) if cell.where == "foreign"]
    await _same(foreign, [cell.aimed(cell.side.unknown()) for cell in foreign], only={403, 404})


async def test_an_id_of_another_school_inside_an_allowed_act_answers_as_an_id_of_nothing(
    asking: dict[str, Who],
) -> None:
    allowed = {  # one side where it is allowed is enough
        (cell.column, id(cell.call)): cell
        for cell in cells(asking)
        if "foreign" in cell.call.at.sides and cell.expected is Verdict.ALLOWED
    }
    smuggled = [
        tuple(
            cell.aimed(msgspec.structs.replace(cell.side, **{name: getattr(out, name)}))
            for out in (cell.who.sides["foreign"], cell.side.unknown())
        )
        for cell in allowed.values()
        for name in ids_of(cell.call)
    ]
    await _same([one for one, _ in smuggled], [two for _, two in smuggled], only=set(range(400, 500)))


async def _same(foreign: list[Cell], nothing: list[Cell], *, only: set[int]) -> None:
    """Each of these answers is, word by word, that of the call with ids of nothing."""
    with nothing_stays():
        answers = dict[int, Answer]()
        for cell, answer in await ask_all([*foreign, *nothing]):
            answers[id(cell)] = answer
    wrong = [
        f"{one}: {answers[id(one)]}, {answers[id(two)]} for nothing"
        for one, two in zip(foreign, nothing, strict=True)
        if answers[id(one)] != answers[id(two)] or answers[id(one)].status not in only
    ]
    assert not wrong, "\n" + "\n".join(wrong)


def _fits(cell: Cell, answer: Answer) -> bool:
    found = verdict(cell, answer)
    if cell.call.shows is not None:  # shown or not; who may not even see the list is told so by that list's own right
        return found is not None and (found is Verdict.ALLOWED) is (cell.expected is Verdict.ALLOWED)
    return found is cell.expected
