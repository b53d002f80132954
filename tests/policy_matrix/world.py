"""The world of the matrix: one person for each column, who reaches no further than it, and the sides that he asks at."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec
from sqlalchemy import insert, update

from files import announce, upload
from parta.admission.tables import join_request
from parta.classes.tables import school_class
from parta.files.tables import file
from parta.identity import queries as identity
from parta.kernel.hats import Hat
from parta.kernel.ids import AccountId, ClassId, PersonId
from parta.people import queries as roster
from parta.policy.standing import Actor, Column, Held, Kind
from parta.rooms.reports.tables import report
from parta.rooms.rule import Rule
from parta.rooms.tables import message, pinned_member, poll
from people import Person, TestSchool, browser

from .sides import Side

OFFICE = "position of 5А"  # the same column, with a reach: a position of the whole school reaches every class


class Who(msgspec.Struct, frozen=True):
    """Somebody of a column, as the policy knows him, with the sides as they are for him."""

    person: Person
    actor: Actor
    sides: dict[str, Side]


async def people_of(school: TestSchool, elsewhere: TestSchool) -> dict[str, Who]:
    """Everybody who asks, each with his sides."""
    sides = {
        "own": await _side(school, "5А", into="5Б"),
        "other": await _side(school, "5Б", into="5А"),
        "foreign": await _side(elsewhere, "5А", into="6А"),
    }
    child = await school.pupil("Аня", "Иванова", "5А")
    people = {column: await _join(school, column, held) for column, held in _held(sides["own"], child.id).items()}
    sides["common"] = await _common_room(school, sides["own"])
    for name, side in sides.items():  # what is said before one came is hidden from him: they all hear this
        sides[name] = await _spoken(elsewhere if name == "foreign" else school, side)
    operator = await _operator(school)
    bare = Actor(account=operator.account, session=None, operator=True)
    made: dict[str, Who] = {Column.OPERATOR: Who(operator, bare, sides)}
    for column, person in people.items():
        actor = Actor(
            account=AccountId(person.account), session=None, school=school.id, person=person.id, hat=person.hat,
            held=tuple(_held(sides["own"], child.id)[column]),
        )  # fmt: skip
        made[column] = Who(person, actor, await _sides_of(school, person, sides, child.id, people[Column.GUARDIAN].id))
    return made


async def _sides_of(
    school: TestSchool, person: Person, sides: dict[str, Side], child: PersonId, mother: PersonId
) -> dict[str, Side]:
    """The sides as they are for this person: where he is a member, and what is his own."""
    rooms = {UUID(room["id"]) for room in await person.rooms()}
    told = {UUID(one["id"]) for one in (await person.ask("GET", "/api/announcements"))["items"]}
    seen = {
        name: msgspec.structs.replace(side, member=side.room in rooms, receives=side.announcement in told)
        for name, side in sides.items()
    }
    own = await _own_message(school, seen["common"], person)
    loose = await _own_file(school, seen["common"], person)
    question = await _own_poll(school, seen["common"], person)
    seen["mine"] = msgspec.structs.replace(
        seen["common"], message=own, author=person.id, adult=person.id, loose=loose, own_poll=question
    )
    whose = {Hat.PUPIL: person.id, Hat.GUARDIAN: child}.get(person.hat)
    if whose is not None:
        seen["child"] = msgspec.structs.replace(seen["own"], pupil=whose, guardian=mother)
    return seen


def _held(own: Side, child: PersonId) -> dict[str, list[Held]]:
    staff, one = Held(Kind.STAFF), own.school_class
    return {
        Column.ADMIN: [staff, Held(Kind.ADMIN)],
        Column.HEAD: [staff, Held(Kind.HEAD)],
        Column.POSITION: [staff, Held(Kind.POSITION, None, "deputyHead")],
        OFFICE: [staff, Held(Kind.POSITION, one, "counsellor")],
        Column.CLASS_TEACHER: [staff, Held(Kind.TEACHER), Held(Kind.CLASS_TEACHER, one)],
        Column.TEACHER: [
            staff, Held(Kind.TEACHER), Held(Kind.TEACHES, one, "физика"), Held(Kind.TEACHES, own.club, "руководитель"),
        ],
        Column.UNCONFIRMED: [staff, Held(Kind.UNCONFIRMED)],
        Column.OTHER_STAFF: [staff, Held(Kind.OTHER_STAFF)],
        Column.CANTEEN: [staff, Held(Kind.POSITION, None, "canteen")],
        Column.PUPIL: [Held(Kind.PUPIL, one)],
        Column.GUARDIAN: [Held(Kind.GUARDIAN, child, "мать")],
        Column.TRUSTED_ADULT: [Held(Kind.TRUSTED_ADULT, child, "бабушка")],
    }  # fmt: skip


async def _join(school: TestSchool, column: str, held: list[Held]) -> Person:
    hat: dict[str, Hat] = {Column.PUPIL: Hat.PUPIL, Column.GUARDIAN: Hat.GUARDIAN, Column.TRUSTED_ADULT: Hat.GUARDIAN}
    given = [(one.kind, one.target, one.detail) for one in held]
    made = await school.join("Кто", column.title(), hat.get(column, Hat.STAFF), given)
    if made.hat is Hat.GUARDIAN and (child := held[0].target):
        await _bond(school, PersonId(child), made.id, trusted=column is Column.TRUSTED_ADULT)
    return made


async def _bond(school: TestSchool, child: PersonId, adult: PersonId, *, trusted: bool = False) -> None:
    """Written on the roster too: whose representative somebody is."""
    async with school.server.workshop.open() as work:
        bond = {
            "school_id": school.id, "id": uuid4(), "child_id": child, "guardian_id": adult, "relation": "мать",
            "kind": "trusted" if trusted else "representative", "proof_note": "", "source": "roster", "since": work.now,
        }  # fmt: skip
        await roster.insert_guardianships(work.connection, [bond])


async def _operator(school: TestSchool) -> Person:
    """Whoever keeps the installation: an account that belongs to no school."""
    account = AccountId(uuid4())
    async with school.server.workshop.open() as work:
        await identity.insert_account(work.connection, account, work.now, operator=True)
    operator = Person(school, PersonId(uuid4()), account, Hat.STAFF)
    operator.http = browser(school.url)
    school.people.append(operator)
    await operator.ask("POST", "/api/sign-in/code", {"code": await school.code_for(account)}, expect=204)
    return operator


async def _side(school: TestSchool, title: str, *, into: str) -> Side:
    one = await school.school_class(title)
    group = await _group(school, "subgroup", f"Английский {title}", one)
    learns = [(Kind.PUPIL, one, ""), (Kind.MEMBER, group, "")]
    pupil = await school.join("Цель", "Учеников", Hat.PUPIL, learns)
    guardian = await school.parent("Цель", "Родителев", pupil)
    await _bond(school, pupil.id, guardian.id)
    teacher = await school.teacher("Цель", "Учителев")
    newcomer = await school.staff("Цель", "Новый", Kind.UNCONFIRMED)
    admin = await school.admin("Цель", "Админова")
    return Side(
        school=school.id, school_class=one, into=await school.school_class(into),
        group=group, club=await _group(school, "club", f"Хор {title}"),
        room=school.room(title), room_class=one, message=0, author=pupil.id, report=uuid4(), file=uuid4(), loose=uuid4(),
        poll=uuid4(), own_poll=uuid4(),
        request=await _request(school, "pupil", one), staff_request=await _request(school, "teacher", None),
        pupil=pupil.id, guardian=guardian.id, adult=guardian.id,
        teacher=teacher.id, newcomer=newcomer.id, admin=admin.id, announcement=uuid4(),
    )  # fmt: skip


async def _spoken(school: TestSchool, side: Side) -> Side:
    """A message with a file in the room of this side, which somebody has reported; an announcement to its class."""
    file = (await upload(_speaker(school, side), side.room, b"Hello", "a.txt"))["id"]
    said = await _speaker(school, side).says(side.room, "Всем добрый день", files=[file])
    return msgspec.structs.replace(
        side,
        message=said["position"],
        file=UUID(file),
        poll=await _asked(_speaker(school, side), side.room),
        announcement=await _announcement(school, side),
        report=await _report(school, side.room, said["position"], side.pupil, side.teacher),
    )


async def _announcement(school: TestSchool, side: Side) -> UUID:
    """An announcement to everybody of the class; whoever is asked about it has joined by now."""
    admin = next(one for one in school.people if one.id == side.admin)
    whom = {"whom": ["guardians", "pupils", "staff"], "classes": [str(side.school_class)]}
    said = {"clientId": str(uuid4()), "title": "Собрание", "text": "В четверг", "audience": whom}
    return UUID((await admin.ask("POST", "/api/announcements", said, expect=201))["id"])


async def _asked(person: Person, room: UUID) -> UUID:
    """A poll of this person in a room where he may write."""
    form = {"clientId": str(uuid4()), "question": "Куда?", "choices": ["Сюда", "Туда"]}
    return UUID((await person.ask("POST", f"/api/rooms/{room}/polls", form, expect=201))["message"]["poll"])


def _speaker(school: TestSchool, side: Side) -> Person:
    return next(one for one in school.people if one.id == side.pupil)


async def _group(school: TestSchool, kind: str, title: str, parent: ClassId | None = None) -> ClassId:
    one = ClassId(uuid4())
    await _write(school, school_class, id=one, kind=kind, title=title, sort_key=title, parent_id=parent, created_at=...)
    return one


async def _request(school: TestSchool, role: str, class_id: ClassId | None) -> UUID:
    one = uuid4()
    await _write(
        school, join_request, id=one, account_id=uuid4(), role=role, class_id=class_id,
        last_name="Просит", first_name="Кто", status="waiting", created_at=...,
    )  # fmt: skip
    return one


async def _report(school: TestSchool, room: UUID, position: int, author: PersonId, reporter: PersonId) -> UUID:
    one = uuid4()
    await _write(
        school, report, id=one, room_id=room, position=position, author_id=author, reporter_id=reporter,
        reason="обидно", at=...,
    )  # fmt: skip
    return one


async def _common_room(school: TestSchool, own: Side) -> Side:
    """A chat of the whole school, in which everybody is kept by a named exception."""
    async with school.server.workshop.open() as work:
        work.within(school.id)
        await school._room(work, ("", "common"), "Общий", Rule(()))
        room = school.rooms[("", "common")]
        pins = [
            {
                "school_id": school.id, "room_id": room, "person_id": one.id, "hat": one.hat.value, "way": "add",
                "reason": "матрица", "created_at": work.now,
            }
            for one in school.people
        ]  # fmt: skip
        await work.connection.execute(insert(pinned_member), pins)
        work.standings_changed([one.id for one in school.people])
    return msgspec.structs.replace(own, room=room, room_class=None)


async def _own_message(school: TestSchool, common: Side, person: Person) -> int:
    """One's own message in the chat of all: whoever may not write now wrote it before."""
    said = await _speaker(school, common).says(common.room, "Это моё")
    async with school.server.workshop.open() as work:
        where = (message.c.room_id == common.room) & (message.c.position == said["position"])
        await work.connection.execute(update(message).where(where).values(author_id=person.id))
    return int(said["position"])


async def _own_poll(school: TestSchool, common: Side, person: Person) -> UUID:
    """One's own question in the chat of all: whoever may ask none now asked it before."""
    asked = await _asked(_speaker(school, common), common.room)
    async with school.server.workshop.open() as work:
        for table, which in ((message, message.c.poll_id), (poll, poll.c.id)):
            await work.connection.execute(update(table).where(which == asked).values(author_id=person.id))
    return asked


async def _write(school: TestSchool, table: Any, **values: Any) -> None:
    """A row of this school; `...` stands for now."""
    async with school.server.workshop.open() as work:
        row = {name: work.now - timedelta(minutes=1) if value is ... else value for name, value in values.items()}
        await work.connection.execute(insert(table).values(school_id=school.id, **row))


async def _own_file(school: TestSchool, common: Side, person: Person) -> UUID:
    """One's own file that waits to be sent: whoever may not send one now began it before."""
    begun = UUID((await announce(_speaker(school, common), common.room, b"Hello", "a.txt"))["id"])
    async with school.server.workshop.open() as work:
        await work.connection.execute(update(file).where(file.c.id == begun).values(owner_id=person.id))
    return begun
