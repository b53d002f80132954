"""Ids: what each one names, and where new ones come from."""

from typing import NewType, Protocol
from uuid import UUID, uuid5

import uuid_utils.compat

AccountId = NewType("AccountId", UUID)
SchoolId = NewType("SchoolId", UUID)
PersonId = NewType("PersonId", UUID)
ClassId = NewType("ClassId", UUID)
RoomId = NewType("RoomId", UUID)
MessageId = NewType("MessageId", UUID)
SessionId = NewType("SessionId", UUID)
StreamId = NewType("StreamId", UUID)
StandingId = NewType("StandingId", UUID)


class Ids(Protocol):
    """A source of new ids, so that tests can hold chance in their hand."""

    def new(self) -> UUID:
        """A fresh id, never seen before."""
        ...


class TimeOrderedIds:
    """UUIDs of version 7 (RFC 9562): they sort by time on disk, but never carry order in the product."""

    def new(self) -> UUID:
        return uuid_utils.compat.uuid7()


def school_desk(school: SchoolId) -> StreamId:
    """The stream that only administrators of this school hear."""
    return StreamId(uuid5(school, "desk"))


def class_desk(school_class: ClassId) -> StreamId:
    """The stream of a class's teacher, deputies and the administrators."""
    return StreamId(uuid5(school_class, "desk"))


def hat_stream(person: PersonId, hat: str) -> StreamId:
    """The stream of one person in one hat: what concerns nobody else."""
    return StreamId(uuid5(person, hat))
