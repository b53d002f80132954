"""What browsers and the server tell each other about notices."""

from typing import Annotated

import msgspec

Key = Annotated[str, msgspec.Meta(min_length=16, max_length=120, pattern="^[A-Za-z0-9_-]+={0,2}$")]


class NewSubscription(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Where this browser is reached; both keys as `PushSubscription.toJSON()` gives them."""

    endpoint: Annotated[str, msgspec.Meta(max_length=1000)]
    p256dh: Key
    auth: Key


class PushHere(msgspec.Struct, frozen=True, rename="camel"):
    """Notices on this device. `public_key`: what the browser subscribes with; null when the operator offers none."""

    offered: bool
    shared_computer: bool
    subscribed: bool
    public_key: str | None


class Payload(msgspec.Struct, frozen=True):
    """All that is ever sent: no name, no word, no school. `tag` is the id of the chat or announcement: it tells nothing."""

    kind: str  # message | announcement | urgent | test
    tag: str
