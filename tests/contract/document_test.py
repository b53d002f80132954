"""The contract that is committed is the one that the server serves and that the client's types are made from."""

import hashlib
from pathlib import Path

import msgspec

from parta.contract import contract
from people import TestSchool

FOLDER = Path(__file__).parents[2] / "client" / "src" / "contract"
MAKE_ANEW = "python -m parta.contract > client/src/contract/openapi.json && npm --prefix client run contract"


def test_the_committed_document_is_the_one_of_this_server() -> None:
    assert (FOLDER / "openapi.json").read_bytes() == contract(), f"The API has changed. Make it anew: {MAKE_ANEW}"


def test_the_types_of_the_client_are_made_from_the_committed_document() -> None:
    first_line = (FOLDER / "openapi.ts").read_text().partition("\n")[0]
    made_from = hashlib.sha256((FOLDER / "openapi.json").read_bytes()).hexdigest()
    assert made_from in first_line, f"The types are older than the document. Make them anew: {MAKE_ANEW}"


async def test_everybody_may_read_the_contract_at_its_fixed_address(school: TestSchool) -> None:
    anya = await school.pupil("Аня", "Иванова", "5А")
    assert await anya.ask("GET", "/api/openapi.json", expect=200) == msgspec.json.decode(contract())


def test_every_operation_says_who_may_call_it_and_what_a_refusal_looks_like() -> None:
    document = msgspec.json.decode(contract())
    operations = [operation for item in document["paths"].values() for operation in item.values()]
    names = [operation["operationId"] for operation in operations]
    assert len(set(names)) == len(names)
    for operation in operations:
        assert {"401", "403", "404", "409", "422", "429"} <= set(operation["responses"]), operation["operationId"]
        assert operation["security"], operation["operationId"]
        assert operation.get("description"), operation["operationId"]


def test_nothing_that_the_assembly_gives_is_asked_of_the_caller() -> None:
    document = msgspec.json.decode(contract())
    asked = [
        f"{operation['operationId']} {parameter['name']}"
        for item in document["paths"].values()
        for operation in item.values()
        for parameter in operation.get("parameters", ())
        if "$ref" in parameter["schema"] and document["components"]["schemas"][_name(parameter)]["type"] == "object"
    ]
    assert not asked


def _name(parameter: dict[str, dict[str, str]]) -> str:
    return parameter["schema"]["$ref"].rpartition("/")[2]


def test_an_answer_without_a_body_promises_none() -> None:
    document = msgspec.json.decode(contract())
    operations = [operation for item in document["paths"].values() for operation in item.values()]
    empty = [operation["responses"]["204"] for operation in operations if "204" in operation["responses"]]
    assert empty
    assert not [one for one in empty if "content" in one]


def test_the_socket_has_its_frames_and_events_in_the_contract() -> None:
    schemas = msgspec.json.decode(contract())["components"]["schemas"]
    kinds = [name["$ref"].rpartition("/")[2] for name in schemas["Event"]["oneOf"]]
    assert {"MessagePosted", "RoomJoined", "RoomLeft"} <= set(kinds)
    for frames in ("ClientFrame", "ServerFrame", "Event"):
        for one in schemas[frames]["oneOf"]:
            assert one["$ref"].rpartition("/")[2] in schemas
