"""`python tests/bench/searching.py`: a million messages in one school, and how long the first page of a search takes.

The messages are a demo school's talk, again and again over two years: a third of them in the chat of all 600, the others in
the classes' chats and the pairs'. Who searches reads about four hundred thousand of them. Laid in by COPY, once for a work
folder; the words are laid down by the server's own job, and how fast that goes is a figure too.
"""

import argparse
import asyncio
import json
import random
import statistics
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import psycopg
from schoolbench.adapters.parta import Parta
from schoolbench.http import HttpConnection
from schoolbench.recorder import Recorder
from schoolbench.school import School

from parta.assembly import open_workbench
from parta.cli.demo_school import generate, messages
from parta.parts.database import OpenDatabase
from parta.rooms.search.indexing import lay_all

ROOT = Path(__file__).resolve().parents[2]
GOAL_MS = 100
EVERY = 40_000  # messages between two that hold a rare word
FIRST = datetime(2024, 9, 1, tzinfo=UTC)
# What people look for: in every second talk, in a few, in one; two words; a beginning; with a slip; one chat, author, kind.
ASKED: dict[str, dict[str, str]] = {
    "a word of every day": {"query": "завтра"},
    "the same, the fifth page": {"query": "завтра", "pages": "5"},
    "two common words": {"query": "завтра урок"},
    "two words that hardly meet": {"query": "спасибо термометр"},
    "a rare word": {"query": "диковина18"},
    "a word that nobody said": {"query": "зюзюблик"},
    "a beginning": {"query": "контро"},
    "a slip": {"query": "кантрольная"},
    "in the chat of all": {"query": "завтра", "room": "all"},
    "from one author": {"query": "завтра", "author": "first"},
    "links only": {"query": "завтра", "kind": "link"},
    "of one week": {"query": "завтра", "firstDay": "2025-03-03", "lastDay": "2025-03-09"},
    "people": {"path": "people", "query": "ученик17"},
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=ROOT / "bench-work")
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=20)
    asked = parser.parse_args()
    return asyncio.run(measure(asked.work.resolve() / f"searching-{asked.messages}", asked.messages, asked.times))


async def measure(work: Path, count: int, times: int) -> int:
    """Start the server, lay the messages in, ask; 0 when the worst 95 % are within the goal."""
    work.mkdir(parents=True, exist_ok=True)
    server = Parta(School(), Recorder(), work, None, {"port": "18100"})  # beside a benchmark that runs
    try:
        await server.start()
        dsn = server.pg.dsn(server.base)
        if not await asyncio.to_thread(lay_in, dsn, server, count):
            began = perf_counter()
            async with open_workbench(OpenDatabase(dsn)) as workshop:
                await lay_all(workshop)
            print(f"laying down: {count / (perf_counter() - began):.0f} messages/s")
            server.pg.sql("vacuum analyze", server.base)
        return 0 if await ask(server, times) else 1
    finally:
        await server.stop()


def lay_in(dsn: str, server: Parta, count: int) -> bool:
    """The messages by COPY, with their rooms' heads; True when they were there already."""
    with psycopg.connect(dsn) as database:
        (have,) = database.execute("select count(*) from message").fetchone() or (0,)
        if have >= count:
            return True
        database.execute("delete from search_block")
        database.execute("delete from message")
        members = database.execute(
            "select school_id, room_id, array_agg(person_id order by person_id), (array_agg(hat order by person_id)) "
            "from membership where to_position is null group by 1, 2"
        ).fetchall()
        places = {str(room): (school, people, hats) for school, room, people, hats in members}
        heads: dict[str, int] = {}
        columns = "school_id, room_id, position, id, author_id, author_hat, client_id, text, sent_at"
        with database.cursor().copy(f"copy message ({columns}) from stdin") as copy:
            for room, at, text in talk(server, count):
                school, people, hats = places[room]
                heads[room] = position = heads.get(room, 0) + 1
                author = position % min(len(people), 30)
                copy.write_row((school, room, position, uuid4(), people[author], hats[author], uuid4(), text, at))
        for room, last in heads.items():
            database.execute("update stream set last_position = %s where id = %s", (last, room))
        database.execute("update membership set from_position = 1")
    return False


def talk(server: Parta, count: int) -> Iterator[tuple[str, datetime, str]]:
    """Who knows where, when and what: by time, from the first school year on."""
    chance = random.Random(7)
    texts = list(dict.fromkeys(message.text for message in messages(generate())))
    chance.shuffle(texts)
    school = server.school
    everybody = [server.rooms[chat.id] for chat in school.by_kind["announcement"]]
    others = [server.rooms[chat.id] for chat in [*school.by_kind["class"], *school.by_kind["direct"]]]
    step = timedelta(days=700) / count
    for number in range(count):
        room = everybody[0] if number % 3 == 0 else chance.choice(others[:20] if number % 10 else others)
        rare = f" диковина{number // EVERY}" if number % EVERY == 0 else ""
        yield room, FIRST + number * step, texts[number % len(texts)] + rare


async def ask(server: Parta, times: int) -> bool:
    """Each question by people of different classes; prints median and p95 of the whole request, ms."""
    connection = await HttpConnection.open("127.0.0.1", server.port)
    everybody = server.rooms[server.school.by_kind["announcement"][0].id]
    whole = True
    figures: dict[str, Any] = {}
    first = json.loads((server.work / f"{server.base}.json").read_bytes())["people"][0]
    for title, question in ASKED.items():
        fields = dict(question)
        path, pages = fields.pop("path", "messages"), int(fields.pop("pages", "1"))
        fields |= {"room": everybody} if "room" in fields else {}
        fields |= {"author": first} if "author" in fields else {}
        took, found = [], 0
        for turn in range(times):
            cookie = server.cookie((turn * 7) % server.school.users)
            cursor: dict[str, str] = {}
            for _ in range(pages):
                address = f"/api/search/{path}?" + urlencode({**fields, **cursor})
                began = perf_counter()
                status, body = await connection.request("GET", address, cookie=cookie)
                spent = (perf_counter() - began) * 1000
                if status != 200:
                    raise RuntimeError(f"{address}: {status} {body[:200]!r}")
                answer = json.loads(body)
                cursor = {"cursor": answer["next"]} if answer.get("next") else {}
            took.append(spent)
            found += len(answer["items"])
        late = statistics.quantiles(took, n=20)[-1]
        whole = whole and late <= GOAL_MS
        figures[title] = (statistics.median(took), late, found / times)
        print(f"{title:30} median {figures[title][0]:6.1f}  p95 {late:6.1f} ms  {figures[title][2]:5.1f} found")
    connection.abort()
    print(f"first page within {GOAL_MS} ms: {'✓' if whole else '✗'}")
    return whole


if __name__ == "__main__":
    sys.exit(main())
