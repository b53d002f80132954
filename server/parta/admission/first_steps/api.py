"""The door of the first steps: which of them are done."""

from typing import Literal

import msgspec
from litestar import get

from parta.parts.address import AddressBook, Plain
from parta.policy.decide import Place
from parta.policy.table import Action
from parta.work import Work

from . import queries

Name = Literal["school", "address", "phone", "list", "slips"]


class FirstStep(msgspec.Struct, frozen=True, rename="camel"):
    """A step, and whether it is behind us."""

    name: Name
    done: bool


class FirstSteps(msgspec.Struct, frozen=True, rename="camel"):
    """All of them in their order; `has_password`: the administrator can come in again."""

    steps: list[FirstStep]
    has_password: bool


@get("/first-steps", operation_id="readFirstSteps")
async def read_first_steps(work: Work, address_book: AddressBook) -> FirstSteps:
    """What of the first evening is done; asked by the wizard and by the administrator's home."""
    work.require(Action.EDIT_SCHOOL, Place(school=work.school))
    facts = await queries.facts(work.connection, work.school, work.actor.account)
    decided = address_book.public or not isinstance(address_book.tls, Plain) or address_book.pending()
    done: dict[Name, bool] = {
        "school": True,
        "address": decided or facts.closed_school,
        "phone": facts.test_qr_at is not None or facts.closed_school,
        "list": facts.pupils,
        "slips": facts.slips,
    }
    return FirstSteps([FirstStep(name, is_done) for name, is_done in done.items()], facts.password)


ROUTES = [read_first_steps]
