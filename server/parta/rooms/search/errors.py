"""Refusals of search."""

from parta.kernel.errors import Refusal, TooMany


class SearchTooWide(Refusal):
    """The database could not look through all of it in time."""

    status = 503
    slug = "search-too-wide"
    title = "Искали слишком долго. Уточните запрос: добавьте слово, чат или дату"


class OneSearchAtATime(TooMany):
    """This person's last search is still under way."""

    slug = "one-search-at-a-time"
    title = "Предыдущий поиск ещё идёт. Подождите секунду"
