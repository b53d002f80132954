"""Refusals of the school's address."""

from parta.kernel.errors import Refusal


class AddressFixed(Refusal):
    """Arguments, environment or `parta.toml` say it: they win over the screen."""

    slug = "address-fixed"
    title = "Адрес задан в настройках сервера. Изменить его может тот, кто их ведёт"


class ManySchools(Refusal):
    """The address belongs to the installation, not to one of its schools."""

    slug = "many-schools"
    title = "На этом сервере несколько школ: общий адрес меняет оператор"


class NoWayBack(Refusal):
    """On another address nobody is signed in, and the first code is used up."""

    slug = "no-way-back"
    title = "Сначала задайте пароль: на новом адресе нужно будет войти заново"
