"""The left side of the window: the places with their counts."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desktop.gui.places import PLACES, Place
from desktop.gui.widgets.labels import plain_label
from desktop.vietnamese import show_number


class SideBar(QFrame):
    """The places from top to bottom; `chosen` carries the key of the one pressed."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setAccessibleName("Các nơi làm việc")
        self.setMinimumWidth(round(self.fontMetrics().averageCharWidth() * 26))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(2)
        brand = plain_label("Kết Nạp", "brand")
        brand.setContentsMargins(18, 14, 8, 14)
        layout.addWidget(brand)
        self._buttons = {place.key: _PlaceButton(place) for place in PLACES}
        for key, made in self._buttons.items():
            made.clicked.connect(lambda _, key=key: self.chosen.emit(key))
            layout.addWidget(made)
        layout.addStretch()

    def mark(self, key: str) -> None:
        """Show which place is open."""
        for each, made in self._buttons.items():
            made.setChecked(each == key)

    def show_count(self, key: str, count: int) -> None:
        """Show how many there are in a place."""
        self._buttons[key].show_count(count)


class _PlaceButton(QPushButton):
    """A place: its name on the left, its count on the right."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._title = place.title
        self.setProperty("role", "place")
        self.setCheckable(True)
        self.setAutoDefault(True)
        self.setToolTip(f"{place.title} ({place.shortcut})")
        self.setAccessibleName(place.title)
        name, self._count = plain_label(place.title), plain_label("", "count")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 0, 16, 0)
        for label in (name, self._count):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout.addWidget(name)
        layout.addStretch()
        layout.addWidget(self._count)
        self._name: QLabel = name
        self.toggled.connect(self._embolden)

    def show_count(self, count: int) -> None:
        self._count.setText(show_number(count))
        self.setAccessibleName(f"{self._title}, {show_number(count)}")

    def _embolden(self, is_open: bool) -> None:
        font = self._name.font()
        font.setBold(is_open)
        self._name.setFont(font)
