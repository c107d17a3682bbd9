"""How the parts of a page are arranged: two beside each other, or one under the other in a place that scrolls."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSplitter, QVBoxLayout, QWidget

Margins = tuple[int, int, int, int]


def side_by_side(left: QWidget, right: QWidget, widths: tuple[int, int]) -> QSplitter:
    """Two parts with a bar between that can be moved; neither can be pushed away. `widths` in pixels at the start."""
    splitter = QSplitter(Qt.Orientation.Horizontal)
    splitter.setChildrenCollapsible(False)
    splitter.addWidget(left)
    splitter.addWidget(right)
    splitter.setSizes(list(widths))
    return splitter


def stacked(*parts: QWidget, margins: Margins = (0, 0, 12, 0)) -> QWidget:
    """Parts one under the other, room that is left below them."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(*margins)
    for part in parts:
        column.addWidget(part)
    column.addStretch()
    return inside


def scrolled(inside: QWidget, *, framed: bool = False) -> QScrollArea:
    """A part that scrolls when it is higher than its place; the keyboard goes to what is in it, not to the frame."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if not framed:
        area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidget(inside)
    return area


class RoomyArea(QScrollArea):
    """Gives what is in it the room there is, and scrolls only when that is less than it needs at the least.

    The library's own way gives a part whose height follows its width all it would like to have.
    """

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self._inside = inside
        self.setWidget(inside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        return self._inside.sizeHint()

    def _fit(self) -> None:
        least, room = self._inside.minimumSizeHint(), self.maximumViewportSize()
        if least.height() > room.height():
            room.setWidth(room.width() - self.verticalScrollBar().sizeHint().width())
        self._inside.resize(room.expandedTo(least))
