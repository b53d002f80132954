"""QR codes: as SVG for paper, as rows for the screen."""

import io

import segno


def qr_svg(text: str, *, border: int = 0) -> bytes:
    """The QR code of a text, black on white; `border` in modules (scanners want four where nothing else is white)."""
    drawn = io.BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(drawn, kind="svg", border=border, scale=8, light="white" if border else None, xmldecl=False)
    return drawn.getvalue()


def qr_rows(text: str) -> list[str]:
    """The rows of the picture for a screen that draws it; a sign `1` is a dark module."""
    matrix = segno.make(text, error="m", micro=False).matrix
    return ["".join("1" if module else "0" for module in row) for row in matrix]
