"""Passwords: optional, for those without any contact. Hashed by argon2id in a thread, never on the event loop.

Five errors with one login close it for a while, whether or not anybody has it, so that no answer tells; the text says
until when. Behind that, errors are counted in the account's own row, by whatever login or contact it is guessed at.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

import anyio
import anyio.to_thread
import argon2
import msgspec
from anyio.lowlevel import RunVar
from argon2.exceptions import InvalidHashError, VerificationError

from parta.kernel.errors import NotFound, invalid
from parta.kernel.ids import AccountId
from parta.parts.schema import Record
from parta.work import Work

from . import sessions
from .contact_words import contact_in
from .errors import LoginTaken, PasswordClosed, PasswordDoesNotFit, TooManyRequests
from .limits import Limit
from .logins import read_login
from .queries import contacts as contact_queries
from .queries import passwords as queries

SHORTEST, LONGEST = 8, 200
TYPED = Limit("password", 5, timedelta(minutes=15))  # a login as it was typed, whether or not anybody has it
MISSES = Limit("password-miss", 200, timedelta(minutes=15))  # a source
CHANGES = Limit("password-change", 5, timedelta(minutes=15))  # an account
ERRORS_IN_ROW, CLOSED_FOR = 20, timedelta(hours=1)  # an account, by whatever login or contact it is guessed at
FRESH = timedelta(minutes=15)  # after a sign-in, a forgotten password may be replaced without the old one

# OWASP's first choice for argon2id: 19 MiB, two passes, one lane; about 25 ms.
_hasher = argon2.PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_NOBODYS = _hasher.hash("nobody has this password")
_COMMON = frozenset(
    """
    12345678 123456789 1234567890 87654321 12341234 qwertyui qwerty123 qwertyuiop password password1 1q2w3e4r
    1qaz2wsx q1w2e3r4 zxcvbnm1 asdfghjk iloveyou parolparol йцукенгш йцукен123 пароль123 парольпароль qwerty12
    12345qwert admin123 school123 школа123
    """.split()  # noqa: SIM905 - words are read as words
)
_hashing: RunVar[anyio.CapacityLimiter] = RunVar("hashing")
Outcome = TypeVar("Outcome")


class Refused(msgspec.Struct, frozen=True):
    """The password did not fit (the error is counted); `closed_until` when that was one error too many."""

    closed_until: datetime | None
    at: datetime

    def refusal(self) -> PasswordDoesNotFit | PasswordClosed:
        """The refusal to raise once the count is committed."""
        return PasswordClosed(self.closed_until, self.at) if self.closed_until else PasswordDoesNotFit()


async def check(work: Work, typed: str, password: str, source: str) -> AccountId | Refused:
    """Whose login and password these are. The caller commits either way, then raises what `Refused` says."""
    if await MISSES.reached(work, source):
        raise TooManyRequests
    key = typed.replace("\0", "").strip().lower()[:64]  # no database keeps a NUL
    row = await queries.by_login(work.connection, key) or await _by_contact(work, typed)
    fits = await _fits(row.password_hash if row and row.password_hash else _NOBODYS, password)
    if await TYPED.reached(work, key):
        return Refused(TYPED.ends(work.now), work.now)
    if row and row.password_closed_until and row.password_closed_until > work.now:
        return Refused(row.password_closed_until, work.now)
    if row is not None and row.password_hash is not None and fits:
        await queries.count_errors(work.connection, row.id, 0, None)
        return AccountId(row.id)
    await MISSES.count(work, source)
    errors = (row.password_errors if row else 0) + 1
    until = work.now + CLOSED_FOR if errors >= ERRORS_IN_ROW else None
    await queries.count_errors(work.connection, row.id if row else None, 0 if until else errors, until)
    if await TYPED.count(work, key) >= TYPED.at_most:
        return Refused(TYPED.ends(work.now), work.now)
    return Refused(until, work.now)


async def set_password(work: Work, login: str | None, password: str, current: str | None) -> None:
    """Set or change one's own password; all other sessions end."""
    me = work.actor.account
    row = await queries.by_account(work.connection, me)
    if row is None:
        raise NotFound
    name = read_login(login) if login else row.login
    if name is None:
        raise invalid("/login", "Придумайте логин: по нему вы войдёте с паролем")
    if row.password_hash is not None and not await _fresh(work):
        await _prove_current(work, row.password_hash, current)
    _check_strength(password, name)
    if name != row.login and not await queries.take_login(work.connection, me, name):
        raise LoginTaken
    await queries.keep_hash(work.connection, me, await _in_thread(partial(_hasher.hash, password)))
    await sessions.end_all(work, [me], but_not=work.actor.session)


async def forget_password(work: Work) -> None:
    """Do without a password from now on."""
    await queries.keep_hash(work.connection, work.actor.account, None)


async def _prove_current(work: Work, kept: str, current: str | None) -> None:
    if current is None:
        raise invalid("/current", "Введите нынешний пароль")
    source = str(work.actor.account)
    if await CHANGES.reached(work, source):
        raise PasswordClosed(CHANGES.ends(work.now), work.now)
    if not await _fits(kept, current):
        await CHANGES.count(work, source)
        await work.keep()
        raise invalid("/current", "Пароль не подошёл")


async def _fresh(work: Work) -> bool:
    began = await queries.session_began(work.connection, work.actor.session) if work.actor.session else None
    return began is not None and work.now - began < FRESH


async def _by_contact(work: Work, typed: str) -> Record | None:
    """Instead of the login, one's own address or number may be typed."""
    contact = contact_in(typed)
    account = await contact_queries.owner(work.connection, contact) if contact else None
    return await queries.by_account(work.connection, account) if account else None


def _check_strength(password: str, login: str) -> None:
    if len(password) < SHORTEST:
        raise invalid("/password", f"Не короче {SHORTEST} знаков. Подойдут три обычных слова подряд")
    if len(password) > LONGEST:
        raise invalid("/password", f"Не длиннее {LONGEST} знаков")
    low = password.lower()
    if low in _COMMON or len(set(low)) < 4 or login in low:
        raise invalid("/password", "Такой пароль легко угадать. Подойдут три обычных слова подряд")


async def _fits(kept: str, password: str) -> bool:
    def verify() -> bool:
        try:
            return _hasher.verify(kept, password)
        except (VerificationError, InvalidHashError):
            return False

    return await _in_thread(verify)


async def _in_thread(act: Callable[[], Outcome]) -> Outcome:
    """Beside the event loop, two at a time: each takes a core and 19 MiB."""
    try:
        limiter = _hashing.get()
    except LookupError:
        limiter = anyio.CapacityLimiter(2)
        _hashing.set(limiter)
    return await anyio.to_thread.run_sync(act, limiter=limiter)
