"""The left side of the window: the places with their counts."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desktop.gui.places import PLACES, Place
from desktop.gui.widgets.labels import plain_label, set_role
from desktop.vietnamese import show_number

_LEFT, _GAP, _RIGHT, _BORDER = 14, 10, 16, 4
_WIDE_COUNT = "0.000"


class SideBar(QFrame):
    """The places from top to bottom; `chosen` carries the key of the one pressed."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setAccessibleName("Các nơi làm việc")
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
        layout.setContentsMargins(_LEFT, 0, _RIGHT, 0)
        for label in (name, self._count):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout.setSpacing(_GAP)
        layout.addWidget(name)
        layout.addStretch()
        layout.addWidget(self._count)
        self._name: QLabel = name
        self.toggled.connect(self._embolden)

    def sizeHint(self) -> QSize:
        """Room for the whole name, bold as it is while its place is open, and for the count."""
        bold = QFont(self._name.font())
        bold.setBold(True)
        name = QFontMetrics(bold).horizontalAdvance(self._title)
        count = max(self._count.sizeHint().width(), self._count.fontMetrics().horizontalAdvance(_WIDE_COUNT))
        return QSize(_BORDER + _LEFT + name + 2 * _GAP + count + _RIGHT, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        # The letters of the labels became larger or smaller: the bar has to be measured anew.
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)

    def show_count(self, count: int) -> None:
        self._count.setText(show_number(count))
        self.updateGeometry()
        self.setAccessibleName(f"{self._title}, {show_number(count)}")

    def _embolden(self, is_open: bool) -> None:
        set_role(self._name, "strong" if is_open else "")
