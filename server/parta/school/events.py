"""What is told about the school on its stream: only what every member may know."""

import msgspec

from .shapes import SchoolCard


class SchoolChanged(msgspec.Struct, frozen=True, rename="camel", tag_field="kind", tag="schoolChanged"):
    """The school's name, help phone or quiet hours changed."""

    school: SchoolCard
