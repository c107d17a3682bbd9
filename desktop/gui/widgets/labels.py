"""Labels that show text as it is: no markup, no pictures, no links, whatever was typed into the book."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy


def plain_label(text: str = "", role: str = "", wraps: bool = False) -> QLabel:
    """A label of plain text; `role` is one of the roles of the style sheet: title, heading, hint, problem, good."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wraps)
    if wraps:
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    if role:
        label.setProperty("role", role)
    return label


class ElidedLabel(QLabel):
    """A line of plain text that gives way where room is short: what is left out is dots, the tooltip has all of it."""

    _SHORTEST = 12  # letters

    def __init__(self, role: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            self.setProperty("role", role)

    def minimumSizeHint(self) -> QSize:
        whole, least = super().minimumSizeHint(), self.fontMetrics().averageCharWidth() * self._SHORTEST
        return QSize(min(whole.width(), least), whole.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, room.width())
        self.setToolTip("" if shown == self.text() else self.text())
        where = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter = QPainter(self)
        self.style().drawItemText(
            painter, room, where, self.palette(), self.isEnabled(), shown, QPalette.ColorRole.WindowText
        )


def set_role(label: QLabel, role: str) -> None:
    """Give a label another role of the style sheet."""
    label.setProperty("role", role)
    label.style().unpolish(label)
    label.style().polish(label)


def rule() -> QFrame:
    """A thin line between two parts of a page."""
    line = QFrame()
    line.setObjectName("rule")
    return line
