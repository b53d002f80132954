"""Every operation of the contract, asked by an administrator, a class teacher and a parent, sensibly and oddly.

A new operation is asked by itself: ids and words of the small school fit by their names. Each act has a copy of the small
school to itself, so that a failure repeats alone: pytest tests/contract -k "[postMessage]". Readings share one.
"""

import asyncio
import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from contract.hostile import hostile_bodies, hostile_paths, hostile_queries
from contract.sensible import sensible
from contract.small_school import SmallSchool, copy_of_the_small_school, small_school
from parta.contract import contract

ODD_REQUESTS = int(os.environ.get("PARTA_ODD_REQUESTS", "4"))  # of each kind, for each operation and person
ATTEMPTS = 4  # to find words that an operation takes
ENOUGH = 0.8  # of the operations must answer with success to somebody (issue 4)

DOCUMENT = msgspec.json.decode(contract())
SCHEMA = schemathesis.openapi.from_dict(
    DOCUMENT, config=SchemathesisConfig.from_dict({"generation": {"with-security-parameters": False}})
)
OPERATIONS = {
    operation["operationId"]: (path, method)
    for path, item in DOCUMENT["paths"].items()
    for method, operation in item.items()
}
READINGS = [name for name, (_, method) in OPERATIONS.items() if method == "get"]
TOGETHER = {"readings": READINGS} | {name: [name] for name in OPERATIONS if name not in READINGS}
RUSSIAN = re.compile("[а-яё]{3}", re.IGNORECASE)
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def seeded() -> SmallSchool:
    return small_school()


