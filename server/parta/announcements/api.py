"""The doors of announcements: the reader's feed, writing, the receipts, paper."""

from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery, QueryParameter

from parta.kernel.pages import Page
from parta.work import Work

from . import commands, printing, reading
from .printing import Which
from .shapes import (
    Addressed,
    Announcement,
    AnnouncementDraft,
    AskedAudience,
    AudienceChoices,
    ChildReceipt,
    PersonReceipt,
    ReceiptsPage,
    Reminded,
    SentAnnouncement,
    Tab,
    Waiting,
)
from .tally import Tally

PageSize = Annotated[int, QueryParameter(ge=1, le=100)]


@get("/announcements", operation_id="listAnnouncements")
async def list_announcements(
    work: Work, cursor: FromQuery[str | None] = None, limit: PageSize = 20
) -> Page[Announcement]:
    """What was announced to the reader: unread first, then the newest."""
    return await reading.mine(work, cursor, limit)


@get("/announcements/waiting", operation_id="waitingAnnouncements")
async def waiting_announcements(work: Work) -> Waiting:
    """How many wait for the reader, and the urgent ones in full."""
    return await reading.waiting(work)


@get("/announcements/choices", operation_id="announcementChoices")
async def announcement_choices(work: Work) -> AudienceChoices:
    """Whom the writer may address."""
    return await reading.choices(work)


@get("/announcements/sent", operation_id="sentAnnouncements")
async def sent_announcements(
    work: Work, cursor: FromQuery[str | None] = None, limit: PageSize = 20
) -> Page[SentAnnouncement]:
    """What was announced in the school or to one's own classes, with its receipts in numbers."""
    return await reading.sent(work, cursor, limit)


@post("/announcements/preview", operation_id="previewAnnouncement", status_code=200)
async def preview_announcement(data: AskedAudience, work: Work) -> Addressed:
    """Whom an audience would reach, before anything is sent."""
    return await commands.preview(work, data.audience)


@post("/announcements", operation_id="announce", status_code=201)
async def announce(data: AnnouncementDraft, work: Work) -> Announcement:
    """Announce officially: with a number, recipients fixed by rule, receipts."""
    return await commands.send(work, data)


@get("/announcements/{announcement_id:uuid}", operation_id="readAnnouncement")
async def read_announcement(announcement_id: FromPath[UUID], work: Work) -> Announcement:
    """One announcement, for its recipients and for whoever sees its receipts."""
    return await reading.one(work, announcement_id)


@post("/announcements/{announcement_id:uuid}/read", operation_id="markAnnouncementRead", status_code=204)
async def mark_read(announcement_id: FromPath[UUID], work: Work, tally: Tally) -> None:
    """«Прочитал»: the text was on the reader's screen."""
    await commands.settle(work, tally, announcement_id, acknowledge=False)


@post("/announcements/{announcement_id:uuid}/acknowledge", operation_id="acknowledgeAnnouncement", status_code=204)
async def acknowledge(announcement_id: FromPath[UUID], work: Work, tally: Tally) -> None:
    """«Ознакомлен»."""
    await commands.settle(work, tally, announcement_id, acknowledge=True)


@get("/announcements/{announcement_id:uuid}/receipts", operation_id="announcementReceipts")
async def receipts(announcement_id: FromPath[UUID], work: Work) -> ReceiptsPage:
    """The receipts in numbers."""
    return await reading.receipts(work, announcement_id)


@get("/announcements/{announcement_id:uuid}/receipts/people", operation_id="announcementPeople")
async def receipts_of_people(
    announcement_id: FromPath[UUID],
    tab: FromQuery[Tab],
    work: Work,
    cursor: FromQuery[str | None] = None,
    limit: PageSize = 50,
) -> Page[PersonReceipt]:
    """Who has not read it, who has, who is not on the platform."""
    return await reading.people(work, announcement_id, tab, cursor, limit)


@get("/announcements/{announcement_id:uuid}/receipts/children", operation_id="announcementChildren")
async def receipts_of_children(
    announcement_id: FromPath[UUID],
    covered: FromQuery[bool],
    work: Work,
    cursor: FromQuery[str | None] = None,
    limit: PageSize = 50,
) -> Page[ChildReceipt]:
    """Which children a representative's receipt covers, or which it does not."""
    return await reading.children(work, announcement_id, cursor, limit, covered=covered)


@post("/announcements/{announcement_id:uuid}/remind", operation_id="remindOfAnnouncement", status_code=200)
async def remind(announcement_id: FromPath[UUID], work: Work) -> Reminded:
    """Remind those who have not read it, and nobody else."""
    return await commands.remind(work, announcement_id)


@get(
    "/announcements/{announcement_id:uuid}/protocol",
    operation_id="printAnnouncementProtocol",
    media_type="application/pdf",
)
async def print_protocol(announcement_id: FromPath[UUID], work: Work) -> Response[bytes]:
    """«Протокол ознакомления», as PDF."""
    return _file(await printing.protocol(work, announcement_id), "Протокол ознакомления.pdf")


@get("/announcements/{announcement_id:uuid}/paper", operation_id="printAnnouncement", media_type="application/pdf")
async def print_paper(
    announcement_id: FromPath[UUID], work: Work, families: FromQuery[Which] = "outside"
) -> Response[bytes]:
    """The announcement with lines to sign for families that get it on paper, as PDF."""
    return _file(await printing.paper(work, announcement_id, families), "Объявление на бумаге.pdf")


def _file(body: bytes, name: str) -> Response[bytes]:
    headers = {"Content-Disposition": f"attachment; filename=\"parta.pdf\"; filename*=UTF-8''{quote(name)}"}
    return Response(body, media_type="application/pdf", headers=headers)


ROUTES = [
    list_announcements,
    waiting_announcements,
    announcement_choices,
    sent_announcements,
    preview_announcement,
    announce,
    read_announcement,
    mark_read,
    acknowledge,
    receipts,
    receipts_of_people,
    receipts_of_children,
    remind,
    print_protocol,
    print_paper,
]
