"""Slips as a person holds them: the printed sheet is looked at with a camera's eyes, and each QR read."""

from pathlib import Path

import msgspec
import pypdfium2
import zxingcpp
from PIL import Image

DOTS = 3.0  # pixels a point: about 216 dpi, less than any printer
ACROSS, DOWN = 2, 4  # slips on a sheet


class Slip(msgspec.Struct, frozen=True):
    """One slip: what is written on it and where its QR leads."""

    words: str
    link: str


def slips_of(file: Path) -> list[Slip]:
    """All slips of a printed PDF."""
    document = pypdfium2.PdfDocument(file)
    try:
        return [slip for page in document for slip in _of_page(page)]
    finally:
        document.close()


def slip_for(slips: list[Slip], name: str) -> Slip:
    """The only slip that carries this name."""
    (found,) = [one for one in slips if name in " ".join(one.words.split())]
    return found


def link_on_screen(picture: Path) -> str:
    """What a phone reads from a screen."""
    (found,) = zxingcpp.read_barcodes(Image.open(picture))
    return str(found.text)


def _of_page(page: pypdfium2.PdfPage) -> list[Slip]:
    width, height = page.get_size()
    text = page.get_textpage()
    seen = []
    for code in zxingcpp.read_barcodes(page.render(scale=DOTS).to_pil()):
        at = code.position.top_left
        column, row = int(at.x / DOTS // (width / ACROSS)), int(at.y / DOTS // (height / DOWN))
        left, top = column * width / ACROSS, height - row * height / DOWN
        words = text.get_text_bounded(left=left, right=left + width / ACROSS, top=top, bottom=top - height / DOWN)
        seen.append(Slip(words, code.text))
    return seen
