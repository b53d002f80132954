"""The fold test, the server's half: old state, what the socket said, fresh state, for every command of the chats.

`client/tests/fold.test.ts` folds the kept recordings through the client's own `apply`. They are made anew by
`PARTA_RECORD=1 pytest tests/realtime/fold_test.py`; without it the test checks that the server still says the same kinds
of events, so that a recording that has grown old is noticed.
"""

import json
import os
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from files import pdf, photo, sends
from people import Person, TestSchool, until

pytestmark = pytest.mark.anyio
FIXTURES = Path(__file__).parents[1] / "fold" / "fixtures"
Act = Callable[[], Awaitable[Any]]


class Stage:
    """6Б with a class teacher, two pupils and a parent, some words in the chat, and somebody who watches."""

    def __init__(self, school: TestSchool, olga: Person, anya: Person, yaroslav: Person, admin: Person) -> None:
        self.school, self.olga, self.anya, self.yaroslav, self.admin = school, olga, anya, yaroslav, admin
        self.room = school.room("6Б")

    def path(self, rest: str = "") -> str:
        return f"/api/rooms/{self.room}{rest}"


async def set_stage(school: TestSchool) -> Stage:
    olga = await school.teacher("Ольга", "Петрова", class_teacher="6Б")
    anya = await school.pupil("Аня", "Иванова", "6Б")
    yaroslav = await school.pupil("Ярослав", "Щербаков", "6Б")
    admin = await school.admin()
    stage = Stage(school, olga, anya, yaroslav, admin)
    await olga.says(stage.room, "Доброе утро")
    await anya.says(stage.room, "Здравствуйте", replyTo=1)
    await yaroslav.says(stage.room, f"<@{anya.id}> привет")
    return stage


async def post(one: Stage) -> None:
    await one.olga.says(one.room, f"<@{one.anya.id}> дневник", replyTo=2)


async def post_photo(one: Stage) -> None:
    await sends(one.olga, one.room, photo(400, 300), pdf(), replyTo=2)


async def delete_photo(one: Stage) -> None:
    await post_photo(one)
    await one.anya.says(one.room, "Красиво", replyTo=4)
    await one.olga.ask("DELETE", one.path("/messages/4"))


async def reword_photo(one: Stage) -> None:
    await post_photo(one)
    await one.olga.ask("PATCH", one.path("/messages/4"), {"text": "Подпись"})


async def report_photo(one: Stage) -> None:
    await post_photo(one)
    await one.anya.ask("POST", one.path("/messages/4/report"), {"reason": "обидно"})


async def call_all(one: Stage) -> None:
    await one.olga.says(one.room, "<@all> завтра экскурсия")


async def edit(one: Stage) -> None:
    await one.olga.ask("PATCH", one.path("/messages/1"), {"text": f"<@{one.anya.id}> доброе утро!"})


async def edit_the_last(one: Stage) -> None:
    await one.yaroslav.ask("PATCH", one.path("/messages/3"), {"text": "Никому"})


async def delete_own(one: Stage) -> None:
    await one.olga.ask("DELETE", one.path("/messages/1"))


async def delete_as_moderator(one: Stage) -> None:
    await one.olga.ask("DELETE", one.path("/messages/3"))


async def react(one: Stage) -> None:
    sign = {"sign": "👍", "on": True}
    for person in (one.yaroslav, one.anya):
        await person.ask("PUT", one.path("/messages/1/reactions"), sign)
    await one.anya.ask("PUT", one.path("/messages/1/reactions"), {"sign": "🎉", "on": True})
    await one.yaroslav.ask("PUT", one.path("/messages/1/reactions"), {"sign": "👍", "on": False})


async def forward(one: Stage) -> None:
    wanted = [{"position": 1, "clientId": "0191c000-0000-7000-8000-0000000000f1"}]
    await one.olga.ask("POST", one.path("/forwarded"), {"roomId": str(one.room), "messages": wanted})


async def edit_and_delete_reacted(one: Stage) -> None:
    await react(one)
    await one.olga.ask("PUT", one.path("/messages/3/reactions"), {"sign": "👍", "on": True})
    await one.olga.ask("PATCH", one.path("/messages/1"), {"text": "Добрый день"})
    await one.olga.ask("DELETE", one.path("/messages/3"))


async def report(one: Stage) -> None:
    await one.anya.ask("POST", one.path("/messages/3/report"), {"reason": "обидно"})


async def decide(one: Stage) -> None:
    await report(one)
    [waiting] = await one.olga.ask("GET", "/api/reports")
    await one.olga.ask("POST", f"/api/reports/{waiting['id']}/decision", {"decision": "deleted"})


