"""All staff are told of a recovery: by letter, or by text message where there is no address; the app shows a banner too."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from parta.identity import delivery
from parta.identity.contact_words import Contact
from parta.identity.queries import contacts
from parta.kernel.ids import SchoolId
from parta.parts.schema import Record
from parta.school import queries as schools
from parta.work import Work

from . import queries

_ASKED = (
    "{school}: по приказу {order} администратором «Парты» станет {name}.\n\n"
    "Это произойдёт {due}. Прежние администраторы потеряют права, их сеансы закроются.\n\n"
    "Если приказа не было, действующий администратор может остановить это в «Парте»; остальные — сообщите руководителю школы.\n"
)
_STOPPED = "{school}: смена администратора по приказу {order} остановлена. Администраторы остаются прежними.\n"
_APPLIED = "{school}: по приказу {order} администратор «Парты» теперь {name}.\n"
_SUBJECT = "Смена администратора школы"


async def tell_asked(work: Work, school: SchoolId, order: str, name: str, due: datetime) -> None:
    """An order has come in and waits."""
    zone = ZoneInfo(await schools.time_zone(work.connection, school))
    await _tell(work, school, _ASKED, order=order, name=name, due=f"{due.astimezone(zone):%d.%m.%Y в %H:%M}")


async def tell_stopped(work: Work, school: SchoolId, order: str) -> None:
    """The order was stopped."""
    await _tell(work, school, _STOPPED, order=order)


async def tell_applied(work: Work, school: SchoolId, order: str, name: str) -> None:
    """The order took effect."""
    await _tell(work, school, _APPLIED, order=order, name=name)


async def _tell(work: Work, school: SchoolId, letter: str, **words: str) -> None:
    card = await schools.card(work.connection, school)
    accounts = await queries.staff_accounts(work.connection, school)
    rows = await contacts.of_accounts(work.connection, accounts)
    body = letter.format(school=card.short_name, **words)
    await delivery.write_to_all(work, _first_of_each(rows), _SUBJECT, body)


def _first_of_each(rows: Iterable[Record]) -> list[Contact]:
    """One contact an account: the rows come with the addresses first."""
    chosen: dict[object, Contact] = {}
    for row in rows:
        chosen.setdefault(row.account_id, Contact(row.kind, row.value))
    return list(chosen.values())
