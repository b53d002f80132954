"""Coming in, in a real browser: passkey of a virtual authenticator, second factor, letters, sessions elsewhere, axe."""

import os
import socket
from collections.abc import AsyncIterator

import aiohttp
import pyotp
import pytest
from playwright.async_api import Browser, Page
from sqlalchemy import select

from parta.assembly import Entry
from parta.identity.delivery import Channels
from parta.identity.tables import outgoing_message
from people import Person, TestSchool, running_school, until

from .browser import AXE, DESK, PHONE

SHOTS = os.environ.get("PARTA_SHOTS")


@pytest.fixture
async def school() -> AsyncIterator[TestSchool]:
    """A school under the name «localhost», as passkeys want a name; its letters stay here."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    entry = Entry(f"http://localhost:{port}", Channels(mail=True, sms=True, outbox_page=True))
    async with running_school(port=port, entry=entry) as one:
        yield one


def home(school: TestSchool) -> str:
    return school.url.replace("127.0.0.1", "localhost")


async def page_of(browser: Browser, size: dict[str, int] = PHONE, *, theme: str = "light") -> Page:
    context = await browser.new_context(viewport=size, locale="ru", color_scheme=theme)  # type: ignore[arg-type]
    return await context.new_page()


async def authenticator(page: Page) -> None:
    """A virtual authenticator that knows its person (CTAP 2, resident keys, user verification)."""
    devtools = await page.context.new_cdp_session(page)
    await devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    await devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


async def by_paper(page: Page, person: Person, code: str) -> None:
    await page.goto(f"{home(person.school)}/sign-in")
    await page.fill("input[name=code]", code)
    await page.get_by_role("button", name="Войти", exact=True).click()


async def printed(school: TestSchool, person: Person) -> str:
    from datetime import timedelta

    from parta.identity import codes

    async with school.server.workshop.open() as work:
        return (await codes.issue(work, person.account, "printed", timedelta(hours=1))).shown


async def last_code(school: TestSchool) -> str:
    async with school.server.workshop.open(reads=True) as work:
        body = await work.connection.scalar(
            select(outgoing_message.c.body).order_by(outgoing_message.c.created_at.desc()).limit(1)
        )
        return str(body)[:6]


async def look(page: Page, name: str) -> None:
    """axe finds nothing; a picture, when somebody wants to look."""
    await page.evaluate(AXE.read_text())  # a script tag would offend our own policy
    found = await page.evaluate("axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html)))")
    if SHOTS:
        await page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)
    assert found == [], name


async def test_an_administrator_sets_up_a_passkey_and_comes_back_by_it(browser: Browser, school: TestSchool) -> None:
    admin = await school.admin()
    page = await page_of(browser)
    await authenticator(page)
    await by_paper(page, admin, await printed(school, admin))
    await page.get_by_role("heading", name="Второе подтверждение").wait_for()
    await look(page, "second-factor-set-up")
    await page.get_by_role("button", name="Ключ этого устройства").click()
    await page.get_by_role("heading", name="Чаты", exact=True).wait_for()

    await page.goto(f"{home(school)}/more/access")
    await page.get_by_text("Ключ этого устройства").wait_for()
    await page.get_by_text("это устройство", exact=True).wait_for()
    await look(page, "access")
    await page.context.clear_cookies()
    await page.goto(f"{home(school)}/sign-in")
    await page.get_by_role("button", name="Войти ключом").click()
    await page.get_by_role("heading", name="Чаты", exact=True).wait_for()


async def token_of(page: Page) -> str:
    return next(one["value"] for one in await page.context.cookies() if one["name"] == "parta_session")


async def answers_to(school: TestSchool, token: str) -> int:
    """What anybody gets who asks with this token."""
    headers = {"Cookie": f"parta_session={token}"}
    async with aiohttp.ClientSession(school.url, headers=headers) as attacker, attacker.get("/api/me") as answer:
        return answer.status


async def test_a_token_known_before_is_void_after_a_passkey(browser: Browser, school: TestSchool) -> None:
    """Security.md 17: a passkey as the second factor, and as the whole sign-in over a session that somebody planted."""
    admin, borya = await school.admin(), await school.pupil("Боря", "Петров", "5А")
    page = await page_of(browser)
    await authenticator(page)
    await by_paper(page, admin, await printed(school, admin))
    await page.get_by_role("button", name="Ключ этого устройства").click()
    await page.get_by_role("heading", name="Чаты", exact=True).wait_for()

    await page.context.clear_cookies()
    await by_paper(page, admin, await printed(school, admin))
    await page.get_by_role("heading", name="Подтвердите вход").wait_for()
    half = await token_of(page)
    await page.get_by_role("button", name="Подтвердить ключом").click()
    await page.get_by_role("heading", name="Чаты", exact=True).wait_for()
    assert await answers_to(school, half) == 401

    assert borya.http is not None
    planted = next(one.value for one in borya.http.cookie_jar if one.key == "parta_session")
    async with borya.listening() as ear:
        await page.context.clear_cookies()
        await page.context.add_cookies([{"name": "parta_session", "value": planted, "url": home(school)}])
        assert await answers_to(school, planted) == 200
        await page.goto(f"{home(school)}/sign-in")
        await page.get_by_role("button", name="Войти ключом").click()
        await page.get_by_role("heading", name="Чаты", exact=True).wait_for()
        assert await token_of(page) != planted
        assert await answers_to(school, planted) == 401
        assert await answers_to(school, await token_of(page)) == 200
        await until(lambda: ear.closed, "the socket of the planted token is closed")


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example", "/%09/evil.example", "/%0A%5Cevil.example", "javascript:alert(1)"]
)
async def test_a_link_to_the_sign_in_page_leads_nowhere_else(
    browser: Browser, school: TestSchool, elsewhere: str
) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    page = await page_of(browser)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for place in (elsewhere, "/more?a=1"):
        await page.context.clear_cookies()
        await page.goto(f"{home(school)}/sign-in?next={place}")
        await page.fill("input[name=code]", await printed(school, anya))
        await page.get_by_role("button", name="Войти", exact=True).click()
        await page.get_by_role("heading", name="Чаты" if place == elsewhere else "Ещё", exact=True).first.wait_for()
    assert page.url == f"{home(school)}/more?a=1"
    assert all(one.startswith((home(school), "data:", "blob:")) for one in asked)


async def test_an_administrator_sets_up_an_authenticator_and_shows_it_next_time(
    browser: Browser, school: TestSchool
) -> None:
    admin = await school.admin()
    page = await page_of(browser, DESK, theme="dark")
    await by_paper(page, admin, await printed(school, admin))
    await page.get_by_role("button", name="Приложение с кодами").click()
    secret = (await page.locator(".select-all").inner_text()).replace(" ", "")
    await look(page, "authenticator-dark")
    await page.fill("input[name=digits]", pyotp.TOTP(secret).now())
    await page.get_by_role("button", name="Готово").click()
    await page.get_by_role("heading", name="Чаты", exact=True).wait_for()

    other = await page_of(browser)
    await by_paper(other, admin, await printed(school, admin))
    await other.get_by_role("heading", name="Подтвердите вход").wait_for()
    await look(other, "second-factor")
    await other.fill("input[name=digits]", pyotp.TOTP(secret).at(0) if secret == "" else "000000")
    await other.get_by_role("button", name="Подтвердить", exact=True).click()
    await other.get_by_text("Код не подошёл").wait_for()


async def test_a_parent_adds_her_address_and_comes_back_by_a_letter(browser: Browser, school: TestSchool) -> None:
    mother = await school.parent("Вера", "Иванова", await school.pupil("Аня", "Иванова", "5А"))
    page = await page_of(browser)
    await by_paper(page, mother, await printed(school, mother))
    await page.get_by_role("heading", name="Чаты", exact=True).wait_for()
    await page.goto(f"{home(school)}/more/access")
    await page.get_by_role("button", name="Добавить", exact=True).click()
    await page.fill("input[name=contact]", "vera@mail.ru")
    await page.get_by_role("button", name="Получить код").click()
    await page.locator("input[name=digits]").wait_for()
    await page.fill("input[name=digits]", await last_code(school))
    await page.get_by_role("button", name="Подтвердить", exact=True).click()
    await page.get_by_text("vera@mail.ru").wait_for()

    fresh = await page_of(browser, DESK)
    await fresh.goto(f"{home(school)}/sign-in")
    await fresh.get_by_role("tab", name="Почта или телефон").click()
    await look(fresh, "sign-in-desk")
    await fresh.fill("input[name=contact]", "vera@mail.ru")
    await fresh.get_by_role("button", name="Получить код").click()
    await fresh.locator("input[name=digits]").wait_for()
    await look(fresh, "sign-in-digits")
    await fresh.fill("input[name=digits]", await last_code(school))
    await fresh.get_by_role("button", name="Войти", exact=True).click()
    await fresh.get_by_role("heading", name="Чаты", exact=True).wait_for()


async def test_the_sign_in_page_says_what_is_wrong_and_whom_to_call(browser: Browser, school: TestSchool) -> None:
    from sqlalchemy import update

    from parta.school.tables import school as rows

    async with school.server.workshop.open() as work:
        await work.connection.execute(update(rows).values(help_phone="+7 843 200-00-00", help_hours="пн–пт 8:00–17:00"))
    for theme, size, name in (
        ("light", PHONE, "phone-light"),
        ("dark", PHONE, "phone-dark"),
        ("dark", DESK, "desk-dark"),
    ):
        page = await page_of(browser, size, theme=theme)
        await page.goto(f"{home(school)}/sign-in")
        await page.get_by_text("+7 843 200-00-00").wait_for()
        await look(page, f"sign-in-{name}")
        await page.get_by_role("tab", name="Пароль").click()
        await page.fill("input[name=login]", "nobody.here")
        await page.fill("input[name=password]", "не тот")
        await page.get_by_role("button", name="Войти", exact=True).click()
        await page.get_by_text("Логин или пароль не подошёл").wait_for()
        await look(page, f"sign-in-wrong-{name}")
        await page.context.close()
