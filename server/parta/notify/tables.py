"""Tables of notices on phones: a browser belongs to a session and goes with it; a notice stands until its chat was opened."""

from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Index, Integer, PrimaryKeyConstraint, Table

from parta.parts.schema import ident, metadata, moment, words

push_key = Table(
    "push_key",
    metadata,
    Column("number", Integer, nullable=False),  # always 1: the installation has one
    words("private"),  # PEM
    words("public"),  # base64url, as browsers want it
    moment("made_at"),
    PrimaryKeyConstraint("number"),
)

push_subscription = Table(
    "push_subscription",
    metadata,
    ident("id"),
    ident("session_id"),
    words("endpoint"),
    words("p256dh"),
    words("auth"),
    Column("failures", Integer, nullable=False, server_default="0"),  # refusals in a row
    moment("created_at"),
    PrimaryKeyConstraint("id"),
    # A session that changes its name (second factor, another hat) keeps its browser; one that is over takes it along.
    ForeignKeyConstraint(["session_id"], ["session.id"], ondelete="CASCADE", onupdate="CASCADE"),
)
Index("uq_push_subscription_endpoint", push_subscription.c.endpoint, unique=True)
Index("uq_push_subscription_session", push_subscription.c.session_id, unique=True)

push_notice = Table(
    "push_notice",
    metadata,
    ident("subscription_id"),
    ident("room_id"),  # the browser's own id stands here for «Проверить», an announcement's for one of these
    words("kind", default="message"),  # message (and trials) | announcement | urgent
    Column("position", BigInteger, nullable=False),  # the last message that it tells of
    moment("next_at", null=True),  # when to try (again); null: told, or given up
    Column("tries", Integer, nullable=False, server_default="0"),
    moment("created_at"),
    PrimaryKeyConstraint("subscription_id", "room_id"),
    ForeignKeyConstraint(["subscription_id"], ["push_subscription.id"], ondelete="CASCADE"),
)
Index("ix_push_notice_next", push_notice.c.next_at, postgresql_where=push_notice.c.next_at.is_not(None))
