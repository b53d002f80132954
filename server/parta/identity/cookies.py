"""The session's cookie, and where a request comes from."""

from typing import Any, TypeVar
from urllib.parse import urlsplit

from litestar import Request, Response

from .sessions import LASTS, Opened

COOKIE = "parta_session"
Body = TypeVar("Body")


def set_cookie(response: Response[Body], opened: Opened, request: Request[Any, Any, Any]) -> Response[Body]:
    """Hand the token to the browser: no script reads it, no other site sends it; on a shared computer it ends with the window."""
    response.set_cookie(
        COOKIE,
        opened.token,
        httponly=True,
        secure=_over_tls(request),
        samesite="lax",
        path="/",
        max_age=None if opened.shared else int(LASTS.total_seconds()),
    )
    return response


def _over_tls(request: Request[Any, Any, Any]) -> bool:
    """Does the browser speak TLS? Behind a proxy that ends it, we see plain HTTP under our public name."""
    public = urlsplit(request.app.state.get("public_url") or "")
    behind_proxy = public.scheme == "https" and request.headers.get("host") == public.netloc
    return behind_proxy or request.url.scheme == "https"


def clear_cookie(response: Response[None], request: Request[Any, Any, Any]) -> Response[None]:
    """Take the token back."""
    response.set_cookie(
        COOKIE, "", httponly=True, secure=_over_tls(request), samesite="lax", path="/", max_age=0, expires=0
    )
    return response


def source_of(request: Request[Any, Any, Any]) -> str:
    """The network address that attempts are counted for (already resolved behind trusted proxies by the server)."""
    return request.client.host if request.client else "?"
