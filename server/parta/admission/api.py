"""All doors of coming in, for the application to open."""

from parta.admission.address import api as address
from parta.admission.consents import api as consents
from parta.admission.first_steps import api as first_steps
from parta.admission.invitations import api as invitations
from parta.admission.joining import api as joining
from parta.admission.moving import api as moving
from parta.admission.naming import api as naming
from parta.admission.recovery import api as recovery
from parta.admission.requests import api as requests
from parta.admission.slips import api as slips

ROUTES = [
    *invitations.ROUTES,
    *slips.ROUTES,
    *joining.ROUTES,
    *requests.ROUTES,
    *consents.ROUTES,
    *moving.ROUTES,
    *naming.ROUTES,
    *recovery.ROUTES,
    *address.ROUTES,
    *first_steps.ROUTES,
]
PAGES = [*joining.PAGES, *address.PAGES]
