"""Notices on phones (C16): what goes out, to whom, and to whom no more; security.md 16 and 23."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from py_vapid import Vapid02
from sqlalchemy import func, select, update

from parta.identity.tables import session
from parta.kernel.clock import SystemClock
from parta.notify.queries import candidates
from parta.notify.sending import Courier
from parta.notify.tables import push_notice, push_subscription
from parta.parts import due
from parta.parts.due import DueQueue
from parta.parts.push import public
from people import Person, TestSchool, problem, running_school, until
from phones import HOST, WITH_PUSH, Phone, PushService, push_service, wakeful

SECRETS = ("Аня", "Иванова", "5А", "Школа", "Контрольная", "parta")


@pytest.fixture
async def school() -> AsyncIterator[TestSchool]:
    """A school whose operator allowed notices."""
    async with running_school(entry=WITH_PUSH) as one:
        await wakeful(one)
        yield one


@pytest.fixture
async def service(school: TestSchool) -> AsyncIterator[tuple[PushService, Courier]]:
    """The browsers' makers' service, and the worker's part."""
    async with push_service(school) as one:
        yield one


class Class5A:
    """Аня with a phone, her mother with another, and the teacher who writes."""

    def __init__(self, anya: Person, mother: Person, teacher: Person, school: TestSchool) -> None:
        self.anya, self.mother, self.teacher, self.school = anya, mother, teacher, school
        self.room, self.parents = school.room("5А"), school.room("5А", "parents")
        self.phone = Phone()


@pytest.fixture
async def class_5a(school: TestSchool) -> Class5A:
    anya = await school.pupil("Аня", "Иванова", "5А")
    mother = await school.parent("Вера", "Иванова", anya)
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    one = Class5A(anya, mother, teacher, school)
    await one.phone.asks(anya)
    return one


async def queued(school: TestSchool) -> int:
    """How many notices wait to go out."""
    async with school.server.workshop.open(reads=True) as work:
        return int(
            await work.connection.scalar(
                select(func.count()).select_from(push_notice).where(push_notice.c.next_at.is_not(None))
            )
            or 0
        )


async def subscriptions(school: TestSchool) -> int:
    async with school.server.workshop.open(reads=True) as work:
        return int(await work.connection.scalar(select(func.count()).select_from(push_subscription)) or 0)


async def nobody_is_told(class_5a: Class5A, *about: Any) -> None:
    """None of these messages is anything that this school's browsers would be told of."""
    async with class_5a.school.server.workshop.open(reads=True) as work:
        found = await candidates(
            work.connection, {class_5a.room: max(one["position"] for one in about)}, datetime.now(UTC)
        )
    assert found == []


async def test_a_phone_is_told_that_something_came_and_nothing_else(
    class_5a: Class5A, service: tuple[PushService, Courier]
) -> None:
    makers, courier = service
    await class_5a.teacher.says(class_5a.room, "Контрольная в среду")
    await until(lambda: queued(class_5a.school))
    await courier.send_due()

    (parcel,) = makers.delivered
    assert makers.to(class_5a.phone) == [{"kind": "message", "tag": str(class_5a.room)}]
    seen = parcel.body + "".join(f"{name}: {value}\n" for name, value in parcel.headers.items()).encode()
    assert not [word for word in (*SECRETS, str(class_5a.room), str(class_5a.anya.id)) if word.encode() in seen]
    assert (parcel.headers["TTL"], parcel.headers["Content-Encoding"]) == ("86400", "aes128gcm")
    assert Vapid02.verify(parcel.headers["Authorization"])
    assert await queued(class_5a.school) == 0


async def test_the_services_can_not_tell_who_shares_a_chat(
    class_5a: Class5A, service: tuple[PushService, Courier]
) -> None:
    makers, courier = service
    borya = await class_5a.school.pupil("Боря", "Петров", "5А")
    other = Phone()
    await other.asks(borya)
    await class_5a.teacher.says(class_5a.room, "Контрольная в среду")
    await until(lambda: queued(class_5a.school))
    await courier.send_due()
    assert len({one.headers["Topic"] for one in makers.delivered}) == 2
    assert len({len(one.body) for one in makers.delivered}) == 1


async def test_a_chat_tells_once_until_it_was_opened(class_5a: Class5A, service: tuple[PushService, Courier]) -> None:
    makers, courier = service
    for words in ("Первое", "Второе"):
        sent = await class_5a.teacher.says(class_5a.room, words)
        await until(lambda: queued(class_5a.school)) if words == "Первое" else None
        await courier.send_due()
    await nobody_is_told(class_5a, sent)
    assert len(makers.delivered) == 1

    async with class_5a.anya.listening() as ear:
        await ear.say({"t": "seen", "room": str(class_5a.room), "position": sent["position"]})
        await ear.hears_event("seen")
    await class_5a.teacher.says(class_5a.room, "Третье")
    await until(lambda: queued(class_5a.school))
    await courier.send_due()
    assert len(makers.to(class_5a.phone)) == 2


