"""Schemas of the socket's frames and of everything that streams tell, gathered from all slices' events.py."""

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import msgspec

import parta
from parta.realtime import frames

Json = dict[str, Any]
_REF = "#/components/schemas/{name}"
_MODULE = "events"
# Slices above this room would import it back.
_NOT_LOOKED_INTO = ("parta.cli", "parta.web", "parta.migrations", "parta.parts")


def components(known: Json) -> Json:
    """`ClientFrame`, `ServerFrame`, `Event` and all they are made of; shapes that HTTP shows too are not said twice."""
    incoming = list(frames.ClientFrames.__args__)
    outgoing = list(frames.ServerFrames.__args__)
    told = events()
    _, made = msgspec.json.schema_components([*incoming, *outgoing, *told], ref_template=_REF)
    renamed = {one.__name__: f"{one.__name__}Frame" for one in (*incoming, *outgoing)}
    schemas = {renamed.get(name, name): _point(schema, renamed) for name, schema in made.items()}
    schemas = {name: schema for name, schema in schemas.items() if name not in known}
    schemas["Event"] = _one_of(one.__name__ for one in told)
    schemas["EventFrame"] = _event_frame()
    schemas["RefusedFrame"] = _refused_frame()
    schemas["ClientFrame"] = _one_of(renamed[one.__name__] for one in incoming)
    schemas["ServerFrame"] = _one_of([*(renamed[one.__name__] for one in outgoing), "EventFrame", "RefusedFrame"])
    return schemas


def events() -> list[type[msgspec.Struct]]:
    """Every event that may stand in the journal, in a stable order."""
    found = {one for module in _event_modules() for one in vars(module).values() if _is_event(one)}
    return sorted(found, key=lambda one: one.__name__)


def _event_modules() -> Iterator[ModuleType]:
    for module in pkgutil.walk_packages(parta.__path__, "parta."):
        name = module.name
        if name.rpartition(".")[2] == _MODULE and not name.startswith(_NOT_LOOKED_INTO):
            yield importlib.import_module(name)


def _is_event(one: Any) -> bool:
    if not (isinstance(one, type) and issubclass(one, msgspec.Struct)):
        return False
    return one.__struct_config__.tag_field == "kind" and not one.__subclasses__()  # a base only names the field


def _one_of(names: Any) -> Json:
    return {"oneOf": [{"$ref": _REF.format(name=name)} for name in names]}


def _point(schema: Any, renamed: dict[str, str]) -> Any:
    """The same schema with references to the new names."""
    match schema:
        case {"$ref": str() as reference}:
            name = reference.rpartition("/")[2]
            return {**schema, "$ref": _REF.format(name=renamed.get(name, name))}
        case dict():
            return {key: _point(value, renamed) for key, value in schema.items()}
        case list():
            return [_point(value, renamed) for value in schema]
        case _:
            return schema


def _event_frame() -> Json:
    """Frames of events are put together from text that was encoded once, so no struct stands for them."""
    return {
        "title": "EventFrame",
        "description": "Something happened on a stream; numbers are dense.",
        "type": "object",
        "properties": {
            "t": {"enum": ["event"]},
            "stream": {"type": "string", "format": "uuid"},
            "number": {"type": "integer"},
            "event": {"$ref": _REF.format(name="Event")},
        },
        "required": ["t", "stream", "number", "event"],
    }


def _refused_frame() -> Json:
    return {
        "title": "RefusedFrame",
        "description": "To the author: the message was not taken.",
        "type": "object",
        "properties": {
            "t": {"enum": ["refused"]},
            "clientId": {"type": "string", "format": "uuid"},
            "room": {"type": "string", "format": "uuid"},
            "problem": {"$ref": _REF.format(name="Problem")},
        },
        "required": ["t", "clientId", "room", "problem"],
    }
