"""The top of the window: where one is, the way back, and the one search for persons."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.search_box import SearchBox

# Margins and spaces beside the parts; what a title keeps in the narrowest window.
_AROUND, _LEAST = 72, 160


class TopBar(QFrame):
    """`went_back`: the way back was taken. The search box is public, the window listens to it."""

    went_back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("top")
        self.search = SearchBox("Tìm người: tên, số định danh, chi bộ  (Ctrl+F)", "Tìm người")
        self.search.setMinimumWidth(self.fontMetrics().averageCharWidth() * 24)
        self._back = button("‹ Quay lại", self.went_back.emit, "link", "Về trang trước (Esc)")
        self._title = plain_label("", "title")
        self._words = ""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 8, 20, 8)
        layout.setSpacing(8)
        layout.addWidget(self._back)
        layout.addWidget(self._title)
        layout.addStretch(1)
        layout.addWidget(self.search, 1)
        self.setTabOrder(self.search, self._back)

    def show_title(self, title: str, has_way_back: bool) -> None:
        """Say where one is."""
        self._words = title
        self._title.setAccessibleName(title)
        self._back.setVisible(has_way_back)
        self._fit_title()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_title()

    def _fit_title(self) -> None:
        """A long title is cut with dots: it shall not make the window wider than the screen."""
        taken = self.search.minimumWidth() + (self._back.sizeHint().width() if not self._back.isHidden() else 0)
        room = max(self.width() - taken - _AROUND, _LEAST)
        self._title.setText(self._title.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room))
