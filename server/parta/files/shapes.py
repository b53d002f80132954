"""Files as the wire shows them."""

from typing import Annotated, Literal
from uuid import UUID

import msgspec

MOST_IN_MESSAGE = 10
Kind = Literal["photo", "document", "audio", "video", "file"]
Size = Literal["full", "screen", "thumb"]
State = Literal["uploading", "checking", "ready", "refused"]


class Attachment(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """A file of a message. `width` and `height`: of the picture, or of the preview; `preview`: a small picture of it exists."""

    id: UUID
    kind: Kind
    name: str
    type: str
    bytes: int
    width: int = 0
    height: int = 0
    preview: bool = False


class NewFile(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A file that is about to be sent; the same `client_id` again is the same file, and goes on where it stopped."""

    client_id: UUID
    name: Annotated[str, msgspec.Meta(max_length=500)]
    bytes: Annotated[int, msgspec.Meta(ge=1, le=2**40)]


class Upload(msgspec.Struct, frozen=True, rename="camel"):
    """How far a file has come. `received`: the offset of the next piece; `attachment`: once it may be sent."""

    id: UUID
    state: State
    bytes: int
    received: int
    piece: int  # bytes that one piece may have
    attachment: Attachment | None = None
    refusal: str | None = None


class Variant(msgspec.Struct, frozen=True, array_like=True):
    """One size of a file in the store."""

    key: str
    type: str
    bytes: int


class OwnerUse(msgspec.Struct, frozen=True, rename="camel"):
    """How much one person's files take."""

    person_id: UUID
    name: str
    files: int
    bytes: int


class StorageUse(msgspec.Struct, frozen=True, rename="camel"):
    """How much of the school's place is taken, and by whom most."""

    used: int
    quota: int
    files: int
    owners: list[OwnerUse]
