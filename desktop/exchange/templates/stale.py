"""Which formulas of a workbook would show an old result once some cells have changed."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.domain.sheets.addresses import cell_name, column_number

Place = tuple[str, int, int]  # the sheet in small letters, row, column
_SHEET = r"(?:(?:'((?:[^']|'')+)'|([^'!:\[\]]+))!)?"
_CELLS = re.compile(_SHEET + r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?", re.IGNORECASE)
_COLUMNS = re.compile(_SHEET + r"\$?([A-Z]{1,3}):\$?([A-Z]{1,3})", re.IGNORECASE)
_ROWS = re.compile(_SHEET + r"\$?(\d+):\$?(\d+)")
_FAR = 1_048_576
# Functions that look at cells which their text does not name.
_ROAMING = ("INDIRECT(", "OFFSET(")


@dataclass(frozen=True)
class Formula:
    """A formula and the cell whose result it is. A shared one is written once, for `written_at`."""

    place: Place
    text: str
    written_at: tuple[int, int] | None = None


@dataclass(frozen=True)
class _Reach:
    sheet: str
    first_row: int
    last_row: int
    first_column: int
    last_column: int

    def holds(self, place: Place) -> bool:
        return (
            place[0] == self.sheet
            and self.first_row <= place[1] <= self.last_row
            and self.first_column <= place[2] <= self.last_column
        )


def stale(formulas: Iterable[Formula], changed: Iterable[Place]) -> set[Place]:
    """The formulas that depend on changed cells, through others too; those that cannot be followed among them."""
    reaches: Mapping[Place, list[_Reach] | None] = {each.place: _reaches(each) for each in formulas}
    found = {place for place, reach in reaches.items() if reach is None}
    fresh = set(changed) | found
    while fresh:
        by_sheet = defaultdict(list)
        for place in fresh:
            by_sheet[place[0]].append(place)
        fresh = {
            place
            for place, reach in reaches.items()
            if place not in found and any(each.holds(one) for each in reach or () for one in by_sheet[each.sheet])
        }
        found |= fresh
    return found


def _reaches(formula: Formula) -> list[_Reach] | None:
    """The areas a formula looks at; None when it names anything else, as a defined name or another file."""
    from openpyxl.formula import Tokenizer
    from openpyxl.formula.tokenizer import Token, TokenizerError
    from openpyxl.formula.translate import Translator, TranslatorError

    sheet, row, column = formula.place
    text = f"={formula.text}"
    try:
        if formula.written_at is not None:
            text = Translator(text, cell_name(*formula.written_at)).translate_formula(cell_name(row, column))
        tokens = Tokenizer(text).items
    except (TokenizerError, TranslatorError, ValueError, IndexError):
        return None
    if any(token.value.upper().startswith(_ROAMING) for token in tokens):
        return None
    named = [token.value for token in tokens if token.type == Token.OPERAND and token.subtype == Token.RANGE]
    reaches = [_reach(text, sheet) for text in named]
    return None if None in reaches else [reach for reach in reaches if reach is not None]


def _reach(text: str, own_sheet: str) -> _Reach | None:
    if found := _CELLS.fullmatch(text):
        first_column, first_row, last_column, last_row = found.groups()[2:]
        rows = (int(first_row), int(last_row or first_row))
        columns = (column_number(first_column.upper()), column_number((last_column or first_column).upper()))
    elif found := _COLUMNS.fullmatch(text):
        rows, columns = (1, _FAR), (column_number(found[3].upper()), column_number(found[4].upper()))
    elif found := _ROWS.fullmatch(text):
        rows, columns = (int(found[3]), int(found[4])), (1, _FAR)
    else:
        return None
    sheet = (found[1] or "").replace("''", "'") or found[2] or own_sheet
    return _Reach(sheet.casefold(), min(rows), max(rows), min(columns), max(columns))
