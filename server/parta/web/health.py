"""Is the server alive, is it ready, and its numbers."""

import secrets
from typing import Any

from litestar import MediaType, Request, Response, get
from litestar.datastructures import State
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4

from parta.admission.roster.queries import imports
from parta.kernel.errors import NotFound
from parta.parts.jobs import FAULTS as JOB_FAULTS
from parta.parts.metrics import Metrics, Stored
from parta.work import STORAGE_FAULTS, Workshop

LOOPBACK = ("127.0.0.1", "::1")
FORWARDED = {"forwarded", "x-forwarded-for", "x-real-ip"}


@get("/health/live", media_type=MediaType.TEXT, include_in_schema=False)
async def live() -> str:
    """The process answers."""
    return "ok\n"


@get("/health/ready", media_type=MediaType.TEXT, include_in_schema=False)
async def ready(state: State) -> Response[str]:
    """The database answers too."""
    workshop: Workshop = state.workshop
    try:
        async with workshop.open(reads=True) as work:
            await work.alive()
    except STORAGE_FAULTS:
        return Response("database does not answer\n", status_code=503, media_type=MediaType.TEXT)
    return Response("ok\n", media_type=MediaType.TEXT)


@get("/metrics", include_in_schema=False)
async def metrics(request: Request[Any, Any, Any], state: State) -> Response[bytes]:
    """Prometheus; off this machine only with the operator's token."""
    token = state.get("metrics_token")
    offered = request.headers.get("authorization", "").removeprefix("Bearer ")
    if not _from_this_machine(request, state) and not (token and secrets.compare_digest(offered, token)):
        raise NotFound
    numbers: Metrics = state.metrics
    return Response(numbers.text(await _stored(state)), headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4})


def _from_this_machine(request: Request[Any, Any, Any], state: State) -> bool:
    """A proxy on this machine speaks for the whole world: what it brings does not count as near."""
    near = request.client is not None and request.client.host in LOOPBACK
    return near and not state.get("behind_proxy") and not FORWARDED & set(request.headers)


async def _stored(state: State) -> Stored | None:
    workshop: Workshop = state.workshop
    try:
        async with workshop.open(reads=True) as work:
            return Stored(await state.jobs.counts(), await imports.counts(work.connection))
    except (*STORAGE_FAULTS, *JOB_FAULTS):
        return None


ROUTES = [live, ready, metrics]
