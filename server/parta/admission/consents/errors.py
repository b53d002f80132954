"""Refusals of rules and consents."""

from parta.kernel.errors import Refusal


class TextChanged(Refusal):
    """Somebody wrote a new version while this one was being read."""

    slug = "text-changed"
    title = "Текст обновился. Прочтите новую редакцию"


class RepresentativeConsents(Refusal):
    """The consent for a minor is his legal representative's (law.md L5)."""

    slug = "representative-consents"
    title = "Согласие за ученика даёт его законный представитель"
