"""Filing a report: hidden for the reporter at once, what was said is kept, the moderators hear of it (E3)."""

from datetime import timedelta
from uuid import UUID

from parta.files import evidence as files
from parta.kernel.errors import NotFound, invalid
from parta.kernel.ids import ClassId, PersonId, RoomId, class_desk, hat_stream, school_desk
from parta.kernel.text import one_line
from parta.policy.table import Action
from parta.work import Work

from ..commands import live_message, place, standing_in
from ..events import MessageHidden, ReportDecided, ReportFiled
from ..queries import rooms
from ..queries.rooms import Footing
from .errors import TooManyReports, TooManyUrgentReports
from .queries import filing as queries
from .queries.filing import Filed
from .shapes import About, NewReport

A_DAY, URGENT_A_DAY = 10, 3  # reports of one person
BESIDE = 5  # messages on each side that a report opens, no more
# Who insults and deletes at once is not hidden by it; what was taken back longer ago stays taken back, and a moderator's own
# report opens none of it to him.
JUST_DELETED = timedelta(hours=48)


async def of_message(work: Work, room: RoomId, position: int, new: NewReport) -> None:
    """Report a message that the actor can read and has not written himself."""
    footing = await standing_in(work, room)
    work.require(Action.REPORT_MESSAGE, place(work, footing))
    old = await live_message(work, footing, position)
    if old.author_id == work.person:
        raise invalid("/position", "Пожаловаться на своё сообщение нельзя: его можно удалить")
    await _file(work, footing, "message", PersonId(old.author_id), position, new)


async def of_person(work: Work, room: RoomId, person: PersonId, new: NewReport) -> None:
    """Report a member of a chat; with it goes the last that he said there and the reporter could read."""
    footing = await standing_in(work, room)
    work.require(Action.REPORT_MESSAGE, place(work, footing))
    if not await rooms.member(work.connection, work.school, room, person):
        raise NotFound
    if person == work.person:
        raise invalid("/personId", "На себя пожаловаться нельзя")
    position = await queries.last_said(work.connection, work.school, room, person, footing.first)
    await _file(work, footing, "person", person, position or 0, new)


async def _file(work: Work, footing: Footing, about: About, author: PersonId, position: int, new: NewReport) -> None:
    row = Filed(
        id=work.new_id(),
        room=footing.room,
        position=position,
        author=author,
        about=about,
        reason=one_line(new.reason, pointer="/reason", longest=500),
        urgent=new.urgent,
        to_class_teacher=new.to_class_teacher,
    )
    await queries.one_at_a_time(work.connection, work.school, work.person)
    filed = await queries.file(work.connection, work.school, row, work.person, work.now)
    if filed is None:
        return
    every, urgent = await queries.filed_since(work.connection, work.school, work.person, work.now - timedelta(days=1))
    if new.urgent and urgent > URGENT_A_DAY:
        raise TooManyUrgentReports
    if every > A_DAY:
        raise TooManyReports
    if position:
        since = None if work.may(Action.SEE_REPORTS, place(work, footing)) else work.now - JUST_DELETED
        await queries.keep(work.connection, work.school, filed, footing.room, position, BESIDE, since)
        await files.keep(work, footing.room, position - BESIDE, position + BESIDE)
        hidden = MessageHidden(room_id=footing.room, position=position)
        work.tell(hat_stream(work.person, str(work.actor.hat)), "person", hidden)
    tell_desks(work, footing.class_id if new.to_class_teacher else None, ReportFiled(report_id=filed))
    await work.defer("reports.alert", school=str(work.school))


def tell_desks(work: Work, class_id: UUID | None, event: ReportFiled | ReportDecided) -> None:
    """Moderators of the school, and of the class where the reporter chose so, hear of a report; nobody else."""
    if class_id is not None:
        work.tell(class_desk(ClassId(class_id)), "desk", event)
    work.tell(school_desk(work.school), "desk", event)
