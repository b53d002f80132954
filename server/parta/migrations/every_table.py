"""Every table of the product, gathered for Alembic."""

import parta.absences.tables
import parta.admission.tables
import parta.announcements.tables
import parta.classes.tables
import parta.files.tables
import parta.identity.tables
import parta.notify.tables
import parta.oversight.tables
import parta.people.tables
import parta.realtime.tables
import parta.rooms.reports.tables
import parta.rooms.scheduled.tables
import parta.rooms.tables
import parta.rooms.timetable.tables
import parta.school.tables  # noqa: F401
from parta.parts.schema import metadata

__all__ = ["metadata"]
