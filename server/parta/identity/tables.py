"""Tables of sign-in: they belong to the installation, not to a school."""

from sqlalchemy import Boolean, Column, ForeignKeyConstraint, Index, Integer, LargeBinary, PrimaryKeyConstraint, Table
from sqlalchemy.dialects.postgresql import JSONB

from parta.parts.schema import ident, metadata, moment, words

account = Table(
    "account",
    metadata,
    ident("id"),
    words("login", null=True),  # lower case; optional, for those without contacts
    words("password_hash", null=True),  # argon2id
    Column("password_errors", Integer, nullable=False, server_default="0"),
    moment("password_closed_until", null=True),
    words("totp_secret", null=True),
    Column("totp_last_step", Integer, nullable=False, server_default="0"),  # a code is good once
    Column("operator", Boolean, nullable=False, server_default="false"),  # operator of the platform
    moment("access_reset_at", null=True),  # B12: told to the owner at the next sign-in, and by whom
    words("access_reset_by", default=""),
    moment("created_at"),
    moment("closed_at", null=True),
    PrimaryKeyConstraint("id"),
)
Index("uq_account_login", account.c.login, unique=True)

contact = Table(
    "contact",
    metadata,
    ident("id"),
    ident("account_id"),
    words("kind"),  # email | phone
    words("value"),  # normalised: lower case, or +7XXXXXXXXXX
    moment("confirmed_at", null=True),
    PrimaryKeyConstraint("id"),
    ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="CASCADE"),
)
Index("uq_contact_value", contact.c.kind, contact.c.value, unique=True)
Index("ix_contact_account", contact.c.account_id)

passkey = Table(
    "passkey",
    metadata,
    ident("id"),
    ident("account_id"),
    Column("credential_id", LargeBinary, nullable=False),
    Column("public_key", LargeBinary, nullable=False),
    Column("sign_count", Integer, nullable=False),
    Column("transports", JSONB, nullable=False),
    words("name"),
    moment("created_at"),
    moment("used_at", null=True),
    PrimaryKeyConstraint("id"),
    ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="CASCADE"),
)
Index("uq_passkey_credential", passkey.c.credential_id, unique=True)
Index("ix_passkey_account", passkey.c.account_id)

passkey_challenge = Table(
    "passkey_challenge",
    metadata,
    ident("id"),
    ident("account_id", null=True),
    words("purpose"),  # register | sign-in
    Column("challenge", LargeBinary, nullable=False),
    moment("expires_at"),
    PrimaryKeyConstraint("id"),
)

session = Table(
    "session",
    metadata,
    ident("id"),
    ident("account_id"),
    Column("token_hash", LargeBinary, nullable=False),  # sha256 of a 256-bit token
    words("device"),  # «Chrome, Windows»
    Column("shared_computer", Boolean, nullable=False, server_default="false"),  # «Общий компьютер»
    Column("second_factor", Boolean, nullable=False, server_default="false"),
    ident("person_id", null=True),  # whom the session acts as …
    ident("school_id", null=True),
    words("hat", null=True),  # … and in which hat: staff | guardian | pupil
    moment("created_at"),
    moment("seen_at"),
    moment("ends_at"),
    PrimaryKeyConstraint("id"),
    ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="CASCADE"),
)
Index("uq_session_token", session.c.token_hash, unique=True)
Index("ix_session_account", session.c.account_id)
Index("ix_session_person", session.c.person_id)

sign_in_code = Table(
    "sign_in_code",
    metadata,
    ident("id"),
    ident("account_id", null=True),  # null: asked for a contact that nobody has; kept so that both cases look alike
    words("lookup"),  # the part by which a typed code is found; or the id of the request for a mailed one
    Column("secret_hash", LargeBinary, nullable=False),
    words("purpose"),  # printed | sign-in | bind | recovery | first
    words("contact", null=True),  # «email:…» or «phone:…»: where it was sent
    Column("errors", Integer, nullable=False, server_default="0"),
    moment("created_at"),
    moment("expires_at"),
    moment("used_at", null=True),
    PrimaryKeyConstraint("id"),
    ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="CASCADE"),
)
Index("uq_sign_in_code_lookup", sign_in_code.c.lookup, unique=True)
Index("ix_sign_in_code_account", sign_in_code.c.account_id)
Index("ix_sign_in_code_contact", sign_in_code.c.contact)

attempt = Table(
    "attempt",
    metadata,
    words("what"),  # which door: code | invitation | password | contact
    words("source"),  # network address, account or the whole installation («*»)
    moment("window_at"),  # start of the time window
    Column("misses", Integer, nullable=False),
    PrimaryKeyConstraint("what", "source", "window_at"),
)

outgoing_message = Table(
    "outgoing_message",
    metadata,
    ident("id"),
    words("channel"),  # email | sms
    words("recipient"),
    words("subject"),
    words("body"),
    moment("created_at"),
    moment("next_at", null=True),  # when to try (again); null = nothing more to do
    Column("tries", Integer, nullable=False, server_default="0"),
    moment("sent_at", null=True),
    words("error", null=True),
    PrimaryKeyConstraint("id"),
)
Index("ix_outgoing_message_created", outgoing_message.c.created_at)
Index("ix_outgoing_message_next", outgoing_message.c.next_at, postgresql_where=outgoing_message.c.next_at.is_not(None))
