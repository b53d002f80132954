"""A sensible request for any operation of the contract: its shape from the document, its words from the small school."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from contract.small_school import SmallSchool

Json = Any
TODAY = datetime.now(UTC).date().isoformat()
WORDS: dict[str, list[Json]] = {
    "text": ["Добрый день", "7А, 7Б"],
    "title": ["8В"],
    "titles": [["1 группа"]],
    "firstName": ["Юлия"],
    "lastName": ["Белова"],
    "name": ["Белова Юлия"],
    "childName": ["Иванова Аня"],
    "relation": ["мать"],
    "number": ["17-к"],
    "timeZone": ["Europe/Moscow"],
    "contact": ["kto@example.ru"],
    "subject": ["математика"],
    "position": [1, 2],
    "version": [1],
    "kind": ["rules", "consent"],
    "role": ["guardian"],
    "day": [TODAY],
    "begins": ["08:30:00"],
    "ends": ["09:15:00"],
    "downloadTemplate.name": ["pupils.xlsx"],
    "makeClub.title": ["Хор"],
    "makeClasses.text": ["7А"],
    "previewClasses.text": ["7А"],
    "pasteList.text": ["Фамилия\tИмя\tКласс\nСмирнова\tДарья\t5А\n"],
    "appointPosition.position": ["deputyHead"],
    "putOnHat.kind": ["staff", "staff", "guardian"],
    "unbindLeader.kind": ["deputy"],
    "setTimetable.kind": ["class"],
    "printSlips.whom": [["pupil"]],
    "rewriteLegalText.body": ["Правила школы. " * 20],
    "bindLeader.kind": ["deputy"],
    "size": ["full"],
    "bytes": [5],
    "Upload-Offset": ["0"],
    "file": [("список.csv", "Фамилия;Имя;Класс\nСмирнова;Дарья;5А\n".encode())],
}


def sensible(
    document: Json, operation: Json, school: SmallSchool, attempt: int
) -> tuple[dict[str, Json], Json, Json, Json]:
    """Path, query, headers and body; every further attempt takes other words, and odd ones also what may be left out."""
    name = operation["operationId"]
    words = {**WORDS, **school.words}

    def one(field: str, schema: Json) -> Json:
        schema = _open(document, schema)
        for key in (f"{name}.{field}", field):
            if key in words:
                return words[key][attempt % len(words[key])]
        return _made(schema)

    def _made(schema: Json) -> Json:
        match schema:
            case {"const": value}:
                return value
            case {"enum": values}:
                return values[attempt % len(values)]
            case {"anyOf": choices} | {"oneOf": choices}:
                return one("", next(choice for choice in choices if choice.get("type") != "null"))
            case {"type": "object"}:
                needed = schema.get("required", ())
                inner = schema.get("properties", {})
                return {key: one(key, inner[key]) for key in inner if key in needed or attempt % 2}
            case {"type": "array", "items": items}:
                return [one("", items)]
            case _:
                return _plain(schema)

    parameters: dict[str, dict[str, Json]] = {"path": {}, "query": {}, "header": {}}
    for parameter in operation.get("parameters", ()):
        known = f"{name}.{parameter['name']}" in words
        if parameter["in"] == "path" or parameter.get("required") or known:
            parameters[parameter["in"]][parameter["name"]] = one(parameter["name"], parameter["schema"])
    body = None
    for content in operation.get("requestBody", {}).get("content", {}).values():
        body = b"Hello" if content["schema"].get("format") == "binary" else one("", content["schema"])
    return parameters["path"], parameters["query"], parameters["header"], body


def _plain(schema: Json) -> Json:
    match schema.get("type"), schema.get("format"):
        case "string", "uuid":
            return str(uuid4())
        case "string", "date":
            return TODAY
        case "string", "date-time":
            return (datetime.now(UTC) + timedelta(days=1)).isoformat()
        case "string", _:
            return "Слово"
        case "integer", _:
            return max(1, int(schema.get("minimum", 1)))
        case "boolean", _:
            return True
    return {}


def _open(document: Json, schema: Json) -> Json:
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema
