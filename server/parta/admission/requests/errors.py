"""Refusals of requests."""

from parta.kernel.errors import Refusal


class AlreadyDecided(Refusal):
    """Somebody decided it in the meantime, or the applicant took it back."""

    slug = "request-already-decided"
    title = "По этой заявке уже решили"


class WhichChild(Refusal):
    """A representative is somebody's representative."""

    status = 422
    slug = "which-child"
    title = "Выберите ребёнка из списка класса"


class CandidateTaken(Refusal):
    """The roster person has an account already."""

    slug = "candidate-taken"
    title = "Под этой записью уже вошли. Выберите другую или создайте новую"


class TooLateToUndo(Refusal):
    """Undo is for a slip of the finger; later there are other ways."""

    slug = "too-late-to-undo"
    title = "Отменить можно только сразу. Теперь уберите человека на странице класса"


class NotASlip(Refusal):
    """A common link names nobody."""

    slug = "not-a-slip"
    title = "Это общая ссылка, она никого не называет. О личном приглашении сообщают по его коду"
