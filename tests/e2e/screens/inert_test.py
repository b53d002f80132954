"""Words that are made to harm, on every screen: they are only words, even where no policy would stop a script (security.md 9)."""

import csv
import io
from contextlib import suppress
from typing import Any

import pytest
from playwright.async_api import Browser, Page, TimeoutError, expect
from sqlalchemy import text

from ..browser import PHONE, window
from .table import TABLE, place
from .town import Town

pytestmark = pytest.mark.anyio

HOSTILE = (
    '<img src=x onerror="ran=1"><svg onload=ran=1></svg><script>ran=1</script><a href="javascript:ran=1">ссылка</a>'
    "[ссылка](javascript:ran=1) **[*](data:text/html,x)** `<b>` javascript:ran=1 \u202e✓ админ"
)
# Everything that people write; most of it is refused or cleaned at its door, and is put here behind all doors.
WORDS = {
    "person": ("last_name", "first_name", "middle_name", "job_title", "roster_mark", "email"),
    "school": ("short_name", "full_name", "city", "address", "site", "help_phone", "help_hours"),
    "school_class": ("title",),
    "room": ("title", "subject"),
    "subject": ("name",),
    "building": ("name", "address"),
    "bell_schedule": ("name",),
    "roster_import": ("file_name",),
    "audit_words": ("old", "new"),
    "legal_text": ("body",),
    "join_request": ("last_name", "first_name", "relation", "child_name", "question", "answer", "reason"),
    "guardianship": ("relation", "proof_note"),
    "standing": ("detail",),
    "report": ("reason",),
    "sanction": ("reason",),
    "pinned_member": ("reason",),
    "draft": ("text",),
    "outgoing_message": ("subject", "body"),
    "session": ("device",),
    "passkey": ("name",),
    "account": ("login",),
    "contact": ("value",),
    "recovery": ("order", "reason"),
    "application": ("reason",),
    "application_step": ("reason",),
}
IN_FORMS = ("shortName", "fullName", "region", "lastName", "firstName", "middleName", "jobTitle", "email")
FOUND = """() => [
  ...document.querySelectorAll('img[src="x"], script:not([src]), iframe, object, embed, base'),
  ...document.querySelectorAll('[onerror], [onload], [onclick]'),
  ...document.querySelectorAll('[href^="javascript:" i], [href^="data:" i], [src^="javascript:" i]'),
].map(one => one.outerHTML.slice(0, 200)).concat('ran' in window ? ['it ran'] : [])"""
# Screens on which other people's words stand; on the others only fixed words and one's own fields do.
SHOWN_ON = {
    "/chats", "/chats/:roomId", "/class", "/school/import", "/reports", "/requests", "/school/classes/:classId",
    "/school/people", "/school/people/:personId", "/school/groups", "/school/buildings", "/school/bells", "/school/audit",
    "/school/joined", "/classes/:classId/consents", "/more/family", "/operator/applications", "/operator/schools",
    "/operator/outbox", "/operator/applications/:applicationId",
}  # fmt: skip


async def poison(town: Town) -> None:
    """Put the words behind all doors."""
    async with town.school.server.workshop.open() as work:
        for table, columns in WORDS.items():
            changes = ", ".join(f'"{column}" = "{column}" || :hostile' for column in columns)
            await work.connection.execute(text(f'update "{table}" set {changes}'), {"hostile": " " + HOSTILE})
        for table in ("application", "application_step"):
            for field in IN_FORMS:
                change = f"form = jsonb_set(form, '{{{field}}}', to_jsonb((form->>'{field}') || :hostile))"
                await work.connection.execute(text(f"update {table} set {change}"), {"hostile": " " + HOSTILE})
    for who, title in (("teacher", "class"), ("teacher", "announcements")):
        await town.who[who].says(town.school.room("6Б", title), HOSTILE)


async def seen(browser: Browser, town: Town, who: str, address: str, *, holds: bool = False) -> tuple[list[str], str]:
    """What of it became more than words, and all words of the page; no policy helps. `holds`: wait until it has the words."""
    faults: list[str] = []
    context = await browser.new_context(viewport=PHONE, locale="ru-RU", bypass_csp=True, service_workers="block")  # type: ignore[arg-type]
    try:
        if who != "nobody":
            await context.add_cookies([town.cookie(who)])
        page = await context.new_page()
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        page.on("dialog", lambda dialog: faults.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: _own(request.url, town.school.url, faults))
        await page.goto(town.school.url + address, wait_until="networkidle")
        if holds:
            with suppress(TimeoutError):
                await page.wait_for_function("document.body.textContent.includes('<img src=x')")
        return faults + await page.evaluate(FOUND), await page.evaluate("document.body.textContent")
    finally:
        await context.close()


