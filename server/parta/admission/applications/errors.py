"""Refusals of the first run and of applications."""

from parta.kernel.errors import Refusal


class SchoolIsThere(Refusal):
    """The first run happens once."""

    slug = "school-is-there"
    title = "Школа на этом сервере уже создана"
