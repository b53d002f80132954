"""`parta admin`: what the owner of the machine does for a school from the command line. Each act is in the school's trail."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Annotated, Any, TypeVar

import anyio
from cyclopts import Parameter

from parta.admission.applications.commands import FirstAdministrator, create_one_school
from parta.assembly import open_workbench
from parta.cli import group_of_commands
from parta.cli.data_folder import Data, open_database
from parta.cli.refused import Refused, refusals_in_words
from parta.identity import codes
from parta.identity import queries as identity
from parta.kernel.errors import Refusal
from parta.kernel.ids import AccountId, PersonId, SchoolId
from parta.kernel.text import search_key
from parta.migrations import migrate
from parta.people import commands as people_commands
from parta.people import queries as people
from parta.policy.standing import Kind
from parta.school import queries as schools
from parta.school.commands import NewSchool
from parta.settings import load
from parta.work import Work, Workshop

CODE_LIVES = timedelta(hours=1)
Answer = TypeVar("Answer")
Json = Annotated[bool, Parameter(name="--json", help="Ответ для программы.", negative="")]

admin = group_of_commands("admin", "Завести школу, выдать код входа.")


@admin.command(name="create-school")
def create_school(
    *,
    name: Annotated[str, Parameter(help="Короткое название: «Школа № 5».")],
    administrator: Annotated[str, Parameter(help="Фамилия Имя Отчество первого администратора.")],
    time_zone: Annotated[str, Parameter(help="Часовой пояс: Europe/Moscow.")] = "Europe/Moscow",
    order: Annotated[str, Parameter(help="Номер и дата приказа о назначении.")] = "",
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Завести школу и первого администратора; напечатать его код входа."""
    parts = administrator.split()
    if not 2 <= len(parts) <= 3:
        with refusals_in_words():
            raise Refused("Напишите администратора как «Фамилия Имя Отчество».")

    async def act(work: Work) -> dict[str, str]:
        account = AccountId(work.new_id())
        await identity.insert_account(work.connection, account, work.now)
        form = FirstAdministrator(
            last_name=parts[0], first_name=parts[1], middle_name=parts[2] if len(parts) == 3 else ""
        )
        made = await create_one_school(
            work, NewSchool(short_name=name, time_zone=time_zone), form, account, order=order
        )
        code = await codes.issue(work, account, "recovery", CODE_LIVES)
        return {"schoolId": str(made.school_id), "personId": str(made.administrator_id), "code": code.shown}

    made = _done(data, act)
    _say(made, as_json, f"Школа заведена. Код администратора на один час: {made['code']}")


@admin.command(name="sign-in-code")
def sign_in_code(
    *,
    person: Annotated[str, Parameter(help="Фамилия и имя (или только их начало), либо номер записи (UUID).")],
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Напечатать одноразовый код входа для человека из школы. Запись об этом останется в «Истории действий»."""

    async def act(work: Work) -> dict[str, str]:
        found = await people.find(work.connection, search_key(person), person)
        if not found:
            raise Refused(f"Никого не нашлось: «{person}». Начните с фамилии.")
        if len(found) > 1:
            names = "; ".join(f"{one.name} — {one.id}" for one in found)
            raise Refused(f"Таких несколько, укажите номер записи: {names}.")
        (one,) = found
        code = await _code(work, one.school, one.id)
        return {"schoolId": str(one.school), "personId": str(one.id), "name": one.name, "code": code}

    made = _done(data, act)
    _say(made, as_json, f"{made['name']}: {made['code']} (действует один час, один раз)")


@admin.command(name="operator-code")
def operator_code(*, data: Data = None, as_json: Json = False) -> None:
    """Напечатать одноразовый код входа для оператора этого сервера, если он потерял все свои способы входа."""

    async def act(work: Work) -> dict[str, str]:
        operator = await identity.operator(work.connection)
        if operator is None:
            raise Refused("Оператора ещё нет: он появится при первом запуске, его код напечатает parta serve.")
        return {"accountId": str(operator), "code": (await codes.issue(work, operator, "recovery", CODE_LIVES)).shown}

    made = _done(data, act)
    _say(made, as_json, f"Оператор: {made['code']} (действует один час, один раз)")


@admin.command(name="recover")
def recover(
    *,
    person: Annotated[str, Parameter(help="Кто становится администратором: фамилия и имя или номер записи.")],
    order: Annotated[str, Parameter(help="Номер и дата приказа руководителя.")],
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Вернуть школе администратора по приказу и напечатать его код входа. Запись останется в «Истории действий»."""

    async def act(work: Work) -> dict[str, str]:
        found = await people.find(work.connection, search_key(person), person)
        if len(found) != 1:
            raise Refused(f"Нужен один человек, а нашлось {len(found)}: «{person}».")
        (one,) = found
        if not order.strip():
            raise Refused("Укажите приказ: --order «№ 12 от 01.09.2026».")
        work.within(one.school)
        held = (await people.standings_of(work.connection, one.school, [one.id])).get(one.id, [])
        if Kind.STAFF not in {standing.kind for standing in held}:
            raise Refused("Администратором может стать только работник школы.")
        today = work.today(await schools.time_zone(work.connection, one.school))
        if Kind.ADMIN not in {standing.kind for standing in held}:
            await people_commands.give(work, one.school, one.id, Kind.ADMIN, today=today, basis=order.strip())
        work.note("recoverAdministration", one.id, order=order.strip())
        code = await _code(work, one.school, one.id)
        return {"schoolId": str(one.school), "personId": str(one.id), "name": one.name, "code": code}

    made = _done(data, act)
    _say(made, as_json, f"{made['name']} — администратор. Код входа на один час: {made['code']}")


async def _code(work: Work, school: SchoolId, person: PersonId) -> str:
    claim = await people.living_claim(work.connection, school, person)
    if claim is None:
        raise Refused("У этого человека ещё нет учётной записи: он входит по своему приглашению.")
    work.within(school)
    work.note("printSignInCode", person)
    return (await codes.issue(work, AccountId(claim.account_id), "recovery", CODE_LIVES)).shown


def _done(data: Any, act: Callable[[Work], Awaitable[Answer]]) -> Answer:
    """Do an act on the running school's database, or on our own start of it."""

    async def run() -> Answer:
        async with _workshop(data) as workshop, workshop.open() as work:
            try:
                return await act(work)
            except Refusal as refused:
                raise Refused(f"{refused.title}. {refused.detail or ''}".strip()) from refused

    with refusals_in_words():
        return anyio.run(run)


@asynccontextmanager
async def _workshop(data: Any) -> AsyncIterator[Workshop]:
    async with open_database(load(data)) as database:
        await anyio.to_thread.run_sync(migrate, database.url)
        async with open_workbench(database) as workshop:
            yield workshop


def _say(made: dict[str, str], as_json: bool, words: str) -> None:
    print(json.dumps(made, ensure_ascii=False) if as_json else words)
