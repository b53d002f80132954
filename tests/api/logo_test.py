"""The school's sign: put by an administrator, seen by everybody, also before they are in (A4)."""

import io

import aiohttp
import pytest
from PIL import Image
from pypdf import PdfReader

from files import photo
from people import Person, TestSchool

pytestmark = pytest.mark.anyio


async def _put(person: Person, content: bytes) -> int:
    assert person.http is not None
    form = aiohttp.FormData()
    form.add_field("data", content, filename="знак.png", content_type="image/png")
    async with person.http.put("/api/school/logo", data=form) as answer:
        await answer.read()
        return answer.status


async def _shown(school: TestSchool, address: str) -> tuple[int, bytes]:
    """As a stranger sees it."""
    async with aiohttp.ClientSession(school.url) as stranger, stranger.get(address) as answer:
        return answer.status, await answer.read()


async def _id(school: TestSchool) -> str | None:
    async with aiohttp.ClientSession(school.url) as stranger, stranger.get("/api/welcome") as answer:
        found: str | None = (await answer.json())["school"]["logoId"]
        return found


async def test_the_sign_is_on_the_page_of_entry_and_in_the_head(school: TestSchool) -> None:
    admin, anya = await school.admin(), await school.pupil("Аня", "Иванова", "6Б")
    assert await _id(school) is None
    async with anya.listening() as ear:
        assert await _put(admin, photo(900, 600, "PNG")) == 204
        told = await ear.hears_event("schoolChanged")
    first = await _id(school)
    assert told["school"]["logoId"] == first
    assert (await anya.ask("GET", "/api/me"))["school"]["logoId"] == first
    status, content = await _shown(school, f"/api/logos/{first}")
    assert status == 200
    assert Image.open(io.BytesIO(content)).size == (256, 171)
    assert await _put(admin, photo()) == 204
    second = await _id(school)
    assert second != first
    assert (await _shown(school, f"/api/logos/{first}"))[0] == 404
    [newest, before] = (await admin.ask("GET", "/api/audit"))["items"][:2]
    assert [newest["act"], before["act"]] == ["setLogo", "setLogo"]
    await admin.ask("DELETE", "/api/school/logo", expect=204)
    assert await _id(school) is None
    assert (await _shown(school, f"/api/logos/{second}"))[0] == 404


async def test_only_an_administrator_puts_a_sign_and_only_a_picture(school: TestSchool) -> None:
    admin = await school.admin()
    olga = await school.teacher("Ольга", "Петрова", class_teacher="6Б")
    assert await _put(olga, photo()) == 403
    assert await _put(admin, b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>") == 422
    assert await _put(admin, b"") == 422
    assert await _id(school) is None


async def test_the_sign_stands_on_the_leaflet(school: TestSchool) -> None:
    admin = await school.admin()

    async def pictures() -> int:
        assert admin.http is not None
        async with admin.http.get("/api/leaflets/guardian") as answer:
            content = await answer.read()
            assert answer.status == 200, content
        return sum(len(page.images) for page in PdfReader(io.BytesIO(content)).pages)

    assert await pictures() == 0
    assert await _put(admin, photo(form="PNG")) == 204
    assert await pictures() == 1
