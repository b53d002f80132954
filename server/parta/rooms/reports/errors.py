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


class TooManyReports(Refusal):
    """More reports in a day than one person has: who fills the queue hides in it what others report."""

    status = 429
    slug = "too-many-reports"
    title = (
        "За сутки можно подать не больше десяти жалоб. Об остальном скажите классному руководителю "
        "или администратору школы, а если опасность сейчас — звоните 112"
    )


class TooManyUrgentReports(Refusal):
    """More calls of danger in a day than one person has: moderators' phones ring at any hour."""

    status = 429
    slug = "too-many-urgent-reports"
    title = (
        "За сутки можно позвать на помощь не больше трёх раз. Если опасность сейчас — звоните 112 "
        "или подойдите к любому взрослому в школе, а здесь пожалуйтесь без отметки об угрозе жизни"
    )
