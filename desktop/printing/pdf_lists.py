"""Tables of very many rows: made piece by piece, so that twice the rows take twice the time."""

from collections.abc import Callable
from dataclasses import replace

from reportlab.platypus.flowables import Flowable

from desktop.printing.blocks import Table
from desktop.printing.pdf_tables import RuledTable

# More rows than a page holds, whatever is in them.
PIECE = 200
# The library's table of a part of the rows.
Make = Callable[[Table], RuledTable]


class LongList(Flowable):
    """A table of very many rows from one of them on, made piece by piece as the pages are filled.

    The library's table copies every row that is left at every page end: twice the rows take it four times as long.
    `close` says what is made of the last piece, where somebody signs below.
    """

    def __init__(
        self,
        table: Table,
        make: Make,
        first: int = 0,
        piece: RuledTable | None = None,
        close: Callable[[RuledTable], Flowable] = lambda piece: piece,
    ) -> None:
        super().__init__()
        self.spaceBefore, self.spaceAfter = 0 if first else 4, 6
        self._table, self._make, self._first, self._close = table, make, first, close
        self._take(piece or self._fresh())

    def closed(self, close: Callable[[RuledTable], Flowable]) -> "LongList":
        """The same with its last piece closed."""
        return LongList(self._table, self._make, self._first, self._piece, close)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.height = self._body.wrap(width, height)
        if not self._is_last and self.height <= height:
            # What was left of a piece does not fill the page.
            self._take(self._fresh())
            self.width, self.height = self._body.wrap(width, height)
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """The rows that fit, and the others as a list of their own."""
        parts = self._body.split(width, height)
        if self._is_last or not parts:
            return list(parts)
        # Between them stands the end of the page.
        fitting, left = _rows_of(parts[0]), _rows_of(parts[-1])
        if fitting + left > _rows_of(self._piece):
            # A row higher than a page was cut in two.
            return [*parts, self._from(self._first + _rows_of(self._piece))]
        return [*parts[:-1], self._from(self._first + fitting, parts[-1])]

    def draw(self) -> None:
        self._body.drawOn(self.canv, 0, 0)

    def _take(self, piece: RuledTable) -> None:
        self._piece = piece
        self._is_last = self._first + _rows_of(piece) == len(self._table.rows)
        self._body = self._close(piece) if self._is_last else piece

    def _from(self, first: int, piece: RuledTable | None = None) -> "LongList":
        return LongList(self._table, self._make, first, piece, self._close)

    def _fresh(self) -> RuledTable:
        own = slice(self._first, self._first + PIECE)
        return self._make(replace(self._table, rows=self._table.rows[own], indents=self._table.indents[own]))


def _rows_of(piece: RuledTable) -> int:
    """The rows below the heading."""
    return int(piece._nrows) - 1
