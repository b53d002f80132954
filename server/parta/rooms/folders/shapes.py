"""Folders as the wire shows them."""

from typing import Annotated, Literal
from uuid import UUID

import msgspec

# Kinds of chats as the list groups them: of the class, of the staff, of parents, and the others.
Kind = Literal["class", "staff", "parents", "groups"]


class Folder(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A folder holds the chats of these kinds and these chats besides."""

    id: UUID
    name: Annotated[str, msgspec.Meta(max_length=60)]
    kinds: Annotated[tuple[Kind, ...], msgspec.Meta(max_length=4)] = ()
    rooms: Annotated[tuple[UUID, ...], msgspec.Meta(max_length=300)] = ()


class Folders(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """All folders of a person, in his order."""

    folders: Annotated[list[Folder], msgspec.Meta(max_length=10)]
