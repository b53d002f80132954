"""The applicant's door: forms with a file, and the page that the secret link opens."""

from typing import Annotated, Any

from litestar import Request, get, post
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath

from parta.admission.applications import applying
from parta.admission.applications.shapes import ApplicationPage, Filed, NewApplication
from parta.admission.founding import Founding
from parta.admission.orders import SCAN_AT_MOST
from parta.identity.cookies import source_of
from parta.work import Work

ENVELOPE = 64 * 1024  # what a form adds around its file


class ApplicationForm(NewApplication, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """An application with the scan of the head's order."""

    scan: UploadFile


class CorrectionForm(NewApplication, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """A corrected application; without a new scan the old one stays."""

    scan: UploadFile | None = None


@post("/applications", operation_id="fileApplication", request_max_body_size=SCAN_AT_MOST + ENVELOPE)
async def file_application(
    data: Annotated[ApplicationForm, Body(media_type=RequestEncodingType.MULTI_PART)],
    work: Work,
    founding: Founding,
    request: Request[Any, Any, Any],
) -> Filed:
    """Ask for a school to be connected."""
    scan = await data.scan.read()
    return await applying.apply(work, founding, _words(data), scan, source_of(request))


@get("/applications/{secret:str}", operation_id="readApplication")
async def read_application(secret: FromPath[str], work: Work) -> ApplicationPage:
    """How an application stands, for whoever holds its link."""
    return await applying.page(work, secret)


@post(
    "/applications/{secret:str}/corrections",
    operation_id="correctApplication",
    status_code=204,
    request_max_body_size=SCAN_AT_MOST + ENVELOPE,
)
async def correct_application(
    secret: FromPath[str],
    data: Annotated[CorrectionForm, Body(media_type=RequestEncodingType.MULTI_PART)],
    work: Work,
    request: Request[Any, Any, Any],
) -> None:
    """Correct a refused application and send it again."""
    scan = await data.scan.read() if data.scan is not None else None
    await applying.correct(work, secret, _words(data), scan, source_of(request))


def _words(form: NewApplication) -> NewApplication:
    """The form without its file."""
    return NewApplication(**{field: getattr(form, field) for field in NewApplication.__struct_fields__})


ROUTES = [file_application, read_application, correct_application]
