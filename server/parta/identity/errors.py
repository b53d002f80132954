"""Refusals of sign-in. None of them tells whether an account exists."""

from parta.kernel.errors import Refusal


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
