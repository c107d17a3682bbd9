"""A table whose columns share the width there is, until the clerk draws his own."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, Qt
from PySide6.QtGui import QResizeEvent

from desktop.gui.context import AppContext
from desktop.gui.widgets.table import DataTable

_LETTER, _PADDING = 7, 28
# Cells and headings are padded in proportion to the text.
_PADDING_IN_LINES = 1.75
# Columns of at most so many letters, such as dates, are shown whole; longer ones share what is left.
_SHORT, _LEAST = 14, 10


class FittingTable(DataTable):
    """`widths` in letters, one a column of the model; widths drawn by hand are kept under `name`."""

    def __init__(
        self, context: AppContext, name: str, title: str, model: QAbstractItemModel, widths: Sequence[int]
    ) -> None:
        super().__init__(name, title, context.preferences)
        self._is_fitting = False
        self._letters = list(widths)
        self._is_drawn_by_hand = context.preferences.get(f"widths.{name}") is not None
        self.setModel(model)
        self.set_widths([letters * _LETTER + _PADDING for letters in widths])
        self.horizontalHeader().sectionResized.connect(self._on_section_resized)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._is_drawn_by_hand:
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and not self._is_drawn_by_hand:
            self._fit()

    def _fit(self) -> None:
        """Share the width among the columns; none is narrower than its heading, short ones keep their whole text."""
        self._is_fitting = True
        least = [self._least_width(column) for column in range(len(self._letters))]
        spare = max(0, self.viewport().width() - sum(least))
        growing = [0 if letters <= _SHORT else letters for letters in self._letters]
        share = spare / (sum(growing) or 1)
        for column, width in enumerate(least):
            self.horizontalHeader().resizeSection(column, int(width + growing[column] * share))
        self._is_fitting = False

    def _least_width(self, column: int) -> int:
        heading = self.model().headerData(column, Qt.Orientation.Horizontal)
        letters = self._letters[column] if self._letters[column] <= _SHORT else _LEAST
        metrics = self.fontMetrics()
        widest = max(metrics.horizontalAdvance(heading) * 1.1, metrics.horizontalAdvance("0") * letters)
        return round(widest + metrics.height() * _PADDING_IN_LINES)

    def _on_section_resized(self) -> None:
        # The last column stretches by itself; only what the mouse drew is the clerk's own.
        if not self._is_fitting and self.horizontalHeader().underMouse():
            self._is_drawn_by_hand = True
            self.remember_widths()
