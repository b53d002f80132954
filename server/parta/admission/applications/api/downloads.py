"""A scan as an answer: a file to be saved, never a page of ours (security.md 10)."""

from litestar import Response

from parta.admission.orders import Scan

BYTES = "application/octet-stream"


def as_download(number: str, scan: Scan) -> Response[bytes]:
    """The scan under a name of our making; what is in it runs nowhere."""
    headers = {
        "Content-Disposition": f'attachment; filename="{scan.name(number)}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(scan.content, media_type=BYTES, headers=headers)
