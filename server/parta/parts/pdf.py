"""PDF: a template in Typst and its values, set in a thread; values are data, never markup (security.md 9)."""

from functools import cache
from typing import Any

import anyio
import anyio.to_thread
import msgspec
import typst

LONGEST = 60.0  # seconds that a document may take

_one_at_a_time = anyio.CapacityLimiter(1)


class PdfFailed(RuntimeError):
    """The document could not be set; always a bug of the template."""


async def pdf(template: str, values: Any) -> bytes:
    """Set a template with values; it reads them by `json(bytes(sys.inputs.values))`."""
    with anyio.fail_after(LONGEST):
        return await anyio.to_thread.run_sync(_set, template, values, limiter=_one_at_a_time, abandon_on_cancel=True)


def _set(template: str, values: Any) -> bytes:
    inputs = {"values": msgspec.json.encode(values).decode()}
    try:
        document = _compiler().compile(input=template.encode(), format="pdf", sys_inputs=inputs)
    except typst.TypstError as error:
        raise PdfFailed(error.diagnostic) from error
    if not isinstance(document, bytes):
        raise PdfFailed("not one document")
    return document


@cache
def _compiler() -> typst.Compiler:
    """Only the fonts inside Typst (Libertinus Serif and DejaVu Sans Mono know Cyrillic): every machine prints the same."""
    return typst.Compiler(ignore_system_fonts=True)
