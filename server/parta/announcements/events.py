"""What is told about announcements, each on the stream of the one person whom it concerns."""

from uuid import UUID

import msgspec

from .shapes import Receipts


class AnnouncementArrived(msgspec.Struct, frozen=True, rename="camel", tag_field="kind", tag="announcementArrived"):
    """On a recipient's stream: there is an announcement, or one is reminded of it; an urgent one is shown over everything."""

    announcement_id: UUID
    urgent: bool
    reminder: bool


class AnnouncementSettled(msgspec.Struct, frozen=True, rename="camel", tag_field="kind", tag="announcementSettled"):
    """On the reader's own stream: read or acknowledged, on whichever of his devices."""

    announcement_id: UUID


class ReceiptsCounted(msgspec.Struct, frozen=True, rename="camel", tag_field="kind", tag="receiptsCounted"):
    """On the author's stream, twice a second at most: how the receipts stand now."""

    announcement_id: UUID
    receipts: Receipts
