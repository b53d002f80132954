"""The address in force: its socket and its certificate, and how a new choice of the screen takes their place."""

import socket
from collections.abc import Awaitable, Callable

import anyio
import anyio.to_thread

from parta.cli.children import Child
from parta.cli.listening import listen, refuse_open_address, with_real_port
from parta.cli.refused import Refused
from parta.parts.address import KeptChoice
from parta.parts.certificates import CertificateRefused
from parta.settings import Settings, SettingsWrong

LOOK_AGAIN_SECONDS = 0.25
LOOK_AT_CERTIFICATE_SECONDS = 6 * 3600.0
NOT_TAKEN_UP = (Refused, CertificateRefused, SettingsWrong)


class AddressKeeper:
    """Holds the listening socket while the app comes and goes; moves it when another address was chosen."""

    def __init__(
        self,
        settings: Settings,
        taken: socket.socket,
        say: Callable[[str], None],
        reload: Callable[[], Settings],
    ) -> None:
        self.settings = with_real_port(settings, taken)
        self.taken = taken
        self._wished = settings.listen
        self._say = say
        self._reload = reload
        self._kept = KeptChoice(settings.data)
        self._text, self.digest = self._kept.text(), self._kept.digest()

    async def obtain_certificate(self) -> None:
        """Ask for the certificate if we are the ones who ask, and need it."""
        await self._obtain(self.settings)

    async def renew_certificate(self, app: Child) -> None:
        """In time before its end."""
        while True:
            await anyio.sleep(LOOK_AT_CERTIFICATE_SECONDS)
            certificate = self.settings.acme_certificate()
            if certificate is None or not certificate.is_due():
                continue
            try:
                await anyio.to_thread.run_sync(certificate.obtain)
            except CertificateRefused as problem:  # there are weeks left to mend it
                self._say(f"Сертификат не обновлён: {problem}")
                continue
            self._say("Сертификат обновлён, перезапускаю приложение…")
            app.restart()

    async def follow(
        self, app: Child, hand_over: Callable[[], object], until_ready: Callable[[Child], Awaitable[None]]
    ) -> None:
        """Take up what was chosen on the screen: only the app restarts. What can't be taken up is taken back."""
        while True:
            await anyio.sleep(LOOK_AGAIN_SECONDS)
            if self._kept.digest() == self.digest:
                continue
            before = (self.settings, self._wished, self._text, self.digest)
            self._say("Выбран другой адрес школы, перехожу на него…")
            try:
                await self._take_up(app, hand_over)
                await until_ready(app)
            except NOT_TAKEN_UP as problem:
                self._say(f"Адрес прежний: {problem}")
                self._kept.take_back(before[2], str(problem))
                if self.digest != before[3]:  # the app was moved, and could not live there
                    await app.while_away(lambda: self._move(app, hand_over, *before))  # noqa: B023 - awaited here
                continue
            self._say(f"Адрес школы: {self.settings.address}")

    async def _take_up(self, app: Child, hand_over: Callable[[], object]) -> None:
        text, digest = self._kept.text(), self._kept.digest()
        fresh = self._reload()
        refuse_open_address(fresh)
        await self._obtain(fresh)
        await app.while_away(lambda: self._move(app, hand_over, fresh, fresh.listen, text, digest))

    def _move(
        self, app: Child, hand_over: Callable[[], object], settings: Settings, wished: str, text: str, digest: str
    ) -> None:
        if wished != self._wished:
            self.taken.close()  # the new one may need the same port
            try:
                self.taken = listen(settings)
            except Refused:
                self.taken = listen(self.settings)
                raise
            finally:
                app.inherits = (self.taken.fileno(),)
                hand_over()
        self.settings, self._wished = with_real_port(settings, self.taken), wished
        self._text, self.digest = text, digest
        hand_over()

    async def _obtain(self, settings: Settings) -> None:
        certificate = settings.acme_certificate()
        if certificate is not None and certificate.is_due():
            self._say(f"Получаю сертификат для {certificate.name}…")
            await anyio.to_thread.run_sync(certificate.obtain)
