"""The door of moving in: the text for the old chat, the link in it, who is still there."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, get
from litestar.params import FromPath

from parta.admission.consents import queries as schools
from parta.admission.invitations import commands as links
from parta.admission.invitations import queries as invitations
from parta.admission.invitations.api import address_of
from parta.admission.invitations.shapes import Role, Target
from parta.kernel.ids import ClassId
from parta.work import Work

from . import queries

LAST_DAYS = timedelta(days=14)


class Coming(msgspec.Struct, frozen=True, rename="camel"):
    """How far a role has come: the rest is still in the old chat."""

    role: str
    people: int
    joined: int
    off_platform: int


class Day(msgspec.Struct, frozen=True, rename="camel"):
    """How many parents joined on a day, and how many were in the old chat alone when it ended."""

    day: date
    joined: int
    still: int


class Moving(msgspec.Struct, frozen=True, rename="camel"):
    """Everything for the move of one class."""

    class_title: str
    text: str
    link_id: UUID | None  # of the link in the text; null: make one first
    still: int  # parents who are only in the old chat
    coming: list[Coming]
    days: list[Day]


@get("/classes/{class_id:uuid}/moving", operation_id="moveFromOldChat")
async def moving(class_id: FromPath[UUID], work: Work, request: Request[Any, Any, Any]) -> Moving:
    """A ready text for the parents' old chat, its link, and the count of who has come, by day."""
    one = ClassId(class_id)
    row = await invitations.class_of(work.connection, work.school, one)
    target = Target(work.school, Role.GUARDIAN, one, club=row.kind == "club")
    work.require(target.action, target.place)
    words = await schools.school_words(work.connection, work.school)
    link = next(
        (card for card in await links.links(work, one) if card.role is Role.GUARDIAN and card.state == "open"), None
    )
    counts = await queries.counts(work.connection, work.school, one)
    still = sum(one.people - one.joined - one.off_platform for one in counts if one.role == "guardian")
    days = await queries.by_day(work.connection, work.school, one, work.now - LAST_DAYS, words.time_zone)
    return Moving(
        row.title,
        _text(row.title, words.short_name, address_of(request) + link.path if link else "", words.help_phone),
        link.id if link else None,
        still,
        [Coming(count.role, count.people, count.joined, count.off_platform) for count in counts],
        _days({day.day: day.joined for day in days}, still, work.today(words.time_zone)),
    )


def _days(joined: dict[date, int], still: int, today: date) -> list[Day]:
    """From today back to the first day on which anybody came, each with who was left at its end."""
    shown: list[Day] = []
    one = today
    while not shown or (joined and one >= min(joined)):
        shown.append(Day(one, joined.get(one, 0), still))
        still += joined.get(one, 0)
        one -= timedelta(days=1)
    return shown


def _text(title: str, school: str, url: str, phone: str) -> str:
    lines = [
        f"Уважаемые родители {title}! Чат класса переезжает в «Парту» — закрытую площадку нашей школы ({school}).",
        "Там только учителя, ученики и родители класса. Номера телефонов никому не видны, рекламы и посторонних нет.",
    ]
    if url:
        lines.append(f"Вход по ссылке: {url}. Напишите своё имя и имя ребёнка, я подтвержу заявку.")
    lines.append("Если у вас есть бумажное приглашение с квадратным кодом, по нему вход откроется сразу.")
    lines.append("Новые объявления будут там. Этот чат оставляем только для прощания.")
    if phone:
        lines.append(f"Вопросы по входу: {phone}.")
    lines.append("Пользоваться «Партой» необязательно: кому удобнее на бумаге, скажите мне.")
    return "\n\n".join(lines)


ROUTES = [moving]
