"""The school's address: chosen on the screen, tried from a phone before anything is printed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import msgspec
import pytest

from parta.parts.address import AddressBook, BehindProxy, Choice, KeptChoice, OwnFiles
from parta.settings import load
from people import Person, TestSchool, problem, running_school

pytestmark = pytest.mark.anyio
PROXY = {"way": "proxy", "publicUrl": "https://parta.school.ru", "trusted": ["127.0.0.1"]}
ACME = {
    "way": "acme",
    "publicUrl": "https://parta.school.ru",
    "directory": "https://acme.test/directory",
    "email": "admin@school.ru",
    "consent": True,
}
INSIDE = {"way": "inside"}


@asynccontextmanager
async def with_folder(data: Path, **book: Any) -> AsyncIterator[tuple[TestSchool, Person, KeptChoice]]:
    """A school whose administrator may choose the address, and the data folder that keeps the choice."""
    (data / "run").mkdir()
    kept = KeptChoice(data)
    async with running_school(book=AddressBook(kept=kept, digest=kept.digest(), **book)) as school:
        yield school, await school.admin(), kept


async def opens(url: str, like: Person | None = None) -> str:
    """What a phone (or this person's own browser) shows at an address."""
    if like is not None:
        assert like.http is not None
        async with like.http.get(url) as answer:
            return await answer.text()
    async with aiohttp.ClientSession() as phone, phone.get(url) as answer:
        return await answer.text()


async def test_a_choice_is_kept_where_the_next_start_reads_it(tmp_path: Path) -> None:
    async with with_folder(tmp_path) as (_, admin, kept):
        before = await admin.ask("GET", "/api/address")
        assert (before["decided"], before["pending"], before["onlyHere"]) == (False, False, True)
        await admin.ask("PUT", "/api/me/password", {"login": "adminova", "password": "три зелёных слона"})

        await admin.ask("PUT", "/api/address", PROXY, expect=204)

        assert (await admin.ask("GET", "/api/address"))["pending"]
        written = msgspec.json.decode(kept.text(), type=Choice)
        assert written == Choice(BehindProxy(("127.0.0.1",)), "https://parta.school.ru")
        assert kept.file.stat().st_mode & 0o077 == 0
        assert load(tmp_path).public_url == "https://parta.school.ru"
        trail = await admin.ask("GET", "/api/audit")
        assert "setAddress" in [one["act"] for one in trail["items"]]


async def test_who_would_be_locked_out_of_the_new_address_sets_a_password_first(tmp_path: Path) -> None:
    async with with_folder(tmp_path) as (_, admin, kept):
        refused = await admin.ask("PUT", "/api/address", PROXY, expect=409)
        assert problem(refused) == "no-way-back"
        assert kept.text() == ""


async def test_what_the_operator_set_is_only_shown(tmp_path: Path) -> None:
    async with with_folder(tmp_path, fixed=frozenset({"public_url"})) as (_, admin, kept):
        assert (await admin.ask("GET", "/api/address"))["fixed"]
        refused = await admin.ask("PUT", "/api/address", INSIDE, expect=409)
        assert problem(refused) == "address-fixed"
        assert kept.text() == ""


async def test_of_several_schools_none_changes_the_common_address(tmp_path: Path) -> None:
    async with with_folder(tmp_path) as (school, admin, kept):
        await TestSchool(school.server, school.url, school.database).found("Другая школа")
        refused = await admin.ask("PUT", "/api/address", INSIDE, expect=409)
        assert problem(refused) == "many-schools"
        assert kept.text() == ""


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        (PROXY | {"publicUrl": "http://parta.school.ru"}, "/publicUrl"),
        (PROXY | {"publicUrl": "https://parta.school.ru/school"}, "/publicUrl"),
        (PROXY | {"trusted": ["прокси"]}, "/trusted/0"),
        ({"way": "files", "publicUrl": "https://a.ru", "certificate": "/nowhere.pem", "key": "/nowhere.pem"}, "/certificate"),
        ({"way": "files", "publicUrl": "https://a.ru", "certificate": "cert.pem", "key": "/key.pem"}, "/certificate"),
        (ACME | {"consent": False}, "/consent"),
        (ACME | {"publicUrl": "https://10.0.0.1"}, "/publicUrl"),
        ({"way": "inside", "publicUrl": "http://192.168.1.5:8025"}, "/lossesKnown"),
    ],
)  # fmt: skip
async def test_a_mistake_is_told_at_its_field_and_nothing_changes(
    tmp_path: Path, wish: dict[str, Any], field: str
) -> None:
    async with with_folder(tmp_path) as (_, admin, kept):
        refused = await admin.ask("PUT", "/api/address", wish, expect=422)
        assert [one["pointer"] for one in refused["pointers"]] == [field]
        assert kept.text() == ""


