"""The school's address is read and chosen; what was chosen waits in the data folder until the server takes it up."""

import asyncio
from urllib.parse import urlsplit

from parta.identity.queries import passwords
from parta.parts.address import Acme, AddressBook, BehindProxy, OwnFiles, Plain, own_network_address
from parta.policy.decide import Place
from parta.policy.table import Action
from parta.school import queries as schools
from parta.work import Work

from . import choosing, queries
from .errors import AddressFixed, ManySchools, NoWayBack
from .shapes import AddressState, Way, WayAcme, WayFiles, WayInside, WayProxy, Wish

OWN_MACHINE = ("127.0.0.1", "::1", "localhost")
THIS_SERVER = "http://localhost"
DECIDES = {"public_url", "tls"}


async def state(work: Work, book: AddressBook, here: str) -> AddressState:
    """The address in force, for whoever may set it. `here`: the address that slips would lead to now."""
    work.require(Action.SET_ADDRESS, Place(school=work.actor.school))
    tested_at, closed = await queries.tested(work.connection, work.actor.school)
    fixed = bool(DECIDES & book.fixed)
    host = urlsplit(here).hostname or ""
    found = own_network_address()
    return AddressState(
        address=here,
        way=_way(book),
        wish=None if fixed or not _decided(book, closed=closed) else _wish(book),
        fixed=fixed,
        only_here=host in OWN_MACHINE,
        secure=here.startswith("https://") or host in OWN_MACHINE,
        inside_only=closed,
        decided=fixed or _decided(book, closed=closed),
        pending=book.pending(),
        problem=book.kept.refusal() if book.kept and not book.pending() else None,
        tested_at=tested_at,
        printed=await queries.printed(work.connection, work.now),
        passkeys=await queries.passkeys(work.connection),
        suggested=f"http://{found}:{book.listen.rpartition(':')[2]}" if found else "",
    )


async def choose(work: Work, book: AddressBook, wish: Wish, asked_at: str) -> None:
    """Choose the address and who encrypts. `asked_at`: the address that this page was opened at."""
    work.require(Action.SET_ADDRESS, Place(school=work.actor.school))
    if DECIDES & book.fixed:
        raise AddressFixed
    everybody = list(await schools.time_zones(work.connection))
    if len(everybody) > 1 and not work.actor.operator:
        raise ManySchools
    choice = await asyncio.to_thread(choosing.read, wish, book, work.now)
    before, after = book.address if book.public else "", choice.public_url or ""
    if _host(after or THIS_SERVER) != _host(asked_at):
        await _require_way_back(work)
    moves = (before, book.tls) != (after, choice.tls)
    kept = book.kept
    if moves and kept is None:
        raise AddressFixed
    for one in everybody:
        await queries.set_closed(work.connection, one, closed=isinstance(wish, WayInside))
        if before != after:
            await queries.set_tested(work.connection, one, None)
    if everybody:
        work.within(work.actor.school or everybody[0])
        words = {"address": (before, after), "encryption": (_encryption(book.tls), _encryption(choice.tls))}
        work.note(Action.SET_ADDRESS, work.acting_school, words, insideOnly=isinstance(wish, WayInside))
    if kept is not None:
        work.after_commit(lambda: asyncio.to_thread(kept.write, choice if moves else None))


async def _require_way_back(work: Work) -> None:
    row = await passwords.by_account(work.connection, work.actor.account)
    if row is None or row.password_hash is None:
        raise NoWayBack


def _host(url: str) -> str:
    host = urlsplit(url).hostname or ""
    return OWN_MACHINE[0] if host in OWN_MACHINE else host


def _decided(book: AddressBook, *, closed: bool) -> bool:
    return closed or book.public or not isinstance(book.tls, Plain)


def _way(book: AddressBook) -> Way:
    match book.tls:
        case BehindProxy():
            return "proxy"
        case OwnFiles():
            return "files"
        case Acme():
            return "acme"
        case Plain():
            return "inside"


def _wish(book: AddressBook) -> Wish:
    match book.tls:
        case BehindProxy(trusted=trusted):
            return WayProxy(book.address, list(trusted))
        case OwnFiles(certificate=certificate, key=key):
            return WayFiles(book.address, certificate, key)
        case Acme(directory=directory, email=email):
            return WayAcme(book.address, directory, email, consent=True)
        case Plain():
            return WayInside(book.address if book.public else "", losses_known=book.public)


def _encryption(tls: object) -> str:
    match tls:
        case BehindProxy(trusted=trusted):
            return f"прокси {', '.join(trusted)}"
        case OwnFiles(certificate=certificate):
            return f"сертификат {certificate}"
        case Acme(directory=directory):
            return f"центр сертификации {directory}"
        case _:
            return "без шифрования"
