"""Tables of people: the roster, bonds, claims, and the one flat table of standings that rights and chats read."""

from sqlalchemy import Boolean, Column, Date, ForeignKeyConstraint, Index, Integer, text
from sqlalchemy.dialects.postgresql import ARRAY

from parta.parts.schema import belongs_to, ident, moment, school_table, words

person = school_table(
    "person",
    words("last_name"),
    words("first_name"),
    words("middle_name", null=True),
    words("sort_key"),
    words("search_key"),
    Column("born_on", Date, nullable=True),
    words("external_key", null=True),  # number in the school's own records, for the next import
    words("roster_mark", null=True),  # number in the class list, tells namesakes apart
    Column("off_platform", Boolean, nullable=False, server_default="false"),  # B15 «вне платформы»
    words(
        "phone", default=""
    ),  # from the school's list; shown to administrators only, tells adults apart at the next import
    words("email", default=""),
    words("job_title", default=""),  # what the staff list says: «учитель математики»
    moment("missing_since", null=True),  # not in the newest list; marked, never deleted
    moment("left_at", null=True),
    moment("created_at"),
)
Index("ix_person_sort", person.c.school_id, person.c.sort_key, person.c.id)
Index("ix_person_external", person.c.school_id, person.c.external_key)

claim = school_table(
    "claim",
    ident("person_id"),
    ident("account_id"),
    Column(
        "admitted", Boolean, nullable=False
    ),  # rules acknowledged, consent there (B13, B14): only now a member of chats
    moment("since"),
    moment("ended_at", null=True),
    belongs_to("person", "person_id"),
    ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="CASCADE"),
)
Index("uq_claim_living", claim.c.school_id, claim.c.person_id, unique=True, postgresql_where=text("ended_at is null"))
Index("ix_claim_account", claim.c.account_id)

guardianship = school_table(
    "guardianship",
    ident("child_id"),
    ident("guardian_id"),
    words("relation"),  # мать, отец, опекун, …
    words("kind"),  # representative | trusted («доверенное лицо»)
    words("proof_note", default=""),
    words("source"),  # roster | slip | request
    moment("since"),
    moment("ended_at", null=True),
    belongs_to("person", "child_id"),
    belongs_to("person", "guardian_id"),
)
Index(
    "uq_guardianship_living",
    guardianship.c.school_id,
    guardianship.c.child_id,
    guardianship.c.guardian_id,
    unique=True,
    postgresql_where=text("ended_at is null"),
)
Index("ix_guardianship_guardian", guardianship.c.school_id, guardianship.c.guardian_id)

# What a court or an authority decided: this adult gets nothing of this child (B9). The bond itself stays.
restriction = school_table(
    "restriction",
    ident("child_id"),
    ident("guardian_id"),
    words("kind"),  # the standing that it took, which lifting gives back: guardian | trusted_adult
    words("relation"),
    words("document"),  # number of the decision and who made it: an administrator's to read, nobody else's
    Column("decided_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),  # school-local, inclusive; then an administrator is asked, nothing returns
    ident("made_by"),
    moment("made_at"),
    moment("reminded_at", null=True),  # the administrators were told that it is over
    moment("lifted_at", null=True),
    words("lifted_because", default=""),
    belongs_to("person", "child_id"),
    belongs_to("person", "guardian_id"),
)
Index(
    "uq_restriction_living",
    restriction.c.school_id,
    restriction.c.child_id,
    restriction.c.guardian_id,
    unique=True,
    postgresql_where=text("lifted_at is null"),
)
Index("ix_restriction_guardian", restriction.c.school_id, restriction.c.guardian_id)

# How a person stands in the school. Kinds and what `target_id` names:
#   staff – | teacher – (confirmed) | unconfirmed – | other_staff – | admin – | head – | position (–/class, `detail`: which)
#   class_teacher, deputy, substitute (class) | teaches (class, `detail`: subject) | pupil (class) | member (club or subgroup)
#   guardian (child) | trusted_adult (child) | activist (class, `detail`: committee)
# Changed only by commands of `people`; classes and admission call these.
standing = school_table(
    "standing",
    ident("person_id"),
    words("kind"),
    ident("target_id", null=True),
    words("detail", default=""),
    words("basis", default=""),  # number and date of the order, where one is needed (A8)
    Column("valid_from", Date, nullable=False),  # school-local, inclusive
    Column("valid_to", Date, nullable=True),  # school-local, inclusive; null = open
    Column("active", Boolean, nullable=False),  # in force; a job sets it for dates that have begun or passed
    moment("ended_at", null=True),  # ended by an act before its date: never in force again
    belongs_to("person", "person_id"),
)
Index("ix_standing_person", standing.c.school_id, standing.c.person_id)
Index("ix_standing_kind", standing.c.school_id, standing.c.kind, standing.c.target_id)
Index("ix_standing_dates", standing.c.valid_from, standing.c.valid_to)

# One number a school: raised whenever a standing changes; what is kept in memory carries it.
structure = school_table("structure", Column("version", Integer, nullable=False), key=())

# A teacher's own hours (C14): outside of them nothing rings for him. No row: only the school's quiet hours.
office_hours = school_table(
    "office_hours",
    ident("person_id"),
    Column("weekdays", ARRAY(Integer), nullable=False),  # 1 = Monday
    Column("begins", Integer, nullable=False),  # minutes after midnight, school time
    Column("ends", Integer, nullable=False),
    belongs_to("person", "person_id"),
    key=("person_id",),
)
