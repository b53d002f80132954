"""The audit trail: each act is chained to the one before it, so that no entry can be changed or lost unseen (E6)."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from parta.work import AuditNote, Work

from . import queries


async def write(work: Work, notes: Sequence[AuditNote]) -> None:
    """Append the acts of a work to its school's chain, in its transaction. Words stand beside the chain, as digests in it."""
    school = work.acting_school
    number, previous = await queries.head(work.connection, school)
    actor = None if work.stranger else work.actor.person
    hat = "" if work.stranger or work.actor.hat is None else work.actor.hat.value
    entries, words = [], []
    for note in notes:
        number += 1
        detail: dict[str, Any] = dict(note.detail)
        for field, (old, new) in note.words.items():
            salt = secrets.token_bytes(16)
            detail[field] = [digest(salt, old), digest(salt, new)]
            words.append({"school_id": school, "number": number, "field": field, "salt": salt, "old": old, "new": new})
        entry = {
            "school_id": school,
            "number": number,
            "at": work.now,
            "actor_id": actor,
            "actor_hat": hat,
            "act": note.act,
            "target_id": note.target,
            "detail": detail,
            "previous": previous,
        }
        entry["hash"] = previous = link(entry)
        entries.append(entry)
    await queries.append(work.connection, entries, words)


def link(entry: dict[str, Any]) -> bytes:
    """The hash of an entry over everything it says and the hash before it (SHA-256 of canonical JSON)."""
    said = [
        str(entry["school_id"]),
        entry["number"],
        _moment(entry["at"]),
        _id(entry["actor_id"]),
        entry["actor_hat"],
        entry["act"],
        _id(entry["target_id"]),
        entry["detail"],
        entry["previous"].hex(),
    ]
    return hashlib.sha256(msgspec.json.encode(said, order="sorted")).digest()


def digest(salt: bytes, words: str) -> str:
    """What the chain keeps of a name or text: nothing that can be read, all that proves it."""
    return hmac.new(salt, words.encode(), hashlib.sha256).hexdigest()


def _moment(at: datetime) -> int:
    return round(at.timestamp() * 1_000_000)


def _id(one: UUID | None) -> str | None:
    return str(one) if one else None
