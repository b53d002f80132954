"""Words of announcements: whom they address, who signs them, who got them."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from parta.kernel.text import full_name, plural, pupil_name
from parta.parts.schema import Record
from parta.policy.standing import Actor, Kind

from .shapes import Audience

_WHOM = {"guardians": "родители", "pupils": "ученики", "staff": "сотрудники"}
_OFFICES = {
    "deputyHead": "заместитель руководителя",
    "counsellor": "советник",
    "psychologist": "психолог",
    "socialPedagogue": "социальный педагог",
    "secretary": "секретарь",
}
_MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip


def addressed(audience: Audience, titles: Sequence[str]) -> str:
    """«Родители, ученики: вся школа», «Родители: 5–6-е классы, 7А»."""
    whom = ", ".join(word for key, word in _WHOM.items() if key in audience.whom).capitalize()
    if audience.whole:
        return f"{whom}: вся школа"
    grades = [f"{grade}-е классы" for grade in sorted(set(audience.grades))]
    return f"{whom}: {', '.join([*grades, *titles])}"


def office_of(actor: Actor) -> str:
    """In which office somebody signs; the highest one he holds."""
    kinds = {held.kind for held in actor.held}
    if Kind.HEAD in kinds:
        return "руководитель"
    if offices := sorted(held.detail for held in actor.held if held.kind is Kind.POSITION):
        return _OFFICES.get(offices[0], "")
    if kinds & {Kind.CLASS_TEACHER, Kind.DEPUTY, Kind.SUBSTITUTE}:
        return "классный руководитель"
    return "администратор" if Kind.ADMIN in kinds else ""


def children(row: Record) -> list[str]:
    """The children for whom somebody reads it: «Анна И.»."""
    return [pupil_name(last, first) for last, first in zip(row.lasts or (), row.firsts or (), strict=True)]


def about(row: Record) -> str:
    """What stands beside a recipient's name: his children, or his classes."""
    return ", ".join(children(row) or row.titles or ())


def name_of(row: Record) -> str:
    """«Фамилия Имя Отчество»."""
    return full_name(row.last_name, row.first_name, row.middle_name)


def by_whom(row: Record) -> str:
    """The representative whose receipt covers a child; empty while nobody's does."""
    return full_name(row.by_last, row.by_first, row.by_middle) if row.by_id else ""


def day(at: datetime, time_zone: str) -> str:
    """«24 ноября 2026 г.», by the school's clock."""
    local = at.astimezone(ZoneInfo(time_zone))
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year} г."


def minute(at: datetime | None, time_zone: str) -> str:
    """«24.11.2026 10:05», by the school's clock; a dash for never."""
    return "—" if at is None else f"{at.astimezone(ZoneInfo(time_zone)):%d.%m.%Y %H:%M}"


def people(number: int) -> str:
    """«612 человек»."""
    return plural(number, "человек", "человека", "человек")