async def save_draft(one: Stage) -> None:
    await one.anya.ask("PUT", one.path("/draft"), {"text": "не забыть", "replyTo": 2})


async def mute(one: Stage) -> None:
    await one.anya.ask("PUT", one.path("/notifications"), {"mutedUntil": "2100-01-01T00:00:00Z"})


async def only_by_name(one: Stage) -> None:
    await one.anya.ask("PUT", one.path("/notifications"), {"mutedUntil": None, "onlyMentions": True})


async def only_announcements(one: Stage) -> None:
    await one.olga.ask("PUT", one.path("/mode"), {"mode": "announcements"})


async def close_and_open(one: Stage) -> None:
    await one.olga.ask("PUT", one.path("/mode"), {"mode": "readOnly"})
    await one.olga.ask("PUT", one.path("/mode"), {"mode": "discussion"})


async def closed_by_hours(one: Stage) -> None:
    """From an hour ago until two hours from now, whatever the hour is."""
    local = datetime.now(ZoneInfo("Europe/Moscow"))
    minute = local.hour * 60 + local.minute
    own = {"hours": "readOnly", "begins": (minute - 60) % 1440, "ends": (minute + 120) % 1440}
    await one.olga.ask("PUT", one.path("/timetable"), {"own": own})


async def closed_by_hours_and_opened(one: Stage) -> None:
    await closed_by_hours(one)
    await one.olga.ask("PUT", one.path("/timetable"), {"own": None})


async def sanction(one: Stage) -> None:
    until_then = (datetime.now(UTC) + timedelta(days=2)).isoformat()
    await one.olga.ask("POST", one.path("/sanctions"), {"personId": str(one.anya.id), "until": until_then})


async def remove(one: Stage) -> None:
    await one.olga.ask("POST", one.path("/removals"), {"personId": str(one.anya.id), "reason": "Травил"}, expect=204)


async def readmit(one: Stage) -> None:
    await remove(one)
    await one.olga.ask("DELETE", one.path(f"/removals/{one.anya.id}"), expect=204)


async def lift(one: Stage) -> None:
    await sanction(one)
    await one.olga.ask("DELETE", one.path(f"/sanctions/{one.anya.id}"))


async def seen(one: Stage) -> None:
    async with one.anya.listening() as ear:
        await ear.say({"t": "seen", "room": str(one.room), "position": 3})
        await ear.hears_event("seen")


async def pin(one: Stage) -> None:
    body = {"personId": str(one.admin.id), "reason": "замещает"}
    await one.olga.ask("POST", one.path("/pins"), body)


async def unpin(one: Stage) -> None:
    await pin(one)
    await one.olga.ask("DELETE", one.path(f"/pins/{one.admin.id}"))


async def begin_direct(one: Stage) -> str:
    whom = {"personId": str(one.anya.id), "hat": "pupil"}
    room: str = (await one.olga.ask("POST", "/api/direct-chats", whom))["roomId"]
    await one.olga.says(room, "Зайди после урока")
    return room


async def block_direct(one: Stage) -> None:
    room = await begin_direct(one)
    await one.anya.says(room, "Не хочу")
    await one.anya.ask("PUT", f"/api/rooms/{room}/block", {"blocked": True})


async def pin_message(one: Stage) -> None:
    for position in (1, 3):
        await one.olga.ask("PUT", one.path(f"/pinned/{position}"))


async def delete_pinned(one: Stage) -> None:
    await pin_message(one)
    await one.olga.ask("DELETE", one.path("/messages/3"))


async def newcomer(one: Stage) -> None:
    await one.school.pupil("Тимур", "Гарипов", "6Б")


