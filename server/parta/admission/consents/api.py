"""The door of rules and consents: one's own, and the registry of a class."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from litestar import get, post, put
from litestar.params import FromPath

from parta.kernel.ids import ClassId, PersonId
from parta.kernel.text import full_name
from parta.policy.decide import Place
from parta.policy.table import Action
from parta.work import Work

from . import commands, queries
from .queries import LegalText

TextKind = Literal["rules", "consent"]


class ReadVersion(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Which version was read."""

    version: int


class Answer(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """«Даю согласие» or «Не даю согласия» to this version."""

    version: int
    granted: bool


class Papers(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Whose signed consents lie in the school."""

    people: Annotated[list[UUID], msgspec.Meta(min_length=1, max_length=commands.MOST_AT_ONCE)]


class Recorded(msgspec.Struct, frozen=True, rename="camel"):
    """For how many it is new."""

    recorded: int


class NewText(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A new version."""

    body: Annotated[str, msgspec.Meta(max_length=20_000)]


class ConsentRow(msgspec.Struct, frozen=True, rename="camel"):
    """What the registry says of a pupil or of a representative."""

    person_id: UUID
    child_id: UUID | None
    role: str
    relation: str
    name: str
    joined: bool
    admitted: bool
    off_platform: bool
    state: str  # given | refused | none
    how: str | None
    version: int | None
    at: datetime | None


class ClassConsents(msgspec.Struct, frozen=True, rename="camel"):
    """The registry of a class."""

    rows: list[ConsentRow]
    required: bool
    may_record: bool


@get("/legal-texts/{kind:str}", operation_id="readLegalText")
async def read_text(kind: FromPath[TextKind], work: Work) -> LegalText:
    """The rules or the consent as people read them now."""
    work.require(Action.SEE_SCHOOL, Place(school=work.school))
    return await commands.current_text(work, work.school, kind)


@put("/legal-texts/{kind:str}", operation_id="rewriteLegalText")
async def rewrite_text(kind: FromPath[TextKind], data: NewText, work: Work) -> LegalText:
    """Write a new version."""
    return await commands.rewrite(work, kind, data.body)


@post("/my/rules", operation_id="acknowledgeRules", status_code=204)
async def acknowledge_rules(data: ReadVersion, work: Work) -> None:
    """«Подтверждаю ознакомление» with the rules."""
    await commands.acknowledge_rules(work, data.version)


@post("/my/consent", operation_id="answerConsent", status_code=204)
async def answer_consent(data: Answer, work: Work) -> None:
    """Give or refuse the consent, for oneself and one's children."""
    await commands.answer(work, data.version, granted=data.granted)


@post("/my/consent/{person_id:uuid}/withdraw", operation_id="withdrawConsent", status_code=204)
async def withdraw_consent(person_id: FromPath[UUID], work: Work) -> None:
    """Withdraw the consent for oneself or one's child."""
    await commands.withdraw(work, PersonId(person_id))


@get("/classes/{class_id:uuid}/consents", operation_id="listConsents")
async def list_consents(class_id: FromPath[UUID], work: Work) -> ClassConsents:
    """The registry of a class: pupils and their representatives."""
    place = Place(school=work.school, classes=frozenset({ClassId(class_id)}))
    work.require(Action.SEE_ROSTER, place)
    rows = await queries.of_class(work.connection, work.school, ClassId(class_id))
    words = await queries.school_words(work.connection, work.school)
    return ClassConsents(
        [
            ConsentRow(
                person_id=row.person_id,
                child_id=row.child_id,
                role=row.role,
                relation=row.relation,
                name=full_name(row.last_name, row.first_name, row.middle_name),
                joined=row.joined,
                admitted=row.admitted,
                off_platform=row.off_platform,
                state="none" if row.how is None else "given" if row.granted else "refused",
                how=row.how,
                version=row.version,
                at=row.at,
            )
            for row in rows
        ],
        required=words.consents,
        may_record=work.may(Action.RECORD_PAPER_CONSENT, place),
    )


@post("/classes/{class_id:uuid}/consents/paper", operation_id="recordPaperConsents", status_code=200)
async def record_paper(class_id: FromPath[UUID], data: Papers, work: Work) -> Recorded:
    """«Согласие на бумаге» for many at once."""
    people = [PersonId(one) for one in data.people]
    return Recorded(await commands.record_paper(work, ClassId(class_id), people))


ROUTES = [
    read_text,
    rewrite_text,
    acknowledge_rules,
    answer_consent,
    withdraw_consent,
    list_consents,
    record_paper,
]
