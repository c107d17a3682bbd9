"""Figures of reports by name: which there are to choose from, what goes into a cell, what goes into the package."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from desktop.domain.reports.model import Cell, Column, Report

COUNTED = frozenset({"number", "percent"})
# What stands in the head of a superior's file.
GENERAL = "chung"
OFFICE, PERIOD, DAY = "office", "period", "day"
GENERAL_LABELS = {OFFICE: "Tên cơ quan", PERIOD: "Kỳ báo cáo", DAY: "Ngày lập"}


@dataclass(frozen=True)
class Source:
    """One figure: the report, the line and the column it stands in."""

    report: str
    line: str
    column: str


@dataclass(frozen=True)
class Choice:
    """A figure as it is offered: where it stands in words, and what it is now."""

    source: Source
    label: str
    shown: str = ""


def choices(report: Report) -> Iterator[Choice]:
    """The figures of a report that can be chosen for a cell."""
    for table, line in report.lines():
        for column, cell in zip(table.columns, line.cells, strict=False):
            if column.kind in COUNTED and line.person_id is None:
                yield Choice(Source(report.name, line.key, column.key), f"{line.label} – {column.heading}", cell.text)


def content(report: Report, source: Source) -> int | Decimal | None:
    """The number for a cell; None when nobody knows it or the report has no such line now."""
    try:
        return _number(report.cell(source.line, source.column))
    except KeyError:
        return None


FIGURE_FIELDS: list[dict[str, Any]] = [
    {"name": "report", "title": "Báo cáo", "type": "string", "constraints": {"required": True}},
    {"name": "form", "title": "Biểu", "type": "string"},
    {"name": "table", "title": "Bảng", "type": "string"},
    {"name": "line", "title": "Mã dòng", "type": "string", "constraints": {"required": True}},
    {"name": "label", "title": "Dòng", "type": "string"},
    {"name": "column", "title": "Mã cột", "type": "string", "constraints": {"required": True}},
    {"name": "heading", "title": "Cột", "type": "string"},
    {"name": "value", "title": "Số", "type": "number"},
    {"name": "text", "title": "Như in ra", "type": "string"},
    {"name": "typed", "title": "Số gõ, không đếm từ danh sách", "type": "boolean"},
]


def package_rows(report: Report, lines_with_names: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The figures of a report as rows of the package, without any line that names a person."""
    for table, line in report.lines():
        if line.person_id is not None or line.key.startswith(tuple(lines_with_names)):
            continue
        for column, cell in zip(table.columns, line.cells, strict=False):
            if column.kind in COUNTED:
                yield _row(report, table.title, line.key, line.label, column, cell)


def _row(report: Report, table: str, key: str, label: str, column: Column, cell: Cell) -> dict[str, Any]:
    value = _number(cell)
    whole = value is None or value == int(value)
    return {
        "report": report.name,
        "form": report.form or None,
        "table": table or None,
        "line": key,
        "label": label,
        "column": column.key,
        "heading": column.heading,
        "value": value if value is None else int(value) if whole else float(value),
        "text": cell.text or None,
        "typed": cell.typed,
    }


def _number(cell: Cell) -> int | Decimal | None:
    """The number of a cell; a share is the number that is printed, so that paper and file agree."""
    if isinstance(cell.value, int | Decimal):
        return cell.value
    try:
        return Decimal(cell.text.replace(".", "").replace(",", "."))
    except InvalidOperation:
        return None
