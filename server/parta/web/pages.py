"""The web client: files of the build, and its one page for every address that the client knows."""

import asyncio
from pathlib import Path
from typing import Any

from litestar import MediaType, Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.types import ControllerRouterHandler

STATIC = Path(__file__).parent / "static"
FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
KINDS = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".json": "application/json",
    ".map": "application/json",
}
NOT_BUILT = "Клиент ещё не собран. Соберите его командой make client и обновите страницу.\n"


def routes() -> list[ControllerRouterHandler]:
    """The routes of the client's files."""

    @get(["/", "/{path:path}"], include_in_schema=False, media_type=MediaType.HTML)
    async def client(request: Request[Any, Any, Any], path: FromPath[str] = "") -> Response[Any]:
        """A file of the build, or the client's page: the client itself knows its addresses."""
        # In a thread of its own making: Litestar 2.25 wraps a synchronous handler with several paths twice.
        return await asyncio.to_thread(_answer, path.strip("/"), "gzip" in request.headers.get("accept-encoding", ""))

    return [client]


def _answer(name: str, may_gzip: bool) -> Response[Any]:
    if name.startswith(("api/", "ws", "health/", "metrics")):
        raise NotFoundException
    file = _inside(name) if name else None
    if file is not None:
        hashed = name.startswith("assets/")
        return _send(file, FOREVER if hashed else ASK_AGAIN, may_gzip)
    if name.startswith("assets/") or Path(name).suffix in KINDS:
        raise NotFoundException
    page = STATIC / "index.html"
    if not page.is_file():
        return Response(NOT_BUILT, status_code=503, media_type="text/plain; charset=utf-8")
    return _send(page, ASK_AGAIN, False)


def _inside(name: str) -> Path | None:
    """The file of this name inside the build; None for anything that is not there or points outside."""
    file = (STATIC / name).resolve()
    return file if file.is_relative_to(STATIC.resolve()) and file.is_file() and file.suffix in KINDS else None


def _send(file: Path, cache: str, may_gzip: bool) -> Response[Any]:
    """A file; its compressed copy from the build where the browser takes it."""
    headers = {"Cache-Control": cache, "Vary": "Accept-Encoding"}
    kind = KINDS[file.suffix]
    packed = file.with_name(file.name + ".gz")
    if may_gzip and packed.is_file():
        return Response(packed.read_bytes(), headers={**headers, "Content-Encoding": "gzip"}, media_type=kind)
    return Response(file.read_bytes(), headers=headers, media_type=kind)
