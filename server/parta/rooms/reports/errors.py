"""Refusals of the moderators' queue."""

from parta.kernel.errors import Refusal


class AlreadyDecided(Refusal):
    """Another moderator was faster."""

    slug = "already-decided"
    title = "Эту жалобу уже разобрали"


class OwnReport(Refusal):
    """Nobody is the judge of his own report while another moderator is there."""

    slug = "own-report"
    title = "Вы сами на это пожаловались: решает другой, классный руководитель или администратор"
