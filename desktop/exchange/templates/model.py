"""What is put into which cell of a template."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.domain.sheets.addresses import cell_name

Content = int | Decimal | str


@dataclass(frozen=True)
class Entry:
    """A number or a text for one cell; row and column are counted from one."""

    sheet: str
    row: int
    column: int
    content: Content

    @property
    def place(self) -> str:
        """The cell as spreadsheets call it: B5."""
        return cell_name(self.row, self.column)

    @property
    def position(self) -> tuple[int, int]:
        """Row and column, which order the cells of a sheet."""
        return self.row, self.column


Entries = Sequence[Entry]
