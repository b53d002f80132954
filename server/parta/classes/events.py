"""What is told of families: that access changed, never why."""

import msgspec


class FamilyAccessChanged(msgspec.Struct, frozen=True, rename="camel", tag_field="kind", tag="familyAccessChanged"):
    """On the streams of a child's representatives: who has access to the child's chats is not who it was (B9)."""

    child_name: str


class RestrictionsChanged(msgspec.Struct, frozen=True, rename="camel", tag_field="kind", tag="restrictionsChanged"):
    """On the school's desk: a restriction was made, changed, lifted or has run out; whoever may read them asks anew."""
