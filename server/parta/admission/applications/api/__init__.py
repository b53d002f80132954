"""The doors of founding a school: the first run, the applicant's pages, the operator's desk."""

from . import applying, desk, first_run

ROUTES = [*first_run.ROUTES, *applying.ROUTES, *desk.ROUTES]
