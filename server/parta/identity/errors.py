"""Refusals of sign-in. None of them tells whether an account exists."""

from datetime import datetime
from typing import ClassVar

from parta.kernel.errors import Pointer, Refusal
from parta.kernel.text import plural


class CodeDoesNotFit(Refusal):
    """Wrong, spent, too old, or guessed at too often: the four look alike."""

    status = 422
    slug = "code-does-not-fit"
    title = "Код не подошёл. Проверьте его или попросите новый в школе"


class TooManyGuesses(Refusal):
    """Too many wrong codes from one place."""

    status = 429
    slug = "too-many-guesses"
    title = "Слишком много неверных попыток. Попробуйте через четверть часа"


class TooManyRequests(Refusal):
    """Too much asked from one place."""

    status = 429
    slug = "too-many-requests"
    title = "С этого адреса слишком много попыток входа. Попробуйте через четверть часа"


class NoSuchWay(Refusal):
    """The school has no way to send a code there."""

    slug = "no-such-way"
    title = "Школа не отправляет коды таким способом. Войдите по коду из приглашения или по паролю"


class ContactClosed(Refusal):
    """Too many wrong codes for one address or number, whether or not anybody has it."""

    status = 429
    slug = "contact-closed"
    title = "Слишком много неверных кодов. До завтра по этому адресу не войти: войдите по паролю, ключу или новому коду из школы"


class ContactTaken(Refusal):
    """The contact is another account's; told only to whoever can read what is sent there."""

    slug = "contact-taken"
    title = "С этим адресом уже входит другая учётная запись. Сначала удалите его там"


class PasswordDoesNotFit(Refusal):
    """Wrong login or wrong password: the two look alike."""

    status = 422
    slug = "password-does-not-fit"
    title = "Логин или пароль не подошёл"


class Closed(Refusal):
    """Too many errors; open again after a while."""

    status = 429
    wait: ClassVar[str]

    def __init__(self, until: datetime, now: datetime) -> None:
        minutes = max(1, -(-int((until - now).total_seconds()) // 60))
        super().__init__(self.wait.format(plural(minutes, "минуту", "минуты", "минут")))


class PasswordClosed(Closed):
    """Too many wrong passwords."""

    slug = "password-closed"
    title = "Слишком много неверных паролей"
    wait = "Слишком много неверных паролей. Попробуйте через {} или войдите другим способом"


class LoginTaken(Refusal):
    """Somebody has this login."""

    status = 422
    slug = "login-taken"
    title = "Такой логин уже занят. Добавьте цифру или второе имя"

    def __init__(self) -> None:
        super().__init__(None, [Pointer("/login", self.title)])


class PasskeyDoesNotFit(Refusal):
    """The passkey is not known here, or its answer came too late."""

    status = 422
    slug = "passkey-does-not-fit"
    title = "Ключ не подошёл. Попробуйте ещё раз или войдите другим способом"


class TooManyPasskeys(Refusal):
    """An account keeps a limited number of passkeys."""

    slug = "too-many-passkeys"
    title = "Ключей уже двадцать. Удалите те, которыми не пользуетесь"


class SecondFactorDoesNotFit(Refusal):
    """A wrong or used code of the authenticator."""

    status = 422
    slug = "second-factor-does-not-fit"
    title = "Код не подошёл. Дождитесь в приложении следующего и введите его"


class SecondFactorClosed(Closed):
    """Too many wrong codes of the authenticator."""

    slug = "second-factor-closed"
    title = "Слишком много неверных кодов"
    wait = "Слишком много неверных кодов. Попробуйте через {}"


class SecondFactorNeeded(Refusal):
    """The session has shown one factor, and two are required of this person."""

    status = 403
    slug = "second-factor-needed"
    title = "Подтвердите вход: нужен код из приложения или ключ"


class LastSecondFactor(Refusal):
    """Where a second factor is required, the last one stays."""

    slug = "last-second-factor"
    title = "Вашей роли нужно второе подтверждение входа. Сначала добавьте другое, потом удалите это"


class NotEnoughProof(Refusal):
    """The code was asked for by another account."""

    status = 403
    slug = "not-enough-proof"
    title = "Этот код запрошен не вами. Запросите новый"
