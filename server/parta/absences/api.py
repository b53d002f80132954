"""The door of «Не придёт»."""

from datetime import date
from urllib.parse import quote
from uuid import UUID

import msgspec
from litestar import Response, delete, get, post
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath

from parta.kernel.ids import ClassId
from parta.work import Work

from . import commands, reading, sheet
from .shapes import ClassDay, MyAbsences, NewAbsence, SchoolDay
from .sheet import Form

_FILE = {200: ResponseSpec(bytes, generate_examples=False, description="The file", media_type="*/*")}
_KINDS = {"csv": "text/csv; charset=utf-8", "pdf": "application/pdf"}


class Marked(msgspec.Struct, frozen=True, rename="camel"):
    """What was marked."""

    id: UUID


@get("/my/absences", operation_id="myAbsences")
async def my_absences(work: Work) -> MyAbsences:
    """One's own children with the days on which they will not come."""
    return await reading.mine(work)


@post("/absences", operation_id="markAbsence")
async def mark_absence(data: NewAbsence, work: Work) -> Marked:
    """«Не придёт»."""
    return Marked(await commands.mark(work, data))


@delete("/absences/{absence_id:uuid}", operation_id="takeBackAbsence")
async def take_back_absence(absence_id: FromPath[UUID], work: Work) -> None:
    """«Придёт»: the days that have not begun are taken back."""
    await commands.take_back(work, absence_id)


@get("/classes/{class_id:uuid}/absences", operation_id="readClassDay")
async def read_class_day(class_id: FromPath[UUID], work: Work, day: date | None = None) -> ClassDay:
    """Who of a class is not expected on a day."""
    return await reading.class_day(work, ClassId(class_id), day)


@get("/absences", operation_id="readSchoolDay")
async def read_school_day(work: Work, day: date | None = None) -> SchoolDay:
    """How many are not expected on a day, class by class."""
    return await reading.school_day(work, day)


@get("/classes/{class_id:uuid}/absences/sheet", operation_id="printClassDay", responses=_FILE)
async def print_class_day(
    class_id: FromPath[UUID], work: Work, day: date | None = None, form: Form = "pdf"
) -> Response[bytes]:
    """The day's list of a class, for paper or as a table."""
    found = await reading.class_day(work, ClassId(class_id), day)
    return _file(await sheet.printed(sheet.of_class(found), form), form, f"Не придут {found.title} {found.day}")


@get("/absences/sheet", operation_id="printSchoolDay", responses=_FILE)
async def print_school_day(work: Work, day: date | None = None, form: Form = "pdf") -> Response[bytes]:
    """The day's numbers of the school, for paper or as a table."""
    found = await reading.school_day(work, day)
    return _file(await sheet.printed(sheet.of_school(found), form), form, f"Не придут {found.day}")


def _file(body: bytes, form: Form, name: str) -> Response[bytes]:
    named = f"attachment; filename=\"parta.{form}\"; filename*=UTF-8''{quote(f'{name}.{form}', safe='')}"
    return Response(body, media_type=_KINDS[form], headers={"Content-Disposition": named})


ROUTES = [
    my_absences,
    mark_absence,
    take_back_absence,
    read_class_day,
    read_school_day,
    print_class_day,
    print_school_day,
]
