"""`parta admin recover`: the owner of the machine gives a school its administrator back, and the log keeps it (A9)."""

import asyncio
import json
import socket
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import aiohttp
import pytest

from parta.assembly import open_server, open_workbench, serve
from parta.cli.data_folder import open_database
from parta.identity import queries as identity
from parta.kernel.ending import end
from parta.kernel.ids import AccountId, PersonId, SchoolId
from parta.people import commands as people
from parta.people.queries import NewPerson
from parta.policy.standing import Kind
from parta.settings import load
from people import START


@pytest.fixture
def data() -> Iterator[Path]:
    """An empty data folder where the database's own user may pass, also when root runs the tests."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)
        yield Path(folder) / "school"


def parta(data: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    command = [str(Path(sys.executable).with_name("parta")), *words, "--data", str(data), "--json"]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=90)


async def answer_of(data: Path, *words: str) -> dict[str, str]:
    """What a command answers to a program."""
    done = await asyncio.to_thread(parta, data, *words)
    assert done.returncode == 0, done.stderr
    made: dict[str, str] = json.loads(done.stdout)
    return made


async def with_teacher(data: Path, school: SchoolId) -> PersonId:
    """Put a confirmed teacher with an account on the roster of a school that nobody serves now."""
    person, account = PersonId(uuid4()), AccountId(uuid4())
    async with open_database(load(data)) as database, open_workbench(database) as workshop, workshop.open() as work:
        work.within(school)
        await people.add(work, school, [NewPerson(id=person, last_name="Ёлкина", first_name="Мария")])
        await identity.insert_account(work.connection, account, work.now)
        for kind in (Kind.STAFF, Kind.TEACHER):
            await people.give(work, school, person, kind, today=START)
        await people.link(work, school, account, person, admitted=True)
    return person


@asynccontextmanager
async def served(data: Path) -> AsyncIterator[aiohttp.ClientSession]:
    """The school's server on this folder, and a stranger's browser at it."""
    async with open_database(load(data)) as database, open_server(database) as server:
        listening = socket.create_server(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        serving = asyncio.create_task(serve(server.app, listening))
        jar = aiohttp.CookieJar(unsafe=True)
        async with aiohttp.ClientSession(url, headers={"X-Parta": "1"}, cookie_jar=jar) as browser:
            yield browser
        await end(serving)


async def read(browser: aiohttp.ClientSession, path: str) -> Any:
    async with browser.get(path) as answer:
        assert answer.status == 200, await answer.text()
        return await answer.json()


async def test_an_offline_recovery_gives_the_right_a_code_that_works_and_an_entry_in_the_log(data: Path) -> None:
    made = await answer_of(
        data, "admin", "create-school", "--name", "Школа № 5", "--administrator", "Прежний Олег Иванович"
    )
    teacher = await with_teacher(data, SchoolId(UUID(made["schoolId"])))
    refused = await asyncio.to_thread(parta, data, "admin", "recover", "--person", "Ёлкина", "--order", " ")
    assert refused.returncode != 0
    assert "Укажите приказ" in refused.stderr

    recovered = await answer_of(data, "admin", "recover", "--person", "Ёлкина", "--order", "№ 12 от 01.11.2026")
    assert recovered["personId"] == str(teacher)
    async with served(data) as browser:
        async with browser.post("/api/sign-in/code", json={"code": recovered["code"]}) as answer:
            assert answer.status == 204, await answer.text()
        me = await read(browser, "/api/me")
        assert me["current"]["personId"] == str(teacher)
        assert {"editSchool", "seeAudit"} <= set(me["abilities"])
        trail = await read(browser, "/api/audit")
        entry = next(one for one in trail["items"] if one["act"] == "recoverAdministration")
        assert (entry["target"], entry["detail"]["order"]) == ("Ёлкина Мария", "№ 12 от 01.11.2026")
        assert "printSignInCode" in {one["act"] for one in trail["items"]}
        async with browser.post("/api/sign-in/code", json={"code": recovered["code"]}) as answer:
            assert answer.status == 422  # once
    done = await asyncio.to_thread(parta, data, "audit", "verify")
    assert done.returncode == 0, done.stdout + done.stderr


async def test_an_operator_who_lost_every_way_in_gets_a_code_from_the_machine(data: Path) -> None:
    nobody = await asyncio.to_thread(parta, data, "admin", "operator-code")
    assert nobody.returncode != 0
    assert "Оператора ещё нет" in nobody.stderr
    async with open_database(load(data)) as database, open_workbench(database) as workshop, workshop.open() as work:
        account = AccountId(uuid4())
        await identity.insert_account(work.connection, account, work.now, operator=True)

    made = await answer_of(data, "admin", "operator-code")
    assert made["accountId"] == str(account)
    async with served(data) as browser:
        async with browser.post("/api/sign-in/code", json={"code": made["code"]}) as answer:
            assert answer.status == 204, await answer.text()
        assert (await read(browser, "/api/me"))["operator"] is True
