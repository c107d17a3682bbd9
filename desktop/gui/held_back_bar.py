"""The bar above the pages of a book that moved to another computer: which copy lives, and the way to use this one."""

from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop.gui.context import AppContext
from desktop.gui.keeping import moving
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.labels import plain_label


class HeldBackBar(QFrame):
    """Hidden while the book is worked with."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self.setObjectName("heldBack")
        self.words = plain_label("", "problem", wraps=True)
        self.words.setAccessibleName("Sổ đã chuyển đi")
        self.use_button = button("Dùng lại sổ ở máy này…", lambda: moving.take_back(context))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 6, 20, 0)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.use_button)
        self.refresh()

    def refresh(self) -> None:
        """Say why nothing is written, or nothing."""
        reason = self._context.store.held_back
        self.words.setText(reason)
        self.setVisible(bool(reason))
