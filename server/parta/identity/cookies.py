"""The session's cookie, and where a request comes from."""

from typing import Any

from litestar import Request, Response

from .sessions import LASTS, Opened

COOKIE = "parta_session"


def set_cookie(response: Response[None], opened: Opened, request: Request[Any, Any, Any]) -> Response[None]:
    """Hand the token to the browser: no script reads it, no other site sends it; on a shared computer it ends with the window."""
    response.set_cookie(
        COOKIE,
        opened.token,
        httponly=True,
        secure=request.url.scheme == "https",
        samesite="lax",
        path="/",
        max_age=None if opened.shared else int(LASTS.total_seconds()),
    )
    return response


def clear_cookie(response: Response[None], request: Request[Any, Any, Any]) -> Response[None]:
    """Take the token back."""
    response.delete_cookie(COOKIE, path="/")
    return response


def source_of(request: Request[Any, Any, Any]) -> str:
    """The network address that attempts are counted for (already resolved behind trusted proxies by the server)."""
    return request.client.host if request.client else "?"
