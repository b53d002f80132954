"""Refusals of chats."""

from datetime import datetime

from parta.kernel.errors import Refusal


class RoomIsClosed(Refusal):
    """The room's mode does not let this member write."""

    status = 403
    slug = "room-is-closed"
    title = "Сейчас писать в этот чат могут не все. Спросите классного руководителя"


class ClosedByHours(Refusal):
    """The chat's timetable lets nobody, or only its leaders, write at this hour (C5)."""

    status = 403
    slug = "closed-by-hours"
    title = "Сейчас в этом чате не пишут"

    @classmethod
    def because(cls, why: str) -> "ClosedByHours":
        """In words that stay true; until when it lasts stands in the chat, by the clock of whoever reads."""
        if why == "lessons":
            return cls("Идёт урок: отправьте сообщение на перемене")
        return cls("Отправьте сообщение, когда чат откроется")


class OnlyReading(Refusal):
    """The member may only read until the sanction ends (E4)."""

    status = 403
    slug = "only-reading"
    title = "Пока вам можно только читать этот чат"

    @classmethod
    def until(cls, moment: datetime) -> "OnlyReading":
        """With the time from which one may write again."""
        return cls(f"Писать снова можно после {moment:%d.%m %H:%M} (UTC)")


class SameIdOtherText(Refusal):
    """The client's id was used for another message already: a retry must not change its text."""

    slug = "same-id-other-text"
    title = "Это сообщение уже отправлено с другим текстом. Обновите страницу"


class TooLateToChange(Refusal):
    """Deleting for all is possible for 48 hours."""

    slug = "too-late"
    title = "Своё сообщение можно изменить или удалить в течение 48 часов"


class TooManyReactions(Refusal):
    """A person puts a few signs under a message, and a message carries not more kinds of them than can be seen."""

    slug = "too-many-reactions"
    title = "К одному сообщению можно поставить не больше трёх своих реакций"


class StaysInItsChat(Refusal):
    """These words may not leave the chat in which they were said."""

    slug = "stays-in-its-chat"
    title = "Сообщения этого чата не пересылают: они сказаны только для его участников"


class PollStays(Refusal):
    """What was answered is not asked otherwise afterwards."""

    slug = "poll-stays"
    title = "Вопрос опроса не меняют. Закройте его и задайте новый"


class TooManyScheduled(Refusal):
    """More messages for later than anybody keeps in mind."""

    slug = "too-many-scheduled"
    title = "У вас уже пятьдесят отложенных сообщений. Отправьте или отмените какие-нибудь"


class ScheduledIsGoing(Refusal):
    """Its time has come, and the server has it in hand."""

    slug = "scheduled-is-going"
    title = "Сообщение уже отправляется. Изменить или удалить его можно будет в чате"


class AlreadyDeleted(Refusal):
    """The message is gone."""

    slug = "already-deleted"
    title = "Это сообщение уже удалено"


class MentionAllTooOften(Refusal):
    """Everybody was called a short while ago."""

    status = 429
    slug = "mention-all-too-often"
    title = "Всех уже звали в этом чате меньше десяти минут назад"


class TooManyMessages(Refusal):
    """More messages in a row than a person writes."""

    status = 429
    slug = "too-many-messages"
    title = "Слишком много сообщений подряд. Подождите несколько секунд"


class NotSanctionable(Refusal):
    """Staff can't be muted by a class teacher, nobody by himself."""

    slug = "not-sanctionable"
    title = "Запретить писать можно только ученику или родителю"


class AnnouncementsAreForAll(Refusal):
    """What the school announces reaches everybody (E4)."""

    slug = "announcements-are-for-all"
    title = "Из объявлений никого не удаляют: их должны получать все"


class ServerIsBusy(Refusal):
    """The database did not take the message; the client sends it again by itself."""

    status = 503
    slug = "busy"
    title = "Сервер не успел сохранить сообщение. Оно отправится ещё раз само"
