"""Named exceptions of a chat: a member of staff is kept in it with a reason that everybody sees (C4, E7)."""

from typing import Any

from people import Person, TestSchool


async def _members(who: Person, room: object) -> dict[str, Any]:
    return {one["name"]: one["pinned"] for one in (await who.ask("GET", f"/api/rooms/{room}/members"))["members"]}


async def test_class_teacher_keeps_a_colleague_in_the_chat_and_lets_him_go(school: TestSchool) -> None:
    anna = await school.teacher("Анна", "Серова", class_teacher="5А")
    vera = await school.teacher("Вера", "Ильина")
    ilya = await school.pupil("Илья", "Петров", "5А")
    room = school.room("5А")
    body = {"personId": str(vera.id), "reason": "Ведёт проект"}
    assert await vera.status("GET", f"/api/rooms/{room}/messages") == 404
    await anna.ask("POST", f"/api/rooms/{room}/pins", body, expect=204)
    await vera.says(room, "Здравствуйте")
    assert (await _members(ilya, room))["Ильина Вера"] == "Ведёт проект"
    assert await vera.status("POST", f"/api/rooms/{room}/pins", body) == 403
    assert await ilya.status("DELETE", f"/api/rooms/{room}/pins/{vera.id}") == 403
    await anna.ask("DELETE", f"/api/rooms/{room}/pins/{vera.id}", expect=204)
    assert await vera.status("GET", f"/api/rooms/{room}/messages") == 404
    assert await anna.status("POST", f"/api/rooms/{school.room('5А')}/pins", {**body, "personId": str(ilya.id)}) == 404
