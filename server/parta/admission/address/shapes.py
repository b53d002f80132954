"""The school's address as the wire shows it."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

Way = Literal["proxy", "files", "acme", "inside"]
Line = Annotated[str, msgspec.Meta(max_length=300)]


class WayProxy(msgspec.Struct, frozen=True, rename="camel", tag_field="way", tag="proxy", forbid_unknown_fields=True):
    """Behind a reverse proxy of the school, whose addresses are named."""

    public_url: Line
    trusted: Annotated[list[Line], msgspec.Meta(min_length=1, max_length=16)]


class WayFiles(msgspec.Struct, frozen=True, rename="camel", tag_field="way", tag="files", forbid_unknown_fields=True):
    """With a certificate and a key of the school's own on the server's disk."""

    public_url: Line
    certificate: Line
    key: Line


class WayAcme(msgspec.Struct, frozen=True, rename="camel", tag_field="way", tag="acme", forbid_unknown_fields=True):
    """With a certificate that the server asks an authority for: calls to the outside, so only with consent."""

    public_url: Line
    directory: Line
    email: Line
    consent: bool


class WayInside(msgspec.Struct, frozen=True, rename="camel", tag_field="way", tag="inside", forbid_unknown_fields=True):
    """«Только внутри школы»: without encryption. With an address it is open to the school's network."""

    public_url: Line = ""
    losses_known: bool = False


Wish = WayProxy | WayFiles | WayAcme | WayInside


class AddressState(msgspec.Struct, frozen=True, rename="camel"):
    """The address in force, and what a change of it would cost."""

    address: str
    way: Way
    wish: Wish | None  # as it was chosen here; None: nobody chose yet, or the operator did
    fixed: bool  # the operator's settings say it: nothing is chosen here
    only_here: bool  # nobody beyond this machine reaches it
    secure: bool  # phones will have push, camera, passkeys
    inside_only: bool
    decided: bool
    pending: bool
    problem: str | None  # why the last choice was not taken up
    tested_at: datetime | None
    printed: int  # slips and links that lead to this address and are not used up
    passkeys: int  # made for this address
    suggested: str  # an address in the school's network, for «Только внутри школы»


class PhoneTest(msgspec.Struct, frozen=True, rename="camel"):
    """A test QR: where it leads, the rows of its picture, and until when it is good."""

    url: str
    qr: list[str]
    expires_at: datetime
