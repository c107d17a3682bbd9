"""The superior's Excel files: which figure goes into which cell is chosen once, kept in the book, and found again."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from db.changes import Changes
from db.errors import KnownError
from db.files import write_whole
from db.records import Record
from db.store import Action, Store
from desktop.domain.handover import places
from desktop.domain.handover.figures import Source
from desktop.domain.handover.places import Labels
from desktop.domain.sheets.addresses import cell_name, read_address
from desktop.domain.sheets.model import WorkbookData
from desktop.exchange.templates import filling
from desktop.exchange.templates.model import Entry
from desktop.services import importing
from desktop.services.handover.figures import PeriodFigures

MOST_BYTES = 8 * 1024 * 1024
NO_LABELS = Labels("", "")
_ENOUGH = 0.5  # of the cells found again by their words make a file the successor of a template


@dataclass(frozen=True)
class ChosenCell:
    """A cell, counted from one, with the words it is found by and the figure that goes into it."""

    sheet: str
    row: int
    column: int
    source: Source
    labels: Labels = NO_LABELS

    @property
    def place(self) -> str:
        """The cell as spreadsheets call it."""
        return cell_name(self.row, self.column)


@dataclass(frozen=True)
class Template:
    """A superior's file with its chosen cells; `lost` are those of an earlier version not found in this one."""

    name: str
    file_name: str
    content: bytes
    cells: tuple[ChosenCell, ...] = ()
    template_id: int | None = None
    lost: tuple[ChosenCell, ...] = ()

    @property
    def digest(self) -> str:
        """What tells this version of the file from others."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Filled:
    """A filled file, how many cells it got, and what stayed empty, each with why."""

    content: bytes
    cells: int
    empty: tuple[str, ...]


def list_templates(store: Store) -> list[Template]:
    """Every kept file, by name."""
    return [_read(store, row) for row in store.list("superior_template", order="name id")]


def recognise(store: Store, name: str, content: bytes, data: WorkbookData) -> Template:
    """A file with the cells chosen for it: the very file, or by the words in it the successor of a kept one.

    A file nobody knows comes back without cells.
    """
    fresh = Template(name.rpartition(".")[0], name, content)
    held = store.find("superior_template", sha256=fresh.digest)
    if held is not None:
        return _read(store, held)
    successors = [_moved(template, fresh, data) for template in list_templates(store)]
    best = max(successors, key=lambda each: len(each.cells), default=fresh)
    known = len(best.cells) + len(best.lost)
    return best if best.cells and len(best.cells) >= _ENOUGH * known else fresh


def open_file(store: Store, path: Path) -> Template:
    """A superior's file with the cells chosen for it. Raises KnownError for a file that cannot be read or that no
    cells were chosen for."""
    data = importing.read_file(path)
    template = recognise(store, path.name, path.read_bytes(), data)
    if not template.cells:
        raise KnownError(
            f"Tệp “{path.name}” chưa được chọn ô để điền. Chưa ghi gì. "
            "Hãy mở cửa sổ, vào trang Điền vào tệp Excel của cấp trên và chọn ô một lần."
        )
    return template


def read_sheets(template: Template) -> WorkbookData:
    """The sheets of a kept file, as they are read from a file of the office's. Raises KnownError."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"bieu{Path(template.file_name).suffix}"
        path.write_bytes(template.content)
        return importing.read_file(path)


def may_fill(template: Template, sheet: str, place: tuple[int, int]) -> bool:
    """True; raises CannotFill when a cell is not for filling: a formula, locked, merged away."""
    return bool(filling.fill(template.content, [Entry(sheet, *place, 0)]))


def labels(data: WorkbookData, sheet: str, place: tuple[int, int]) -> Labels:
    """The words by which a cell will be found again."""
    found = next((each for each in data.sheets if each.name == sheet), None)
    return places.labels_of(found, *place) if found is not None else NO_LABELS


def choose(template: Template, data: WorkbookData, sheet: str, place: tuple[int, int], source: Source) -> Template:
    """The template with a figure for one more cell, or another figure for one that has one."""
    cell = ChosenCell(sheet, *place, source, labels(data, sheet, place))
    return replace(template, cells=(*_without(template.cells, sheet, place), cell))


def forget(template: Template, sheet: str, place: tuple[int, int]) -> Template:
    """The template with nothing for a cell."""
    return replace(template, cells=_without(template.cells, sheet, place))


def save(store: Store, template: Template) -> tuple[Template, Changes]:
    """Keep a file and its chosen cells; a new version takes the place of the one it follows. Raises KnownError."""
    with store.action(f"Chọn ô cho tệp của cấp trên “{template.name}”", right="reports") as action:
        template_id = write(store, action, template)
    return replace(template, template_id=template_id, lost=()), action.changes


