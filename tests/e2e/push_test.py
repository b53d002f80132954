"""Notices on a phone, in a real browser: switched on by hand, sent by the server, shown by the client's own worker (C16)."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from playwright.async_api import Browser, CDPSession
from sqlalchemy import select

from parta.notify.tables import push_subscription
from people import Person, TestSchool, running_school, until
from phones import WITH_PUSH, Phone, push_service, wakeful

from .browser import Window, window

pytestmark = pytest.mark.anyio
SHOWN = """() => navigator.serviceWorker.ready.then((worker) => worker.getNotifications())
  .then((shown) => shown.map((one) => ({title: one.title, body: one.body, tag: one.tag, ...one.data})))"""
# The browser's maker is not reached from here: only the answer of its service is ours, all else is the browser's own.
NEAR_SERVICE = """(said) => {
  const made = {endpoint: said.endpoint, options: {}, unsubscribe: async () => { kept = null; return true; },
                toJSON: () => ({endpoint: said.endpoint, keys: {p256dh: said.p256dh, auth: said.auth}})};
  let kept = null;
  PushManager.prototype.getSubscription = async () => kept;
  PushManager.prototype.subscribe = async ({applicationServerKey, userVisibleOnly}) => {
    if (!userVisibleOnly || applicationServerKey.length !== 65) throw new TypeError('key');
    return (kept = made);
  };
  if (said.answer) Notification.requestPermission = async () => said.answer;
}"""


@pytest.fixture
async def school() -> AsyncIterator[TestSchool]:
    async with running_school(entry=WITH_PUSH) as one:
        await wakeful(one)
        yield one


@asynccontextmanager
async def phone_of(
    browser: Browser, person: Person, own: Phone, *, permitted: bool = True, answer: str = "", **more: Any
) -> AsyncIterator[Window]:
    """A window in which this person is signed in, with a service of notices within reach."""
    async with window(browser, person.school.url, **more) as one:
        if permitted:
            await one.context.grant_permissions(["notifications"], origin=person.school.url)
        said = json.dumps(own.subscription | {"answer": answer})
        await one.context.add_init_script(f"({NEAR_SERVICE})({said})")
        await one.enter(person)
        await one.page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
        yield one


async def notifications(one: Window) -> None:
    """«Ещё», «Уведомления»."""
    await one.page.get_by_role("link", name="Ещё").first.click()
    await one.page.get_by_role("link", name="Уведомления").click()
    await one.page.get_by_role("heading", name="Уведомления").wait_for()


class Worker:
    """The client's worker, to which the browser hands what came."""

    def __init__(self, devtools: CDPSession, origin: str) -> None:
        self._devtools, self._origin = devtools, origin
        self.registrations: list[str] = []
        devtools.on("ServiceWorker.workerRegistrationUpdated", self._told)

    def _told(self, told: Any) -> None:
        self.registrations += [one["registrationId"] for one in told["registrations"] if not one["isDeleted"]]

    async def gets(self, payload: Any) -> None:
        """What the phone decrypted."""
        await self._devtools.send("ServiceWorker.enable")
        await until(lambda: self.registrations, "the worker")
        await self._devtools.send(
            "ServiceWorker.deliverPushMessage",
            {"origin": self._origin, "registrationId": self.registrations[-1], "data": json.dumps(payload)},
        )


async def test_a_message_reaches_a_closed_phone_and_names_nobody(browser: Browser, school: TestSchool) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    teacher = await school.teacher("Марат", "Каримов", class_teacher="5А")
    room, own = school.room("5А"), Phone()
    async with push_service(school) as (service, courier), phone_of(browser, anya, own) as one:
        await notifications(one)
        await one.page.get_by_role("button", name="Включить уведомления").click()
        await one.page.get_by_text("Уведомления включены").wait_for()
        await one.shot("push-on-phone")
        await one.page.get_by_role("button", name="Проверить").click()
        await one.page.get_by_text("Отправили").wait_for()
        await courier.send_due()
        assert [said["kind"] for said in service.to(own)] == ["test"]

        worker = Worker(await one.context.new_cdp_session(one.page), school.url)
        await one.page.goto("about:blank")  # the client is closed: no socket
        await until(lambda: not school.server.hub.of_person, "the socket is closed")
        await teacher.says(room, "Контрольная у Ани в среду")

        async def told() -> bool:
            await courier.send_due()
            return len(service.to(own)) == 2

        await until(told, "the phone is told")
        await one.page.goto(f"{school.url}/more/notifications")
        await worker.gets(service.to(own)[1])
        shown = await until(lambda: one.page.evaluate(SHOWN), "a notice")
        assert shown == [
            {"title": "Парта", "body": "Новое сообщение", "tag": str(room), "path": f"/chats/{room}"},
        ]

        (background,) = one.context.service_workers
        await background.evaluate(
            """async () => { const [notification] = await self.registration.getNotifications();
              self.dispatchEvent(new NotificationEvent('notificationclick', {notification})); }"""
        )
        await one.sees("Контрольная у Ани в среду")
        assert await until(lambda: _none(one), "the notice is put away")

        await one.page.goto(f"{school.url}/more/notifications")
        await one.page.get_by_role("button", name="Выключить").click()
        await one.page.get_by_role("button", name="Включить уведомления").wait_for()
        assert (await anya.ask("GET", "/api/me/push"))["subscribed"] is False


