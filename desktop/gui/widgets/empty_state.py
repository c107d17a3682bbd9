"""What an empty place says: what belongs there, and the first step."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.labels import plain_label


class EmptyState(QWidget):
    """A calm text in the middle of a place, with one or two steps."""

    def __init__(self, title: str, text: str, *steps: tuple[str, Callable[[], object]]) -> None:
        super().__init__()
        self.steps = [button(words, step, "" if place else "primary") for place, (words, step) in enumerate(steps)]
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addStretch(2)
        for words, role in ((title, "heading"), (text, "hint")):
            label = plain_label(words, role, wraps=True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(label)
        row = QHBoxLayout()
        row.addStretch()
        for step in self.steps:
            row.addWidget(step)
        row.addStretch()
        layout.addLayout(row)
        layout.addStretch(3)
