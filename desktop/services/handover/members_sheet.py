"""The sheet of the member database: a row for everybody newly admitted, numbers of twelve digits kept as text."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db import cases
from db.fields import find_field
from db.figures import people
from db.files import write_whole
from db.records import Case
from db.store import Store
from desktop.domain.addresses import split_address
from desktop.domain.handover.missing import Missing, of_members
from desktop.domain.reports.periods import Period
from desktop.domain.sheets.mapping import Column
from desktop.domain.sheets.memberships import is_of_members
from desktop.printing import workbooks
from desktop.services import importing
from desktop.services.handover import resources
from desktop.services.handover.resources import SheetColumn
from desktop.vietnamese import show_date

_ORDINAL = "ordinal"
# What an import takes a column as, where the sheet has it from elsewhere.
_SOURCES = {"list.ordinal": _ORDINAL, "step.admission_ceremony": "party_member.admitted_on"}


@dataclass(frozen=True)
class MembersSheet:
    """The headings and, for each new member, the key in the book, the name and the texts of the row."""

    title: str
    file_name: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[int, str, tuple[str, ...]], ...]

    def missing(self) -> list[Missing]:
        """Required cells that are empty, a sentence for each column."""
        required = {column.heading: column.heading.rstrip("*") for column in self.columns if column.required}
        headings = [column.heading for column in self.columns]
        rows = [(key, name, dict(zip(headings, texts, strict=True))) for key, name, texts in self.rows]
        return of_members(rows, required)


def gather(store: Store, period: Period) -> MembersSheet:
    """The sheet for who was admitted in a period, under the headings of a kept layout of members if there is one."""
    plan = resources.plan()
    chosen = _kept_columns(store) or plan.sheet_columns
    keys = list(
        dict.fromkeys(row.id for row in people.admitted(store, period.first.isoformat(), period.last.isoformat()))
    )
    loaded = cases.load_all(store, keys)
    rows = []
    for place, key in enumerate(keys, start=1):
        case = loaded[key]
        rows.append((key, case.person.full_name, tuple(_text(column, case, place) for column in chosen)))
    return MembersSheet(plan.sheet_title, plan.sheet_file, chosen, tuple(rows))


def _kept_columns(store: Store) -> tuple[SheetColumn, ...]:
    """The columns of a sheet of members as the receiver heads them: those of the first layout kept from an import."""
    for name in importing.list_layouts(store):
        mapping = importing.load_layout(store, name)
        if is_of_members(mapping):
            required = {column.source for column in resources.plan().sheet_columns if column.required}
            return tuple(_column(held, required) for held in mapping.columns)
    return ()


def _column(held: Column, required: Collection[str]) -> SheetColumn:
    if held.target is None:
        return SheetColumn(held.heading)
    key = _SOURCES.get(held.target.key, held.target.key)
    source = f"{held.target.part}:{key}" if held.target.part in ("detail", "province") else key
    is_known = key == _ORDINAL or key.partition(".")[0] in ("person", "party_member", "party_cell")
    return SheetColumn(held.heading, source if is_known else "", "", source in required)


def write(sheet: MembersSheet) -> bytes:
    """The sheet as .xlsx, every cell a text."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    page = book.active
    page.title = sheet.title[:31]
    page.freeze_panes = "A2"
    for row, texts in enumerate([[column.heading for column in sheet.columns], *(row[2] for row in sheet.rows)], 1):
        for column, text in enumerate(texts, 1):
            cell = page.cell(row, column)
            cell.value, cell.data_type, cell.number_format = text, "s", "@"
            if row == 1:
                cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="center")
    for column, described in enumerate(sheet.columns):
        letters = page.cell(1, column + 1).column_letter
        page.column_dimensions[letters].width = min(max(len(described.heading) + 2, 12), 34)
    return workbooks.saved(book)


def export(store: Store, sheet: MembersSheet, path: Path) -> Path:
    """Write the sheet to a file and log it. Raises NotAllowed, CannotWrite."""
    store.require("export")
    target = path if path.suffix.casefold() == ".xlsx" else path.with_name(f"{path.name}.xlsx")
    write_whole(target, write(sheet))
    store.event(f"Xuất bảng đảng viên mới: {len(sheet.rows)} người", kind="export")
    return target


def _text(column: SheetColumn, case: Case, place: int) -> str:
    if column.source == _ORDINAL:
        return str(place)
    if not column.source:
        return column.constant
    part, _, key = column.source.rpartition(":")
    table, name = key.split(".")
    value = _value(table, name, case)
    if not part:
        return value
    address = split_address(value, case.office.get("province"))
    return str(getattr(address, part))


def _value(table: str, name: str, case: Case) -> str:
    if table == "step":
        step = next((row for row in reversed(case.steps) if row.kind == name), None)
        return show_date(step.happened_on) if step is not None else ""
    record: Any = {
        "person": case.person,
        "party_cell": case.cell,
        "party_member": case.memberships[-1] if case.memberships else None,
    }[table]
    value = record.get(name) if record is not None else None
    if (table, name) == ("party_member", "admitted_on") and not value:
        return _value("step", "admission_ceremony", case)
    field = find_field(table, name)
    if value is None or field is None:
        return ""
    if field.choices:
        return field.show_choice(value)
    return show_date(value) if field.kind in ("date", "partial_date") else str(value)
