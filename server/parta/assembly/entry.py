"""How people come in: what the operator chose of addresses, carriers and applications."""

from datetime import timedelta

import msgspec

from parta.admission.founding import Founding
from parta.identity.delivery import Channels
from parta.parts.push import NoPush, WebPush
from parta.settings import HttpGateway, Settings
from parta.settings.push import push_of


class Entry(msgspec.Struct, frozen=True):
    """How people come in: what carries codes to them, and the address that passkeys are made for."""

    address: str = "http://localhost"
    channels: Channels = Channels(mail=False, sms=False, outbox_page=False)
    applications: bool = False
    recovery_wait: timedelta = timedelta(hours=48)
    push: NoPush | WebPush = NoPush()

    @property
    def founding(self) -> Founding:
        """How schools come to be here."""
        return Founding(self.address, applications=self.applications, recovery_wait=self.recovery_wait)

    @classmethod
    def of(cls, settings: Settings) -> "Entry":
        """As the operator chose it; the outbox page exists only for development, on this machine."""
        return cls(
            settings.address,
            Channels(
                mail=settings.mail_part.delivers,
                sms=isinstance(settings.sms, HttpGateway),
                outbox_page=settings.dev and settings.loopback_only,
            ),
            applications=settings.applications,
            recovery_wait=timedelta(hours=settings.recovery_hours),
            push=push_of(settings),
        )
