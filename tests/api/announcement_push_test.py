"""Announcements on phones: named by nothing, held by quiet hours unless they are urgent, called off once read (C14, C15, C16)."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import select

from applicants import MovedClock
from parta.notify.tables import push_notice
from people import Person, TestSchool, running_school
from phones import WITH_PUSH, Phone, push_service

ZONE = ZoneInfo("Europe/Moscow")


def at_hour(clock: MovedClock, hour: int) -> None:
    """This hour of the next day of school, by its own clock; a Wednesday."""
    now = datetime.now(UTC).astimezone(ZONE)
    days = (2 - now.weekday()) % 7 or 7
    clock.ahead = now.replace(hour=hour, minute=0) - now + timedelta(days=days)


async def due(school: TestSchool, one: str) -> list[datetime]:
    """When phones are to be told of this announcement."""
    async with school.server.workshop.open(reads=True) as work:
        rows = await work.connection.execute(
            select(push_notice.c.next_at).where(push_notice.c.room_id == UUID(one), push_notice.c.next_at.is_not(None))
        )
        return [row.next_at for row in rows]


async def announce(who: Person, school: TestSchool, *, urgent: bool) -> str:
    audience = {"whom": ["guardians"], "classes": [str(school.classes["5А"])]}
    said = {"clientId": str(uuid4()), "title": "Контрольная", "text": "Тайна", "audience": audience, "urgent": urgent}
    return str((await who.ask("POST", "/api/announcements", said, expect=201))["id"])


async def test_a_phone_is_told_of_an_announcement_without_a_word_of_it(clock: MovedClock) -> None:
    at_hour(clock, 12)
    async with running_school(entry=WITH_PUSH, clock=clock) as school, push_service(school) as (makers, courier):
        mother, phone = await school.parent("Вера", "Иванова", await school.pupil("Аня", "Иванова", "5А")), Phone()
        await phone.asks(mother)
        one = await announce(await school.admin(), school, urgent=False)
        await courier.send_due()
        assert makers.to(phone) == [{"kind": "announcement", "tag": one}]
        two = await announce(await school.admin(), school, urgent=True)
        await courier.send_due()
        assert makers.to(phone)[1:] == [{"kind": "urgent", "tag": two}]
        assert len({len(parcel.body) for parcel in makers.delivered}) == 1, "their length tells nothing either"


async def test_at_night_an_announcement_waits_and_an_emergency_does_not(clock: MovedClock) -> None:
    at_hour(clock, 23)
    async with running_school(entry=WITH_PUSH, clock=clock) as school:
        mother, admin = (
            await school.parent("Вера", "Иванова", await school.pupil("Аня", "Иванова", "5А")),
            await school.admin(),
        )
        await Phone().asks(mother)
        calm, urgent = await announce(admin, school, urgent=False), await announce(admin, school, urgent=True)
        (morning,) = await due(school, calm)
        assert morning.astimezone(ZONE).hour == 7
        (at_once,) = await due(school, urgent)
        assert at_once <= clock.now()
        await mother.ask("POST", f"/api/announcements/{calm}/acknowledge", expect=204)
        assert await due(school, calm) == [], "who has read it is not rung up in the morning"
