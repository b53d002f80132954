"""What moderators did about a pupil or parent, on his card: for those who decide reports of his class (E4)."""

from datetime import datetime
from typing import Literal

import msgspec

from parta.kernel.ids import PersonId
from parta.kernel.text import full_name
from parta.policy.decide import Place
from parta.policy.standing import Column
from parta.policy.table import Action
from parta.rooms.queries import sanctions
from parta.work import Work

from .reading import family_place


class ConductAct(msgspec.Struct, frozen=True, rename="camel"):
    """One act: only reading until a time, allowed again, put out of a chat, taken in again."""

    what: Literal["onlyReading", "lift", "remove", "readmit"]
    room: str
    until: datetime | None
    reason: str
    by: str
    at: datetime


async def of_person(work: Work, person: PersonId) -> list[ConductAct]:
    """The newest first; a class teacher sees what happened in chats of the own classes."""
    place = await family_place(work, work.school, person)
    work.require(Action.SEE_REPORTS, place)
    whole = work.may(Action.SEE_REPORTS, Place(school=work.school))
    classes = None if whole else work.actor.columns().get(Column.CLASS_TEACHER, frozenset())
    rows = await sanctions.history(work.connection, work.school, person, classes)
    return [
        ConductAct(r.what, r.title, r.until, r.reason, full_name(r.last_name, r.first_name, r.middle_name), r.at)
        for r in rows
    ]