async def test_slips_print_only_after_a_phone_opened_the_test_qr(tmp_path: Path) -> None:
    async with with_folder(tmp_path) as (school, admin, _):
        await school.pupil("Аня", "Иванова", "5А")
        await school.teacher("Марат", "Каримов")
        steps = {one["name"]: one["done"] for one in (await admin.ask("GET", "/api/first-steps"))["steps"]}
        assert steps == {"school": True, "address": False, "phone": False, "list": True, "slips": False}
        test = await admin.ask("POST", "/api/address/test", expect=200)
        assert test["qr"][0].startswith("1111111")

        assert "тот же браузер" in await opens(test["url"], like=admin)
        assert "устарела" in await opens(f"{school.url}/check/{'A' * 22}")
        assert (await admin.ask("GET", "/api/address"))["testedAt"] is None
        assert not (await admin.ask("GET", "/api/slips"))["mayPrint"]

        assert "Работает!" in await opens(test["url"])
        assert (await admin.ask("GET", "/api/address"))["testedAt"] is not None
        assert (await admin.ask("GET", "/api/slips"))["mayPrint"]


async def test_another_address_must_be_tried_anew(tmp_path: Path) -> None:
    async with with_folder(tmp_path) as (_, admin, _):
        await opens((await admin.ask("POST", "/api/address/test", expect=200))["url"])
        await admin.ask("PUT", "/api/me/password", {"login": "adminova", "password": "три зелёных слона"})
        await admin.ask("PUT", "/api/address", PROXY, expect=204)
        assert (await admin.ask("GET", "/api/address"))["testedAt"] is None


async def test_inside_the_school_slips_need_no_test(tmp_path: Path) -> None:
    async with with_folder(tmp_path) as (_, admin, _):
        await admin.ask("PUT", "/api/address", INSIDE, expect=204)
        state = await admin.ask("GET", "/api/address")
        assert (state["insideOnly"], state["decided"], state["pending"]) == (True, True, False)
        assert (await admin.ask("GET", "/api/slips"))["mayPrint"]


async def test_the_screen_shows_again_what_was_chosen(tmp_path: Path) -> None:
    files = OwnFiles("/etc/parta/fullchain.pem", "/etc/parta/key.pem")
    async with with_folder(tmp_path, address="https://a.ru", public=True, tls=files) as (_, admin, _):
        state = await admin.ask("GET", "/api/address")
        assert state["wish"] == {
            "way": "files", "publicUrl": "https://a.ru", "certificate": files.certificate, "key": files.key,
        }  # fmt: skip


async def test_no_forwarded_header_counts_without_a_named_proxy(school: TestSchool) -> None:
    admin = await school.admin()
    assert admin.http is not None
    async with admin.http.post("/api/address/test", headers={"X-Forwarded-Proto": "https"}) as answer:
        assert (await answer.json())["url"].startswith(school.url)


async def test_a_new_school_has_its_rules_and_consent_from_the_first_day(school: TestSchool) -> None:
    admin = await school.admin()
    for kind in ("rules", "consent"):
        text = await admin.ask("GET", f"/api/legal-texts/{kind}")
        assert text["version"] == 1
        assert (await admin.ask("PUT", f"/api/legal-texts/{kind}", {"body": text["body"] + "\nЕщё пункт"}))[
            "version"
        ] == 2
