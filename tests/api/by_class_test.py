"""The head and the positions see by class who has joined, was invited, is without a joined representative (A13)."""

from uuid import UUID

from parta.kernel.hats import Hat
from parta.policy.standing import Kind
from people import TestSchool


async def test_head_and_position_see_who_joined_who_is_invited_and_who_is_alone(school: TestSchool) -> None:
    admin = await school.admin()
    one = await school.school_class("5А")
    await school.pupil("Аня", "Иванова", "5А")
    ilya = await school.pupil("Илья", "Петров", "5А")
    await school.parent("Ольга", "Петрова", ilya)
    name = {"lastName": "Новый", "firstName": "Иван"}
    new = await admin.ask("POST", f"/api/classes/{one}/pupils", name, expect=201)
    await admin.ask("PATCH", "/api/school", {"closedSchool": True})
    assert admin.http is not None
    order = {"whom": ["pupil"], "classId": str(one), "people": [new["id"]]}
    async with admin.http.post("/api/slips", json=order) as printed:
        assert printed.status == 200
    head = await school.staff("Ирина", "Главная", Kind.HEAD)
    given: list[tuple[Kind, UUID | None, str]] = [(Kind.STAFF, None, ""), (Kind.POSITION, None, "psychologist")]
    psychologist = await school.join("Мария", "Тихая", Hat.STAFF, given)
    for person in (head, psychologist):
        (row,) = await person.ask("GET", "/api/school/joining")
        assert (row["title"], row["pupilsInvited"], row["guardiansInvited"]) == ("5А", 1, 0)
        assert row["numbers"] == {
            "pupils": 3, "pupilsJoined": 2, "guardians": 1, "guardiansJoined": 1, "withoutGuardian": 2,
        }  # fmt: skip
    anna = await school.teacher("Анна", "Серова", class_teacher="5А")
    assert await anna.status("GET", "/api/school/joining") == 403
    assert await ilya.status("GET", "/api/school/joining") == 404
