"""Refusals of the moderators' queue."""

from parta.kernel.errors import Refusal


class AlreadyDecided(Refusal):
    """Another moderator was faster."""

    slug = "already-decided"
    title = "Эту жалобу уже разобрали"
