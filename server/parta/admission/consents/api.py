"""The door of rules and consents: one's own, and the registry of a class, of the staff, of the school."""

from typing import Annotated, Literal
from uuid import UUID

import msgspec
from litestar import get, post, put
from litestar.params import FromPath, QueryParameter

from parta.admission.invitations import queries as classes
from parta.kernel.ids import ClassId, PersonId
from parta.work import Work

from . import commands, reading
from .queries import LegalText
from .shapes import ConsentEntry, MyDocuments, Registry, RegistryNumbers

Version = Annotated[int, msgspec.Meta(ge=1, le=2**31 - 1)]
TextKind = Literal["rules", "consent"]
People = Annotated[list[UUID], msgspec.Meta(min_length=1, max_length=commands.MOST_AT_ONCE)]


class ReadVersion(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Which version was read."""

    version: Version


class Answer(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """«Даю согласие» or «Не даю согласия» to this version; without `people` for all for whom it is asked."""

    version: Version
    granted: bool
    people: People | None = None


class Papers(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Whose signed consents lie in the school."""

    people: People


class Recorded(msgspec.Struct, frozen=True, rename="camel"):
    """For how many it is new."""

    recorded: int


class NewText(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A new version."""

    body: Annotated[str, msgspec.Meta(max_length=20_000)]


@get("/legal-texts/{kind:str}", operation_id="readLegalText")
async def read_text(
    kind: FromPath[TextKind], work: Work, version: Annotated[int | None, QueryParameter(ge=1, le=2**31 - 1)] = None
) -> LegalText:
    """The rules or the consent as people read them now, or as they were."""
    return await reading.text_of(work, kind, version)


@put("/legal-texts/{kind:str}", operation_id="rewriteLegalText")
async def rewrite_text(kind: FromPath[TextKind], data: NewText, work: Work) -> LegalText:
    """Write a new version."""
    return await commands.rewrite(work, kind, data.body)


@post("/my/rules", operation_id="acknowledgeRules", status_code=204)
async def acknowledge_rules(data: ReadVersion, work: Work) -> None:
    """«Подтверждаю ознакомление» with the rules."""
    await commands.acknowledge_rules(work, data.version)


@get("/my/consents", operation_id="myConsents")
async def my_consents(work: Work) -> MyDocuments:
    """What stands in the registry for oneself and one's children."""
    return await reading.mine(work)


@post("/my/consent", operation_id="answerConsent", status_code=204)
async def answer_consent(data: Answer, work: Work) -> None:
    """Give or refuse the consent, for oneself and one's children."""
    people = None if data.people is None else [PersonId(one) for one in data.people]
    await commands.answer(work, data.version, granted=data.granted, people=people)


@post("/my/consent/{person_id:uuid}/withdraw", operation_id="withdrawConsent", status_code=204)
async def withdraw_consent(person_id: FromPath[UUID], work: Work) -> None:
    """Withdraw the consent for oneself or one's child."""
    await commands.withdraw(work, PersonId(person_id))


@get("/consents", operation_id="countConsents")
async def count_consents(work: Work) -> RegistryNumbers:
    """The registry in numbers, class by class."""
    return await reading.numbers(work)


@get("/classes/{class_id:uuid}/consents", operation_id="listConsents")
async def list_consents(class_id: FromPath[UUID], work: Work) -> Registry:
    """The registry of a class: pupils and their representatives."""
    row = await classes.class_of(work.connection, work.school, ClassId(class_id))
    return await reading.registry(work, ClassId(class_id), row.title)


@get("/staff/consents", operation_id="listStaffConsents")
async def list_staff_consents(work: Work) -> Registry:
    """The registry of the staff."""
    return await reading.registry(work, None, "Сотрудники")


@get("/people/{person_id:uuid}/consents", operation_id="readConsentHistory")
async def read_history(person_id: FromPath[UUID], work: Work) -> list[ConsentEntry]:
    """Everything that the registry knows of a person."""
    return await reading.history(work, PersonId(person_id))


@post("/classes/{class_id:uuid}/consents/paper", operation_id="recordPaperConsents", status_code=200)
async def record_paper(class_id: FromPath[UUID], data: Papers, work: Work) -> Recorded:
    """«Согласие на бумаге» for many at once."""
    return Recorded(await commands.record_paper(work, ClassId(class_id), [PersonId(one) for one in data.people]))


@post("/staff/consents/paper", operation_id="recordStaffPaperConsents", status_code=200)
async def record_staff_paper(data: Papers, work: Work) -> Recorded:
    """«Согласие на бумаге» for many of the staff at once."""
    return Recorded(await commands.record_paper(work, None, [PersonId(one) for one in data.people]))


@post("/classes/{class_id:uuid}/consents/{person_id:uuid}/withdrawn", operation_id="recordWithdrawal", status_code=204)
async def record_withdrawal(class_id: FromPath[UUID], person_id: FromPath[UUID], work: Work) -> None:
    """The consent was withdrawn by a written statement."""
    await commands.record_withdrawal(work, ClassId(class_id), PersonId(person_id))


@post("/staff/consents/{person_id:uuid}/withdrawn", operation_id="recordStaffWithdrawal", status_code=204)
async def record_staff_withdrawal(person_id: FromPath[UUID], work: Work) -> None:
    """The consent of somebody of the staff was withdrawn by a written statement."""
    await commands.record_withdrawal(work, None, PersonId(person_id))


ROUTES = [
    read_text,
    rewrite_text,
    acknowledge_rules,
    my_consents,
    answer_consent,
    withdraw_consent,
    count_consents,
    list_consents,
    list_staff_consents,
    read_history,
    record_paper,
    record_staff_paper,
    record_withdrawal,
    record_staff_withdrawal,
]
