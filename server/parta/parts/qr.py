"""QR codes as SVG."""

import io

import segno


def qr_svg(text: str, *, border: int = 0) -> bytes:
    """The QR code of a text, black on white; `border` in modules (scanners want four where nothing else is white)."""
    drawn = io.BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(drawn, kind="svg", border=border, scale=8, light="white" if border else None, xmldecl=False)
    return drawn.getvalue()
