"""`python tests/bench/client.py`: a chat of 100 thousand messages and fifty chats, in Chromium on a phone four times slower.

The budgets are those of client.md §7. Bytes, counts and memory fail; times are printed with their limit and fail beyond
twice of it, as they swing with what else the machine does. The client must have been built (`make setup`).
"""

import argparse
import asyncio
import json
import sys
from contextlib import AsyncExitStack
from pathlib import Path
from statistics import median, quantiles

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from playwright.async_api import CDPSession  # noqa: E402
from sqlalchemy import insert, text  # noqa: E402

from e2e.browser import Window, chromium, window  # noqa: E402
from parta.kernel.ids import PersonId, RoomId  # noqa: E402
from parta.rooms.queries.opening import NewRoom, insert_rooms  # noqa: E402
from parta.rooms.rule import Rule  # noqa: E402
from parta.rooms.tables import pinned_member  # noqa: E402
from people import Person, TestSchool, running_school  # noqa: E402

SLOWER = 4
CHATS = 50
LIMITS = {
    "open a chat of this visit, ms": 300,
    "open a chat from the device, ms": 300,
    "typing, p98 of a key, ms": 200,
    "flick of 12,000 px, p95 frame, ms": 33,
    "flick, frames over 50 ms, %": 1,
    "flick, blank samples, %": 0,
    "fifty chats opened, heap, MB": 60,
    "fifty chats opened, DOM nodes": 3000,
    "fifty chats opened, on the device, MB": 30,
    "a second round, heap, % more": 5,
}
TIMES = (" ms", "frames over 50 ms, %", "blank samples, %")  # these depend on the machine

FILL = """
    insert into message (school_id, room_id, position, id, author_id, author_hat, client_id, text, sent_at)
    select room.school_id, room.id, place, gen_random_uuid(), cast(:author as uuid), 'staff', gen_random_uuid(),
           'Сообщение № ' || place || repeat(' и ещё немного слов', cast(place % 7 as int)),
           now() - interval '90 days' + place * interval '1 second'
      from generate_series(1, cast(:count as int)) as place join room on room.id = :room
"""
HEADS = (
    "update stream set last_position = :count where id = :room",
    "update membership set from_position = 1 where room_id = :room",
)
# Presses the chat's link, and waits until its messages are painted.
OPEN = """(title) => new Promise((done) => {
  const link = [...document.querySelectorAll('a')].find((one) => one.textContent.includes(title));
  const began = performance.now();
  link.click();
  (function look() {
    const there = document.querySelector('h1')?.textContent.includes(title) && document.querySelector('[data-bubble]');
    requestAnimationFrame(there ? () => setTimeout(() => done(performance.now() - began)) : look);
  })();
})"""
WATCH_FRAMES = """() => {
  const log = document.querySelector('[role=log]');
  const seen = { frames: [], samples: 0, blank: 0, on: true };
  let last = performance.now();
  (function frame(now) {
    if (!seen.on) return;
    seen.frames.push(now - last);
    last = now;
    const box = log.getBoundingClientRect();
    const rows = [...log.querySelectorAll('[data-index]')].map((row) => row.getBoundingClientRect());
    for (let part = 1; part <= 5; part++) {
      const y = box.top + (box.height * part) / 6;
      seen.samples++;
      if (!rows.some((row) => row.top - 8 <= y && y <= row.bottom + 8)) seen.blank++;
    }
    requestAnimationFrame(frame);
  })(last);
  window.seenFrames = seen;
}"""
WATCH_KEYS = """() => {
  window.keyTimes = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.name.startsWith('key')) window.keyTimes.push(entry.duration);
  }).observe({ type: 'event', durationThreshold: 16, buffered: false });
}"""


async def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=100_000, help="in the large chat")
    parser.add_argument("--each", type=int, default=2_000, help="in each of the fifty")
    asked = parser.parse_args()
    figures: dict[str, float] = {}
    async with AsyncExitStack() as parts:
        school = await parts.enter_async_context(running_school())
        browser = await parts.enter_async_context(chromium())
        olga = await school.teacher("Ольга", "Петрова", class_teacher="6Б")
        anya = await school.pupil("Аня", "Иванова", "6Б")
        await _fill(school, school.room("6Б"), olga, asked.messages)
        titles = await _fifty(school, olga, anya, asked.each)
        one = await parts.enter_async_context(window(browser, school.url))
        await one.enter(anya)
        devtools = await one.context.new_cdp_session(one.page)
        await devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        await _large(one, devtools, school, figures)
        await devtools.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        await _many(one, devtools, titles, figures)
    return _told(figures)


