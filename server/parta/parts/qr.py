"""QR codes: as SVG for paper, as rows for the screen. A picture costs milliseconds: many are drawn beside the loop."""

import io
from collections.abc import Sequence

import anyio
import anyio.to_thread
import segno

_one_at_a_time = anyio.CapacityLimiter(1)


async def qr_svg(text: str, *, border: int = 0) -> bytes:
    """The QR code of a text, black on white; `border` in modules (scanners want four where nothing else is white)."""
    (picture,) = await qr_svgs([text], border=border)
    return picture


async def qr_svgs(texts: Sequence[str], *, border: int = 0) -> list[bytes]:
    """The QR codes of these texts, drawn in a thread while others are answered."""
    return await anyio.to_thread.run_sync(_draw_all, texts, border, limiter=_one_at_a_time)


def _draw_all(texts: Sequence[str], border: int) -> list[bytes]:
    return [_draw(text, border) for text in texts]


def _draw(text: str, border: int) -> bytes:
    drawn = io.BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(drawn, kind="svg", border=border, scale=8, light="white" if border else None, xmldecl=False)
    return drawn.getvalue()


def qr_rows(text: str) -> list[str]:
    """The rows of the picture for a screen that draws it; a sign `1` is a dark module."""
    matrix = segno.make(text, error="m", micro=False).matrix
    return ["".join("1" if module else "0" for module in row) for row in matrix]
