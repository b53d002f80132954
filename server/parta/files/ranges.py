"""Which bytes of a file are asked for (RFC 9110 §14): one range, as players and broken downloads ask."""

import re

from .errors import RangeNotThere

_ONE = re.compile(r"bytes=(\d*)-(\d*)\Z")


def asked(header: str | None, size: int) -> tuple[int, int] | None:
    """The first byte and the one after the last; None: the whole file. Raises `RangeNotThere`."""
    found = _ONE.match(header.strip()) if header else None
    if found is None or found.groups() == ("", ""):  # several ranges, other units: the whole file, as the RFC allows
        return None
    first, last = found.groups()
    if not first:  # the last so many bytes
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(int(last) + 1, size) if last else size
    if start >= size or (last and first and int(last) < start) or end <= start:
        raise RangeNotThere
    return start, end
