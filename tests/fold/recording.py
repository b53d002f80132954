"""Records what one person's screen goes through: the state before, the frames heard, the state after."""

import json
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from people import Ear, Person, until

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+00:00)")
BEGIN = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


async def record(command: str, viewer: Person, act: Callable[[Ear], Awaitable[Any]]) -> str:
    """Run the act while the viewer listens; the recorded fixture with the same ids and times at every run."""
    before = await _snapshot(viewer)
    known = before["rooms"]["streams"]
    async with viewer.listening(known) as ear:
        await act(ear)

        async def caught_up() -> Any:
            after = await _snapshot(viewer)
            heard = dict(known)
            for frame in ear.frames:
                if frame["t"] == "event":
                    heard[frame["stream"]] = frame["number"]
            heads = after["rooms"]["streams"]
            moved = any(heads.get(stream) != number for stream, number in known.items())
            return (
                after if moved and all(heard[stream] == heads[stream] for stream in known if stream in heads) else None
            )

        after = await until(caught_up, f"all frames of {command}")
        frames = [frame for frame in ear.frames if frame["t"] in ("event", "dropped")]
    recorded = {"command": command, "viewer": str(viewer.id), "before": before, "frames": frames, "after": after}
    return _always_the_same(recorded)


async def _snapshot(viewer: Person) -> dict[str, Any]:
    rooms = await viewer.ask("GET", "/api/rooms")
    rooms["rooms"].sort(key=lambda room: room["title"])
    order = {room["id"]: place for place, room in enumerate(rooms["rooms"])}
    rooms["streams"] = dict(sorted(rooms["streams"].items(), key=lambda stream: order.get(stream[0], len(order))))
    histories = {room["id"]: await viewer.ask("GET", f"/api/rooms/{room['id']}/messages") for room in rooms["rooms"]}
    return {"rooms": rooms, "histories": {room: page for room, page in histories.items() if page["messages"]}}


def _always_the_same(recorded: dict[str, Any]) -> str:
    """Ids by the order in which they appear, moments by their order in time."""
    text = json.dumps(recorded, ensure_ascii=False, indent=1)
    moments = sorted(set(_MOMENT.findall(text)))
    at = {moment: f"{BEGIN + timedelta(minutes=place):%Y-%m-%dT%H:%M:%SZ}" for place, moment in enumerate(moments)}
    ids: dict[str, str] = {}
    text = _UUID.sub(lambda found: ids.setdefault(found[0], f"00000000-0000-7000-8000-{len(ids) + 1:012x}"), text)
    return _MOMENT.sub(lambda found: at[found[0]], text) + "\n"
