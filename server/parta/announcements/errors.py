"""Refusals of announcements."""

from parta.kernel.errors import Refusal


class NobodyAddressed(Refusal):
    """The rule gives nobody."""

    status = 422
    slug = "nobody-addressed"
    title = "Под это правило сейчас не подходит никто. Выберите других получателей"


class SameIdOtherAnnouncement(Refusal):
    """The client's id was used for another announcement already."""

    slug = "same-id-other-announcement"
    title = "Это объявление уже ушло, с прежним текстом: посмотрите в отправленных. Чтобы отправить и новый, нажмите ещё раз"


class RemindedLately(Refusal):
    """One reminder in twelve hours."""

    status = 429
    slug = "reminded-lately"
    title = "Об этом объявлении уже напоминали. Напомнить ещё раз можно через 12 часов после прошлого раза"


class RemindedOften(Refusal):
    """No more than three reminders of one announcement."""

    slug = "reminded-often"
    title = "Об этом объявлении напоминали уже трижды. Оставшимся передайте его лично или на бумаге"


class NobodyToRemind(Refusal):
    """All who can be reached have read it."""

    slug = "nobody-to-remind"
    title = "Напоминать некому: все, кто на платформе, уже ознакомились"


class NobodyOnPaper(Refusal):
    """No family is outside the platform."""

    slug = "nobody-on-paper"
    title = "Печатать некому: среди получателей нет семей, которым нужно на бумаге"
