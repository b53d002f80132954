"""Announcements on paper: the protocol of acquaintance, and the list for families that are not on the platform (B15)."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

from parta.kernel.hats import Hat
from parta.parts.pdf import pdf
from parta.parts.schema import Record
from parta.school import queries as schools
from parta.school.shapes import SchoolCard
from parta.work import Work

from . import reach, reading, wording
from .errors import NobodyOnPaper
from .queries import children as child_queries
from .queries import receipts as queries

TEMPLATES = Path(__file__).parent
Which = Literal["outside", "unreached"]

_SECTIONS = ((Hat.GUARDIAN, "Представители"), (Hat.PUPIL, "Ученики"), (Hat.STAFF, "Сотрудники"))
_LISTS: dict[Which, str] = {
    "outside": "Семьи, которые получают объявления на бумаге",
    "unreached": "Семьи, из которых на платформу ещё никто не вошёл",
}


async def protocol(work: Work, which: UUID) -> bytes:
    """Who has read or acknowledged it and when, child by child and person by person, as PDF."""
    row = await reading.required(work, which)
    only = reach.only(work)
    counted = (await queries.count(work.connection, work.school, [which], only))[which]
    children = await child_queries.every(work.connection, work.school, which, only)
    people = await queries.every_person(work.connection, work.school, which, only)
    school = await schools.card(work.connection, work.school)
    facts = [
        ["Дата", wording.minute(row.sent_at, school.time_zone)],
        ["Подписано", _signed(row)],
        ["Кому", row.addressed],
        ["Получателей", str(counted.recipients)],
        ["Прочитали", str(counted.read)],
    ]
    if row.wants_acknowledgement:
        facts.append(["Ознакомились", str(counted.acknowledged)])
    if counted.children:
        facts.append(["Дети", f"{counted.covered} из {counted.children} — представитель ознакомлен"])
    values = _head(row, school) | {
        "heading": f"Протокол ознакомления с объявлением № {row.number}",
        "facts": facts,
        "sections": [*_by_child(children, school.time_zone), *_by_person(people, school.time_zone)],
        "made": f"Составлено системой {wording.minute(work.now, school.time_zone)}. Время — по часам школы.",
    }
    return await pdf((TEMPLATES / "protocol.typ").read_text(), values)


async def paper(work: Work, which: UUID, families: Which) -> bytes:
    """The announcement with a line to sign for each child whose family gets it on paper, as PDF."""
    row = await reading.required(work, which)
    rows = await child_queries.every(work.connection, work.school, which, reach.only(work))
    chosen = [one for one in rows if (one.outside if families == "outside" else _unreached(one))]
    if not chosen:
        raise NobodyOnPaper
    school = await schools.card(work.connection, work.school)
    values = _head(row, school) | {
        "heading": f"Объявление № {row.number} от {wording.day(row.sent_at, school.time_zone)}",
        "signed": _signed(row),
        "list": _LISTS[families],
        "rows": [[one.class_title, wording.name_of(one)] for one in chosen],
    }
    return await pdf((TEMPLATES / "paper.typ").read_text(), values)


def _unreached(row: Record) -> bool:
    return not row.outside and not row.reached and row.by_id is None


def _head(row: Record, school: SchoolCard) -> dict[str, Any]:
    return {"school": school.full_name, "title": row.title, "paragraphs": row.text.split("\n")}


def _signed(row: Record) -> str:
    return ", ".join(part for part in (row.author_name, row.author_office) if part)


def _by_child(rows: Sequence[Record], zone: str) -> Iterable[dict[str, Any]]:
    if rows:
        yield {
            "title": "Дети",
            "columns": ["Ученик", "Кто из представителей ознакомлен", "Когда"],
            "rows": [
                [_of_class(row), wording.by_whom(row) or _why(row), wording.minute(row.done_at, zone)] for row in rows
            ],
        }


def _by_person(rows: Sequence[Record], zone: str) -> Iterable[dict[str, Any]]:
    for hat, title in _SECTIONS:
        of_hat = [row for row in rows if row.hat == hat]
        if of_hat:
            yield {
                "title": title,
                "columns": ["Имя", "За кого" if hat is Hat.GUARDIAN else "Класс", "Когда"],
                "rows": [
                    [wording.name_of(row), wording.about(row), wording.minute(row.done_at, zone)] for row in of_hat
                ],
            }


def _of_class(row: Record) -> str:
    return f"{wording.name_of(row)}, {row.class_title}" if row.class_title else wording.name_of(row)


def _why(row: Record) -> str:
    if row.outside:
        return "на бумаге"
    return "—" if row.reached else "ещё не на платформе"
