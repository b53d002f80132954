"""`parta audit`: is the trail of every school whole (E6)."""

import json
import sys
from typing import Annotated, Any

import anyio
import msgspec
from cyclopts import Parameter

from parta.assembly import open_workbench
from parta.cli import group_of_commands
from parta.cli.data_folder import Data, open_database
from parta.cli.refused import refusals_in_words
from parta.migrations import migrate
from parta.oversight import reading
from parta.school import queries as schools
from parta.settings import load

audit = group_of_commands("audit", "Проверить журнал действий.")


@audit.command(name="verify")
def verify(
    *,
    data: Data = None,
    as_json: Annotated[bool, Parameter(name="--json", help="Ответ для программы.", negative="")] = False,
) -> None:
    """Пройти цепочку записей каждой школы: не изменена ли она и не потеряно ли что-нибудь. Код выхода 1, если нарушена."""
    with refusals_in_words():
        found = anyio.run(_verify, data)
    if as_json:
        print(json.dumps(msgspec.to_builtins(found), ensure_ascii=False))
    for one in [] if as_json else found:
        if one.broken_at is None:
            print(f"Школа {one.school_id}: цепочка цела, записей {one.entries}, последняя {one.head[:16]}")
        else:
            print(f"Школа {one.school_id}: цепочка нарушена на записи {one.broken_at}: {one.why}")
    sys.exit(int(any(one.broken_at is not None for one in found)))


async def _verify(data: Any) -> list[reading.Verdict]:
    async with open_database(load(data)) as database:
        await anyio.to_thread.run_sync(migrate, database.url)
        async with open_workbench(database) as workshop, workshop.open(reads=True) as work:
            return [await reading.verify(work, one) for one in await schools.time_zones(work.connection)]
