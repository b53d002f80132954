"""Pages of long lists: a cursor instead of a page number, so that a list that grows never repeats or skips a row."""

import base64
import binascii
from datetime import datetime
from typing import Annotated, Generic, TypeVar

import msgspec

from .errors import invalid

Row = TypeVar("Row")
Key = TypeVar("Key")
Number = Annotated[int, msgspec.Meta(ge=0, lt=2**62)]  # what a cursor may hold: a number that a column holds …
Moment = Annotated[datetime, msgspec.Meta(tz=True)]  # … a time with its offset, as those that it is compared with …
Words = Annotated[str, msgspec.Meta(pattern=r"^[^\x00]*\Z", max_length=500)]  # … and words that no NUL is in
Limit = Annotated[int, msgspec.Meta(ge=1, le=200)]


class Page(msgspec.Struct, Generic[Row], frozen=True, rename="camel"):
    """A page of a list; `next` is the cursor of the following page, null at the end."""

    items: list[Row]
    next: str | None = None


def encode_cursor(*key: str) -> str:
    """An opaque cursor from the sort key of the last row."""
    return base64.urlsafe_b64encode(msgspec.json.encode(key)).decode().rstrip("=")


def decode_cursor(cursor: str | None, key: type[Key]) -> Key | None:
    """The sort key inside a cursor; raises `Invalid` for whatever no key of this kind is, as `encode_cursor` makes it."""
    if cursor is None:
        return None
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        words = base64.urlsafe_b64decode(padded)
        return msgspec.json.decode(words, type=key, strict=False)
    except (binascii.Error, ValueError, msgspec.DecodeError) as error:
        raise invalid("/cursor", "Список устарел: откройте его заново") from error