ACTS: dict[str, tuple[Callable[[Stage], Awaitable[object]], Callable[[Stage], Person]]] = {
    "postMessage.mentioned": (post, lambda one: one.anya),
    "postMessage.author": (post, lambda one: one.olga),
    "postMessage.toAll": (call_all, lambda one: one.yaroslav),
    "postMessage.photo": (post_photo, lambda one: one.anya),
    "deleteMessage.photo": (delete_photo, lambda one: one.yaroslav),
    "editMessage.photo": (reword_photo, lambda one: one.anya),
    "reportMessage.photo": (report_photo, lambda one: one.anya),
    "editMessage": (edit, lambda one: one.anya),
    "editMessage.last": (edit_the_last, lambda one: one.anya),
    "deleteMessage": (delete_own, lambda one: one.anya),
    "deleteMessage.moderator": (delete_as_moderator, lambda one: one.anya),
    "forwardMessages": (forward, lambda one: one.anya),
    "reactToMessage": (react, lambda one: one.anya),
    "reactToMessage.others": (react, lambda one: one.olga),
    "reactToMessage.edited": (edit_and_delete_reacted, lambda one: one.anya),
    "reportMessage": (report, lambda one: one.anya),
    "reportMessage.unseen": (report, lambda one: one.yaroslav),
    "decideReport": (decide, lambda one: one.yaroslav),
    "saveDraft": (save_draft, lambda one: one.anya),
    "setNotifications": (mute, lambda one: one.anya),
    "setNotifications.mentions": (only_by_name, lambda one: one.anya),
    "setRoomMode": (only_announcements, lambda one: one.anya),
    "setRoomMode.leader": (only_announcements, lambda one: one.olga),
    "setRoomTimetable": (closed_by_hours, lambda one: one.anya),
    "setRoomTimetable.andBack": (closed_by_hours_and_opened, lambda one: one.anya),
    "setRoomMode.andBack": (close_and_open, lambda one: one.anya),
    "sanctionMember": (sanction, lambda one: one.anya),
    "liftSanction": (lift, lambda one: one.anya),
    "removeMember": (remove, lambda one: one.anya),
    "readmitMember": (readmit, lambda one: one.olga),
    "seen": (seen, lambda one: one.anya),
    "pinMember": (pin, lambda one: one.admin),
    "pinMember.others": (pin, lambda one: one.anya),
    "unpinMember": (unpin, lambda one: one.admin),
    "beginDirectChat": (begin_direct, lambda one: one.anya),
    "blockDirectChat": (block_direct, lambda one: one.olga),
    "pinMessage": (pin_message, lambda one: one.anya),
    "deleteMessage.pinned": (delete_pinned, lambda one: one.yaroslav),
    "newcomer": (newcomer, lambda one: one.anya),
}


@pytest.mark.parametrize("name", ACTS)
async def test_the_socket_tells_all_that_changed(school: TestSchool, name: str) -> None:
    act, whose = ACTS[name]
    stage = await set_stage(school)
    recorded = await record(name, whose(stage), lambda: act(stage))
    file = FIXTURES / f"{name}.json"
    if os.environ.get("PARTA_RECORD"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(recorded, ensure_ascii=False, indent=1) + "\n")
    assert file.exists(), "нет записи: PARTA_RECORD=1 pytest tests/realtime/fold_test.py"
    assert kinds(recorded) == kinds(json.loads(file.read_text()))


def test_every_command_of_the_chats_has_a_recording() -> None:
    from parta.rooms.api import ROUTES
    from parta.rooms.forwarding.api import ROUTES as FORWARDING
    from parta.rooms.reactions.api import ROUTES as REACTIONS

    commands = {
        str(route.operation_id)
        for route in [*ROUTES, *FORWARDING, *REACTIONS]
        if not {str(method) for method in route.http_methods} <= {"GET"}  # asking changes nothing
    }
    # Management chats are opened by the head and joined as any room is: the same event as pinMember's.
    told = {name.split(".")[0] for name in ACTS} | {"makeManagementChat"}
    assert commands <= told, commands - told


async def record(name: str, viewer: Person, act: Act) -> dict[str, Any]:
    """What this person's browser had, heard, and would have had by asking anew."""
    before = await snapshot(viewer)
    heads = before["rooms"]["streams"]
    async with viewer.listening(heads) as ear:
        await act()
        after = await snapshot(viewer)
        fresh = after["rooms"]["streams"]

        def heard_all() -> bool:
            last = dict(heads)
            for frame in ear.frames:
                if frame["t"] == "event":
                    last[frame["stream"]] = frame["number"]
            return all(last[stream] >= fresh[stream] for stream in heads if stream in fresh)

        await until(heard_all, "the frames of this act")
        frames = [frame for frame in ear.frames if frame["t"] in ("event", "dropped")]
    return {"command": name, "viewer": str(viewer.id), "before": before, "frames": frames, "after": after}


async def snapshot(viewer: Person) -> dict[str, Any]:
    rooms = await viewer.ask("GET", "/api/rooms")
    histories = {
        card["id"]: await viewer.ask("GET", f"/api/rooms/{card['id']}/messages?limit=100") for card in rooms["rooms"]
    }
    return {"rooms": rooms, "histories": histories}


def kinds(recorded: dict[str, Any]) -> list[str]:
    """What was said, without its order between streams."""
    return sorted(frame["event"]["kind"] for frame in recorded["frames"] if frame["t"] == "event")
