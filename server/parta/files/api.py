"""The HTTP door of files: their pieces, how far they have come, how much place they take, and how bytes are given out."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from litestar import Response, delete, get, patch, put
from litestar.datastructures import CacheControlHeader, UploadFile
from litestar.enums import RequestEncodingType
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import OpenAPIFormat, OpenAPIMediaType, OpenAPIType, Operation, RequestBody, Schema
from litestar.params import Body, FromPath, HeaderParameter
from litestar.response import Stream

from parta.policy.standing import Actor
from parta.work import Work

from . import logos, ranges, uploads, usage
from .shapes import StorageUse, Upload, Variant
from .storage import PIECE, Storage
from .uploads import Pieces

# For ever, but for this browser's session alone: another person on the same phone has another cookie.
KEPT = CacheControlHeader(private=True, max_age=31_536_000, immutable=True)
SHOWN = (
    "image/jpeg",
    "image/png",
    "image/webp",
    "audio/",
    "video/",
    "application/pdf",
)  # all else is bytes to be saved
GIVEN = {
    200: ResponseSpec(bytes, generate_examples=False, description="The file", media_type="*/*"),
    206: ResponseSpec(bytes, generate_examples=False, description="A part of it", media_type="*/*"),
}
ENVELOPE = 64 * 1024  # what a form adds around its file
Picture = Annotated[UploadFile, Body(media_type=RequestEncodingType.MULTI_PART)]
Range = Annotated[str | None, HeaderParameter(name="Range", max_length=200)]


@dataclass
class TakesBytes(Operation):
    """In the contract: a door whose body is bytes."""

    def __post_init__(self) -> None:
        content = OpenAPIMediaType(schema=Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY))
        self.request_body = RequestBody(content={"application/octet-stream": content}, required=True)


@patch("/files/{file_id:uuid}", operation_id="sendPiece", request_max_body_size=PIECE + 1, operation_class=TakesBytes)
async def send_piece(
    file_id: FromPath[UUID],
    body: bytes,
    actor: Actor,
    pieces: Pieces,
    offset: Annotated[int, HeaderParameter(name="Upload-Offset", ge=0, le=2**40)],
) -> Upload:
    """Send the next piece of a file (`application/octet-stream`) that begins at this offset; again is no harm."""
    return await pieces.take(actor, file_id, offset, body)


@get("/files/{file_id:uuid}", operation_id="seeUpload")
async def see_upload(file_id: FromPath[UUID], work: Work) -> Upload:
    """How far one's own file has come: where to go on, whether it may be sent, why it is not taken."""
    return await uploads.state(work, file_id)


@delete("/files/{file_id:uuid}", operation_id="discardFile")
async def discard_file(file_id: FromPath[UUID], work: Work) -> None:
    """Take back a file that is not sent yet."""
    await uploads.discard(work, file_id)


@get("/school/storage", operation_id="seeStorage")
async def see_storage(work: Work, storage: Storage) -> StorageUse:
    """How much of the school's place is taken, and by whom most."""
    return await usage.of_school(work, storage)


@put("/school/logo", operation_id="setLogo", request_max_body_size=logos.AT_MOST + ENVELOPE, status_code=204)
async def set_logo(data: Picture, work: Work, storage: Storage) -> None:
    """The school's sign: a picture of any kind, drawn anew and small."""
    await logos.change(work, storage, await data.read())


@delete("/school/logo", operation_id="removeLogo")
async def remove_logo(work: Work) -> None:
    """No sign any more."""
    await logos.remove(work)


@get("/logos/{logo_id:uuid}", operation_id="readLogo", cache_control=KEPT, media_type="image/png")
async def read_logo(logo_id: FromPath[UUID], work: Work) -> Response[bytes]:
    """A school's sign, for anybody who has its address: the pages of entry show it to strangers."""
    return Response(await logos.content(work, logo_id), media_type="image/png")


def given_out(storage: Storage, variant: Variant, name: str, asked: str | None) -> Stream:
    """The bytes of a file, whole or in part. It is never a page: a browser may draw it in a picture, or save it."""
    part = ranges.asked(asked, variant.bytes)
    start, end = part or (0, variant.bytes)
    shown = variant.type.startswith(SHOWN)
    headers = {
        "Accept-Ranges": "bytes",
        "Content-Length": str(end - start),
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Vary": "Cookie",
    }
    if part is not None:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{variant.bytes}"
    return Stream(
        storage.store.read(variant.key, start, end),
        status_code=200 if part is None else 206,
        media_type=variant.type if shown else "application/octet-stream",
        headers=headers,
    )


ROUTES = [send_piece, see_upload, discard_file, see_storage, set_logo, remove_logo, read_logo]
