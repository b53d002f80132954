"""What is done with the school itself: made, with its first school year."""

from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

import msgspec

from parta.kernel.errors import invalid
from parta.kernel.ids import SchoolId
from parta.kernel.text import one_line
from parta.work import Work

from . import queries

Line = Annotated[str, msgspec.Meta(max_length=300)]


class NewSchool(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """What is known of a school on its first day; all else is filled in later."""

    short_name: Line
    time_zone: Line
    full_name: Line = ""
    inn: Line = ""
    region: Line = ""
    city: Line = ""
    help_phone: Line = ""


async def create(work: Work, form: NewSchool) -> SchoolId:
    """Make a school; from here on the work acts within it."""
    zone = known_time_zone(form.time_zone)
    short = one_line(form.short_name, pointer="/shortName", longest=80)
    school = SchoolId(work.new_id())
    row = {
        "id": school,
        "short_name": short,
        "full_name": optional_line(form.full_name, pointer="/fullName") or short,
        "inn": known_inn(form.inn),
        "region": optional_line(form.region, pointer="/region"),
        "city": optional_line(form.city, pointer="/city"),
        "help_phone": optional_line(form.help_phone, pointer="/helpPhone", longest=60),
        "time_zone": zone,
        "created_at": work.now,
    }
    await queries.insert_school(work.connection, row)
    work.within(school)
    starts, ends = year_of(work.today(zone))
    year = {"school_id": school, "id": work.new_id(), "name": f"{starts.year}/{ends.year}"}
    await queries.insert_year(work.connection, {**year, "starts": starts, "ends": ends})
    work.note("createSchool", school, {"shortName": ("", short)})
    return school


def year_of(day: date) -> tuple[date, date]:
    """The school year that a day falls into: from the first of September to the end of August."""
    first = day.year if day.month >= 9 else day.year - 1
    return date(first, 9, 1), date(first + 1, 8, 31)


def known_time_zone(name: str, *, pointer: str = "/timeZone") -> str:
    """A time zone of the tz database; raises `Invalid` for anything else."""
    if name not in available_timezones():
        raise invalid(pointer, "Выберите часовой пояс из списка")
    return ZoneInfo(name).key


def known_inn(text: str, *, pointer: str = "/inn") -> str:
    """An organisation's INN (10 digits, 12 for a sole trader) or nothing."""
    digits = text.replace(" ", "")
    if digits and not (digits.isascii() and digits.isdigit() and len(digits) in (10, 12)):
        raise invalid(pointer, "ИНН — это 10 цифр (12 у предпринимателя)")
    if digits and not _control_digits_fit(digits):
        raise invalid(pointer, "В ИНН опечатка: контрольная цифра не сходится")
    return digits


_WEIGHTS = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)


def _control_digits_fit(inn: str) -> bool:
    """The last digit of ten, the last two of twelve, are weighted sums of those before."""
    return all(
        sum(weight * int(digit) for weight, digit in zip(_WEIGHTS[-place:], inn[:place], strict=True)) % 11 % 10
        == int(inn[place])
        for place in ((9,) if len(inn) == 10 else (10, 11))
    )


def optional_line(text: str, *, pointer: str, longest: int = 200) -> str:
    """A cleaned line that may be empty."""
    return one_line(text, pointer=pointer, longest=longest) if text.strip() else ""
