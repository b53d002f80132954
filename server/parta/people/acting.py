"""Who is behind a session: one account acting as one person in one hat, remembered until something changes."""

from datetime import timedelta
from uuid import UUID

import msgspec

from parta.identity import queries as identity
from parta.identity.sessions import LASTS, LASTS_SHARED, PROLONG_EVERY, token_hash
from parta.kernel.hats import Hat
from parta.kernel.ids import AccountId, PersonId, SessionId
from parta.parts.bus import BusMessage, SessionsEnded, StructureChanged
from parta.parts.schema import Record
from parta.policy.standing import Actor, Column
from parta.work import Work, Workshop

from . import queries
from .queries import Wearer

REMEMBERED = 50_000  # sessions in memory
NEED_SECOND_FACTOR = frozenset({Column.ADMIN, Column.HEAD})


async def wear(work: Work, session: SessionId, person: PersonId, hat: Hat) -> Wearer | None:
    """Act as this person in this hat from now on; None when the account has no such hat."""
    for wearer in await queries.hats(work.connection, work.actor.account):
        if (wearer.person_id, wearer.kind) == (person, hat):
            row = {"person_id": person, "school_id": wearer.school_id, "hat": hat.value}
            await identity.put_on(work.connection, session, row)
            return wearer
    return None


class Acting:
    """Finds the actor behind a token. Memory is only a copy: what another node ended is refused within `TRUSTED`."""

    TRUSTED = timedelta(seconds=3)

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._known: dict[bytes, tuple[Actor, float]] = {}
        workshop.bus.listen(self._hear)

    async def actor(self, token: str) -> Actor | None:
        """The actor of this token; None when there is no living session behind it."""
        key = token_hash(token)
        now = self._workshop.clock.now().timestamp()
        known = self._known.get(key)
        if known is not None and 0 <= now - known[1] < self.TRUSTED.total_seconds():
            return known[0]
        async with self._workshop.open() as work:
            actor = await _load(work, key)
        if actor is None:
            self._known.pop(key, None)
            return None
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        self._known[key] = (actor, now)
        return actor

    def _hear(self, message: BusMessage) -> None:
        """Forget what is no longer so."""
        match message:
            case SessionsEnded(sessions=sessions):
                gone = set(sessions)
                self._known = {key: known for key, known in self._known.items() if known[0].session not in gone}
            case StructureChanged(school=school):
                # whoever belongs nowhere yet may have been let in just now
                gone_from = {school, None}
                self._known = {key: known for key, known in self._known.items() if known[0].school not in gone_from}
            case _:
                pass


async def _load(work: Work, key: bytes) -> Actor | None:
    row = await identity.session_by_token(work.connection, key, work.now)
    if row is None:
        return None
    session, account = SessionId(row.id), AccountId(row.account_id)
    if work.now - row.seen_at > PROLONG_EVERY:
        lasts = LASTS_SHARED if row.shared_computer else LASTS
        await identity.prolong(work.connection, session, work.now, work.now + lasts)
    stranger = Actor(account=account, session=session, operator=row.operator, second_factor=row.second_factor)
    wearer = await _wearer(work, account, row)
    if wearer is None:
        return _with_second_factor(stranger, set_up=row.has_second_factor)
    if row.person_id is None:
        choice = {"person_id": wearer.person_id, "school_id": wearer.school_id, "hat": wearer.kind.value}
        await identity.put_on(work.connection, session, choice)
    held = await queries.standings_of(work.connection, wearer.school_id, [wearer.person_id])
    actor = msgspec.structs.replace(
        stranger,
        school=wearer.school_id,
        person=wearer.person_id,
        hat=wearer.kind,
        name=wearer.name,
        held=tuple(held.get(wearer.person_id, ())),
        version=await queries.structure_version(work.connection, wearer.school_id),
    )
    return _with_second_factor(actor, set_up=row.has_second_factor)


def _with_second_factor(actor: Actor, *, set_up: bool) -> Actor:
    """Who must show a second factor and has not is nobody yet: no person, no school, no standing (B11)."""
    must = not NEED_SECOND_FACTOR.isdisjoint(actor.columns())
    if actor.second_factor or not (must or set_up):
        return msgspec.structs.replace(actor, must_have_second_factor=must)
    return Actor(
        account=actor.account,
        session=actor.session,
        name=actor.name,
        owes_second_factor=True,
        must_have_second_factor=must,
    )


async def _wearer(work: Work, account: AccountId, session: Record) -> Wearer | None:
    """The hat that the session put on; without a choice the account's first one."""
    hats = await queries.hats(work.connection, account)
    if session.person_id is None:
        return hats[0] if hats else None
    chosen: tuple[UUID, str] = (session.person_id, session.hat)
    return next((one for one in hats if (one.person_id, one.kind.value) == chosen), None)
