"""Pages of long lists: a cursor instead of a page number, so that a list that grows never repeats or skips a row."""

import base64
import binascii
from typing import Annotated, Generic, TypeVar

import msgspec

from .errors import invalid

Row = TypeVar("Row")
Limit = Annotated[int, msgspec.Meta(ge=1, le=200)]


class Page(msgspec.Struct, Generic[Row], frozen=True, rename="camel"):
    """A page of a list; `next` is the cursor of the following page, null at the end."""

    items: list[Row]
    next: str | None = None


def encode_cursor(*key: str) -> str:
    """An opaque cursor from the sort key of the last row."""
    return base64.urlsafe_b64encode(msgspec.json.encode(key)).decode().rstrip("=")


def decode_cursor(cursor: str | None, parts: int) -> tuple[str, ...] | None:
    """The sort key inside a cursor of `parts` parts; raises `Invalid` for anything not made by `encode_cursor`."""
    if cursor is None:
        return None
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        key = msgspec.json.decode(base64.urlsafe_b64decode(padded), type=tuple[str, ...])
    except (binascii.Error, ValueError, msgspec.DecodeError) as error:
        raise invalid("/cursor", "Список устарел: откройте его заново") from error
    if len(key) != parts:
        raise invalid("/cursor", "Список устарел: откройте его заново")
    return key
