"""What is told about admission to the chats."""

import msgspec


class AdmissionChanged(msgspec.Struct, frozen=True, rename="camel", tag_field="kind", tag="admissionChanged"):
    """On the person's stream: chats are open to this person from now on, or closed (a consent came or was withdrawn)."""

    admitted: bool
