"""Where the header is: the one to three rows of a sheet whose texts mean most fields."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from desktop.domain.sheets.headings import IGNORED, Vocabulary, assign
from desktop.domain.sheets.mapping import Mapping
from desktop.domain.sheets.model import Sheet
from desktop.domain.sheets.plain_text import shown

# Titles, letterheads and notes above a list take a dozen rows; more than this is no header any more.
_LAST_FIRST_ROW = 60
_HEIGHTS = (1, 2, 3)
_FEWEST_FIELDS = 2
_LONGEST_HEADING = 120
_NAME = "person.full_name"

Headings = list[tuple[int, tuple[str, ...]]]


@dataclass(frozen=True)
class Found:
    """A header: its sheet, what its columns hold, and how many fields it names."""

    sheet: Sheet
    mapping: Mapping
    score: int


def find_header(sheets: Iterable[Sheet], vocabulary: Vocabulary) -> Found | None:
    """The best header of all sheets; between equals the first, and the one with fewer rows. None when there is none."""
    candidates = [found for sheet in sheets for found in _candidates(sheet, vocabulary)]
    return max(candidates, key=lambda found: found.score, default=None)


def headings_at(sheet: Sheet, first: int, height: int) -> Headings:
    """The headings of a header that begins at a row (from zero): each column with its parts, widest first.

    A wider heading stands only above its first column: it is filled to the right as far as columns below it have
    headings of their own and no other one begins.
    """
    rows = [[shown(cell.value) for cell in row] for row in sheet.rows[first : first + height]]
    width = max(map(len, rows), default=0)
    grid = [row + [""] * (width - len(row)) for row in rows]
    for upper, lower in pairwise(grid):
        for column in range(1, width):
            if not upper[column] and lower[column]:
                upper[column] = upper[column - 1] if lower[column - 1] else ""
    return [(column, parts) for column in range(width) if any(parts := tuple(row[column] for row in grid))]


def _candidates(sheet: Sheet, vocabulary: Vocabulary) -> Iterable[Found]:
    for first in range(min(len(sheet.rows), _LAST_FIRST_ROW)):
        for height in _HEIGHTS:
            found = _candidate(sheet, first, height, vocabulary)
            if found is not None:
                yield found


def _candidate(sheet: Sheet, first: int, height: int, vocabulary: Vocabulary) -> Found | None:
    last = first + height
    if last > len(sheet.rows) or not _has_text(sheet, first) or not _has_text(sheet, last - 1):
        return None
    headings = headings_at(sheet, first, height)
    columns = assign(headings, vocabulary)
    fields = {column.target.key for column in columns if column.target}
    if _NAME not in fields or len(fields - IGNORED) < _FEWEST_FIELDS:
        return None
    # A row of people below a one-row header spoils the meaning of what stands above it, so it lowers the score.
    unknown = sum(column.target is None for column in columns)
    score = 3 * sum(column.target is not None for column in columns) - unknown - height
    return Found(sheet, Mapping(tuple(range(first + 1, last + 1)), columns), score)


def _has_text(sheet: Sheet, row: int) -> bool:
    texts = [cell.value for cell in sheet.rows[row] if isinstance(cell.value, str)]
    return bool(texts) and all(len(text) <= _LONGEST_HEADING for text in texts)
