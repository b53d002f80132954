"""Refusals to whoever holds an administrator's link."""

from parta.kernel.errors import Refusal


class NotNamed(Refusal):
    """The link alone gives nothing: the contact is not the one that was named."""

    status = 403
    slug = "not-named"
    title = (
        "Такого телефона или почты нет в документе школы. По этой ссылке войдёт только тот, кто в нём назван: "
        "если это не вы, ссылка вам ничего не даёт"
    )


class AlreadySignedUp(Refusal):
    """The link works once."""

    slug = "already-signed-up"
    title = "По этой ссылке уже вошли. Дальше входите обычным способом"
