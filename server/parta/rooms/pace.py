"""How fast one person may write: a bucket of messages that refills (security.md 25). Per node; content limits are elsewhere."""

from collections import OrderedDict
from time import monotonic

from parta.kernel.ids import PersonId

REMEMBERED = 20_000  # persons; whoever is forgotten starts with a full bucket


class Pace:
    """`burst` messages at once, then `per_second`."""

    def __init__(self, burst: float = 30, per_second: float = 2) -> None:
        self._burst, self._per_second = burst, per_second
        self._left: OrderedDict[PersonId, tuple[float, float]] = OrderedDict()

    def of_all_acts(self) -> "Pace":
        """How fast a person may act at all: ten times as much at once, five times as fast as he may write."""
        return Pace(self._burst * 10, self._per_second * 5)

    def lets(self, person: PersonId) -> bool:
        """Take one from the bucket; False when it is empty."""
        now = monotonic()
        left, at = self._left.pop(person, (self._burst, now))
        left = min(self._burst, left + (now - at) * self._per_second)
        allowed = left >= 1
        self._left[person] = (left - 1 if allowed else left, now)
        if len(self._left) > REMEMBERED:
            self._left.popitem(last=False)
        return allowed
