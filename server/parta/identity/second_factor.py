"""The second factor: an authenticator's code (TOTP, RFC 6238) or a passkey.

Head and administrator must have one; whoever set up an authenticator is asked for it at every sign-in.
"""

from datetime import timedelta

import msgspec
import pyotp

from parta.kernel.errors import invalid
from parta.parts.qr import qr_rows
from parta.work import Work

from .errors import LastSecondFactor, SecondFactorClosed, SecondFactorDoesNotFit
from .limits import Limit
from .queries import passwords as queries

ERRORS = Limit("totp", 5, timedelta(minutes=15))  # an account
DRIFT = 1  # steps of 30 s that a phone's clock may be off


class Enrolment(msgspec.Struct, frozen=True):
    """What an authenticator app needs; `qr` are the rows of the picture, a sign `1` is a dark module."""

    secret: str
    uri: str
    qr: list[str]


def begin(name: str) -> Enrolment:
    """A fresh secret for an authenticator; nothing is kept until a code of it was shown."""
    secret = pyotp.random_base32()
    uri = pyotp.TOTP(secret).provisioning_uri(name=name or "Парта", issuer_name="Парта")
    return Enrolment(secret, uri, qr_rows(uri))


async def enrol(work: Work, secret: str, code: str) -> None:
    """Keep the authenticator, as its first code fits."""
    if len(secret) != 32 or not set(secret) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"):
        raise invalid("/secret", "Начните настройку заново")
    await _hold_pace(work)
    step = _step_of(work, secret, code)
    if step is None:
        await _miss(work)
        raise SecondFactorDoesNotFit
    await queries.keep_totp(work.connection, work.actor.account, secret, step)


async def prove(work: Work, code: str) -> None:
    """A code of one's own authenticator, good once."""
    await _hold_pace(work)
    row = await queries.by_account(work.connection, work.actor.account)
    step = _step_of(work, row.totp_secret, code) if row and row.totp_secret else None
    if step is None or not await queries.use_totp_step(work.connection, work.actor.account, step):
        await _miss(work)
        raise SecondFactorDoesNotFit


async def forget(work: Work, *, needed: bool) -> None:
    """Do without the authenticator; where a second factor is required, only with a passkey left."""
    if needed:
        raise LastSecondFactor
    await queries.keep_totp(work.connection, work.actor.account, None, 0)


async def _hold_pace(work: Work) -> None:
    if await ERRORS.reached(work, str(work.actor.account)):
        raise SecondFactorClosed(ERRORS.ends(work.now), work.now)


async def _miss(work: Work) -> None:
    await ERRORS.count(work, str(work.actor.account))
    await work.keep()


def _step_of(work: Work, secret: str, code: str) -> int | None:
    """The time step that this code belongs to, if any near now."""
    totp = pyotp.TOTP(secret)
    digits = "".join(sign for sign in code if sign.isascii() and sign.isdigit())
    now = int(work.now.timestamp()) // totp.interval
    fitting = [step for step in range(now - DRIFT, now + DRIFT + 1) if _same(totp.generate_otp(step), digits)]
    return fitting[0] if fitting else None


def _same(one: str, other: str) -> bool:
    return pyotp.utils.strings_equal(one, other)