async def test_who_has_the_chats_open_is_not_told(class_5a: Class5A, service: tuple[PushService, Courier]) -> None:
    makers, courier = service
    borya, other = await class_5a.school.pupil("Боря", "Петров", "5А"), Phone()
    await other.asks(borya)
    async with class_5a.anya.listening() as ear:
        await class_5a.teacher.says(class_5a.room, "Контрольная в среду")
        await ear.hears_event("messagePosted")
        await until(lambda: queued(class_5a.school))
        await courier.send_due()
    assert (len(makers.to(other)), makers.to(class_5a.phone)) == (1, [])


async def test_own_words_and_a_muted_chat_tell_nobody(class_5a: Class5A) -> None:
    own = await class_5a.anya.says(class_5a.room, "Здравствуйте")
    await nobody_is_told(class_5a, own)
    until_when = {"mutedUntil": (datetime.now(UTC) + timedelta(hours=1)).isoformat()}
    await class_5a.anya.ask("PUT", f"/api/rooms/{class_5a.room}/notifications", until_when, expect=204)
    other = await class_5a.teacher.says(class_5a.room, "Контрольная в среду")
    await nobody_is_told(class_5a, other)
    await class_5a.anya.ask("PUT", f"/api/rooms/{class_5a.room}/notifications", {"mutedUntil": None}, expect=204)
    with pytest.raises(AssertionError):
        await nobody_is_told(class_5a, other)


async def test_who_wants_only_what_is_for_him_is_told_by_name_alone(class_5a: Class5A) -> None:
    path = f"/api/rooms/{class_5a.room}/notifications"
    await class_5a.anya.ask("PUT", path, {"mutedUntil": None, "onlyMentions": True}, expect=204)
    assert (await class_5a.anya.rooms())[0]["onlyMentions"] or (await class_5a.anya.rooms())[1]["onlyMentions"]
    for_all = await class_5a.teacher.says(class_5a.room, "Контрольная в среду")
    await nobody_is_told(class_5a, for_all)
    for_her = await class_5a.teacher.says(class_5a.room, f"<@{class_5a.anya.id}> зайди ко мне")
    with pytest.raises(AssertionError):
        await nobody_is_told(class_5a, for_her)
    await class_5a.anya.ask("PUT", path, {"mutedUntil": "2100-01-01T00:00:00Z"}, expect=204)
    await nobody_is_told(class_5a, for_her)
    await class_5a.anya.ask("PUT", path, {"mutedUntil": None}, expect=204)  # what rings stays as it was
    assert any(one["onlyMentions"] for one in await class_5a.anya.rooms())
    await class_5a.anya.ask("PUT", path, {"mutedUntil": None, "onlyMentions": False}, expect=204)
    with pytest.raises(AssertionError):
        await nobody_is_told(class_5a, await class_5a.teacher.says(class_5a.room, "Ещё всем"))


async def test_a_deleted_message_and_another_class_tell_nobody(class_5a: Class5A) -> None:
    sent = await class_5a.teacher.says(class_5a.room, "Ошибка")
    with pytest.raises(AssertionError):
        await nobody_is_told(class_5a, sent)
    await class_5a.teacher.ask("DELETE", f"/api/rooms/{class_5a.room}/messages/{sent['position']}")
    await nobody_is_told(class_5a, sent)
    stranger, phone = await class_5a.school.pupil("Олег", "Чужой", "5Б"), Phone()
    await phone.asks(stranger)
    async with class_5a.school.server.workshop.open(reads=True) as work:
        last = await class_5a.teacher.says(class_5a.room, "Только своим")
        told = await candidates(work.connection, {class_5a.room: last["position"]}, datetime.now(UTC))
    assert {one.person for one in told} == {class_5a.anya.id}


async def test_a_notice_that_waits_is_not_sent_to_who_has_left_or_read(
    class_5a: Class5A, service: tuple[PushService, Courier]
) -> None:
    makers, courier = service
    await class_5a.teacher.says(class_5a.room, "Контрольная в среду")
    await until(lambda: queued(class_5a.school))
    admin = await class_5a.school.admin()
    await class_5a.school.school_class("5Б")
    into = {"classId": str(class_5a.school.classes["5Б"])}
    await admin.ask("POST", f"/api/people/{class_5a.anya.id}/transfer", into)
    await courier.send_due()
    assert makers.delivered == []
    assert await queued(class_5a.school) == 0


