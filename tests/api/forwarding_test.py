"""Forwarding: what may leave a chat, as whose words, with which files; and what nobody gets out by it."""

from typing import Any
from uuid import uuid4

import pytest

from files import fetched, photo, sends
from parta.kernel.ids import RoomId
from people import Person, TestSchool, problem, until

pytestmark = pytest.mark.anyio


async def forward(
    person: Person, source: RoomId, target: RoomId, *positions: int, expect: int = 201, **ids: str
) -> Any:
    wanted = [{"position": at, "clientId": ids.get(f"of{at}", str(uuid4()))} for at in positions]
    body = {"roomId": str(source), "messages": wanted}
    return await person.ask("POST", f"/api/rooms/{target}/forwarded", body, expect=expect)


async def class_of(school: TestSchool) -> tuple[Person, Person, RoomId, RoomId]:
    olga = await school.teacher("Ольга", "Петрова", class_teacher="6Б")
    anya = await school.pupil("Аня", "Иванова", "6Б")
    return olga, anya, school.room("6Б"), school.room("6Б", "parents")


async def test_words_come_with_their_authors_name_and_badge(school: TestSchool) -> None:
    olga, anya, room, parents = await class_of(school)
    mother = await school.parent("Ирина", "Иванова", anya)
    await olga.says(room, "Экскурсия в пятницу")
    await olga.says(room, "Сбор в восемь")
    await forward(olga, room, parents, 2, 1)
    heard = await mother.history(parents)
    assert [one["text"] for one in heard] == ["Экскурсия в пятницу", "Сбор в восемь"]
    assert heard[0]["forwarded"]["name"] == "Петрова Ольга"
    assert heard[0]["forwarded"]["verified"] is True


async def test_what_parents_or_staff_say_among_themselves_stays_there(school: TestSchool) -> None:
    olga, anya, room, parents = await class_of(school)
    mother = await school.parent("Ирина", "Иванова", anya)
    await mother.says(parents, "Только между нами")
    assert problem(await forward(olga, parents, room, 1, expect=409)) == "stays-in-its-chat"
    [card] = [one for one in await olga.rooms() if one["id"] == str(parents)]
    assert "forward" not in card["abilities"]
    staff = school.room("6Б", "teachers")
    await olga.says(staff, "На педсовете решили")
    assert problem(await forward(olga, staff, room, 1, expect=409)) == "stays-in-its-chat"


async def test_a_childs_words_are_carried_on_by_himself_alone(school: TestSchool) -> None:
    olga, anya, room, parents = await class_of(school)
    yaroslav = await school.pupil("Ярослав", "Щербаков", "6Б")
    await anya.says(room, "Я забыла тетрадь")
    assert problem(await forward(olga, room, parents, 1, expect=409)) == "stays-in-its-chat"
    assert problem(await forward(yaroslav, room, room, 1, expect=409)) == "stays-in-its-chat"
    await forward(anya, room, room, 1)
    assert (await yaroslav.history(room))[-1]["forwarded"]["name"] == "Аня И."


async def test_nobody_forwards_what_he_can_not_read_or_where_he_can_not_write(school: TestSchool) -> None:
    olga, anya, room, parents = await class_of(school)
    await olga.says(room, "До Тимура")
    late = await school.pupil("Тимур", "Гарипов", "6Б")
    stranger = await school.pupil("Гена", "Чужой", "7А")
    await forward(late, room, room, 1, expect=404)
    await forward(stranger, room, school.room("7А"), 1, expect=404)
    await forward(anya, room, parents, 1, expect=404)
    board = school.room("6Б", "announcements")
    assert problem(await forward(anya, room, board, 1, expect=403)) == "room-is-closed"
    await olga.ask("DELETE", f"/api/rooms/{room}/messages/1")
    assert problem(await forward(olga, room, parents, 1, expect=409)) == "already-deleted"


async def test_the_same_forwarding_again_arrives_once(school: TestSchool) -> None:
    olga, _, room, parents = await class_of(school)
    await sends(olga, room, photo(), text="Смотрите")
    same = str(uuid4())
    first = await forward(olga, room, parents, 1, of1=same)
    second = await forward(olga, room, parents, 1, of1=same)
    assert first[0]["id"] == second[0]["id"]
    assert len(await olga.history(parents)) == 1


async def test_nobody_is_called_by_words_that_were_carried_on(school: TestSchool) -> None:
    olga, anya, room, parents = await class_of(school)
    mother = await school.parent("Ирина", "Иванова", anya)
    await olga.says(room, f"<@{anya.id}> и <@all>, не забудьте")
    await forward(olga, room, parents, 1)
    [heard] = await mother.history(parents)
    assert heard["text"] == "@Аня И. и @все, не забудьте"
    assert "mentions" not in heard
    assert "mentionsAll" not in heard


async def test_a_photo_is_read_where_it_was_carried_and_outlives_the_original(school: TestSchool) -> None:
    olga, anya, room, parents = await class_of(school)
    mother = await school.parent("Ирина", "Иванова", anya)
    await sends(olga, room, photo(), text="Класс на экскурсии")
    [original] = (await olga.history(room))[0]["attachments"]
    assert (await fetched(mother, original["id"]))[0] == 404
    await forward(olga, room, parents, 1)
    [carried] = (await mother.history(parents))[0]["attachments"]
    assert carried["id"] != original["id"]
    assert (await fetched(mother, carried["id"]))[0] == 200
    await olga.ask("DELETE", f"/api/rooms/{room}/messages/1")

    async def gone() -> bool:
        return (await fetched(olga, original["id"]))[0] == 404 and not await _waiting(school)

    await until(gone, "the original to be let go")
    assert (await fetched(mother, carried["id"]))[0] == 200
    await olga.ask("DELETE", f"/api/rooms/{parents}/messages/1")
    assert (await fetched(mother, carried["id"]))[0] == 404


async def _waiting(school: TestSchool) -> int:
    """Files that were let go and still lie there."""
    from sqlalchemy import func, select

    from parta.files.tables import file

    async with school.server.workshop.open(reads=True) as work:
        return int(await work.connection.scalar(select(func.count()).where(file.c.state == "gone")) or 0)


async def test_a_forward_of_a_forward_names_the_first_author(school: TestSchool) -> None:
    olga, _, room, _ = await class_of(school)
    await olga.says(room, "Важно")
    other = school.room("6Б", "announcements")
    await forward(olga, room, other, 1)
    again = await forward(olga, other, room, 1)
    assert again[0]["message"]["forwarded"]["name"] == "Петрова Ольга"
