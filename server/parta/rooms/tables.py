"""Tables of chats. `position` counts messages of a room without gaps; `membership` is what the rules gave, span by span."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, SmallInteger, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TSVECTOR, UUID

from parta.parts.schema import belongs_to, ident, moment, school_table, words

# A room's stream row (realtime.tables) has the same id and holds its last event number and last position.
room = school_table(
    "room",
    words("kind"),
    words("title"),
    words("mode"),  # discussion | announcements | readOnly | archived
    Column("rule", JSONB, nullable=False),  # rooms.rule.Rule: who is a member
    ident("class_id", null=True),
    words("subject", default=""),
    Column("opens_history", Boolean, nullable=False, server_default="false"),  # a newcomer sees what was before him
    Column("retained", Boolean, nullable=False, server_default="false"),  # can't be deleted («Учительская»)
    moment("created_at"),
    moment("archived_at", null=True),
    # What a timetable says of now, or of the next time that it closes the chat (rooms/timetable): read with the room's row,
    # so that posting asks nothing more, and exact though nobody looked in between.
    words("hours_mode", null=True),  # announcements | readOnly
    words("hours_why", null=True),  # lessons | hours
    moment("hours_from", null=True),
    moment("hours_to", null=True),
    moment("hours_next", null=True),  # when it has to be looked at again
)
Index("ix_room_class", room.c.school_id, room.c.class_id)
Index("ix_room_hours_next", room.c.hours_next, postgresql_where=text("hours_next is not null"))

membership = school_table(
    "membership",
    ident("room_id"),
    ident("person_id"),
    words("hat"),  # staff | guardian | pupil
    words("because"),  # the rule's term that gave it, for «Кто может читать»
    Column("badge", JSONB, nullable=False, server_default="{}"),  # {text, verified}
    Column("posts", Boolean, nullable=False),  # may write in the room's mode
    Column("moderates", Boolean, nullable=False),  # class teacher and the like: may delete, mute, mention all
    Column("from_position", BigInteger, nullable=False),
    Column("to_position", BigInteger, nullable=True),  # null: a member now
    moment("joined_at"),
    moment("left_at", null=True),
    belongs_to("room", "room_id"),
    belongs_to("person", "person_id"),
)
Index(
    "uq_membership_living",
    membership.c.room_id,
    membership.c.person_id,
    membership.c.hat,
    unique=True,
    postgresql_where=text("to_position is null"),
)
Index("ix_membership_person", membership.c.school_id, membership.c.person_id, membership.c.hat)

pinned_member = school_table(
    "pinned_member",
    ident("room_id"),
    ident("person_id"),
    words("hat"),
    words("way"),  # add | remove
    words("reason"),
    moment("created_at"),
    belongs_to("room", "room_id"),
    belongs_to("person", "person_id"),
    key=("room_id", "person_id", "hat"),
)

message = school_table(
    "message",
    ident("room_id"),
    Column("position", BigInteger, nullable=False),
    ident("id"),
    ident("author_id"),
    words("author_hat"),
    ident("client_id"),
    words("text"),
    Column("reply_to", BigInteger, nullable=True),
    Column("mentions", ARRAY(UUID(as_uuid=True)), nullable=False, server_default="{}"),
    Column("mentions_all", Boolean, nullable=False, server_default="false"),
    Column(
        "attachments", JSONB, nullable=True
    ),  # files.shapes.Attachment as sent: history asks no other table for them
    moment("sent_at"),
    moment("edited_at", null=True),
    words("deleted", null=True),  # author | moderator
    Column("forwarded", JSONB(none_as_null=True), nullable=True),  # {name, badge, verified} of whose words they are
    Column("silent", Boolean, nullable=False, server_default="false"),  # no phone is told of it
    Column("reactions", JSONB(none_as_null=True), nullable=True),  # [{sign, count}]: a page counts nothing
    ident("poll_id", null=True),
    key=("room_id", "position"),
)
# Retries find their message here. Deferred checks would cost more; the key is the rule (author, client id).
Index("uq_message_client", message.c.author_id, message.c.client_id, unique=True)

reaction = school_table(
    "reaction",
    ident("room_id"),
    Column("position", BigInteger, nullable=False),
    ident("person_id"),
    words("sign"),  # one of rooms.reactions.signs
    moment("at"),
    belongs_to("person", "person_id"),
    key=("room_id", "position", "person_id", "sign"),
)

# What a message said before an edit or a deletion; for the keeping period only (L14: edits.jobs).
message_past = school_table(
    "message_past",
    ident("room_id"),
    Column("position", BigInteger, nullable=False),
    words("text"),
    moment("replaced_at"),
    words("how"),  # edited | deleted
    key=("room_id", "position", "replaced_at"),
)

read_mark = school_table(
    "read_mark",
    ident("room_id"),
    ident("person_id"),
    Column("position", BigInteger, nullable=False),
    moment("at"),
    belongs_to("person", "person_id"),
    key=("room_id", "person_id"),
)
Index("ix_read_mark_person", read_mark.c.school_id, read_mark.c.person_id)

draft = school_table(
    "draft",
    ident("room_id"),
    ident("person_id"),
    words("text"),
    Column("reply_to", BigInteger),
    moment("at"),
    key=("person_id", "room_id"),
)

notification_level = school_table(
    "notification_level",
    ident("room_id"),
    ident("person_id"),
    moment("muted_until", null=True),
    Column("only_mentions", Boolean, nullable=False, server_default="false"),  # nothing rings but a call by name
    key=("person_id", "room_id"),
)

sanction = school_table(
    "sanction",
    ident("room_id"),
    ident("person_id"),
    moment("until"),
    ident("by_id"),
    words("reason", default=""),
    moment("at"),
    key=("room_id", "person_id"),
)

# A chat of two (C12): a room whose members are these. Its mode follows from what stands here (rooms/direct/following.py).
direct_chat = school_table(
    "direct_chat",
    ident("room_id"),
    ident("first_id"),  # the smaller of the two ids
    words("first_hat"),
    ident("second_id"),
    words("second_hat"),
    ident("begun_by"),
    words("state"),  # open | asked | declined: parents write to each other by mutual consent
    words("mark"),  # none | seen | confidential
    Column("lasts", Boolean, nullable=False),  # the relation that it stands on is there now
    Column("first_blocks", Boolean, nullable=False, server_default="false"),
    Column("second_blocks", Boolean, nullable=False, server_default="false"),
    moment("at"),  # when it was begun, or asked for the last time
    belongs_to("room", "room_id"),
    belongs_to("person", "first_id"),
    belongs_to("person", "second_id"),
    key=("room_id",),
)
Index(
    "uq_direct_chat_pair",
    direct_chat.c.school_id,
    direct_chat.c.first_id,
    direct_chat.c.first_hat,
    direct_chat.c.second_id,
    direct_chat.c.second_hat,
    unique=True,
)
Index("ix_direct_chat_second", direct_chat.c.school_id, direct_chat.c.second_id)
Index("ix_direct_chat_begun", direct_chat.c.school_id, direct_chat.c.begun_by, direct_chat.c.at)

# Which of the matrix's doors this school has opened; no row: none but the usual.
direct_rules = school_table(
    "direct_rules",
    Column("pupils_from_grade", Integer, nullable=False),
    Column("pupils_find_school", Boolean, nullable=False),
    Column("offices", ARRAY(Text), nullable=False),
    key=(),
)

# What everybody in a room must find (C11); at most a handful.
message_pin = school_table(
    "message_pin",
    ident("room_id"),
    Column("position", BigInteger, nullable=False),
    ident("by_id"),
    moment("at"),
    belongs_to("room", "room_id"),
    key=("room_id", "position"),
)

# A person's own folders of chats, in one hat; of kinds (as the list groups them) and of single chats.
chat_folder = school_table(
    "chat_folder",
    ident("person_id"),
    words("hat"),
    ident("id"),
    Column("place", Integer, nullable=False),
    words("name"),
    Column("kinds", ARRAY(Text), nullable=False),
    Column("rooms", ARRAY(UUID(as_uuid=True)), nullable=False),
    belongs_to("person", "person_id"),
    key=("person_id", "hat", "id"),
)

# What search reads (C11; docs/decisions/search-by-blocks.md): the words of 64 neighbouring messages of a room, each with the
# places of the messages that say it. Filled beside the hot path by a job; rewritten at once when a message changes.
search_block = school_table(
    "search_block",
    ident("room_id"),
    Column("number", BigInteger, nullable=False),  # positions number × 64 + 1 … number × 64 + 64
    Column("upto", BigInteger, nullable=False),  # the last position that is in it
    moment("first_at"),
    moment("last_at"),
    Column("words", TSVECTOR, nullable=False),
    belongs_to("room", "room_id"),
    key=("room_id", "number"),
)
Index(
    "ix_search_block_words",
    search_block.c.words,
    postgresql_using="gin",
    postgresql_with={"fastupdate": "off"},
)

# The school's words, so that one with a slip in it finds its neighbours (`letters`: as pg_trgm can compare it). Shown to nobody;
# a word that no message says is gone.
search_word = school_table("search_word", words("word"), words("letters"), key=("word",))
Index(
    "ix_search_word_letters", search_word.c.letters, postgresql_using="gin", postgresql_ops={"letters": "gin_trgm_ops"}
)

# A question to a chat (C9); the message that carries it has the same author and client id.
poll = school_table(
    "poll",
    ident("room_id"),
    ident("author_id"),
    ident("client_id"),
    words("question"),
    Column("choices", ARRAY(Text), nullable=False),
    Column("many", Boolean, nullable=False),
    Column("anonymous", Boolean, nullable=False),
    words("per"),  # person | child
    words("shows"),  # atOnce | afterClosing
    moment("closes_at", null=True),
    moment("closed_at", null=True),  # by its author, before its time
    moment("made_at"),
    belongs_to("room", "room_id"),
)
Index("uq_poll_client", poll.c.author_id, poll.c.client_id, unique=True)

# One vote of a person or of a child; `by_id` gave it, for the child the representative who was the last to.
poll_vote = school_table(
    "poll_vote",
    ident("poll_id"),
    ident("voter_id"),
    Column("choices", ARRAY(SmallInteger), nullable=False),
    ident("by_id"),
    moment("at"),
    belongs_to("poll", "poll_id"),
    belongs_to("person", "voter_id"),
    key=("poll_id", "voter_id"),
)
