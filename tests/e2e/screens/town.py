"""The people and things every screen is opened with: a small school in the middle of its day, and one without anything."""

from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import aiohttp
from playwright._impl._api_structures import SetCookieParam
from sqlalchemy import insert, update

from applicants import PDF, Visitor, application
from parta.identity import codes
from parta.identity import queries as identity
from parta.identity.tables import account, contact
from parta.kernel.hats import Hat
from parta.kernel.ids import AccountId, PersonId
from parta.people import commands as people
from parta.people.queries import NewPerson
from parta.policy.standing import Kind
from parta.school.tables import school as school_rows
from people import START, Person, TestSchool

LIST = Path(__file__).parents[3] / "examples/thirty-defects.xlsx"

LESSONS = [{"begins": "08:30:00", "ends": "09:15:00"}, {"begins": "09:25:00", "ends": "10:10:00"}]


class Town:
    """Two schools on one installation, by the names the table of screens uses."""

    def __init__(self, school: TestSchool) -> None:
        self.school, self.bare = school, TestSchool(school.server, school.url, school.database)
        self.who: dict[str, Person] = {}
        self.secret = self.announcement = ""
        self.things: dict[str, str] = {"": ""}
        self._open = AsyncExitStack()

    async def build(self) -> None:
        """Everybody and everything."""
        await self._people()
        await self._talk()
        await self._desk()
        await self._bare_school()
        await self._operators()
        await self._applicants()
        self.things |= {
            "school": str(self.school.id),
            "room": str(self.school.room("6Б")),
            "quiet": str(self.school.room("6Б", "announcements")),
            "class": str(self.school.classes["6Б"]),
            "bare class": str(self.school.classes["1А"]),
            "pupil": str(self.who["ilya"].id),
            "teacher": str(self.who["teacher"].id),
            "announcement": self.announcement,
            "nothing": "nothing",
            **{f"{step} step": step for step in ("address", "phone", "list", "slips")},
        }

    async def close(self) -> None:
        for person in self.bare.people:
            await person.close()
        await self._open.aclose()

    def cookie(self, who: str) -> SetCookieParam:
        """This person's session, for a browser."""
        http = self.who[who].http
        assert http is not None
        (one,) = [each for each in http.cookie_jar if each.key == "parta_session"]
        return {"name": one.key, "value": one.value, "url": self.school.url}

    async def _people(self) -> None:
        school = self.school
        self.who["admin"] = await school.admin("Ольга", "Орлова")
        self.who["teacher"] = await school.teacher("Марат", "Каримов", class_teacher="6Б", teaches="6Б")
        self.who["anya"] = await school.pupil("Анна", "Иванова", "6Б")
        self.who["ilya"] = await school.pupil("Илья", "Константинопольский-Преображенский", "6Б")
        await self._on_roster("Преображенский", "Пётр", Kind.GUARDIAN, self.who["ilya"].id)
        self.who["mother"] = await school.parent("Вера", "Иванова", self.who["anya"])
        await school.school_class("1А")
        self.who["guest"] = await school.teacher("Пётр", "Новиков")
        self.who["nurse"] = await school.staff("Нина", "Белова")
        async with school.server.workshop.open() as work:
            work.within(school.id)
            values = {"test_qr_at": work.now, "help_phone": "+7 843 200-00-00", "help_hours": "пн–пт 8:00–17:00"}
            await work.connection.execute(update(school_rows).values(values).where(school_rows.c.id == school.id))
        self.person = await self._on_roster("Сидорова", "Мария", Kind.PUPIL, school.classes["6Б"])
        self.waiting = await school.join(
            "Глеб", "Ждущий", Hat.PUPIL, [(Kind.PUPIL, school.classes["6Б"], "")], admitted=False
        )
        self.who["waiting"] = self.waiting

    async def _on_roster(self, last: str, first: str, kind: Kind, target: object = None) -> PersonId:
        person = PersonId(uuid4())
        async with self.school.server.workshop.open() as work:
            work.within(self.school.id)
            await people.add(work, self.school.id, [NewPerson(id=person, last_name=last, first_name=first)])
            await people.give(work, self.school.id, person, kind, today=START, target=target)  # type: ignore[arg-type]
        return person

    async def _talk(self) -> None:
        room = self.school.room("6Б")
        anya, ilya, teacher = self.who["anya"], self.who["ilya"], self.who["teacher"]
        first = await anya.says(room, "Здравствуйте! А что **задали** на завтра? https://school.example/6b `стр. 12`")
        await teacher.says(room, "Упражнение 145, выучить правило. Тетради сдать до среды", replyTo=first["position"])
        rude = await ilya.says(room, "Сам сдавай свои тетради")
        await teacher.says(room, f"<@{ilya.id}>, останься после урока")
        await anya.ask("POST", f"/api/rooms/{room}/messages/{rude['position']}/report", {"reason": "Обидно"})
        await self.who["admin"].says(self.school.rooms[("", "staffroom")], "Коллеги, педсовет завтра, 15:00")

        whom = {"whom": ["guardians", "pupils"], "classes": [str(self.school.classes["6Б"])]}
        said = {"title": "Экскурсия завтра", "text": "Сбор 8:30, у входа.", "audience": whom}
        made = await teacher.ask("POST", "/api/announcements", said | {"clientId": str(uuid4())}, expect=201)
        self.announcement = made["id"]

    async def _desk(self) -> None:
        teacher, admin = self.who["teacher"], self.who["admin"]
        one = str(self.school.classes["6Б"])
        await admin.ask("PATCH", "/api/school", {"city": "Казань"})
        await admin.ask("POST", "/api/school/buildings", {"name": "Старый корпус", "address": "Лесная, 3"})
        bells = {"name": "Первая смена", "shift": 1, "weekdays": [1, 2, 3, 4, 5], "lessons": LESSONS}
        await admin.ask("POST", "/api/school/bell-schedules", bells)
        await admin.ask("POST", "/api/clubs", {"title": "Робототехника"})
        made = await teacher.ask("POST", "/api/invitations", {"role": "guardian", "classId": one}, expect=201)
        await admin.ask("POST", "/api/invitations", {"role": "teacher"}, expect=201)
        self.secret = made["path"].removeprefix("/i/")
        stranger = await self._session()
        body = {"ticket": self.secret, "name": "Сидорова Ирина", "childName": "Сидорова Мария"}
        async with stranger.post("/api/joining/requests", json=body) as answer:
            assert answer.status == 204, await answer.text()
        form = aiohttp.FormData(quote_fields=False)
        form.add_field("data", LIST.read_bytes(), filename="Список школы.xlsx")
        assert admin.http is not None
        async with admin.http.post("/api/imports", data=form) as answer:
            assert answer.status < 300, await answer.text()

    async def _bare_school(self) -> None:
        await self.bare.found("Школа № 7")
        self.who["lonely"] = await self.bare.admin("Анна", "Первая")

    async def _operators(self) -> None:
        """One has no school yet, one works in a school; an administrator who came by paper owes a second proof."""
        keeper = self.who["keeper"] = await self.school.staff("Захар", "Ключников", Kind.TEACHER)
        mother = self.who["mother"]
        async with self.school.server.workshop.open() as work:
            await identity.insert_account(work.connection, founder := AccountId(uuid4()), work.now, operator=True)
            await work.connection.execute(update(account).where(account.c.id == keeper.account).values(operator=True))
            row = {"id": uuid4(), "account_id": mother.account, "kind": "email", "value": "vera@mail.ru"}
            await work.connection.execute(insert(contact).values(row | {"confirmed_at": work.now}))
            printed = (await codes.issue(work, self.who["admin"].account, "printed", timedelta(hours=1))).shown
        await mother.ask("POST", "/api/sign-in/code-requests", {"contact": "vera@mail.ru"}, expect=202)
        self.who["founder"] = await self._comes_by(founder, await self.school.code_for(founder))
        self.who["half"] = await self._comes_by(self.who["admin"].account, printed)

    async def _applicants(self) -> None:
        """One school waits for the operator's decision, the administrator of another may already come in."""
        desk, applicant = self.who["founder"], Visitor(await self._session())
        first = await applicant.sends("/api/applications", application(), scan=PDF)
        address = f"/api/operator/applications/{(await self._pending(desk))['id']}"
        seen = (await desk.ask("GET", address))["steps"][-1]["number"]
        await desk.ask("POST", f"{address}/approve", {"seen": seen}, expect=204)
        approved = await applicant.ask("GET", "/api" + first["path"].replace("apply", "applications"))
        other = application(shortName="Гимназия № 3", inn="7736050003", email="irina@gymnasium3.ru")
        second = await applicant.sends("/api/applications", other, scan=PDF)
        self.things |= {
            "sign-up": approved["signUp"].rsplit("/", 1)[1],
            "application": second["path"].rsplit("/", 1)[1],
            "at the desk": (await self._pending(desk))["id"],
        }

    async def _pending(self, desk: Person) -> dict[str, str]:
        (row,) = (await desk.ask("GET", "/api/operator/applications?pending=true"))["items"]
        return dict(row)

    async def _comes_by(self, account: AccountId, code: str) -> Person:
        person = Person(self.school, PersonId(uuid4()), account, Hat.STAFF)
        person.http = await self._session()
        await person.ask("POST", "/api/sign-in/code", {"code": code}, expect=204)
        return person

    async def _session(self) -> aiohttp.ClientSession:
        headers = {"X-Parta": "1", "Origin": self.school.url}
        jar = aiohttp.CookieJar(unsafe=True)
        return await self._open.enter_async_context(
            aiohttp.ClientSession(self.school.url, headers=headers, cookie_jar=jar)
        )
