"""How many searches one person may have under way: each is the dearest question of all."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from parta.kernel.ids import PersonId

from .errors import OneSearchAtATime

MOST = 3  # the one that is typed on, the one before it, and one for people


class Searches:
    """Who is searching now, in this process."""

    def __init__(self) -> None:
        self._running: Counter[PersonId] = Counter()

    @contextmanager
    def one_of(self, person: PersonId) -> Iterator[None]:
        """Raises `OneSearchAtATime` when this person has enough of them."""
        if self._running[person] >= MOST:
            raise OneSearchAtATime
        self._running[person] += 1
        try:
            yield
        finally:
            self._running[person] -= 1
            if not self._running[person]:
                del self._running[person]
