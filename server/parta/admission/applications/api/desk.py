"""The door of the operator's desk."""

from typing import Annotated
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery, QueryParameter

from parta.admission.applications import reviewing
from parta.admission.applications.shapes import ApplicationCard, ApplicationRow, Approval, Denial
from parta.admission.founding import Founding
from parta.kernel.pages import Page
from parta.work import Work

from .downloads import BYTES, as_download


@get("/operator/applications", operation_id="listApplications")
async def list_applications(
    work: Work,
    pending: FromQuery[bool] = False,
    cursor: Annotated[str | None, QueryParameter(max_length=200)] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=200)] = 50,
) -> Page[ApplicationRow]:
    """Applications, the last changed first; with `pending` only the undecided ones."""
    return await reviewing.desk(work, pending=pending, cursor=cursor, limit=limit)


@get("/operator/applications/{application_id:uuid}", operation_id="seeApplication")
async def see_application(application_id: FromPath[UUID], work: Work) -> ApplicationCard:
    """One application."""
    return await reviewing.card(work, application_id)


@get("/operator/applications/{application_id:uuid}/scan", operation_id="downloadApplicationScan", media_type=BYTES)
async def download_scan(application_id: FromPath[UUID], work: Work) -> Response[bytes]:
    """The scan of the order, as a file."""
    return as_download(*await reviewing.scan(work, application_id))


@post("/operator/applications/{application_id:uuid}/approve", operation_id="approveApplication", status_code=204)
async def approve(application_id: FromPath[UUID], data: Approval, work: Work, founding: Founding) -> None:
    """Make the school; its administrator is told where to sign up."""
    await reviewing.approve(work, founding, application_id, data.seen)


@post("/operator/applications/{application_id:uuid}/refuse", operation_id="refuseApplication", status_code=204)
async def refuse(application_id: FromPath[UUID], data: Denial, work: Work, founding: Founding) -> None:
    """Refuse with a reason that the applicant reads."""
    await reviewing.refuse(work, founding, application_id, data.seen, data.reason)


ROUTES = [list_applications, see_application, download_scan, approve, refuse]
