"""Who is behind a session: one account acting as one person in one hat, remembered until something changes."""

from datetime import datetime

import msgspec

from parta.identity import queries as identity
from parta.identity.queries import sessions as session_queries
from parta.identity.sessions import LASTS, LASTS_SHARED, PROLONG_EVERY
from parta.kernel.hats import Hat
from parta.kernel.ids import AccountId, PersonId, SessionId
from parta.parts.schema import Record
from parta.policy.standing import Actor, Column
from parta.work import Work

from . import queries
from .queries import Wearer, Worn

NEED_SECOND_FACTOR = frozenset({Column.ADMIN, Column.HEAD})


async def wear(work: Work, session: SessionId, person: PersonId, hat: Hat) -> Wearer | None:
    """Act as this person in this hat from now on; None when the account has no such hat."""
    for wearer in await queries.hats(work.connection, work.actor.account):
        if (wearer.person_id, wearer.kind) == (person, hat):
            row = {"person_id": person, "school_id": wearer.school_id, "hat": hat.value}
            await identity.put_on(work.connection, session, row)
            return wearer
    return None


async def load(work: Work, keys: list[bytes]) -> dict[bytes, tuple[Actor, datetime]]:
    """The actors behind hashes of tokens, each with the end of his session; two statements for any number of them.

    Prolongs the sessions.
    """
    sessions = await identity.sessions_by_token(work.connection, keys, work.now)
    ends = await _prolong(work, list(sessions.values()))
    worn = await queries.worn(work.connection, {AccountId(row.account_id) for row in sessions.values()})
    return {
        key: (await _actor(work, row, worn.get(AccountId(row.account_id), [])), ends.get(row.id, row.ends_at))
        for key, row in sessions.items()
    }


async def _actor(work: Work, row: Record, worn: list[Worn]) -> Actor:
    session = SessionId(row.id)
    stranger = Actor(
        account=AccountId(row.account_id), session=session, operator=row.operator, second_factor=row.second_factor
    )
    chosen = _chosen(worn, row)
    if chosen is None:
        return _with_second_factor(stranger, set_up=row.has_second_factor)
    wearer, held = chosen
    if row.person_id is None:  # once in a session's life
        choice = {"person_id": wearer.person_id, "school_id": wearer.school_id, "hat": wearer.kind.value}
        await identity.put_on(work.connection, session, choice)
    actor = msgspec.structs.replace(
        stranger, school=wearer.school_id, person=wearer.person_id, hat=wearer.kind, name=wearer.name, held=held
    )
    return _with_second_factor(actor, set_up=row.has_second_factor)


async def _prolong(work: Work, rows: list[Record]) -> dict[SessionId, datetime]:
    used = [SessionId(row.id) for row in rows if work.now - row.seen_at > PROLONG_EVERY]
    if not used:
        return {}
    return await session_queries.prolong_all(work.connection, used, work.now, work.now + LASTS, work.now + LASTS_SHARED)


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


def _chosen(worn: list[Worn], session: Record) -> Worn | None:
    """The hat that the session put on; without a choice the account's first one."""
    if session.person_id is None:
        return worn[0] if worn else None
    chosen = (session.person_id, session.hat)
    return next((one for one in worn if (one[0].person_id, one[0].kind.value) == chosen), None)
