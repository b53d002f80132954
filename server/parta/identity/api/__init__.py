"""The doors of entry: in, out, one's own ways in, and what a stranger and the operator may read."""

from . import access, doors, proofs, public

ROUTES = [*doors.ROUTES, *proofs.ROUTES, *access.ROUTES, *public.ROUTES]