def _own(url: str, home: str, faults: list[str]) -> None:
    if not url.startswith((home, "data:", "blob:")) or url == f"{home}/x":
        faults.append(f"request: {url}")


async def test_hostile_words_are_only_words_on_every_screen(browser: Browser, town: Town) -> None:
    await poison(town)
    wrong, shown = [], set()
    for route, screen in TABLE.items():
        address = route.partition("#")[0]
        holds = address in SHOWN_ON and address not in shown
        faults, words = await seen(browser, town, screen.who, place(town, route, screen.at), holds=holds)
        wrong += [f"{route}: {fault}" for fault in faults]
        if "<img src=x" in words:
            shown.add(address)
    for path in (f"/i/{town.secret}", "/check/x"):
        faults, _ = await seen(browser, town, "nobody", path)
        wrong += [f"{path}: {fault}" for fault in faults]
    assert not wrong, "\n".join(wrong)
    assert shown >= SHOWN_ON, SHOWN_ON - shown


async def test_a_list_of_hostile_words_is_shown_corrected_and_loaded_as_words(browser: Browser, town: Town) -> None:
    """Rows of an import: its name, headers, sheets, cells, the words of its defects, and what is loaded of it."""
    rows = [
        ["Фамилия", "Имя", "Отчество", "Должность", "Предмет", "Комментарий <img src=x onerror=ran=1>"],
        ["Честнова", "Анна", "", "учитель <img src=x onerror=ran=1>\u202e", "[химия](javascript:ran=1)", HOSTILE],
        ["<img src=x onerror=ran=1>", "Анна", "", "учитель", "", ""],
        ["Иванов", "javascript:ran=1", "", "учитель", "математика", ""],
        ["Пет\u202eров\u200b", "Олег", "", "учитель", "математика", ""],
        ["Админ ✓", "Олег", "", "учитель", "математика", ""],
        ["\u3164", "\uffa0", "", "учитель", "математика", ""],  # letters that are drawn as nothing
    ]
    sheet = io.StringIO()
    csv.writer(sheet, delimiter=";").writerows(rows)
    before = await names(town)
    async with window(browser, town.school.url, phone=False, checks_policy=False) as one:
        await one.context.add_cookies([town.cookie("admin")])
        await one.page.goto(f"{town.school.url}/school/import")
        await one.page.locator("input[type=file]").set_input_files(
            {"name": f"{HOSTILE[:60]}.csv", "mimeType": "text/csv", "buffer": sheet.getvalue().encode()}
        )
        await one.page.get_by_text("строк с ошибками").wait_for()
        await inert(one.page)
        for tab in ("Все строки", "Столбцы и листы", "Замечания"):
            await one.page.get_by_role("tab", name=tab).click()
            await inert(one.page)
        await one.page.get_by_role("tab", name="Все строки").click()
        await expect(one.page.get_by_text("<img src=x").first).to_be_visible()
        await one.page.get_by_role("button", name="Загрузить только верные строки").click()
        await expect(one.page.get_by_text("Строк с ошибками осталось не загружено")).to_be_visible()
        await inert(one.page)
        await one.page.goto(f"{town.school.url}/school/audit")
        await expect(one.page.get_by_text("<img src=x").first).to_be_visible()
        await inert(one.page)
    assert await names(town) - before == {"Честнова Анна", "Петров Олег"}
    positions = [one for one in await listed(town) if one["name"] == "Честнова Анна"]
    assert "<img src=x" in str(positions)
    assert "\u202e" not in str(positions)


async def listed(town: Town) -> list[Any]:
    return list((await town.who["admin"].ask("GET", "/api/people?limit=200"))["items"])


async def names(town: Town) -> set[str]:
    return {one["name"] for one in await listed(town)}


async def inert(page: Page) -> None:
    assert await page.evaluate(FOUND) == []


async def test_the_policy_stops_what_would_slip_through(browser: Browser, town: Town) -> None:
    """The second wall: markup that got into a page all the same runs nothing, in the client and in pages before it."""
    for path in ("/sign-in", f"/i/{town.secret}", "/check/x", "/api/openapi.json"):
        context = await browser.new_context(viewport=PHONE, locale="ru-RU")  # type: ignore[arg-type]
        page = await context.new_page()
        await page.goto(town.school.url + path)
        await page.evaluate(
            """() => {
              window.stopped = [];
              document.addEventListener('securitypolicyviolation', event => stopped.push(event.effectiveDirective));
              document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="ran=1"><a href="javascript:ran=1">x</a>');
              const script = document.createElement('script');
              script.textContent = 'window.ran = 1';
              document.body.append(script);
              document.querySelector('a[href^=javascript]').click();
            }"""
        )
        await page.wait_for_function("stopped.filter(one => one.startsWith('script-src')).length >= 2")
        assert not await page.evaluate("'ran' in window"), path
        await context.close()
