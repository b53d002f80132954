"""The client's page and files, as the server gives them."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from parta.web import pages
from people import TestSchool


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(pages, "STATIC", tmp_path)
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<title>Парта</title>")
    (tmp_path / "assets" / "index-1a2b.js").write_text("1")
    (tmp_path.parent / "secret.json").write_text("{}")
    return tmp_path


@pytest.fixture
async def browser(school: TestSchool) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(school.url) as session:
        yield session


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("path", ["/", "/chats", "/chats/0192/members"])
async def test_every_address_of_the_client_is_its_one_page(browser: aiohttp.ClientSession, path: str) -> None:
    async with browser.get(path) as answer:
        assert answer.status == 200
        assert "Парта" in await answer.text()
        assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.usefixtures("built")
async def test_a_file_of_the_build_is_kept_for_ever_and_a_missing_one_is_no_page(
    browser: aiohttp.ClientSession,
) -> None:
    async with browser.get("/assets/index-1a2b.js") as answer:
        assert answer.status == 200
        assert "immutable" in answer.headers["Cache-Control"]
    for missing in ("/assets/index-0000.js", "/favicon.ico", "/%2e%2e/secret.json", "/..%2fsecret.json"):
        async with browser.get(missing) as answer:
            assert answer.status == 404, missing


async def test_without_a_build_the_page_says_what_to_do(
    browser: aiohttp.ClientSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "STATIC", tmp_path)
    async with browser.get("/") as answer:
        assert answer.status == 503
        assert "ещё не собран" in await answer.text()
