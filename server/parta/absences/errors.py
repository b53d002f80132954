"""Refusals of «Не придёт»."""

from parta.kernel.errors import Refusal


class AlreadyMarked(Refusal):
    """Some of these days are marked already, perhaps by the other parent."""

    slug = "already-marked"
    title = "На эти дни уже отмечено: ребёнка не ждут"


class AlreadyBegan(Refusal):
    """Lessons have begun: the school counts with it now."""

    slug = "already-began"
    title = "Занятия уже начались. Если ребёнок всё же придёт, скажите классному руководителю"


class NotOfAge(Refusal):
    """A pupil marks himself only from 18 on; till then a representative does."""

    slug = "not-of-age"
    title = "До 18 лет это отмечает родитель"