async def test_a_notice_that_waits_is_not_sent_to_a_parent_who_was_barred_meanwhile(
    class_5a: Class5A, service: tuple[PushService, Courier]
) -> None:
    """B9: he keeps his session and his phone for the other child; of this one nothing comes any more."""
    makers, courier = service
    school, admin = class_5a.school, await class_5a.school.admin()
    timur = await school.pupil("Тимур", "Иванов", "2А")
    father = await school.parent("Пётр", "Иванов", class_5a.anya, timur)
    await Phone().asks(father)
    await class_5a.teacher.says(class_5a.parents, "Собрание в семь")
    await until(lambda: queued(school))
    form = {"document": "решение № 1", "decidedOn": "2026-09-01", "endsOn": "2036-09-01"}
    await admin.ask("POST", f"/api/people/{class_5a.anya.id}/guardians/{father.id}/restriction", form, expect=204)
    await courier.send_due()
    assert makers.delivered == []
    assert await queued(school) == 0
    last = await class_5a.teacher.says(class_5a.parents, "Ещё одно")
    async with school.server.workshop.open(reads=True) as work:
        told = await candidates(work.connection, {class_5a.parents: last["position"]}, datetime.now(UTC))
    assert told == []


@pytest.mark.parametrize("way", ["sign-out", "elsewhere", "dismissal", "over"])
async def test_the_phone_of_an_ended_session_hears_nothing_more(
    class_5a: Class5A, service: tuple[PushService, Courier], way: str
) -> None:
    makers, courier = service
    admin = await class_5a.school.admin()
    teacher, phone = await class_5a.school.teacher("Пётр", "Новиков", teaches="5А"), Phone()
    await phone.asks(teacher)
    staffroom = class_5a.school.rooms["", "staffroom"]
    await admin.says(staffroom, "Педсовет в три")
    await until(lambda: queued(class_5a.school))
    assert await subscriptions(class_5a.school) == 2
    match way:
        case "sign-out":
            await teacher.ask("POST", "/api/sign-out")
        case "elsewhere":
            again = await class_5a.school.again(teacher)
            await again.ask("POST", "/api/me/sessions/end-others", expect=204)
        case "dismissal":
            await admin.ask("POST", f"/api/people/{teacher.id}/dismissal", {"when": "now"})
        case _:
            async with class_5a.school.server.workshop.open() as work:
                now = work.now
                await work.connection.execute(
                    update(session).where(session.c.account_id == teacher.account).values(ends_at=now)
                )
    await courier.send_due()
    assert makers.to(phone) == []
    assert await queued(class_5a.school) == 0
    assert await subscriptions(class_5a.school) == (2 if way == "over" else 1)


async def test_a_phone_that_is_gone_is_forgotten_and_a_busy_service_is_asked_again_later(
    class_5a: Class5A, service: tuple[PushService, Courier]
) -> None:
    makers, courier = service
    makers.answers[class_5a.phone.name] = 503
    await class_5a.teacher.says(class_5a.room, "Контрольная в среду")
    await until(lambda: queued(class_5a.school))
    assert await courier.send_due() > 10
    assert (len(makers.delivered), await queued(class_5a.school)) == (1, 1)

    async with class_5a.school.server.workshop.open() as work:
        await work.connection.execute(update(push_notice).values(next_at=work.now))
    makers.answers[class_5a.phone.name] = 410
    await courier.send_due()
    assert (len(makers.delivered), await subscriptions(class_5a.school)) == (2, 0)


async def test_a_service_that_leads_elsewhere_is_not_followed(
    class_5a: Class5A, service: tuple[PushService, Courier]
) -> None:
    makers, courier = service
    makers.answers[class_5a.phone.name] = 307
    for _ in range(5):
        await class_5a.anya.ask("POST", "/api/me/push/trial", expect=202)
        await courier.send_due()
    assert len(makers.delivered) == 5
    assert await subscriptions(class_5a.school) == 0, "who refuses five times in a row is gone"


async def test_a_trial_reaches_the_very_phone(class_5a: Class5A, service: tuple[PushService, Courier]) -> None:
    makers, courier = service
    assert problem(await class_5a.mother.ask("POST", "/api/me/push/trial", expect=409)).endswith("no-subscription")
    await class_5a.anya.ask("POST", "/api/me/push/trial", expect=202)
    await courier.send_due()
    assert [one["kind"] for one in makers.to(class_5a.phone)] == ["test"]


ELSEWHERE = (
    f"http://{HOST}/x",
    f"https://{HOST}:8443/x",
    f"https://user@{HOST}/x",
    "https://127.0.0.1/x",
    "https://[::1]/x",
    "https://localhost/x",
    "https://10.0.0.1/x",
    f"https://evil.{HOST}/x",
    f"https://{HOST}.evil.org/x",
    f"https://evil.org/{HOST}",
    f"https://evil.org\\@{HOST}/x",
    "https://",
    "x" * 1000,
)


