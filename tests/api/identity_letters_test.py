"""Letters leave after the commit, are tried again, and are read in development by the operator alone; shared computers forget."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import aiohttp
import pytest
from sqlalchemy import insert, select, text

from parta.assembly import Entry
from parta.identity import queries as identity
from parta.identity.delivery import Channels, Sender
from parta.identity.tables import contact, outgoing_message
from parta.kernel.hats import Hat
from parta.kernel.ids import AccountId, PersonId
from parta.parts.mail import Letter, MailNotTaken
from parta.parts.sms import NoSms
from people import Person, TestSchool, running_school, until


class Hand:
    """A clock that tests turn."""

    def __init__(self) -> None:
        self.at = datetime.now(UTC)

    def now(self) -> datetime:
        return self.at


class Postman:
    """A mail server that may be away."""

    delivers = True

    def __init__(self) -> None:
        self.taken: list[Letter] = []
        self.away = False

    async def send(self, letter: Letter) -> None:
        if self.away:
            raise MailNotTaken("нет связи")
        self.taken.append(letter)


@pytest.fixture
def clock() -> Hand:
    return Hand()


@pytest.fixture
async def school(clock: Hand) -> AsyncIterator[TestSchool]:
    entry = Entry(channels=Channels(mail=True, sms=False, outbox_page=True))
    async with running_school(entry=entry, clock=clock) as one:
        yield one


async def ask_for_letter(school: TestSchool) -> Person:
    anya = await school.pupil("Аня", "Иванова", "5А")
    async with school.server.workshop.open() as work:
        row = {"id": uuid4(), "account_id": anya.account, "kind": "email", "value": "a@mail.ru"}
        await work.connection.execute(insert(contact).values(row | {"confirmed_at": work.now}))
    await anya.ask("POST", "/api/sign-in/code-requests", {"contact": "a@mail.ru"}, expect=202)
    return anya


async def test_a_letter_waits_for_the_mail_server_and_its_text_is_forgotten_once_it_left(
    school: TestSchool, clock: Hand
) -> None:
    await ask_for_letter(school)
    postman = Postman()
    sender = Sender(school.server.workshop, postman, NoSms())
    postman.away = True
    assert await sender.send_one()
    postman.away = False
    assert not await sender.send_one()  # not at once: it waits for its next try
    clock.at += timedelta(seconds=6)
    assert await sender.send_one()
    assert not await sender.send_one()

    (letter,) = postman.taken
    assert letter.recipient == "a@mail.ru"
    async with school.server.workshop.open(reads=True) as work:
        assert await work.connection.scalar(select(outgoing_message.c.body)) == ""


async def test_a_letter_leaves_with_the_commit_and_not_at_the_next_look(school: TestSchool) -> None:
    postman = Postman()
    sender = Sender(school.server.workshop, postman, NoSms())
    doing = [asyncio.create_task(work) for work in (sender.run(), sender.listen(school.server.pools.raw))]
    try:
        await _until_it_listens(school)
        anya = await ask_for_letter(school)
        await until(lambda: len(postman.taken) == 1, "the first letter left")
        await anya.ask("POST", "/api/sign-in/code-requests", {"contact": "a@mail.ru"}, expect=202)
        await until(lambda: len(postman.taken) == 2, "the second one, too: the sender is told each time")
    finally:
        for task in doing:
            task.cancel()


async def _until_it_listens(school: TestSchool) -> None:
    async def listens() -> bool:
        async with school.server.workshop.open(reads=True) as work:
            listening = "select exists (select from pg_stat_activity where query = 'listen \"parta_letters\"')"
            return bool(await work.connection.scalar(text(listening)))

    await until(listens, "the sender listens")


async def test_the_operator_reads_the_outbox_and_a_pupil_does_not(school: TestSchool) -> None:
    anya = await ask_for_letter(school)
    account = AccountId(uuid4())
    async with school.server.workshop.open() as work:
        await identity.insert_account(work.connection, account, work.now, operator=True)
    operator = Person(school, PersonId(uuid4()), account, Hat.STAFF)
    operator.http = aiohttp.ClientSession(
        school.url, headers={"X-Parta": "1"}, cookie_jar=aiohttp.CookieJar(unsafe=True)
    )
    school.people.append(operator)
    await operator.ask("POST", "/api/sign-in/code", {"code": await school.code_for(account)}, expect=204)

    (message,) = (await operator.ask("GET", "/api/operator/outbox"))["messages"]
    assert (message["recipient"], message["channel"]) == ("a@mail.ru", "email")
    assert await anya.status("GET", "/api/operator/outbox") in (403, 404)


async def test_a_shared_computer_forgets_after_an_hour_without_use(school: TestSchool, clock: Hand) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    code = await school.code_for(anya.account)
    await anya.ask("POST", "/api/sign-in/code", {"code": code, "sharedComputer": True}, expect=204)
    assert anya.http is not None
    assert all(not cookie["max-age"] for cookie in anya.http.cookie_jar)
    clock.at += timedelta(minutes=50)
    assert (await anya.ask("GET", "/api/me"))["sharedComputer"]
    clock.at += timedelta(minutes=50)
    assert await anya.status("GET", "/api/me") == 200
    clock.at += timedelta(minutes=61)
    assert await anya.status("GET", "/api/me") == 401
