"""Filling an .xlsx file: chosen cells of its sheets get figures, every other part stays byte for byte as it was.

A formula that depends on a filled cell keeps its text and its looks; only the result kept with it is dropped, because
it would be wrong: Excel and LibreOffice compute a formula without a result when they open the file. Nothing else is
told to compute anew, so no part changes that holds neither a filled cell nor such a result.
"""

import posixpath
from collections import defaultdict
from collections.abc import Iterator

from desktop.domain.sheets.addresses import cell_name
from desktop.exchange.templates import refusals, sheet_part
from desktop.exchange.templates.archive import Archive, local, read_xml
from desktop.exchange.templates.model import Entries, Entry
from desktop.exchange.templates.sheet_edit import edited
from desktop.exchange.templates.sheet_part import CellPart, SheetPart
from desktop.exchange.templates.stale import Formula, Place, stale


def fill(content: bytes, entries: Entries) -> bytes:
    """The file with the entries in their cells. Raises CannotFill, naming the cell, and then nothing is made."""
    book = _Workbook(Archive(content))
    wanted: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        wanted[book.sheet_name(entry.sheet)].append(entry)
    for name, of_sheet in wanted.items():
        for entry in of_sheet:
            book.check(name, entry)
    changed = {(name.casefold(), *entry.position) for name, of_sheet in wanted.items() for entry in of_sheet}
    outdated: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for sheet, row, column in stale(book.formulas(), changed):
        outdated[sheet].add((row, column))
    parts = {}
    for name, path in book.paths.items():
        part = book.part(name)
        parts[path] = edited(part, wanted.get(name, ()), outdated.get(name.casefold(), set()))
    return book.archive.with_parts({path: text for path, text in parts.items() if text != book.archive.parts[path]})


class _Workbook:
    """The sheets of the file by name, read when they are looked at."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        main = self._main_part()
        targets = self._targets(main)
        self.paths: dict[str, str] = {}
        for element in read_xml(archive.part(main)).iter():
            if local(element.tag) == "sheet":
                # The sheet's own number is called sheetId; the key of its part is the only name in a namespace.
                key = next((value for name, value in element.items() if name.startswith("{")), "")
                kind, path = targets.get(key, ("", ""))
                if kind == "worksheet":
                    self.paths[element.get("name", "")] = path
        styles = next((path for kind, path in targets.values() if kind == "styles"), None)
        self._unlocked = _unlocked_styles(archive.part(styles)) if styles else frozenset()
        self._read: dict[str, SheetPart] = {}

    def sheet_name(self, wanted: str) -> str:
        """The name of a sheet as the file spells it. Raises CannotFill."""
        found = next((name for name in self.paths if name.casefold() == wanted.casefold()), None)
        if found is None:
            raise refusals.no_sheet(wanted, list(self.paths))
        return found

    def part(self, name: str) -> SheetPart:
        """A sheet by the name the file has for it."""
        if name not in self._read:
            self._read[name] = sheet_part.read(self.archive.part(self.paths[name]))
        return self._read[name]

    def check(self, name: str, entry: Entry) -> None:
        """Raise CannotFill when a cell is not for filling: merged away, a formula, locked by the superior."""
        part, (row, column) = self.part(name), entry.position
        for area in part.merged:
            inside = area.first_row < row <= area.last_row + 1 and area.first_column < column <= area.last_column + 1
            first = (area.first_row + 1, area.first_column + 1)
            if inside and first != (row, column):
                last = cell_name(area.last_row + 1, area.last_column + 1)
                raise refusals.is_merged(entry, f"{cell_name(*first)}:{last}", cell_name(*first))
        if any(_holds(cell, row, column) for cell in self._with_formulas(part)):
            raise refusals.is_formula(entry)
        if part.is_protected and (part.style_of(row, column) or "0") not in self._unlocked:
            raise refusals.is_protected(entry)

    def formulas(self) -> Iterator[Formula]:
        """Every formula of every sheet; those written once for several cells at each of them."""
        for name in self.paths:
            shared: dict[str, CellPart] = {}
            for cell in self._with_formulas(self.part(name)):
                key = cell.formula_attributes.get("si", "")
                if cell.formula and cell.formula_attributes.get("t") == "shared":
                    shared[key] = cell
                origin = shared.get(key) if not cell.formula else None
                written_at = (origin.row, origin.column) if origin else None
                text = (origin.formula if origin else cell.formula) or "?"
                place: Place = (name.casefold(), cell.row, cell.column)
                yield Formula(place, text, written_at)

    @staticmethod
    def _with_formulas(part: SheetPart) -> Iterator[CellPart]:
        return (cell for row in part.rows for cell in row.cells if cell.formula is not None)

    def _main_part(self) -> str:
        found = [path for kind, path in self._targets("").values() if kind == "officeDocument"]
        if not found or found[0] not in self.archive.parts:
            raise refusals.not_a_workbook()
        return found[0]

    def _targets(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part points to: the kind and path of each by its key."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self.archive.parts:
            raise refusals.not_a_workbook()
        return {
            element.get("Id", ""): (
                element.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, element.get("Target", ""))).lstrip("/"),
            )
            for element in read_xml(self.archive.part(path))
        }


def _holds(cell: CellPart, row: int, column: int) -> bool:
    """Whether a formula fills this cell, alone or as one of an area."""
    if (cell.row, cell.column) == (row, column):
        return True
    reference = cell.formula_attributes.get("ref")
    if reference is None or cell.formula_attributes.get("t") == "shared":
        return False
    area = sheet_part.read_area(reference)
    return area.first_row < row <= area.last_row + 1 and area.first_column < column <= area.last_column + 1


def _unlocked_styles(content: bytes) -> frozenset[str]:
    """The numbers of the cell styles that may be filled on a protected sheet."""
    for element in read_xml(content):
        if local(element.tag) == "cellXfs":
            return frozenset(str(place) for place, style in enumerate(element) if _is_unlocked(style))
    return frozenset()


def _is_unlocked(style: object) -> bool:
    return any(
        local(each.tag) == "protection" and each.get("locked") in ("0", "false")
        for each in style  # type: ignore[attr-defined]
    )
