"""What an invited person holds: a QR's 128 bits, or a typed code. Finds the invitation and says whether it lives."""

import hashlib
import secrets
from collections.abc import Sequence
from uuid import UUID

import msgspec

from parta.identity import codes
from parta.identity.codes import TypedCode
from parta.kernel.hats import Hat
from parta.kernel.ids import AccountId, ClassId, PersonId, SchoolId
from parta.parts.schema import Record
from parta.people import queries as people
from parta.policy.decide import allowed
from parta.policy.standing import Actor, Held
from parta.policy.table import Action
from parta.work import Work

from . import queries
from .errors import InvitationDead
from .queries import ERRORS_AT_MOST
from .shapes import Role, Target

DOOR = "invitation"  # the name under which misses are counted
_SECRET_LENGTH = 22  # 16 bytes, base64url


class Found(msgspec.Struct, frozen=True):
    """An invitation with what its row says, and whether it may still be used."""

    id: UUID
    target: Target
    slip: bool
    person: PersonId | None
    class_title: str | None
    grade: int | None
    used: bool
    dead: bool
    row: Record


class NewTicket(msgspec.Struct, frozen=True):
    """The two secrets of a fresh invitation: only their hashes are kept."""

    secret: str
    code: TypedCode

    @property
    def link_hash(self) -> bytes:
        """What the database keeps of the QR."""
        return hash_of(self.secret)

    @property
    def path(self) -> str:
        """Where the QR leads."""
        return f"/i/{self.secret}"


async def new_tickets(work: Work, number: int) -> list[NewTicket]:
    """Fresh secrets whose typed codes collide with none in use."""
    made: dict[str, NewTicket] = {}
    while len(made) < number:
        fresh = {code.lookup: code for code in (codes.new_code() for _ in range(number - len(made)))}
        taken = await queries.taken_lookups(work.connection, fresh) | set(made)
        for lookup, code in fresh.items():
            if lookup not in taken:
                made[lookup] = NewTicket(secrets.token_urlsafe(16), code)
    return list(made.values())


def hash_of(secret: str) -> bytes:
    """What is kept of a link's secret. 128 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).digest()


async def find(work: Work, ticket: str, source: str, *, lock: bool = True) -> Found | None:
    """The invitation that this ticket opens, dead or alive; None when it opens none (then a miss is counted).

    The caller commits either way, so that a miss stays counted.
    """
    await codes.check_pace(work, DOOR, source)
    typed = ticket.strip()
    row = await _by_secret(work, typed, lock) if len(typed) == _SECRET_LENGTH else await _by_code(work, typed)
    if row is None:
        await codes.miss(work, DOOR, source)
        return None
    return await found(work, row)


async def living(work: Work, ticket: str, source: str) -> Found:
    """The living (or used) invitation of this ticket; all others are dead alike, and a miss stays counted."""
    opened = await find(work, ticket, source)
    if opened is None or opened.dead:
        await work.keep()
        raise InvitationDead
    return opened


async def peek(work: Work, secret: str) -> Found | None:
    """The same for the page before the app: reads only, counts nothing (128 bits are not guessed)."""
    row = await queries.by_link(work.connection, hash_of(secret), lock=False) if len(secret) == _SECRET_LENGTH else None
    return await found(work, row) if row is not None else None


async def _by_secret(work: Work, secret: str, lock: bool) -> Record | None:
    return await queries.by_link(work.connection, hash_of(secret), lock=lock)


async def _by_code(work: Work, typed: str) -> Record | None:
    code = codes.read_code(typed)
    row = await queries.by_lookup(work.connection, code.lookup) if code else None
    if code is None or row is None:
        return None
    if not code.fits(row.secret_hash):
        await queries.count_error(work.connection, row.id)
        return None
    return None if row.errors >= ERRORS_AT_MOST else row


async def found(work: Work, row: Record) -> Found:
    """An invitation by its row."""
    target = target_of(row)
    slip = row.way == "slip"
    spent = row.used_at is not None if slip else row.uses_left is not None and row.uses_left <= 0
    over = row.recalled_at is not None or row.expires_at <= work.now or (spent and not slip)
    return Found(
        id=row.id,
        target=target,
        slip=slip,
        person=PersonId(row.person_id) if row.person_id else None,
        class_title=row.class_title,
        grade=row.grade,
        used=slip and spent,
        dead=over or not (slip or await issuer_still_may(work, target, row.issued_by)),
        row=row,
    )


def target_of(row: Record) -> Target:
    """What an invitation's row is bound to."""
    return Target(
        school=SchoolId(row.school_id),
        role=Role(row.role),
        class_id=ClassId(row.class_id) if row.class_id else None,
        club=row.class_kind == "club",
        child=PersonId(row.child_id) if row.child_id else None,
    )


async def issuer_still_may(work: Work, target: Target, issuer: UUID | None) -> bool:
    """A common link lives as long as its issuer may issue it: with a dismissal it is dead in the same second (B2)."""
    if issuer is None:
        return True
    person = PersonId(issuer)
    held = await people.standings_of(work.connection, target.school, [person])
    return may_issue(target, person, held.get(person, ()))


def may_issue(target: Target, person: PersonId, held: Sequence[Held]) -> bool:
    """Whether somebody with these standings may issue it, in whichever hat."""
    actions = [target.action, Action.INVITE_RELATIVE] if target.child else [target.action]
    return any(
        allowed(_as(target.school, person, hat, tuple(held)), action, target.place) for action in actions for hat in Hat
    )


def _as(school: SchoolId, person: PersonId, hat: Hat, held: tuple[Held, ...]) -> Actor:
    return Actor(account=AccountId(person), session=None, school=school, person=person, hat=hat, held=held)
