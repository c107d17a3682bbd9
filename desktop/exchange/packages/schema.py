"""How tables are described in a package, after Frictionless Table Schema: names, labels, types, what refers to what."""

from typing import Any

from db.exporting import ExportColumn, ExportTable
from db.fields import DATE_KINDS

Json = dict[str, Any]
_TYPES = {"integer": "integer", "flag": "boolean"}
# Of an old date often only the year is known, whatever the form asks for.
_PARTIAL_DATE = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"


def table_schema(table: ExportTable, known: frozenset[str]) -> Json:
    """The schema of a table; `known` are the tables of the same package, to which its columns may refer."""
    described: Json = {
        "fields": [{"name": "id", "type": "string", "constraints": {"required": True, "unique": True}}],
        "primaryKey": ["id"],
        "missingValues": [""],
    }
    described["fields"] += [_field(column) for column in table.columns]
    keys = [_key(column, table.name) for column in table.columns if column.refers_to in known]
    return described | ({"foreignKeys": keys} if keys else {})


def plain_value(column: ExportColumn, value: Any) -> Any:
    """A value as JSON has it: flags as true and false."""
    return bool(value) if _type(column) == "boolean" and value is not None else value


def _field(column: ExportColumn) -> Json:
    described: Json = {"name": column.name, "type": _type(column)}
    constraints: Json = {}
    if column.field is not None:
        described["title"] = column.field.label
        if column.field.kind in DATE_KINDS:
            constraints["pattern"] = _PARTIAL_DATE
        if column.field.choices:
            constraints["enum"] = list(column.field.choices)
            described["valueLabels"] = dict(column.field.choices)
    if column.required:
        constraints["required"] = True
    return described | ({"constraints": constraints} if constraints else {})


def _type(column: ExportColumn) -> str:
    if column.refers_to:
        return "string"
    kind = column.field.kind if column.field is not None else ""
    return _TYPES.get(kind, "integer" if column.sql_type == "INTEGER" else "string")


def _key(column: ExportColumn, own: str) -> Json:
    resource = "" if column.refers_to == own else column.refers_to
    return {"fields": [column.name], "reference": {"resource": resource, "fields": ["id"]}}
