"""The top of the window: where one is, the way back, and the one search for persons."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.search_box import SearchBox


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
        self._title.setText(title)
        self._back.setVisible(has_way_back)
