"""`abilities` of an answer are exactly what a following call gets: a screen shows its buttons by them and works out nothing."""

from typing import Any

import msgspec

from parta.classes.reading import OFFERED_AT_CLASS, OFFERED_AT_FAMILY, OFFERED_AT_GROUP, OFFERED_AT_STAFF
from parta.kernel.hats import Hat
from parta.people.api import FRAME
from parta.policy.decide import Verdict
from parta.policy.standing import Column, Kind
from parta.policy.table import Action
from parta.rooms.cards import OFFERED

from .asking import Cell, ask_all, nothing_stays, verdict
from .calls import CALLS, Call, get
from .sides import CLASS, FAMILY, GROUP, INSTALLATION, LETS_OUT, LISTED, ROOM, SCHOOL, STAFF, Aim, Side
from .world import Who

A = Action


class Page(msgspec.Struct, frozen=True):
    """An answer that carries abilities: what it may offer, and at what its acts are aimed."""

    path: str
    offers: tuple[Action, ...]
    sides: tuple[str, ...]
    aims: tuple[Aim, ...]
    doors: dict[Action, Call] = {}  # an offer that leads elsewhere than the matrix asks


# A position of some classes sees who has joined or will not come there, class by class, and no sum of the school.
BY_CLASS = {A.SEE_JOINING: get("/school/joining"), A.SEE_ABSENCE_NUMBERS: get("/absences")}
PAGES = (
    Page("/api/me", FRAME, ("own",), (SCHOOL, STAFF, INSTALLATION), BY_CLASS),
    Page("/api/rooms", OFFERED, ("own", "other", "common"), (ROOM, LETS_OUT)),
    Page("/api/classes/{school_class}", OFFERED_AT_CLASS, ("own", "other"), (CLASS, GROUP, FAMILY, LISTED)),
    Page("/api/classes/{group}", OFFERED_AT_GROUP, ("own", "other"), (CLASS, GROUP)),
    Page("/api/people/{pupil}", OFFERED_AT_FAMILY, ("own", "other", "child"), (FAMILY, CLASS)),
    Page("/api/people/{guardian}", OFFERED_AT_FAMILY, ("own", "other", "child"), (FAMILY, CLASS)),
    Page("/api/people/{teacher}", OFFERED_AT_STAFF, ("own",), (STAFF, SCHOOL)),
)


async def test_abilities_are_exactly_what_the_next_call_gets(asking: dict[str, Who]) -> None:
    for page in PAGES:
        shown: dict[int, bool] = {}
        asked = []
        for column, who in asking.items():
            for where in page.sides:
                side = who.sides.get(where)
                offered = await _abilities(who, page, side) if side else None
                if side is None or offered is None:
                    continue
                for cell in _cells(page, column, who, where, side):
                    asked.append(cell)
                    shown[id(cell)] = cell.action in offered
        assert {cell.action for cell in asked} == {*page.offers}, page.path
        assert {*shown.values()} == {True, False}, page.path
        await _agree(asked, shown)


async def test_a_chat_in_which_one_may_not_write_offers_no_message(asking: dict[str, Who]) -> None:
    leader = asking[Column.CLASS_TEACHER].person
    read_only = leader.school.room("5А", "parents")
    await leader.ask("PUT", f"/api/rooms/{read_only}/mode", {"mode": "readOnly"}, expect=204)
    shown: dict[int, bool] = {}
    asked = []
    for column, who in asking.items():
        for room in await who.person.rooms() if who.actor.school else []:
            if room["mode"] == "discussion":
                continue
            side = msgspec.structs.replace(who.sides["common"], room=room["id"])
            for action in (A.POST, A.MENTION_ALL):
                cell = Cell(column, who, action, CALLS[action][0], room["title"], side)
                asked.append(cell)
                shown[id(cell)] = action in room["abilities"]
    assert {column.where for column in asked} == {"5А — родители", "5А — объявления"}
    await _agree(asked, shown)


async def test_access_of_a_teacher_who_is_a_parent_is_offered_to_the_administrator_alone(
    asking: dict[str, Who],
) -> None:
    school, own = asking[Column.ADMIN].person.school, asking[Column.ADMIN].sides["own"]
    both = [(Kind.STAFF, None, ""), (Kind.TEACHER, None, ""), (Kind.GUARDIAN, own.pupil, "отец")]
    father = await school.join("Отец", "Учителев", Hat.STAFF, both)
    calls = [(A.RESET_ACCESS, CALLS[A.RESET_ACCESS][0]), (A.RESET_STAFF_ACCESS, CALLS[A.RESET_STAFF_ACCESS][0])]
    asked, shown = [], {}
    for column in (Column.ADMIN, Column.CLASS_TEACHER):
        who = asking[column]
        card = await who.person.ask("GET", f"/api/people/{father.id}")
        side = msgspec.structs.replace(own, pupil=father.id, teacher=father.id)
        offered = {A.RESET_ACCESS, A.RESET_STAFF_ACCESS} & {*card["abilities"]}
        cell = Cell(column, who, *calls[column is Column.ADMIN], "own", side)
        asked.append(cell)
        shown[id(cell)] = bool(offered)
    assert list(shown.values()) == [True, False]
    await _agree(asked, shown)


async def _abilities(who: Who, page: Page, side: Side) -> set[str] | None:
    """What the answer offers here; None when this person gets no such answer."""
    assert who.person.http is not None
    async with who.person.http.get(page.path.format(**side.words())) as answer:
        if answer.status in (403, 404):
            return None
        found: Any = await answer.json()
    if "rooms" in found and page.path == "/api/rooms":
        found = next((room for room in found["rooms"] if room["id"] == str(side.room)), None)
    return {*found["abilities"]} if found else None


def _cells(page: Page, column: str, who: Who, where: str, side: Side) -> list[Cell]:
    """The calls by which the page's offers are taken; the page of a group is that of a class."""
    if "{group}" in page.path:
        side = msgspec.structs.replace(side, school_class=side.group)
    return [
        Cell(column, who, action, call, where, side)
        for action in page.offers
        for call in ([page.doors[action]] if action in page.doors else CALLS[action])
        if any(call.at is aim for aim in page.aims) and (call.at is not LETS_OUT or where in LETS_OUT.sides)
    ]


async def _agree(asked: list[Cell], shown: dict[int, bool]) -> None:
    with nothing_stays():
        answers = await ask_all(asked)
    wrong = [
        f"{cell}: {answer}, {'offered' if shown[id(cell)] else 'not offered'}"
        for cell, answer in answers
        if (verdict(cell, answer) is Verdict.ALLOWED) is not shown[id(cell)]
    ]
    assert not wrong, "\n" + "\n".join(wrong)
