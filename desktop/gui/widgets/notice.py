"""A bar above the pages for what must be read whole: the words, and the one thing to do about them."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.labels import plain_label


class NoticeBar(QFrame):
    """Hidden while there is nothing to be read. `role` is that of its words in the style sheet."""

    def __init__(self, name: str, words_of_button: str, pressed: Callable[[], object], role: str = "") -> None:
        super().__init__()
        self.words = plain_label("", role, wraps=True)
        self.words.setAccessibleName(name)
        self.button = button(words_of_button, pressed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 8, 20, 0)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.button)
        self.hide()

    def say(self, text: str) -> None:
        """Show the words; nothing to say hides the bar."""
        self.words.setText(text)
        self.setVisible(bool(text))
