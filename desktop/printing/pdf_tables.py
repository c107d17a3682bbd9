"""Tables over several pages: no row is torn unless it is as high as a page, and who signs takes the last row along."""

from typing import Any

from reportlab.platypus import LongTable
from reportlab.platypus import PageBreak as NewPage
from reportlab.platypus.flowables import Flowable

# So much a piece may be too high by the library's own rounding.
_ALMOST = 1e-3
_HEAD_AND_ROW = 2
# A row is torn when it is higher than this, in points: half of a sheet that lies.
_TALL = 250


class RuledTable(LongTable):
    """The library's table, which tears a row at the end of a page only where it hardly fits on any, and which does not
    begin anew, with its head, in the room left over on the page it has just filled."""

    def split(self, width: float, height: float) -> list[Any]:
        self._calc(width, height)
        self.splitInRow = int(self._rowHeights[min(self.repeatRows, self._nrows - 1)] > _TALL)
        pieces: list[Any] = super().split(width, height)
        return [pieces[0], NewPage(), pieces[1]] if len(pieces) == 2 else pieces


class ClosedTable(Flowable):
    """A table that begins where it can, however many pages it has, and who signs under its last row."""

    def __init__(self, table: LongTable, signature: Flowable, page_height: float) -> None:
        super().__init__()
        self._table, self._signature, self._page_height = table, signature, page_height
        self.spaceBefore = table.getSpaceBefore()
        self._between = max(table.getSpaceAfter(), signature.getSpaceBefore())

    @property
    def can_part(self) -> bool:
        """Whether it has rows that may stand on a page before the one with the signature."""
        return bool(self._table._nrows > _HEAD_AND_ROW)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self._table_height = self._table.wrap(width, height)[1]
        self._signed_height = self._between + self._signature.wrap(width, height)[1]
        self.width, self.height = width, self._table_height + self._signed_height
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """The rows that fit, then the others with the signature; nothing where only the last row is left to part."""
        self.wrap(width, height)
        if self._table_height > height:
            return self._parted(self._table.split(width, height))
        if self.can_part:
            last = self._table._rowHeights[-1]
            return self._parted(self._table.split(width, self._table_height - last + _ALMOST))
        return [] if self.height <= self._page_height else [self._table, self._signature]

    def draw(self) -> None:
        self._table.drawOn(self.canv, 0, self._signed_height)
        self._signature.drawOn(self.canv, 0, 0)

    def _parted(self, pieces: list[Any]) -> list[Flowable]:
        *before, last = pieces or [None]
        return [*before, ClosedTable(last, self._signature, self._page_height)] if before else []
