"""«Мой класс»: a pupil sees who learns and teaches with him, and nothing else of them (2.5)."""

from people import TestSchool


async def test_pupil_sees_classmates_by_first_name_and_teachers_with_subjects(school: TestSchool) -> None:
    await school.teacher("Анна", "Серова", class_teacher="5А", teaches="5А")
    await school.teacher("Вера", "Ильина", teaches="5А")
    ilya, anya = await school.pupil("Илья", "Петров", "5А"), await school.pupil("Аня", "Иванова", "5А")
    await school.pupil("Борис", "Чужой", "5Б")
    await school.parent("Ольга", "Петрова", ilya)
    assert (await ilya.ask("GET", "/api/me"))["learnsIn"] == [str(school.classes["5А"])]
    page = await ilya.ask("GET", f"/api/classes/{school.classes['5А']}/classmates")
    assert page["classmates"] == [
        {"personId": str(anya.id), "name": "Аня И."},
        {"personId": str(ilya.id), "name": "Илья П."},
    ]
    assert [(one["name"], one["leads"], one["subjects"]) for one in page["adults"]] == [
        ("Серова Анна", "class_teacher", ["математика"]),
        ("Ильина Вера", None, ["математика"]),
    ]
    assert set(page) == {"id", "title", "adults", "classmates"}


async def test_nobody_else_looks_into_a_class_by_this_door(school: TestSchool) -> None:
    anna = await school.teacher("Анна", "Серова", class_teacher="5А")
    ilya = await school.pupil("Илья", "Петров", "5А")
    olga, boris = await school.parent("Ольга", "Петрова", ilya), await school.pupil("Борис", "Чужой", "5Б")
    path = f"/api/classes/{school.classes['5А']}/classmates"
    assert await ilya.status("GET", path) == 200
    assert await boris.status("GET", path) == 404
    assert await olga.status("GET", path) == 404
    assert await anna.status("GET", path) == 403
    assert await ilya.status("GET", f"/api/classes/{school.classes['5А']}") == 403
