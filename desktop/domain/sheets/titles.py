"""What stands above the header of a list and holds for everybody in it: the cell whose list it is."""

from desktop.domain.sheets.cell_names import cell_key
from desktop.domain.sheets.knowledge import RowWords
from desktop.domain.sheets.mapping import Mapping
from desktop.domain.sheets.model import Sheet
from desktop.domain.sheets.plain_text import shown


def cell_above(sheet: Sheet, mapping: Mapping, words: RowWords) -> str | None:
    """The cell named by a line above the header; None when there is none, or several that differ."""
    rows = sheet.rows[: mapping.header_rows[0] - 1]
    texts = (shown(cell.value) for row in rows for cell in row)
    found = {cell_key(name): name for text in texts if (name := _cell(text, words))}
    return next(iter(found.values())) if len(found) == 1 else None


def _cell(text: str, words: RowWords) -> str:
    """The name of a cell without the commune behind it; nothing for a line that begins with other words."""
    name = text.partition(",")[0].strip(" .:…-")
    begun = next((word for word in words["title_cells"] if name.casefold().startswith(word)), None)
    return name if begun and name[len(begun) :].strip() else ""
