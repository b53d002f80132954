"""The assembly: every part is opened here, top to bottom, and nowhere else; `python -m parta.assembly app|worker`."""

import asyncio
import signal
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
import structlog
import uvloop
from litestar import Litestar

from parta.admission.consents import reading as consents
from parta.admission.slips import following as slips
from parta.announcements.tally import Tally
from parta.files.storage import Storage, in_memory
from parta.files.uploads import Pieces
from parta.identity.delivery import Sender
from parta.identity.first import first_operator
from parta.identity.passkeys import RelyingParty
from parta.kernel.clock import Clock, SystemClock
from parta.kernel.ending import end
from parta.kernel.ids import Ids, StreamId, TimeOrderedIds
from parta.migrations import migrate
from parta.notify import running as notify
from parta.oversight import trail
from parta.parts import logs
from parta.parts.address import AddressBook
from parta.parts.bus import InProcessBus
from parta.parts.database import ExternalPostgres, OpenDatabase
from parta.parts.jobs import Jobs
from parta.parts.metrics import Metrics
from parta.parts.pool import Pools
from parta.parts.spreadsheets.reader import SpreadsheetReader
from parta.people import hats
from parta.people.api import Awaited
from parta.people.remembered import Acting
from parta.realtime import journal, notices, tending
from parta.realtime.hub import Hub
from parta.rooms import living
from parta.rooms.commands import SecondLook
from parta.rooms.direct import following as direct
from parta.rooms.forwarding.commands import Forwarding
from parta.rooms.history import Histories
from parta.rooms.pace import Pace
from parta.rooms.polls.together import PollTallies
from parta.rooms.post_group import PostGroup
from parta.rooms.posting import Posting
from parta.rooms.reactions.together import Reactions
from parta.rooms.read_marks import ReadMarks
from parta.rooms.scheduled.sending import Scheduler
from parta.rooms.search.at_once import Searches
from parta.rooms.seats import Seats
from parta.rooms.timetable.turning import Turning
from parta.settings import BehindProxy, Handover, handed_over
from parta.settings.book import address_book
from parta.settings.push import push_of
from parta.settings.storage import open_storage
from parta.web import app as web
from parta.web.rehearsal import rehearse
from parta.web.serving import serve
from parta.web.socket import Gateway
from parta.work import Workshop

from .entry import Entry as Entry
from .jobs import every_job

log = structlog.get_logger()


class School(msgspec.Struct, frozen=True):
    """The running server: for the app's process, and for tests that bring their own database and clock."""

    app: Litestar
    workshop: Workshop
    hub: Hub
    pools: Pools


@asynccontextmanager
async def open_server(
    database: OpenDatabase,
    *,
    clock: Clock | None = None,
    ids: Ids | None = None,
    public_url: str | None = None,
    metrics_token: str | None = None,
    behind_proxy: bool = False,
    pace: Pace | None = None,
    entry: Entry | None = None,
    book: AddressBook | None = None,
    storage: Storage | None = None,
    debug: bool = False,
) -> AsyncIterator[School]:
    """Open everything that serves people, on an open and migrated database."""
    async with AsyncExitStack() as parts:
        pools = await parts.enter_async_context(Pools(database).open())
        bus = await parts.enter_async_context(InProcessBus().open())
        tasks = await parts.enter_async_context(asyncio.TaskGroup())
        workshop = open_workshop(pools, bus, clock or SystemClock(), ids or TimeOrderedIds())
        entry = entry or Entry()
        files = await parts.enter_async_context(in_memory()) if storage is None else storage
        jobs = await parts.enter_async_context(Jobs(database, every_job(workshop, entry, files)).open())
        workshop.defer_with(jobs.defer)
        acting = Acting(workshop)
        metrics = Metrics()
        hub = Hub(_journal_reader(workshop), lambda work: _spawn(tasks, work), metrics)
        bus.listen(hub.hear)
        posts = PostGroup(pools.raw, bus, workshop.clock, workshop.ids, metrics)
        marks = await parts.enter_async_context(ReadMarks(workshop.open, bus).open())
        tally = await parts.enter_async_context(Tally(workshop.open).open())
        await parts.enter_async_context(posts.open())
        pace = pace or Pace()
        posting = Posting(posts, SecondLook(workshop.open), pace)
        public_host = urlsplit(public_url).netloc if public_url else None
        seats = Seats(workshop)
        await rehearse(workshop)
        gateway = Gateway(workshop, hub, bus, acting, seats, posting, marks, public_host)
        scheduler = Scheduler(workshop, posting)
        turning = Turning(workshop)
        background = [
            *(tasks.create_task(one.queue.run()) for one in (turning, scheduler)),
            *(tasks.create_task(one.queue.listen(pools.raw)) for one in (turning, scheduler)),
            tasks.create_task(tending.mend(hub)),
            tasks.create_task(tending.sweep(hub)),
            tasks.create_task(jobs.do("app")),
            tasks.create_task(acting.run()),
            tasks.create_task(gateway.watch()),
            tasks.create_task(notices.listen(pools.raw, bus)),
        ]
        if entry.push.offered:
            background.append(tasks.create_task(await notify.watching(workshop, hub.is_here)))
        reactions = await parts.enter_async_context(Reactions(workshop.open, pace).open())
        polls = await parts.enter_async_context(PollTallies(workshop.open).open())
        histories = await parts.enter_async_context(Histories(pools.raw).open())
        provide = {
            "spreadsheets": SpreadsheetReader(),
            "searches": Searches(),
            "storage": files,
            "reactions": reactions,
            "forwarding": Forwarding(workshop.open, posting),
            "pieces": Pieces(workshop, files),
            "channels": entry.channels,
            "founding": entry.founding,
            "push": entry.push,
            "tally": tally,
            "tallies": polls,
            "relying_party": RelyingParty.at(entry.address),
            "awaited": Awaited(consents.awaits),
            "address_book": book or AddressBook(address=entry.address),
        }
        app = web.build(
            workshop,
            acting,
            posting,
            histories,
            gateway,
            public_url=public_url,
            tempo=pace.of_all_acts(),
            provide=provide,
            debug=debug,
        )
        app.state.update(
            {"metrics": metrics, "jobs": jobs, "metrics_token": metrics_token, "behind_proxy": behind_proxy}
        )
        try:
            yield School(app, workshop, hub, pools)
        finally:
            await end(*background)


