"""`/metrics`: numbers that say how the school is doing, for the operator's own eyes."""

from collections.abc import AsyncIterator
from time import perf_counter
from uuid import uuid4

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from parta.parts.metrics import Metrics
from people import TestSchool, running_school

TOKEN = "a-token-of-the-operator"


@pytest.fixture
async def watched() -> AsyncIterator[TestSchool]:
    async with running_school(metrics_token=TOKEN) as school:
        yield school


async def numbers(school: TestSchool) -> dict[str, float]:
    """Every number by its name with labels."""
    async with aiohttp.ClientSession() as monitor, monitor.get(f"{school.url}/metrics") as answer:
        assert answer.status == 200
        families = text_string_to_metric_families(await answer.text())
        return {
            sample.name + "".join(f"[{value}]" for value in sample.labels.values()): sample.value
            for family in families
            for sample in family.samples
        }


async def test_the_numbers_follow_what_people_do(watched: TestSchool) -> None:
    anya, borya = await watched.pupil("Аня", "Иванова", "5А"), await watched.pupil("Боря", "Петров", "5А")
    room, client = watched.room("5А"), str(uuid4())
    before = await numbers(watched)
    async with anya.listening() as hears, borya.listening({str(room): 10_000}):
        posted = {"clientId": client, "text": "Привет"}
        await anya.ask("POST", f"/api/rooms/{room}/messages", posted, expect=201)
        await anya.ask("POST", f"/api/rooms/{room}/messages", posted, expect=201)
        await anya.ask("POST", f"/api/rooms/{room}/messages", {**posted, "text": "Иначе"}, expect=409)
        await hears.hears_event("messagePosted")
        now = await numbers(watched)
        assert now["parta_open_sockets"] == 2
    assert anya.http is not None
    async with anya.http.post("/api/sign-in/code", json={"code": "AAAA-BBBB-CCCC"}) as refused:
        assert refused.status >= 400
    after = await numbers(watched)

    def grown(name: str) -> float:
        return after[name] - before[name]

    assert grown("parta_posts_total[accepted]") == 1
    assert grown("parta_posts_total[repeated]") == 1
    assert grown("parta_posts_total[refused]") == 1
    assert grown("parta_deliveries_total") == 2
    assert grown("parta_resyncs_total") == 1
    assert grown("parta_sign_ins_refused_total") == 1
    assert grown("parta_post_commit_seconds_count") == grown("parta_post_group_size_count") >= 1
    assert grown("parta_post_group_size_sum") == 3
    assert after["parta_database_answers"] == 1
    assert any(name.startswith("process_cpu_seconds") for name in after)


async def test_jobs_and_imports_of_all_processes_are_counted(watched: TestSchool) -> None:
    admin = await watched.admin()
    table = "Класс;ФИО\n5А;Иванова Аня Петровна\n"
    form = aiohttp.FormData()
    form.add_field("file", table.encode(), filename="список.csv", content_type="text/csv")
    assert admin.http is not None
    async with admin.http.post("/api/imports", data=form) as answer:
        assert answer.status == 201, await answer.text()
    now = await numbers(watched)
    assert now["parta_imports[dry]"] == 1


@pytest.mark.parametrize(
    ("headers", "source"),
    [
        ({}, "127.0.0.2"),
        ({"X-Forwarded-For": "127.0.0.1"}, "127.0.0.1"),
        ({"Forwarded": "for=127.0.0.1"}, "127.0.0.1"),
    ],
    ids=["another machine", "through a proxy", "through a proxy by the new header"],
)
async def test_from_elsewhere_the_numbers_need_the_operators_token(
    watched: TestSchool, headers: dict[str, str], source: str
) -> None:
    door = aiohttp.TCPConnector(local_addr=(source, 0))
    async with aiohttp.ClientSession(connector=door, headers=headers) as stranger:
        for offered, expected in ((None, 404), ("wrong", 404), (TOKEN, 200)):
            given = {"Authorization": f"Bearer {offered}"} if offered else {}
            async with stranger.get(f"{watched.url}/metrics", headers=given) as answer:
                assert answer.status == expected, (offered, await answer.text())


async def test_behind_a_proxy_even_this_machine_needs_the_token() -> None:
    async with (
        running_school(behind_proxy=True) as school,
        aiohttp.ClientSession() as monitor,
        monitor.get(f"{school.url}/metrics") as answer,
    ):
        assert answer.status == 404


def test_counting_costs_nothing_that_can_be_measured() -> None:
    metrics, times = Metrics(), 20_000
    began = perf_counter()
    for _ in range(times):
        metrics.deliveries += 30
    assert (perf_counter() - began) / times < 5e-6  # seconds for a frame to thirty people
