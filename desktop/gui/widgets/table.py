"""The table of the window: whole rows, generous height, Enter opens, widths remembered."""

from html import escape

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip

from desktop.gui.preferences import Preferences

_ROW_LINES = 1.9
_ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)
_OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DataTable(QTableView):
    """A read-only table over a model. `opened` carries the row that Enter or a double click opens."""

    opened = Signal(QModelIndex)

    def __init__(self, name: str, title: str, preferences: Preferences | None = None) -> None:
        """`name` is the key under which widths are kept; `title` is what a screen reader says."""
        super().__init__()
        self._name = name
        self._preferences = preferences
        self._row_lines = _ROW_LINES
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self._set_up_headers()
        self.doubleClicked.connect(self.opened)

    def set_widths(self, widths: list[int]) -> None:
        """Column widths in pixels at the usual text size, unless others are kept; the last one stretches."""
        header = self.horizontalHeader()
        kept = self._preferences.get(f"widths.{self._name}") if self._preferences else None
        scale = self.fontMetrics().averageCharWidth() / 7
        usual = [round(width * scale) for width in widths]
        header.setStretchLastSection(True)
        for column, width in enumerate((_fitting(kept, len(widths)) or usual)[:-1]):
            header.resizeSection(column, width)

    def set_row_lines(self, lines: float) -> None:
        """How high a row is, in lines of text with the room around them; words wrap in higher ones."""
        self._row_lines = lines
        self.setWordWrap(True)
        self._set_row_height()

    def remember_widths(self) -> None:
        """Keep the widths as they are; called when the page is left."""
        header = self.horizontalHeader()
        if self._preferences and header.count():
            self._preferences.set(
                f"widths.{self._name}", [header.sectionSize(column) for column in range(header.count())]
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.key() in _OPENING_KEYS and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        elif event.key() in _ENDS and is_plain and self._takes_rows() and self.model().rowCount():
            self.selectRow(0 if event.key() == Qt.Key.Key_Home else self.model().rowCount() - 1)
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            told = self.whole_text(self.indexAt(event.pos()))
            # A hint that looks like markup would be drawn as such.
            QToolTip.showText(event.globalPos(), f"<div>{escape(told)}</div>" if told else "", self.viewport())
            return True
        return super().viewportEvent(event)

    def whole_text(self, index: QModelIndex) -> str:
        """What the mouse is told over a cell: the model's own words, else the text that its column cuts off."""
        if not index.isValid():
            return ""
        told = index.data(Qt.ItemDataRole.ToolTipRole)
        if told:
            return str(told)
        text, metrics = str(index.data() or ""), self.fontMetrics()
        room = self.visualRect(index).adjusted(metrics.height() // 2, 0, -metrics.height() // 2, 0)
        needed = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap if self.wordWrap() else 0, text)
        return text if needed.width() > room.width() or needed.height() > room.height() else ""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._set_row_height()
        super().changeEvent(event)

    def _takes_rows(self) -> bool:
        """Whether Home and End mean the first and the last row, not the ends of the one in which the keyboard is."""
        return self.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectRows

    def _set_up_headers(self) -> None:
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionsMovable(False)
        header.setMinimumSectionSize(50)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._set_row_height()

    def _set_row_height(self) -> None:
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * self._row_lines))


_WIDEST = 10_000  # pixels; a damaged file may hold any number


def _fitting(kept: object, count: int) -> list[int]:
    """The kept widths when they are those of this table, else none."""
    is_own = isinstance(kept, list) and len(kept) == count and all(width in range(_WIDEST) for width in kept)
    return list(kept) if is_own and isinstance(kept, list) else []