def write(store: Store, action: Action, template: Template) -> int:
    """The same inside an open action; returns the key."""
    if len(template.content) > MOST_BYTES:
        raise KnownError("Tệp Excel này quá lớn so với một biểu mẫu nên không giữ trong sổ. Hãy chọn tệp nhỏ hơn 8 MB.")
    values = {"name": template.name, "file_name": template.file_name, "sha256": template.digest}
    template_id = template.template_id
    if template_id is None:
        template_id = action.insert("superior_template", values | {"content": template.content})
    elif store.get("superior_template", template_id).sha256 != template.digest:
        action.update("superior_template", template_id, values | {"content": template.content})
    kept = {_row_of(cell): cell for cell in template.cells}
    for row in store.list("template_cell", superior_template_id=template_id):
        if kept.pop(_row_of(_cell(row)), None) is None:
            action.delete("template_cell", row.id)
    for cell in kept.values():
        action.insert("template_cell", {"superior_template_id": template_id} | _values(cell))
    return template_id


def remove(store: Store, template_id: int) -> Changes:
    """No longer keep a file. Raises NotFound."""
    held = store.get("superior_template", template_id)
    with store.action(f"Bỏ tệp của cấp trên “{held.name}”", right="reports") as action:
        action.delete("superior_template", template_id)
    return action.changes


def entries(template: Template, figures: PeriodFigures) -> tuple[list[Entry], list[str]]:
    """What goes into the cells, and a sentence for each cell that stays as it is because its figure is not known."""
    found, empty = [], []
    for cell in template.cells:
        content = figures.content(cell.source)
        if content is None:
            empty.append(f"ô {cell.place} trang “{cell.sheet}”: chưa có số liệu “{figures.label(cell.source)}”")
        else:
            found.append(Entry(cell.sheet, cell.row, cell.column, content))
    empty += [f"ô “{cell.labels.row or cell.place}”: không còn thấy trong tệp mới" for cell in template.lost]
    return found, empty


def fill(template: Template, figures: PeriodFigures) -> Filled:
    """The filled file. Raises CannotFill, and then nothing is made."""
    wanted, empty = entries(template, figures)
    return Filled(filling.fill(template.content, wanted), len(wanted), tuple(empty))


def write_filled(store: Store, template: Template, filled: Filled, path: Path) -> Path:
    """Write a filled file and log it; the name keeps the ending of the superior's file. Raises CannotWrite."""
    store.require("export")
    suffix = Path(template.file_name).suffix
    target = path if path.suffix.casefold() == suffix.casefold() else path.with_name(path.name + suffix)
    write_whole(target, filled.content)
    store.event(f"Điền tệp của cấp trên “{template.name}”: {filled.cells} ô", kind="export")
    return target


def _read(store: Store, row: Record) -> Template:
    cells = tuple(_cell(each) for each in store.list("template_cell", superior_template_id=row.id))
    return Template(row.name, row.file_name, row.content, cells, row.id)


def _moved(held: Template, fresh: Template, data: WorkbookData) -> Template:
    """A kept template as it stands in a changed file."""
    found, lost = [], []
    for cell in held.cells:
        sheet = next((each for each in data.sheets if each.name.casefold() == cell.sheet.casefold()), None)
        place = places.find(sheet, cell.labels, cell.column) if sheet is not None else None
        if sheet is None or place is None:
            lost.append(cell)
        else:
            found.append(replace(cell, sheet=sheet.name, row=place[0], column=place[1]))
    return replace(fresh, name=held.name, cells=tuple(found), template_id=held.template_id, lost=tuple(lost))


def _without(cells: Sequence[ChosenCell], sheet: str, place: tuple[int, int]) -> tuple[ChosenCell, ...]:
    return tuple(each for each in cells if (each.sheet, each.row, each.column) != (sheet, *place))


def _cell(row: Record) -> ChosenCell:
    place = read_address(row.address)
    assert place is not None
    labels = Labels(row.row_label or "", row.column_heading or "", row.row_place or 1, row.row_total or 1)
    return ChosenCell(row.sheet, *place, Source(row.report, row.line, row.figure), labels)


def _values(cell: ChosenCell) -> dict[str, object]:
    return {
        "sheet": cell.sheet,
        "address": cell.place,
        "row_label": cell.labels.row,
        "row_place": cell.labels.place,
        "row_total": cell.labels.total,
        "column_heading": cell.labels.column,
        "report": cell.source.report,
        "line": cell.source.line,
        "figure": cell.source.column,
    }


def _row_of(cell: ChosenCell) -> tuple[object, ...]:
    return tuple(_values(cell).values())