async def _none(one: Window) -> bool:
    return await one.page.evaluate(SHOWN) == []


async def test_who_says_no_is_told_how_to_say_yes(browser: Browser, school: TestSchool) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    async with phone_of(browser, anya, Phone(), answer="default") as one:
        await notifications(one)
        await one.page.get_by_role("button", name="Включить уведомления").click()
        await one.page.get_by_text("выберите «Разрешить»").wait_for()
        await one.shot("push-refused-phone")
    async with phone_of(browser, anya, Phone()) as one:
        await one.context.clear_permissions()
        await one.page.add_init_script("Object.defineProperty(Notification, 'permission', {get: () => 'denied'})")
        await one.page.goto(f"{school.url}/more/notifications")
        await one.page.get_by_text("Уведомления запрещены в браузере").wait_for()
        await one.shot("push-denied-phone")


async def test_an_address_that_the_browser_changed_by_itself_is_told_to_the_server(
    browser: Browser, school: TestSchool
) -> None:
    anya, own, fresh = await school.pupil("Аня", "Иванова", "5А"), Phone(), Phone()
    async with phone_of(browser, anya, own) as one:
        await notifications(one)
        await one.page.get_by_role("button", name="Включить уведомления").click()
        await one.page.get_by_text("Уведомления включены").wait_for()
        (background,) = one.context.service_workers
        changed = """async (said) => {
          const made = {toJSON: () => ({endpoint: said.endpoint, keys: {p256dh: said.p256dh, auth: said.auth}})};
          PushManager.prototype.subscribe = async () => made;
          const event = new ExtendableEvent('pushsubscriptionchange');
          Object.defineProperty(event, 'oldSubscription', {value: {options: {applicationServerKey: new ArrayBuffer(65)}}});
          self.dispatchEvent(event); }"""
        await background.evaluate(changed, fresh.subscription)

        async def endpoint() -> bool:
            async with school.server.workshop.open(reads=True) as work:
                kept = await work.connection.scalar(select(push_subscription.c.endpoint))
            return bool(kept == fresh.endpoint)

        await until(endpoint, "the new address")


IPHONE = "Object.defineProperty(navigator, 'userAgent', {get: () => 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0)'});"


@pytest.mark.parametrize(
    ("script", "words", "name"),
    [
        ("delete window.PushManager;" + IPHONE, "Добавьте «Парту» на экран «Домой»", "install"),
        ("delete window.PushManager;", "Этот браузер не умеет", "unsupported"),
        ("Object.defineProperty(window, 'isSecureContext', {get: () => false});", "Нужен защищённый адрес", "insecure"),
    ],
)
async def test_a_device_that_can_not_is_told_why(
    browser: Browser, school: TestSchool, script: str, words: str, name: str
) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    for phone, theme in ((True, "dark"), (False, "light")):
        async with window(browser, school.url, phone=phone, theme=theme) as one:  # type: ignore[arg-type]
            await one.context.add_init_script(script)
            await one.enter(anya)
            await one.page.goto(f"{school.url}/more/notifications")
            await one.page.get_by_text(words).wait_for()
            await one.shot(f"push-{name}-{'phone' if phone else 'desk'}-{theme}")


async def test_a_shared_computer_offers_none(browser: Browser, school: TestSchool) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    async with window(browser, school.url) as one:
        await one.page.goto(f"{school.url}/sign-in")
        await one.page.fill("input[name=code]", await school.code_for(anya.account))
        await one.page.get_by_text("Общий компьютер").click()
        await one.page.get_by_role("button", name="Войти", exact=True).click()
        await one.page.get_by_role("heading", name="Чаты", exact=True).wait_for()
        await one.page.goto(f"{school.url}/more/notifications")
        await one.page.get_by_text("На общем компьютере уведомлений нет").wait_for()


async def test_a_school_without_notices_says_so(browser: Browser) -> None:
    async with running_school() as closed:
        anya = await closed.pupil("Аня", "Иванова", "5А")
        async with window(browser, closed.url) as one:
            await one.enter(anya)
            await one.page.goto(f"{closed.url}/more/notifications")
            await one.page.get_by_text("Школа пока не включила уведомления").wait_for()
            await one.shot("push-off-phone")
            assert not await one.page.get_by_role("button", name="Включить уведомления").count()
