"""Refusals about people and their standings."""

from parta.kernel.errors import Refusal


class LastAdministrator(Refusal):
    """A school is never left without an administrator; the text says the way out (A9)."""

    slug = "last-administrator"
    title = (
        "Это последний администратор школы. Сначала назначьте ещё одного: "
        "«Люди» → карточка учителя → «Назначить администратором»"
    )
