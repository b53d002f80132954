"""`parta demo`: a data folder with an invented school, to look around in through anybody's eyes."""

import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Annotated, TextIO

import anyio
import msgspec
from cyclopts import Parameter

from parta.assembly import open_workbench
from parta.cli.data_folder import Data, open_database
from parta.cli.demo_school import generate
from parta.cli.demo_school.writing import Writing
from parta.cli.refused import Refused, refusals_in_words
from parta.identity import codes
from parta.identity import queries as identity
from parta.migrations import migrate
from parta.settings import Settings, load
from parta.work import Workshop

CODE_LIVES = timedelta(days=1)


class Made(msgspec.Struct, frozen=True):
    """The answer of `--json`; `code` signs the administrator in for a day, once."""

    data: str
    school: str
    classes: int
    people: int
    administrator: str
    code: str


def demo(
    *,
    data: Data = None,
    pupils: Annotated[int, Parameter(help="Сколько учеников: от 60 до 2000.")] = 600,
    seed: Annotated[int, Parameter(help="Одинаковое число даёт одинаковую школу.")] = 1,
    as_json: Annotated[bool, Parameter(name="--json", help="Ответ для программы.", negative="")] = False,
) -> None:
    """Наполнить пустую папку данных учебной школой: классы, учителя, семьи, два месяца переписки."""
    with refusals_in_words():
        if not 60 <= pupils <= 2000:
            raise Refused("Учеников может быть от 60 до 2000.")
        settings = load(data)
        made = anyio.run(_write, settings, pupils, seed, sys.stderr if as_json else sys.stdout)
    if as_json:
        print(msgspec.json.encode(made).decode())
        return
    print(f"\nЗапустите школу:   parta serve --data {settings.data}")
    print(f"Код администратора ({made.administrator}): {made.code}")
    print("Код любого другого: parta admin sign-in-code --person «Фамилия Имя»")


async def _write(settings: Settings, pupils: int, seed: int, progress: TextIO) -> Made:
    started = time.monotonic()

    def tell(words: str) -> None:
        print(f"[{time.monotonic() - started:5.1f} с] {words}", file=progress, flush=True)

    tell("Открываю базу данных…")
    async with _workshop(settings) as workshop:
        async with workshop.open() as work:
            if await identity.anybody(work.connection):
                raise Refused("В этой папке уже есть школа. Укажите пустую: parta demo --data ПАПКА.")
            school = generate(seed, pupils)
            writing = Writing(work, school, tell)
            await writing.write()
        async with workshop.open() as work:
            account = writing.accounts[school.administrator]
            code = await codes.issue(work, account, "recovery", CODE_LIVES)
    people = len(writing.persons)
    tell(f"Готово: {school.short_name}, классов {len(school.classes)}, людей {people}.")
    return Made(
        str(settings.data),
        school.short_name,
        len(school.classes),
        people,
        school.person(school.administrator).full_name,
        code.shown,
    )


@asynccontextmanager
async def _workshop(settings: Settings) -> AsyncIterator[Workshop]:
    async with open_database(settings) as database:
        await anyio.to_thread.run_sync(migrate, database.url)
        async with open_workbench(database) as workshop:
            yield workshop