def open_workshop(pools: Pools, bus: InProcessBus, clock: Clock, ids: Ids, *, tells_server: bool = False) -> Workshop:
    """What every unit of work needs."""
    return Workshop(
        engine=pools.engine,
        bus=bus,
        clock=clock,
        ids=ids,
        followers=(living.follow, direct.follow, hats.follow, slips.follow),
        audit=trail.write,
        tells_server=tells_server,
    )


def _journal_reader(workshop: Workshop) -> Callable[[StreamId, int], Any]:
    async def read(stream: StreamId, after: int) -> list[tuple[int, bytes]] | None:
        async with workshop.open(reads=True) as work:
            return await journal.since(work.connection, stream, after)

    return read


def _spawn(tasks: asyncio.TaskGroup, work: Any) -> None:
    tasks.create_task(work)


async def run_app(handover: Handover) -> None:
    """The app's process: migrate, open, serve until the supervisor says stop."""
    settings = handover.settings
    async with AsyncExitStack() as parts:
        database = await parts.enter_async_context(ExternalPostgres(handover.dsn).open())
        await asyncio.to_thread(migrate, database.url)
        storage = await parts.enter_async_context(open_storage(settings))
        school = await parts.enter_async_context(
            open_server(
                database,
                public_url=settings.public_url,
                metrics_token=settings.metrics_token,
                behind_proxy=isinstance(settings.tls, BehindProxy),
                pace=Pace(settings.pace.burst, settings.pace.per_second),
                entry=Entry.of(settings),
                book=address_book(handover),
                storage=storage,
            )
        )
        await first_code(school.workshop, handover.first_code_file)
        trusted = settings.tls.trusted if isinstance(settings.tls, BehindProxy) else ()
        files = (settings.certificate.certificate, settings.certificate.key) if settings.certificate else None
        await serve(school.app, socket.socket(fileno=handover.listen_fd), files, trusted)


async def first_code(workshop: Workshop, file: Path) -> None:
    """On an installation without anybody: make its operator, and leave his one-time code for the supervisor to print."""
    async with workshop.open() as work:
        code = await first_operator(work)
    if code is not None:
        await asyncio.to_thread(file.write_text, code + "\n")


@asynccontextmanager
async def open_workbench(database: OpenDatabase) -> AsyncIterator[Workshop]:
    """Units of work without a server around them: for the worker, and for commands of the operator."""
    async with AsyncExitStack() as parts:
        pools = await parts.enter_async_context(Pools(database).open())
        bus = await parts.enter_async_context(InProcessBus().open())
        workshop = open_workshop(pools, bus, SystemClock(), TimeOrderedIds(), tells_server=True)
        jobs = await parts.enter_async_context(Jobs(database, every_job(workshop)).open())
        workshop.defer_with(jobs.defer)
        yield workshop


async def run_worker(handover: Handover) -> None:
    """The worker's process: jobs from the database."""
    async with AsyncExitStack() as parts:
        database = await parts.enter_async_context(ExternalPostgres(handover.dsn).open())
        await asyncio.to_thread(migrate, database.url)
        pools = await parts.enter_async_context(Pools(database).open())
        bus = await parts.enter_async_context(InProcessBus().open())
        workshop = open_workshop(pools, bus, SystemClock(), TimeOrderedIds(), tells_server=True)
        storage = await parts.enter_async_context(open_storage(handover.settings))
        jobs = await parts.enter_async_context(Jobs(database, every_job(workshop, storage=storage)).open())
        workshop.defer_with(jobs.defer)
        mail = await parts.enter_async_context(handover.settings.mail_part.open())
        sms = await parts.enter_async_context(handover.settings.sms_part.open())
        sender = Sender(workshop, mail, sms)
        delivering = notify.deliver(workshop, push_of(handover.settings), pools.raw)
        for endless in (sender.run(), sender.listen(pools.raw), delivering):
            parts.callback(asyncio.create_task(endless).cancel)
        doing = asyncio.create_task(jobs.do("worker"))
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, doing.cancel)
        await asyncio.gather(doing, return_exceptions=True)


def main(process: str) -> None:
    """Entry of a child of the supervisor."""
    logs.configure()
    run = {"app": run_app, "worker": run_worker}[process]
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(run(handed_over()))
