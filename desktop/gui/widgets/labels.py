"""Labels that show text as it is: no markup, no pictures, no links, whatever was typed into the book."""

from PySide6.QtCore import Qt
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
