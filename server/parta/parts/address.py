"""The school's address and who encrypts, as chosen on the screen: a file in the data folder, read by every start."""

import hashlib
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec


class Plain(msgspec.Struct, frozen=True, tag_field="kind", tag="none"):
    """Nobody encrypts: for this machine, or for a network that the school trusts."""


class BehindProxy(msgspec.Struct, frozen=True, tag_field="kind", tag="proxy"):
    """A reverse proxy of the school encrypts; only what comes from these addresses may say for whom it speaks."""

    trusted: tuple[str, ...]


class OwnFiles(msgspec.Struct, frozen=True, tag_field="kind", tag="files"):
    """A certificate and a key on the server's disk, which the operator renews."""

    certificate: str
    key: str


class Acme(msgspec.Struct, frozen=True, tag_field="kind", tag="acme"):
    """A certificate that we ask an authority for; only with consent to calls to the outside."""

    directory: str
    email: str
    consent_to_outbound_calls: bool


Encryption = Plain | BehindProxy | OwnFiles | Acme


class Choice(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was chosen, in the words of the settings; what is not there stays as the operator has it."""

    tls: Encryption = Plain()
    public_url: str | None = None
    listen: str | None = None
    insecure_lan: bool = False


class KeptChoice(msgspec.Struct, frozen=True):
    """The file with the choice, and beside it why the last one could not be taken up."""

    data: Path

    @property
    def file(self) -> Path:
        return self.data / "address.json"

    @property
    def _refusal(self) -> Path:
        return self.data / "run" / "address-refused"

    def text(self) -> str:
        """The choice as it is written; empty when nothing was ever chosen."""
        return _text(self.file)

    def digest(self) -> str:
        """Tells one choice from another."""
        return hashlib.sha256(self.text().encode()).hexdigest()

    def write(self, choice: Choice | None) -> None:
        """Keep a new choice: whoever watches over the school takes it up. None: all stays as it is in force."""
        self._refusal.unlink(missing_ok=True)
        if choice is not None:
            _replace(self.file, msgspec.json.encode(choice).decode())

    def take_back(self, text: str, why: str) -> None:
        """The choice could not be taken up: the one before it is in force, and the screen learns why."""
        _replace(self._refusal, why)
        if text:
            _replace(self.file, text)
        else:
            self.file.unlink(missing_ok=True)

    def refusal(self) -> str | None:
        """Why the last choice could not be taken up."""
        return _text(self._refusal) or None


NOBODY = Plain()


@dataclass(frozen=True, kw_only=True)
class AddressBook:
    """What the running server knows of its own address; given to doors, never to the wire."""

    address: str = "http://127.0.0.1:0"
    listen: str = "127.0.0.1:0"
    tls: Encryption = NOBODY
    public: bool = False  # somebody said how people find the school
    fixed: frozenset[str] = frozenset()  # the settings that the operator set: the screen only shows them
    kept: KeptChoice | None = None  # None: nobody would take a choice up
    digest: str = ""  # of the choice that this process was started with

    def pending(self) -> bool:
        """A choice was made that is not in force yet."""
        return self.kept is not None and self.kept.digest() != self.digest


def own_network_address() -> str | None:
    """The address of this machine in its network; asks the routing table, sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as door:
        try:
            door.connect(("192.0.2.1", 9))  # RFC 5737: an address that is nobody's
        except OSError:
            return None
        found: tuple[Any, ...] = door.getsockname()
    return None if str(found[0]).startswith("127.") else str(found[0])


def _text(file: Path) -> str:
    try:
        return file.read_text()
    except FileNotFoundError:
        return ""


def _replace(file: Path, text: str) -> None:
    fresh = file.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_text(text)
    fresh.replace(file)
