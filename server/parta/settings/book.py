"""What the operator and the screen chose about the address, as the running server shows it."""

from parta.parts import address as addresses
from parta.parts.address import AddressBook

from . import Acme, BehindProxy, Files, Handover, NoTls, Settings


def address_book(handover: Handover) -> AddressBook:
    """What the screen of the address shows, and where it leaves a choice."""
    settings = handover.settings
    return AddressBook(
        address=settings.address,
        listen=settings.listen,
        tls=_encryption(settings),
        public=settings.public_url is not None,
        fixed=frozenset(handover.fixed),
        kept=addresses.KeptChoice(settings.data),
        digest=handover.chosen,
    )


def _encryption(settings: Settings) -> addresses.Encryption:
    match settings.tls:
        case NoTls():
            return addresses.Plain()
        case BehindProxy(trusted=trusted):
            return addresses.BehindProxy(trusted)
        case Files(certificate=certificate, key=key):
            return addresses.OwnFiles(str(certificate), str(key))
        case Acme(directory=directory, email=email):
            return addresses.Acme(directory, email, consent_to_outbound_calls=True)
