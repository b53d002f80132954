"""One-time codes that people type: `XXXX-XXXX-XXXX`, a part to find it by and a part that proves it.

The secret part is hashed; five errors kill the code in its own row; misses are counted per source and for the
whole installation in the database, so that no restart lifts a limit (security.md 21).
"""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

import msgspec

from parta.kernel.ids import AccountId
from parta.work import Work

from . import queries
from .errors import TooManyGuesses

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # no 0/O, 1/I
ERRORS_AT_MOST = 5
WINDOW = timedelta(minutes=15)
MISSES_PER_SOURCE = 30
MISSES_IN_ALL = 2000
EVERYWHERE = "*"
VOUCHED = frozenset({"recovery", "first"})  # `parta admin …` and the first start: only local root or the data's owner
# What people type when they mean a letter of the alphabet: Cyrillic look-alikes.
_LOOK_ALIKES = str.maketrans("АВЕКМНРСТУХЗ", "ABEKMHPCTYX3")


class TypedCode:
    """A code in its three faces: as it is shown, as it is found, as it is kept."""

    def __init__(self, lookup: str, secret: str) -> None:
        self.lookup, self.secret = lookup, secret

    @property
    def shown(self) -> str:
        """`XXXX-XXXX-XXXX`."""
        return f"{self.lookup}-{self.secret[:4]}-{self.secret[4:]}"

    @property
    def hash(self) -> bytes:
        """What is kept of the secret part. 40 random bits behind five guesses need no slow hash."""
        return hashlib.sha256(f"{self.lookup}{self.secret}".encode()).digest()

    def fits(self, kept: bytes) -> bool:
        """Compare in constant time."""
        return hmac.compare_digest(self.hash, kept)


def new_code() -> TypedCode:
    """A fresh code: 20 bits to find it by, 40 to prove it."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(12))
    return TypedCode(signs[:4], signs[4:])


def read_code(typed: str) -> TypedCode | None:
    """What a person typed, forgiving case, spaces, dashes and Cyrillic look-alikes; None when it can't be a code."""
    signs = "".join(sign for sign in typed.upper().translate(_LOOK_ALIKES) if sign.isalnum())
    if len(signs) != 12 or any(sign not in ALPHABET for sign in signs):
        return None
    return TypedCode(signs[:4], signs[4:])


async def issue(work: Work, account: AccountId, purpose: str, lives: timedelta) -> TypedCode:
    """A new code for this account; older ones of the same purpose are dead."""
    await queries.void_codes(work.connection, account, purpose, work.now)
    for _ in range(8):  # 20 bits of look-up collide now and then
        code = new_code()
        if await queries.code_by_lookup(work.connection, code.lookup) is None:
            break
    row = {
        "id": work.new_id(),
        "account_id": account,
        "lookup": code.lookup,
        "secret_hash": code.hash,
        "purpose": purpose,
        "created_at": work.now,
        "expires_at": work.now + lives,
    }
    await queries.insert_code(work.connection, row)
    return code


class Redeemed(msgspec.Struct, frozen=True):
    """What a fitting code opens."""

    account: AccountId
    purpose: str

    @property
    def vouched(self) -> bool:
        """Given by the machine's owner at its command line: that stands for a second factor."""
        return self.purpose in VOUCHED


async def redeem(work: Work, typed: str, source: str) -> Redeemed | None:
    """The account that this code opens; None (with the miss counted) when it opens none.

    The caller commits either way, so that a miss stays counted, and then refuses by `CodeDoesNotFit`.
    """
    await check_pace(work, "code", source)
    code = read_code(typed)
    row = await queries.code_by_lookup(work.connection, code.lookup) if code else None
    if code is None or row is None:
        await miss(work, "code", source)
        return None
    living = row.used_at is None and row.expires_at > work.now and row.errors < ERRORS_AT_MOST
    if not code.fits(row.secret_hash) or not living or row.account_id is None:
        await queries.count_code_error(work.connection, row.id)
        await miss(work, "code", source)
        return None
    await queries.use_code(work.connection, row.id, work.now)
    return Redeemed(AccountId(row.account_id), row.purpose)


async def check_pace(work: Work, what: str, source: str) -> None:
    """Refuse further guesses of a source, or of all sources together, that missed too often in this window."""
    window = window_of(work.now)
    if await queries.misses(work.connection, what, source, window) >= MISSES_PER_SOURCE:
        raise TooManyGuesses
    if await queries.misses(work.connection, what, EVERYWHERE, window) >= MISSES_IN_ALL:
        raise TooManyGuesses


async def miss(work: Work, what: str, source: str) -> None:
    """Count a miss for its source and for the installation."""
    window = window_of(work.now)
    for at in sorted((source, EVERYWHERE)):
        await queries.count_miss(work.connection, what, at, window)


def window_of(moment: datetime) -> datetime:
    """The start of the window that this moment falls into."""
    return moment - timedelta(seconds=moment.timestamp() % WINDOW.total_seconds())
