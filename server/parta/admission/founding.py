"""How schools come to be on this installation, as its operator chose it."""

from datetime import timedelta


class Founding:
    """`applications`: schools ask to be connected here (A1); without it the first run makes the only school.

    `recovery_wait`: how long the head's order waits before it takes administration over (A9).
    """

    def __init__(self, address: str, *, applications: bool = False, recovery_wait: timedelta = timedelta(hours=48)):
        self.address, self.applications, self.recovery_wait = address, applications, recovery_wait
