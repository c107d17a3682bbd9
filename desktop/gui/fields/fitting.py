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
        self._first_least = _LEAST
        self._wraps = False
        self._is_drawn_by_hand = context.preferences.get(f"widths.{name}") is not None
        self.setModel(model)
        self.set_widths([letters * _LETTER + _PADDING for letters in widths])
        self.horizontalHeader().sectionResized.connect(self._on_section_resized)

    def keep_first(self, letters: int) -> None:
        """The first column is never narrower than so many letters, and headings may take two lines."""
        self._first_least = letters
        self._wraps = True
        self._make_room_for_two_lines()

    def _make_room_for_two_lines(self) -> None:
        self.horizontalHeader().setFixedHeight(round(self.fontMetrics().height() * 2.9))

    def set_letters(self, widths: Sequence[int]) -> None:
        """Other columns came into the model: share the width among them."""
        self._letters = list(widths)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._is_drawn_by_hand:
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() != QEvent.Type.FontChange:
            return
        if self._wraps:
            self._make_room_for_two_lines()
        if not self._is_drawn_by_hand:
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
        least = self._first_least if column == 0 else _LEAST
        letters = self._letters[column] if self._letters[column] <= _SHORT else least
        metrics = self.fontMetrics()
        shown = max(_two_lines(heading), key=metrics.horizontalAdvance) if self._wraps else heading
        widest = max(metrics.horizontalAdvance(shown) * 1.1, metrics.horizontalAdvance("0") * letters)
        return round(widest + metrics.height() * _PADDING_IN_LINES)

    def _on_section_resized(self) -> None:
        # The last column stretches by itself; only what the mouse drew is the clerk's own.
        if not self._is_fitting and self.horizontalHeader().underMouse():
            self._is_drawn_by_hand = True
            self.remember_widths()


def _two_lines(heading: str) -> tuple[str, str]:
    """A heading broken where its two lines are as even as they can be."""
    words = heading.split()
    broken = ((" ".join(words[:place]), " ".join(words[place:])) for place in range(1, len(words) + 1))
    return min(broken, key=lambda lines: max(map(len, lines)))