async def _large(one: Window, devtools: CDPSession, school: TestSchool, figures: dict[str, float]) -> None:
    title = "6Б — класс"
    await one.open(title)
    took = []
    for _ in range(5):
        await _back(one)
        took.append(await one.page.evaluate(OPEN, title))
    figures["open a chat of this visit, ms"] = median(took)
    took = []
    for _ in range(3):
        await one.page.goto(f"{school.url}/chats")
        await one.page.get_by_role("link", name=title).wait_for()
        took.append(await one.page.evaluate(OPEN, title))
    figures["open a chat from the device, ms"] = median(took)

    await one.page.evaluate(WATCH_KEYS)
    await one.page.locator("textarea").focus()
    await one.page.keyboard.type("Сегодня в шесть вечера собрание, приходите все, кто сможет", delay=60)
    keys = await one.page.evaluate("window.keyTimes")
    figures["typing, p98 of a key, ms"] = quantiles(keys, n=50)[-1] if len(keys) > 1 else 16.0

    await one.to_end()
    await one.page.evaluate(WATCH_FRAMES)
    await devtools.send(
        "Input.synthesizeScrollGesture",
        {"x": 180, "y": 350, "yDistance": 12_000, "speed": 4000, "gestureSourceType": "mouse"},
    )
    seen = await one.page.evaluate("() => { window.seenFrames.on = false; return window.seenFrames; }")
    frames = seen["frames"][1:]
    figures["flick of 12,000 px, p95 frame, ms"] = quantiles(frames, n=20)[-1]
    figures["flick, frames over 50 ms, %"] = 100 * sum(frame > 50 for frame in frames) / len(frames)
    figures["flick, blank samples, %"] = 100 * seen["blank"] / seen["samples"]
    await _back(one)


async def _many(one: Window, devtools: CDPSession, titles: list[str], figures: dict[str, float]) -> None:
    first = await _round(one, devtools, titles)
    figures["fifty chats opened, heap, MB"] = first
    counted = await devtools.send("Memory.getDOMCounters")
    figures["fifty chats opened, DOM nodes"] = counted["nodes"]
    kept = await one.page.evaluate("navigator.storage.estimate().then((found) => found.usageDetails?.indexedDB ?? 0)")
    figures["fifty chats opened, on the device, MB"] = kept / 2**20
    second = await _round(one, devtools, titles)
    figures["a second round, heap, % more"] = 100 * (second - first) / first


async def _round(one: Window, devtools: CDPSession, titles: list[str]) -> float:
    """Open all chats in turn; the heap after a collection, MB."""
    for title in titles:
        await one.page.get_by_role("link", name=title).click()
        await one.page.locator("[data-bubble]").first.wait_for()
        await _back(one)
    await devtools.send("HeapProfiler.collectGarbage")
    used = await devtools.send("Runtime.getHeapUsage")
    return float(used["usedSize"]) / 2**20


async def _back(one: Window) -> None:
    await one.page.get_by_role("button", name="К списку чатов").click()
    await one.page.get_by_role("heading", name="Чаты", exact=True).wait_for()


async def _fill(school: TestSchool, room: RoomId, author: Person, count: int) -> None:
    async with school.server.workshop.open() as work:
        await work.connection.execute(text(FILL), {"author": str(author.id), "count": count, "room": room})
        for statement in HEADS:
            await work.connection.execute(text(statement), {"count": count, "room": room})


async def _fifty(school: TestSchool, teacher: Person, pupil: Person, each: int) -> list[str]:
    """Fifty groups of the two, each with its messages."""
    titles = [f"Кружок № {number:02}" for number in range(1, CHATS + 1)]
    async with school.server.workshop.open() as work:
        work.within(school.id)
        rooms = [NewRoom(id=RoomId(work.new_id()), kind="group", title=title, rule=Rule()) for title in titles]
        await insert_rooms(work.connection, school.id, rooms, work.now)
        pins = [
            {
                "school_id": school.id, "room_id": room.id, "person_id": one.id, "hat": one.hat.value,
                "way": "add", "reason": "замер", "created_at": work.now,
            }
            for room in rooms for one in (teacher, pupil)
        ]  # fmt: skip
        await work.connection.execute(insert(pinned_member), pins)
        work.standings_changed(PersonId(one.id) for one in (teacher, pupil))
    for room in rooms:
        await _fill(school, room.id, teacher, each)
    return titles


def _told(figures: dict[str, float]) -> int:
    failed = 0
    for name, figure in figures.items():
        limit = LIMITS[name]
        fine = figure <= limit
        failed += figure > limit * (2 if name.endswith(TIMES) else 1)
        print(f"{'✓' if fine else '✗'} {name}: {figure:.1f} (≤ {limit})")
    print(json.dumps({name: round(figure, 1) for name, figure in figures.items()}, ensure_ascii=False))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
