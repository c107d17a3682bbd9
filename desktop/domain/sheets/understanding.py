"""A whole file understood: which sheet, which header, which rows are people and what each of their cells means."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from db.errors import BadInputFile
from db.fields import field as registered
from desktop.domain.sheets import row_kinds
from desktop.domain.sheets.header_search import find_header, headings_at
from desktop.domain.sheets.headings import Heading, Vocabulary, doubts, heading_text
from desktop.domain.sheets.knowledge import Knowledge
from desktop.domain.sheets.legacy import Converted, convert
from desktop.domain.sheets.mapping import Column, Mapping, Target
from desktop.domain.sheets.model import (
    EMPTY,
    Finding,
    LeftOut,
    ReadRow,
    Row,
    Sheet,
    Skipped,
    Understanding,
    WorkbookData,
)
from desktop.domain.sheets.plain_text import accented_key, short
from desktop.domain.sheets.row_kinds import RowSorter
from desktop.domain.sheets.row_values import CELL, NAME, RowReader
from desktop.domain.sheets.titles import cell_above

_UNNAMED_GIVEN = Target("person", "full_name", "given")
_SKIPPED = Target("list", "skip")


class NotUnderstood(BadInputFile):
    """No list of people was found in the file."""


def understand(
    data: WorkbookData, knowledge: Knowledge, today: date, sheet: str | None = None, layout: Mapping | None = None
) -> Understanding:
    """The people of a file. `sheet` names the sheet to take, `layout` a mapping corrected by hand or kept from before.

    Raises NotUnderstood when there is no such sheet, no header is found, or the layout does not fit.
    """
    converted = [convert(each, knowledge.encodings) for each in _wanted(data, sheet)]
    chosen, mapping = _header(data.name, converted, knowledge, layout)
    mapping = _with_given_names(chosen.sheet, mapping)
    reading = _read_rows(chosen.sheet, mapping, knowledge, today)
    notes = _conversion_notes(chosen) + (() if layout else _heading_notes(chosen.sheet, mapping, knowledge))
    notes += _title_notes(chosen.sheet, mapping, knowledge) + _other_lists(converted, chosen, knowledge)
    return replace(reading, file_name=data.name, notes=notes)


def _wanted(data: WorkbookData, sheet: str | None) -> list[Sheet]:
    if sheet is None:
        return list(data.sheets)
    found = [each for each in data.sheets if accented_key(each.name) == accented_key(sheet)]
    if not found:
        names = ", ".join(f"“{each.name}”" for each in data.sheets)
        raise NotUnderstood(
            f"Tệp “{data.name}” không có trang “{sheet}”. Sổ không thay đổi. Các trang trong tệp: {names}."
        )
    return found


def _header(
    name: str, converted: list[Converted], knowledge: Knowledge, layout: Mapping | None
) -> tuple[Converted, Mapping]:
    by_sheet = {id(each.sheet): each for each in converted}
    if layout is None:
        found = find_header((each.sheet for each in converted), knowledge.vocabulary)
        if found is None:
            raise NotUnderstood(
                f"Không thấy danh sách người trong tệp “{name}”: không có dòng tiêu đề với cột họ và tên. "
                "Sổ không thay đổi. Hãy xem lại tệp, hoặc ghi rõ tiêu đề các cột rồi nhập lại."
            )
        return by_sheet[id(found.sheet)], found.mapping
    for each in converted:
        fitted = fit(layout, each.sheet)
        if fitted is not None:
            return each, fitted
    raise NotUnderstood(
        f"Cách hiểu cột đã chọn không hợp với tệp “{name}”: tiêu đề các cột khác nhau. Sổ không thay đổi. "
        "Hãy để chương trình tự nhận cột, hoặc chọn cách hiểu cột khác."
    )


def fit(layout: Mapping, sheet: Sheet) -> Mapping | None:
    """The layout applied to a sheet: where it was if its headings stand there, else wherever they stand; or None."""
    height = len(layout.header_rows)
    headed = [held for held in layout.columns if held.heading]
    if height and _headings(sheet, layout.header_rows[0] - 1, height) == {
        held.position: held.heading for held in headed
    }:
        return layout
    vocabulary = Vocabulary([Heading(held.target or _SKIPPED, (held.heading,)) for held in headed])
    found = find_header([sheet], vocabulary)
    if found is None or len(found.mapping.header_rows) != height:
        return None
    wanted = {held.target for held in headed if held.target}
    return found.mapping if wanted <= {held.target for held in found.mapping.columns} else None


def _headings(sheet: Sheet, first: int, height: int) -> dict[int, str]:
    return {place: heading_text(parts) for place, parts in headings_at(sheet, first, height)}


def _with_given_names(sheet: Sheet, mapping: Mapping) -> Mapping:
    """One heading "Họ và tên" often stands over two columns; the second one, without a heading, has the given names."""
    column = mapping.column(NAME)
    if column is None or any(held.position == column.position + 1 for held in mapping.columns):
        return mapping
    place = column.position + 1
    filled = [
        row for row in sheet.rows[mapping.header_rows[-1] :] if len(row) > place and isinstance(row[place].value, str)
    ]
    if len(filled) < 2 or any(len(str(row[place].value).split()) > 2 for row in filled):
        return mapping
    given = Column(place, "", _UNNAMED_GIVEN)
    return Mapping(mapping.header_rows, (*mapping.columns[:place], given, *mapping.columns[place:]))


@dataclass
class _Progress:
    rows: list[ReadRow] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    group: str | None = None


_LEFT_OUT = {
    row_kinds.NAMELESS: "không có họ và tên",
    row_kinds.LONE_NAME: "chỉ có tên, không có số thứ tự và không có dữ liệu nào khác",
}


def _read_rows(sheet: Sheet, mapping: Mapping, knowledge: Knowledge, today: date) -> Understanding:
    reader = RowReader(mapping, knowledge, today)
    sorter = RowSorter(sheet, mapping, knowledge, reader)
    cells_of = _cells_filled_down(sheet, mapping)
    progress = _Progress(group=None if mapping.column(CELL) else cell_above(sheet, mapping, knowledge.words))
    for index in range(mapping.header_rows[-1], len(sheet.rows)):
        found = sorter.kind(sheet.rows[index])
        if found.kind == row_kinds.PERSON:
            _take_person(reader.read(index + 1, cells_of(index), progress.group), progress)
        elif found.kind in _LEFT_OUT:
            progress.left_out.append(LeftOut(index + 1, _LEFT_OUT[found.kind]))
        elif found.kind != row_kinds.BLANK:
            progress.skipped.append(Skipped(index + 1, found.kind, short(found.text)))
        if found.kind == row_kinds.GROUP:
            progress.group = found.text or None
    people = tuple(progress.rows), tuple(progress.left_out), tuple(progress.skipped)
    return Understanding("", sheet.name, mapping, *people, cells=sheet.rows)


def _take_person(row: ReadRow, progress: _Progress) -> None:
    if NAME in row.values:
        progress.rows.append(row)
        return
    why = next((f"cột “{cell.column}”: {cell.why}" for cell in row.rejected), "không có họ và tên")
    progress.left_out.append(LeftOut(row.row, why))


def _cells_filled_down(sheet: Sheet, mapping: Mapping) -> Callable[[int], Row]:
    """A cell name merged over the rows of its people stands only in the first of them."""
    column = mapping.column(CELL)
    places = {
        row: area.first_row
        for area in sheet.merged
        if column and area.first_column == column.position == area.last_column
        for row in range(area.first_row + 1, area.last_row + 1)
    }

    def cells_of(index: int) -> Row:
        row = sheet.rows[index]
        if column is None or index not in places:
            return row
        above = sheet.rows[places[index]]
        whole = row + [EMPTY] * (column.position + 1 - len(row))
        return [*whole[: column.position], above[column.position], *whole[column.position + 1 :]]

    return cells_of


def _heading_notes(sheet: Sheet, mapping: Mapping, knowledge: Knowledge) -> tuple[Finding, ...]:
    headings = headings_at(sheet, mapping.header_rows[0] - 1, len(mapping.header_rows))
    found = doubts(headings, mapping.columns, knowledge.vocabulary)
    return tuple(
        Finding(0, heading, registered(target.table, target.name).label, why) for heading, target, why in found
    )


def _conversion_notes(converted: Converted) -> tuple[Finding, ...]:
    if not converted.encodings:
        return ()
    why = f"chữ gõ bằng bảng mã cũ, đã đổi {converted.cells} ô sang Unicode"
    return (Finding(0, "", ", ".join(converted.encodings), why),)


def _title_notes(sheet: Sheet, mapping: Mapping, knowledge: Knowledge) -> tuple[Finding, ...]:
    found = None if mapping.column(CELL) else cell_above(sheet, mapping, knowledge.words)
    why = "ghi ở đầu danh sách nên lấy cho mọi người không ghi chi bộ khác"
    return (Finding(0, "", found, why),) if found else ()


def _other_lists(converted: list[Converted], chosen: Converted, knowledge: Knowledge) -> tuple[Finding, ...]:
    """Sheets of the same file that hold a list, too: offices keep one for each cell."""
    others = (each.sheet for each in converted if each is not chosen)
    lists = (sheet for sheet in others if find_header([sheet], knowledge.vocabulary) is not None)
    why = "trang này cũng có danh sách, chưa đọc; hãy chọn trang ấy rồi nhập tiếp"
    return tuple(Finding(0, "", sheet.name, why) for sheet in lists)