class Answered:
    """Which statuses each operation answered with, in all processes of this run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __setitem__(self, name: str, statuses: set[int]) -> None:
        (self._folder / name).write_bytes(msgspec.json.encode(statuses))

    def all(self) -> dict[str, set[int]]:
        return {one.name: msgspec.json.decode(one.read_bytes(), type=set[int]) for one in self._folder.iterdir()}


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Answered:
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # of the run, not of this process
    (folder / "answered").mkdir(exist_ok=True)
    return Answered(folder / "answered")


@pytest.mark.parametrize("which", TOGETHER)
async def test_an_operation_keeps_to_the_contract(seeded: SmallSchool, answered: Answered, which: str) -> None:
    broken = await _ask(seeded, answered, TOGETHER[which], Asked.sensibly, Asked.oddly, hostile=True)
    assert not broken, "\n\n".join(broken)


async def test_most_operations_answer_somebody_with_success(seeded: SmallSchool, answered: Answered) -> None:
    known = answered.all()
    for names in TOGETHER.values():
        if not known.keys() >= set(names):  # this test runs alone, or another process is not so far
            await _ask(seeded, answered, names, Asked.sensibly)
    known = answered.all()
    never = sorted(name for name, statuses in known.items() if not any(200 <= one < 300 for one in statuses))
    share = 1 - len(never) / len(OPERATIONS)
    print(f"{share:.0%} of {len(OPERATIONS)} operations answered with success; never: {', '.join(never)}")
    assert share >= ENOUGH, f"{share:.0%}; never with success: {', '.join(f'{one} {known[one]}' for one in never)}"


async def _ask(
    seeded: SmallSchool, answered: Answered, names: list[str], *ways: Callable[["Asked"], None], hostile: bool = False
) -> list[str]:
    """Ask as each of the three, in these ways; hostile words come from everybody who may do it. What broke, in words."""
    broken: list[str] = []

    async def go(way: Callable[["Asked"], None], one: "Asked") -> None:
        try:
            await asyncio.to_thread(way, one)
        except (FailureGroup, AssertionError) as failure:
            broken.append(f"{one.name} as {one.who}: {failure}")

    async with copy_of_the_small_school() as school:
        for name in names:
            three = [Asked(school.url, name, seeded, who) for who in seeded.cookies]
            for one, way in product(three, ways):
                await go(way, one)
            if hostile:
                for one in [one for one in three if any(status < 300 for status in one.statuses)] or three[:1]:
                    await go(Asked.hostilely, one)
            answered[name] = set().union(*(one.statuses for one in three))
    return broken


class Asked:
    """One operation asked by one person."""

    def __init__(self, url: str, name: str, seeded: SmallSchool, who: str) -> None:
        self.name, self.who = name, who
        self._url, self._seeded = url, seeded
        self._path, self._method = path, method = OPERATIONS[name]
        self._raw, self._operation = DOCUMENT["paths"][path][method], SCHEMA[path][method.upper()]
        self.statuses: set[int] = set()

    def sensibly(self) -> None:
        """As the client would; the first words that are taken are enough."""
        for attempt in range(ATTEMPTS):
            path, query, headers, body = sensible(DOCUMENT, self._raw, self._seeded, attempt)
            more = (
                {"body": body, "media_type": next(iter(self._raw["requestBody"]["content"]))}
                if body is not None
                else {}
            )
            case = self._operation.Case(path_parameters=path, query=query, headers=headers, **more)
            if self._send(case) < 300:
                return

    def oddly(self) -> None:
        """As nobody would: what the document allows, and what it does not; half of the ids are real."""
        paths = [sensible(DOCUMENT, self._raw, self._seeded, attempt)[0] for attempt in range(2)]

        for mode in GenerationMode:

            @settings(
                max_examples=ODD_REQUESTS, derandomize=True, database=None, deadline=None,
                phases=[Phase.generate], suppress_health_check=list(HealthCheck),
            )  # fmt: skip
            @given(case=self._operation.as_strategy(generation_mode=mode), real=st.sampled_from([*paths, None]))
            def ask(case: Any, real: dict[str, Any] | None) -> None:
                if real:
                    case.path_parameters = real
                self._send(case)

            with suppress(Unsatisfiable):  # nothing odd can be sent to an operation that takes nothing
                ask()

    def hostilely(self) -> None:
        """One hostile word in a sensible request: never a fault of ours, always a refusal in words."""
        wrong = [told for asked in self._hostile() if (told := self._answered_badly(asked))]
        assert not wrong, "\n".join(wrong)

    def _hostile(self) -> Iterator[dict[str, Any]]:
        path, query, _, body = sensible(DOCUMENT, self._raw, self._seeded, 1)
        address = self._path.format(**{name: quote(str(word), safe="") for name, word in path.items()})
        plain = None if isinstance(body, bytes) or (isinstance(body, dict) and "file" in body) else body
        yield from ({"url": one, "json": plain} for one in hostile_paths(self._path, path))
        names = [one["name"] for one in self._raw.get("parameters", ()) if one["in"] == "query"]
        yield from ({"url": address, "params": one, "json": plain} for one in hostile_queries(names))
        if plain is not None:
            yield from ({"url": address, "params": query, "data": one} for one in hostile_bodies(body))

    def _answered_badly(self, asked: dict[str, Any]) -> str | None:
        headers = {"X-Parta": "1", "Origin": self._url, "Content-Type": "application/json"}
        cookies = self._seeded.cookies[self.who]
        with requests.Session() as browser:
            answer = browser.request(
                self._method, self._url + asked.pop("url"), headers=headers, cookies=cookies, timeout=20, **asked
            )
        if not {"private", "no-store"} <= _kept_by([answer.headers["cache-control"]]):
            return f"{answer.headers} to {answer.request.url[:200]}"
        if answer.status_code < 400:
            return None
        problem = answer.headers["content-type"].startswith("application/problem+json")
        fine = answer.status_code < 500 and problem and RUSSIAN.search(answer.json()["title"])
        return (
            None if fine else f"{answer.status_code} to {answer.request.url[:200]} with {str(asked.get('data'))[:300]}"
        )

    def _send(self, case: Any) -> int:
        headers = {"X-Parta": "1", "Origin": self._url}
        with requests.Session() as browser:  # a fresh one: what an answer sets is not kept
            response = case.call(
                base_url=self._url,
                session=browser,
                headers=headers,
                cookies=self._seeded.cookies[self.who],
                timeout=20,
            )
        case.validate_response(response, checks=CHECKS)
        self.statuses.add(response.status_code)
        _is_private_and_in_words(response)
        return int(response.status_code)


def _kept_by(lines: list[str]) -> set[str]:
    """What caches are told."""
    return {word.strip() for line in lines for word in line.split(",")}


def _is_private_and_in_words(response: Any) -> None:
    told_caches = _kept_by(response.headers["cache-control"])
    # A file never changes: its reader's browser may keep it, for his session alone.
    assert "private" in told_caches, response.headers
    assert told_caches & {"no-store", "immutable"}, response.headers
    if response.status_code >= 400:
        told = msgspec.json.decode(response.content)
        assert RUSSIAN.search(told["title"]), told
        assert told["status"] == response.status_code
