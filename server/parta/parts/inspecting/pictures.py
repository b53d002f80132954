"""Photos drawn anew: turned as they were held, without place, time or maker, in sizes for a phone; and a PDF's first page."""

import io
from contextlib import suppress
from typing import BinaryIO

import pillow_heif
import pypdfium2
from PIL import Image, ImageCms, ImageOps

from parta.parts.inspecting.kinds import Known
from parta.parts.inspecting.shapes import LOGO, MOST_PIXELS, SCREEN, THUMB, Inspected

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "HEIF", "AVIF")
_PAGE = 1000  # pixels of a page's longest side


class TooManyPixels(Exception):
    """A picture that would fill the memory."""


def photo(file: BinaryIO) -> Inspected:
    """A photo in its full size, for the screen, and small."""
    image = _upright(file)
    clear = _has_holes(image)
    full = _encoded(image, clear)
    screen = _encoded(_within(image, SCREEN), clear) if max(image.size) > SCREEN else None
    thumb = _webp(_within(image, THUMB), 72)
    kind, ending = ("image/webp", ".webp") if clear else ("image/jpeg", ".jpg")
    return Inspected("photo", kind, ending, *image.size, full, screen, thumb)


def logo(file: BinaryIO) -> Inspected:
    """A school's sign: small, and with its holes."""
    image = _within(_upright(file), LOGO)
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True)  # the one kind that paper, mail and every browser take
    return Inspected("photo", "image/png", ".png", *image.size, buffer.getvalue())


def first_page(file: BinaryIO, known: Known) -> Inspected:
    """A PDF with the look of its first page; one that can't be drawn is a file all the same."""
    thumb = None
    size = (0, 0)
    file.seek(0)
    with suppress(pypdfium2.PdfiumError, ValueError, IndexError):
        document = pypdfium2.PdfDocument(file.read())
        page = document[0]
        longest = max(page.get_size())
        drawn = page.render(scale=_PAGE / max(longest, 1)).to_pil().convert("RGB")
        thumb, size = _webp(drawn, 76), drawn.size
    return Inspected(known.kind, known.type, known.ending, *size, thumb=thumb)


def _upright(file: BinaryIO) -> Image.Image:
    Image.init()
    pillow_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = None  # counted below, before anything is unpacked
    file.seek(0)
    opened = Image.open(file, formats=_FORMATS)
    if opened.width * opened.height > MOST_PIXELS:
        raise TooManyPixels
    image = ImageOps.exif_transpose(opened)
    image = _in_common_colours(image)
    image.info = {}  # nothing of what the camera wrote goes on
    return image


def _in_common_colours(image: Image.Image) -> Image.Image:
    mode = "RGBA" if _has_holes(image) else "RGB"
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "RGBA"):
        with suppress(ImageCms.PyCMSError, OSError):
            common = ImageCms.createProfile("sRGB")
            changed = ImageCms.profileToProfile(image, io.BytesIO(profile), common, outputMode=image.mode)
            return (changed or image).convert(mode)
    return image.convert(mode)


def _has_holes(image: Image.Image) -> bool:
    return image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info


def _within(image: Image.Image, longest: int) -> Image.Image:
    smaller = image.copy()
    smaller.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return smaller


def _encoded(image: Image.Image, clear: bool) -> bytes:
    if clear:
        return _webp(image, 90)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=88, progressive=True)
    return buffer.getvalue()


def _webp(image: Image.Image, quality: int) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", quality=quality, method=2)
    return buffer.getvalue()
