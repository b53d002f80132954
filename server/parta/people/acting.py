"""Who is behind a session: one account acting as one person in one hat, remembered until something changes."""

from typing import Any

import msgspec

from parta.identity import queries as identity
from parta.identity.sessions import LASTS, LASTS_SHARED, PROLONG_EVERY
from parta.kernel.hats import Hat
from parta.kernel.ids import AccountId, PersonId, SessionId
from parta.policy.standing import Actor, Column, Held
from parta.work import Work

from . import queries
from .queries import Wearer

NEED_SECOND_FACTOR = frozenset({Column.ADMIN, Column.HEAD})


async def wear(work: Work, session: SessionId, person: PersonId, hat: Hat) -> Wearer | None:
    """Act as this person in this hat from now on; None when the account has no such hat."""
    for wearer in await queries.hats(work.connection, work.actor.account):
        if (wearer.person_id, wearer.kind) == (person, hat):
            row = {"person_id": person, "school_id": wearer.school_id, "hat": hat.value}
            await identity.put_on(work.connection, session, row)
            return wearer
    return None


async def load(work: Work, key: bytes) -> Actor | None:
    """The actor behind a token's hash, as the database knows him; None without a living session. Prolongs the session."""
    row = await identity.session_by_token(work.connection, key, work.now)
    if row is None:
        return None
    session, account = SessionId(row.id), AccountId(row.account_id)
    if work.now - row.seen_at > PROLONG_EVERY:
        lasts = LASTS_SHARED if row.shared_computer else LASTS
        await identity.prolong(work.connection, session, work.now, work.now + lasts)
    stranger = Actor(account=account, session=session, operator=row.operator, second_factor=row.second_factor)
    worn = _chosen(await queries.worn(work.connection, account), row)
    if worn is None:
        return _with_second_factor(stranger, set_up=row.has_second_factor)
    wearer, held = worn
    if row.person_id is None:
        choice = {"person_id": wearer.person_id, "school_id": wearer.school_id, "hat": wearer.kind.value}
        await identity.put_on(work.connection, session, choice)
    actor = msgspec.structs.replace(
        stranger, school=wearer.school_id, person=wearer.person_id, hat=wearer.kind, name=wearer.name, held=held
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


def _chosen(worn: list[tuple[Wearer, tuple[Held, ...]]], session: Any) -> tuple[Wearer, tuple[Held, ...]] | None:
    """The hat that the session put on; without a choice the account's first one."""
    if session.person_id is None:
        return worn[0] if worn else None
    chosen = (session.person_id, session.hat)
    return next((one for one in worn if (one[0].person_id, one[0].kind.value) == chosen), None)
