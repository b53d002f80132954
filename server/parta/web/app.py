"""The application: the doors of all slices under one roof, with what every request needs."""

from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlsplit

from litestar import Litestar, Request, Router
from litestar.datastructures import CacheControlHeader, State
from litestar.di import Provide
from litestar.middleware import DefineMiddleware
from litestar.types import ControllerRouterHandler

from parta.absences import api as absences
from parta.admission import api as admission
from parta.admission.applications import api as applications
from parta.admission.roster import api as roster
from parta.announcements import api as announcements
from parta.classes import api as classes
from parta.files import api as files
from parta.identity import api as identity
from parta.kernel.errors import NotSignedIn, TooMany
from parta.notify import api as notify
from parta.oversight import api as oversight
from parta.people import api as people
from parta.people.remembered import Acting
from parta.policy.standing import Actor
from parta.rooms import api as rooms
from parta.rooms.attachments import api as attachments
from parta.rooms.direct import api as direct
from parta.rooms.edits import api as edits
from parta.rooms.folders import api as folders
from parta.rooms.forwarding import api as forwarding
from parta.rooms.history import Histories, Reader
from parta.rooms.pace import Pace
from parta.rooms.pinned import api as pinned
from parta.rooms.polls import api as polls
from parta.rooms.posting import Posting
from parta.rooms.reactions import api as reactions
from parta.rooms.reports import api as reports
from parta.rooms.scheduled import api as scheduled
from parta.rooms.search import api as search
from parta.rooms.timetable import api as timetable
from parta.school import api as school
from parta.work import Work, Workshop

from . import health, openapi, pages
from .guards import SAFE, OwnPagesOnly, ReadableOnly, actor_of
from .headers import SecurityHeaders
from .problems import HANDLERS
from .socket import Gateway

BODY_AT_MOST = 256 * 1024  # bytes of a JSON body; uploads say their own

DOORS: list[ControllerRouterHandler] = [
    *identity.ROUTES,
    *people.ROUTES,
    *school.ROUTES,
    *classes.ROUTES,
    *rooms.ROUTES,
    *notify.ROUTES,
    *announcements.ROUTES,
    *files.ROUTES,
    *attachments.ROUTES,
    *polls.ROUTES,
    *reports.ROUTES,
    *direct.ROUTES,
    *edits.ROUTES,
    *forwarding.ROUTES,
    *reactions.ROUTES,
    *scheduled.ROUTES,
    *timetable.ROUTES,
    *search.ROUTES,
    *pinned.ROUTES,
    *folders.ROUTES,
    *roster.ROUTES,
    *oversight.ROUTES,
    *applications.ROUTES,
    *admission.ROUTES,
    *absences.ROUTES,
]


def build(
    workshop: Workshop,
    acting: Acting,
    posting: Posting,
    histories: Histories,
    gateway: Gateway,
    *,
    public_url: str | None,
    tempo: Pace,
    provide: dict[str, Any] | None = None,
    debug: bool = False,
) -> Litestar:
    """The ASGI application. `provide` names further things that doors may ask for; `tempo`: how fast one person acts."""

    async def actor(request: Request[Any, Any, Any]) -> Actor:
        """Who asks, for doors that need no unit of work."""
        found = await actor_of(request, acting)
        if found is None:
            raise NotSignedIn
        return found

    async def reader(request: Request[Any, Any, Any]) -> Reader:
        """Who asks for a page of history."""
        return histories.reader(await actor(request))

    async def work(request: Request[Any, Any, Any]) -> AsyncIterator[Work]:
        actor = await actor_of(request, acting)
        reads = request.method in SAFE
        if not reads and actor is not None and actor.person is not None and not tempo.lets(actor.person):
            raise TooMany
        async with workshop.open(actor, reads=reads) as one:
            yield one

    public_host = urlsplit(public_url).netloc if public_url else None
    dependencies: dict[str, Any] = {
        "work": Provide(work),
        "actor": Provide(actor),
        "reader": Provide(reader),
        "posting": Provide(lambda: posting, sync_to_thread=False),
    }
    for name, thing in (provide or {}).items():
        dependencies[name] = Provide(_always(thing), sync_to_thread=False)
    api = Router(
        "/api",
        route_handlers=[*DOORS, openapi.route(DOORS)],
        dependencies=dependencies,
        cache_control=CacheControlHeader(private=True, no_store=True),
    )
    before_app = Router("/", route_handlers=[*admission.PAGES], dependencies=dependencies)
    app = Litestar(
        [api, before_app, *health.ROUTES, *pages.routes()],
        exception_handlers=HANDLERS,
        middleware=[
            DefineMiddleware(ReadableOnly),
            DefineMiddleware(OwnPagesOnly, public_host=public_host),
        ],
        openapi_config=None,  # the contract is a door of its own (openapi.py), without pages for browsers
        request_max_body_size=BODY_AT_MOST,
        state=State({"workshop": workshop, "public_url": public_url, "gateway": gateway}),
        debug=debug,
        logging_config=None,
    )
    # Around everything, as a refusal of a middleware and an unknown address are answers too.
    app.asgi_handler = SecurityHeaders(app.asgi_handler, secure=bool(public_url and public_url.startswith("https")))
    return app


def _always(thing: Any) -> Any:
    def give() -> Any:
        return thing

    return give
