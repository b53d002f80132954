"""The contract as one OpenAPI 3.1 document: every door with all statuses it may answer, every frame and event of the socket."""

import enum
import inspect
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import msgspec
from litestar import Litestar, Response, Router, get
from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.config import OpenAPIConfig
from litestar.types import ControllerRouterHandler

from parta.identity.cookies import COOKIE

from . import frames_schema
from .guards import OWN_HEADER, SAFE
from .problems import PROBLEM, Problem

Json = dict[str, Any]
VERSION = "0.1.0"

_REFUSALS = {
    400: "The request could not be read",
    401: "Nobody is signed in, or the sign-in did not fit",
    403: "The regulation does not allow it",
    404: "There is no such thing, or the person may not know of it",
    409: "It does not fit the state of things; the slug says why",
    410: "It was there and is over",
    413: "Too large",
    415: "This kind of content is not taken here",
    422: "What was sent does not make sense; `pointers` say where",
    429: "Too often or too much",
    503: "The server is busy; the same request may be sent again",
}
TIME_OF_DAY = r"^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?$"
_METHODS = ("get", "put", "post", "delete", "patch")


def route(doors: Iterable[ControllerRouterHandler]) -> HTTPRouteHandler:
    """The door of the document itself; it is made at the first request."""
    listed = tuple(doors)

    @get("/openapi.json", include_in_schema=False, sync_to_thread=True)
    def contract() -> Response[bytes]:
        """The contract."""
        return Response(text(listed), media_type="application/vnd.oai.openapi+json")

    return contract


@cache
def text(doors: tuple[ControllerRouterHandler, ...]) -> bytes:
    """The document as it is served and committed: sorted keys, so that a change of it is a readable difference."""
    return msgspec.json.format(msgspec.json.encode(document(doors), order="deterministic"), indent=1) + b"\n"


def document(doors: Iterable[ControllerRouterHandler]) -> Json:
    """The whole contract."""
    doors = list(doors)
    described: Json = msgspec.json.decode(msgspec.json.encode(_routes_only(doors).openapi_schema.to_schema()))
    components = described["components"]
    for path, item in described["paths"].items():
        for method in _METHODS:
            if method in item:
                _complete(item[method], method, path)
    schemas = components.setdefault("schemas", {})
    # What Litestar would answer to a faulty input; ours are problem documents.
    schemas.update(_problem_schemas())
    schemas.update(frames_schema.components(known=schemas))
    _name_times(schemas)
    components["responses"] = {f"Problem{status}": _refusal(status) for status in (*_REFUSALS, 416)}
    components["securitySchemes"] = {
        "session": {"type": "apiKey", "in": "cookie", "name": COOKIE},
        "ownPage": {
            "type": "apiKey",
            "in": "header",
            "name": OWN_HEADER,
            "description": "Any value; every act needs it",
        },
    }
    described["x-socket"] = {
        "path": "/ws",
        "client": {"$ref": "#/components/schemas/ClientFrame"},
        "server": {"$ref": "#/components/schemas/ServerFrame"},
    }
    return described


def _complete(operation: Json, method: str, path: str) -> None:
    responses = operation["responses"]
    responses.pop("400", None)
    responses.get("204", {}).pop("content", None)  # a door that sets a cookie says `Response[None]`: still nothing
    for status in (*_REFUSALS, *((416,) if "206" in responses else ())):
        responses[str(status)] = {"$ref": f"#/components/responses/Problem{status}"}
    operation["security"] = [{"session": []}] if method.upper() in SAFE else [{"session": [], "ownPage": []}]
    operation["tags"] = [path.split("/")[2]]


def _name_times(schemas: Json) -> None:
    """A time of day is no duration, as Litestar believes: «08:30:00»."""
    for schema in schemas.values():
        for field in schema.get("properties", {}).values():
            if field.get("format") == "duration":
                del field["format"]
                field["pattern"] = TIME_OF_DAY


def _refusal(status: int) -> Json:
    return {
        "description": _REFUSALS.get(status, "There is no such part of it"),
        "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def _problem_schemas() -> Json:
    _, schemas = msgspec.json.schema_components([Problem], ref_template="#/components/schemas/{name}")
    return schemas


def _routes_only(doors: list[ControllerRouterHandler]) -> Litestar:
    """The doors without what stands behind them."""
    given = {name: Provide(_stand_in(name), sync_to_thread=False) for door in doors for name in _dependencies(door)}
    api = Router("/api", route_handlers=doors, dependencies=given)

    return Litestar(
        [api],
        openapi_config=OpenAPIConfig(
            title="Парта", version=VERSION, use_handler_docstrings=True, create_examples=False
        ),
        logging_config=None,
    )


def _dependencies(door: ControllerRouterHandler) -> list[str]:
    """The parameters that the assembly gives: our own classes, but for the body (`data`) and closed lists of words."""
    if not isinstance(door, HTTPRouteHandler):
        return []
    return [
        name
        for name, parameter in inspect.signature(door.fn).parameters.items()
        if name != "data"
        and inspect.isclass(parameter.annotation)
        and parameter.annotation.__module__.startswith("parta.")
        and not issubclass(parameter.annotation, enum.Enum)
    ]


def _stand_in(name: str) -> Callable[[], str]:
    return lambda: name
