"""Refusals of notices."""

from parta.kernel.errors import Refusal


class PushIsOff(Refusal):
    """The operator has not allowed the server to call the browsers' makers."""

    slug = "push-is-off"
    title = "Уведомления на этом сервере выключены. Включить их может тот, кто его обслуживает"


class SharedComputer(Refusal):
    """«Общий компьютер»: what comes to one would be seen by all."""

    slug = "shared-computer"
    title = "На общем компьютере уведомления не включаются: их увидят другие"


class UnknownService(Refusal):
    """The browser is reached through a service that is not among those allowed."""

    status = 422
    slug = "unknown-push-service"
    title = "Сервер не отправляет уведомления этому браузеру. Попробуйте другой браузер"


class NothingToTry(Refusal):
    """This browser has not asked for notices."""

    slug = "no-subscription"
    title = "Сначала включите уведомления на этом устройстве"
