"""Refusals of the first run and of applications."""

from parta.kernel.errors import Refusal


class SchoolIsThere(Refusal):
    """The first run happens once."""

    slug = "school-is-there"
    title = "Школа на этом сервере уже создана"


class SchoolsApply(Refusal):
    """Where schools apply, none is made by the first run."""

    slug = "schools-apply"
    title = "На этой площадке школы подключаются по заявкам"


class ApplicationDecided(Refusal):
    """Nothing is decided twice, and nothing that was not read."""

    slug = "application-decided"
    title = "По заявке уже решили, или она изменилась. Откройте её заново"


class NothingToCorrect(Refusal):
    """Only a refused application is corrected and sent again."""

    slug = "nothing-to-correct"
    title = "Исправить можно только отклонённую заявку"


class TooManyApplications(Refusal):
    """Too many applications from one place, or in all."""

    status = 429
    slug = "too-many-applications"
    title = "Слишком много заявок подряд. Попробуйте через час"
