"""What is asked of the child that looks at one file, and what it answers."""

from typing import Literal

import msgspec

Kind = Literal["photo", "document", "audio", "video", "file"]
SCREEN, THUMB, LOGO = 1920, 480, 256  # pixels of the longest side
MOST_PIXELS = 64_000_000  # a phone of today takes 50


class Question(msgspec.Struct, frozen=True):
    """The file itself is the child's standard input; `name` only chooses among what its content may be."""

    name: str
    logo: bool = False


class Inspected(msgspec.Struct, frozen=True, tag_field="is", tag="inspected"):
    """What it is. `full` takes the place of what came (photos are drawn anew); without it the file stays as it is."""

    kind: Kind
    type: str
    ending: str
    width: int = 0
    height: int = 0
    full: bytes | None = None
    screen: bytes | None = None
    thumb: bytes | None = None


class Unfit(msgspec.Struct, frozen=True, tag_field="is", tag="unfit"):
    """It is not taken, and the slug of why."""

    slug: str


Answer = Inspected | Unfit
