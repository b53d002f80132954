"""Whoever gives himself a teacher's name or an office is shown for what he is, or not let in by that name (E14)."""

from people import TestSchool


async def test_parent_who_is_named_like_the_teacher_is_marked_and_the_teacher_himself_is_not(
    school: TestSchool,
) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    teacher = await school.teacher("Пётр", "Семёнов", class_teacher="5А")
    father = await school.parent("Петр", "Семенов", anya)
    mother = await school.parent("Вера", "Иванова", anya)
    members = (await mother.ask("GET", f"/api/rooms/{school.room('5А', 'parents')}/members"))["members"]
    looks = {one["id"]: one["looksLike"] for one in members}
    shown = {one["id"]: one["name"] for one in members}
    assert looks == {str(teacher.id): None, str(father.id): shown[str(teacher.id)], str(mother.id): None}


async def test_letters_of_two_alphabets_are_refused_where_a_name_is_given(school: TestSchool) -> None:
    admin = await school.admin()
    anya = await school.pupil("Аня", "Иванова", "5А")
    body = {"lastName": "Ивaнова", "firstName": "Аня"}
    refusal = await admin.ask("PATCH", f"/api/people/{anya.id}", body, expect=422)
    assert refusal["pointers"][0]["pointer"] == "/lastName"


async def test_stranger_who_calls_himself_an_administrator_is_asked_for_his_name(school: TestSchool) -> None:
    teacher = await school.teacher("Ольга", "Петрова", class_teacher="5А")
    link = {"role": "guardian", "classId": str(school.classes["5А"])}
    made = await teacher.ask("POST", "/api/invitations", link, expect=201)
    stranger = await school.staff("Никто", "Никтоев")
    ticket = made["path"].removeprefix("/i/")
    for name, expected in (("Администратор Школы", 422), ("Сидорова Ирина", 204)):
        body = {"ticket": ticket, "name": name, "childName": "Сидорова Мария"}
        assert await stranger.status("POST", "/api/joining/requests", body) == expected
