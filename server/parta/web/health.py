"""Is the server alive, is it ready, and its numbers."""

import secrets
from typing import Any

from litestar import MediaType, Request, Response, get
from litestar.datastructures import State
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from parta.kernel.errors import NotFound
from parta.work import STORAGE_FAULTS, Workshop

LOOPBACK = ("127.0.0.1", "::1")


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
    """Prometheus; off loopback only with the operator's token."""
    token = state.get("metrics_token")
    offered = request.headers.get("authorization", "").removeprefix("Bearer ")
    near = request.client is not None and request.client.host in LOOPBACK
    if not near and not (token and secrets.compare_digest(offered, token)):
        raise NotFound
    return Response(generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})


ROUTES = [live, ready, metrics]
