"""Refusals of recovery."""

from parta.kernel.errors import Refusal


class RecoveryIsOpen(Refusal):
    """One recovery of a school at a time."""

    slug = "recovery-is-open"
    title = "Для этой школы уже ждёт другое восстановление. Сначала остановите его"


class NoOpenRecovery(Refusal):
    """There is nothing to stop."""

    slug = "no-open-recovery"
    title = "Восстановление управления уже закончено или остановлено"


class NotConfirmed(Refusal):
    """The order may name a confirmed member of staff who has joined, or somebody new by his contacts."""

    slug = "not-confirmed"
    title = "Этот работник ещё не вошёл или не подтверждён. Назовите другого или укажите его почту и телефон"


class NobodyNamed(Refusal):
    """Either a member of staff or a new person is named."""

    status = 422
    slug = "nobody-named"
    title = "Выберите работника школы или впишите нового администратора"
