"""The JSON Schema of a case file, made from the field registry, so that the two cannot differ."""

from typing import Any

from db.fields import Field, field, fields_of
from desktop.domain.plain import LISTS, MEETING, MEMBER_PERSON

Schema = dict[str, Any]

_DATE = {"type": ["string", "null"], "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_PARTIAL_DATE = {"type": ["string", "null"], "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
_TEXT = {"type": ["string", "null"]}
_PLACE = "$defs"


def case_schema() -> Schema:
    """The schema of what `plain_case` makes; every key may be left out but the person's name."""
    from jsonschema import Draft202012Validator

    person = {each.name: _field(each) for each in fields_of("person") if each.kind != "reference"}
    lists = {name: _list(_ref(table)) for name, table in LISTS.items()}
    return {
        "$schema": Draft202012Validator.META_SCHEMA["$schema"],
        "title": "Hồ sơ của một người: điều “ketnap show --json” viết ra và “ketnap check --case” đọc vào",
        **_object(
            {
                "$schema": {"type": "string"},
                "id": _TEXT,
                **person,
                "party_cell": _TEXT,
                "has_photo": {"type": "boolean"},
                "source_categories": _list({"type": "string"}),
                **lists,
                "memberships": _list(_ref("membership")),
                "introductions": _list(_ref("introduction")),
                "mentor_assignments": _list(_ref("mentor_assignment")),
                "background_checks": _list(_ref("background_check")),
                "enrolments": _list(_ref("enrolment")),
                "considered": _list(_ref("meeting_case")),
                "dossier": _or_null(_ref("dossier")),
                "earlier_dossiers": _list(_ref("dossier")),
                "office": _or_null(_ref("office")),
                "cell": _or_null(_ref("party_cell")),
                "chain": _list(_ref("party_committee")),
                "former_committees": _list(_ref("former_committee")),
            },
            ["full_name"],
        ),
        _PLACE: _definitions(),
    }


def _definitions() -> Schema:
    tables = [*LISTS.values(), "dossier", "office", "party_committee", "training_class", "village", "family_member"]
    helper = _table("party_member", {"person_id": _TEXT, **_person_fields(), "party_cell": _TEXT})
    relative = {name: _field(field("family_member", name)) for name in ("relation", "full_name")}
    meeting = {name: _field(field("meeting", name)) for name in MEETING}
    definitions = {table: _table(table) for table in tables}
    definitions |= {
        "helper": helper,
        "membership": _table("party_member", {"started_on": _DATE, "ended_on": _DATE, "end_reason": _TEXT}),
        "introduction": _table("introduction", {"member": _or_null(_ref("helper"))}),
        "mentor_assignment": _table("mentor_assignment", {"member": _or_null(_ref("helper"))}),
        "background_check": _table(
            "background_check",
            {"relative": _or_null(_object(relative, list(relative))), "verifier": _or_null(_ref("helper"))},
        ),
        "meeting_case": _table("meeting_case", {"meeting": _object(meeting, list(meeting))}, ["meeting"]),
        "enrolment": _table("enrolment", {"training_class": _ref("training_class")}, ["training_class"]),
        "former_committee": _table(
            "party_committee", {"last_on": _field(field("former_parent", "last_on"))}, ["last_on"]
        ),
        "party_cell": _table("party_cell", {"village": _or_null(_ref("village"))}),
    }
    return dict(sorted(definitions.items()))


def _person_fields() -> Schema:
    return {name: _field(field("person", name)) for name in MEMBER_PERSON}


def _table(table: str, more: Schema | None = None, required: list[str] | None = None) -> Schema:
    fields = [each for each in fields_of(table) if each.kind != "reference"]
    needed = [each.name for each in fields if each.required]
    return _object(
        {"id": _TEXT, **{each.name: _field(each) for each in fields}, **(more or {})}, needed + (required or [])
    )


def _field(each: Field) -> Schema:
    match each.kind:
        case "date":
            kind: Schema = dict(_DATE)
        case "partial_date":
            kind = dict(_PARTIAL_DATE)
        case "choice":
            kind = {"enum": [*(each.choices or {}), *([] if each.required else [None])]}
        case "flag":
            kind = {"enum": [0, 1, None]}
        case "integer":
            kind = {"type": ["integer", "null"], "minimum": 0, "maximum": 1_000_000}
        case _ if each.required:
            kind = {"type": "string", "minLength": 1, "maxLength": each.max_length}
        case _:
            kind = {"type": ["string", "null"], "maxLength": each.max_length}
    return {"title": each.label, **kind}


def _object(properties: Schema, required: list[str]) -> Schema:
    needed = {"required": required} if required else {}
    return {"type": "object", "properties": properties, "additionalProperties": False, **needed}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/{_PLACE}/{name}"}
