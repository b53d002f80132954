"""Refusals: every "no" of the product is a class with a slug and a sentence that a person understands."""

from collections.abc import Sequence
from typing import ClassVar

import msgspec


class Pointer(msgspec.Struct, frozen=True, rename="camel"):
    """One faulty place of what was sent (RFC 9457 extension): a JSON pointer and what is wrong there."""

    pointer: str
    detail: str


class Refusal(Exception):
    """A refusal. Subclasses set `status` (HTTP), `slug` (stable name for programs) and `title` (for people, Russian)."""

    status: ClassVar[int] = 409
    slug: ClassVar[str] = "refused"
    title: ClassVar[str] = "Так сделать нельзя"

    def __init__(self, detail: str | None = None, pointers: Sequence[Pointer] = ()) -> None:
        super().__init__(detail or self.title)
        self.detail = detail
        self.pointers = tuple(pointers)


class NotSignedIn(Refusal):
    """Nobody is known behind this request."""

    status = 401
    slug = "not-signed-in"
    title = "Войдите, чтобы продолжить"


class NotFound(Refusal):
    """There is no such thing, or the person may not know of it: the two look the same."""

    status = 404
    slug = "not-found"
    title = "Такой страницы нет или она вам недоступна"


class NotAllowed(Refusal):
    """The person sees the thing, but the regulation does not let him do this with it."""

    status = 403
    slug = "not-allowed"
    title = "У вас нет права на это действие"


class Invalid(Refusal):
    """What was sent does not make sense; `pointers` say where."""

    status = 422
    slug = "invalid"
    title = "Проверьте, что введено"


class TooMany(Refusal):
    """Too often or too much; the detail says when to come back."""

    status = 429
    slug = "too-many"
    title = "Слишком часто. Подождите немного"


def invalid(pointer: str, detail: str) -> Invalid:
    """An `Invalid` with a single faulty place; `pointer` is a JSON pointer such as `/text`."""
    return Invalid(detail, [Pointer(pointer, detail)])