async def test_the_server_is_sent_to_no_other_door(class_5a: Class5A) -> None:
    for endpoint in ELSEWHERE:
        asked = class_5a.phone.subscription | {"endpoint": endpoint}
        refused = await class_5a.anya.ask("PUT", "/api/me/push", asked, expect=422)
        assert problem(refused).endswith("unknown-push-service"), endpoint


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "::1", "fe80::1%eth0"])
def test_a_name_that_leads_into_the_own_network_leads_nowhere(address: str) -> None:
    with pytest.raises(OSError, match="open net"):
        public(HOST, [(2, 6, address, 443)])
    assert [one["host"] for one in public(HOST, [(2, 6, address, 443), (2, 6, "8.8.8.8", 443)])] == ["8.8.8.8"]


async def test_keys_that_are_none_and_a_shared_computer_are_refused(class_5a: Class5A) -> None:
    asked = class_5a.phone.subscription | {"p256dh": "A" * 87}
    assert problem(await class_5a.anya.ask("PUT", "/api/me/push", asked, expect=422)).endswith("invalid")
    async with class_5a.school.server.workshop.open() as work:
        await work.connection.execute(
            update(session).where(session.c.account_id == class_5a.mother.account).values(shared_computer=True)
        )
    assert (await class_5a.mother.ask("GET", "/api/me/push"))["sharedComputer"] is True
    assert problem(await Phone().asks(class_5a.mother, expect=409)).endswith("shared-computer")


async def test_a_family_phone_belongs_to_who_asked_last(
    class_5a: Class5A, service: tuple[PushService, Courier]
) -> None:
    makers, courier = service
    await class_5a.phone.asks(class_5a.mother)
    assert (await class_5a.anya.ask("GET", "/api/me/push"))["subscribed"] is False
    await class_5a.teacher.says(class_5a.room, "Детям")
    await class_5a.teacher.says(class_5a.parents, "Родителям")
    await until(lambda: queued(class_5a.school))
    await courier.send_due()
    assert [one["tag"] for one in makers.to(class_5a.phone)] == [str(class_5a.parents)]


async def test_a_session_under_another_name_keeps_its_phone_and_off_is_off(class_5a: Class5A) -> None:
    body = {"personId": str(class_5a.anya.id), "kind": "pupil"}
    await class_5a.anya.ask("POST", "/api/me/hat", body, expect=201)
    here = await class_5a.anya.ask("GET", "/api/me/push")
    assert (here["subscribed"], here["offered"], len(here["publicKey"])) == (True, True, 87)
    await class_5a.anya.ask("DELETE", "/api/me/push")
    assert (await class_5a.anya.ask("GET", "/api/me/push"))["subscribed"] is False
    assert await subscriptions(class_5a.school) == 0


async def test_without_the_operators_consent_nothing_is_offered() -> None:
    async with running_school() as closed:
        anya = await closed.pupil("Аня", "Иванова", "5А")
        here = await anya.ask("GET", "/api/me/push")
        assert (here["offered"], here["publicKey"]) == (False, None)
        assert problem(await Phone().asks(anya, expect=409)).endswith("push-is-off")
        assert problem(await anya.ask("POST", "/api/me/push/trial", expect=409)).endswith("push-is-off")


async def test_one_notice_that_can_not_be_made_stops_neither_the_others_nor_the_worker(
    class_5a: Class5A, service: tuple[PushService, Courier], monkeypatch: pytest.MonkeyPatch
) -> None:
    makers, courier = service
    borya, other = await class_5a.school.pupil("Боря", "Петров", "5А"), Phone()
    await other.asks(borya)
    odd = class_5a.phone.endpoint
    send = courier._carrier.send

    async def stumble(browser: Any, parcel: Any) -> None:
        if browser.endpoint == odd:
            raise ZeroDivisionError
        await send(browser, parcel)

    monkeypatch.setattr(courier._carrier, "send", stumble)
    await class_5a.teacher.says(class_5a.room, "Контрольная в среду")
    await until(lambda: queued(class_5a.school))
    await courier.send_due()
    assert (len(makers.to(other)), makers.to(class_5a.phone)) == (1, [])
    assert await queued(class_5a.school) == 0


async def test_the_worker_goes_on_after_an_error_that_nobody_foresaw(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(due, "WITHOUT_DATABASE", 0.01)
    looks = 0

    async def next_due() -> datetime | None:
        nonlocal looks
        looks += 1
        if looks == 1:
            raise ZeroDivisionError
        return None

    async def nothing() -> bool:
        return False

    queue = DueQueue("any", SystemClock(), next_due, nothing, (OSError,))
    queue._told.set()
    monkeypatch.setattr(due, "LOOK_EVERY", 0.01)
    task = asyncio.create_task(queue.run())
    await until(lambda: looks > 1, "another look")
    task.cancel()
