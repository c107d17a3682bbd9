"""Buttons with words, made in one line."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton


def button(text: str, pressed: Callable[[], object], role: str = "", description: str = "") -> QPushButton:
    """A button; role primary for the one step a page leads to, link for what stands beside it.

    Enter presses a button that has the keyboard, as everywhere else in the window.
    """
    made = QPushButton(text)
    made.setAutoDefault(True)
    made.clicked.connect(lambda _checked=False: pressed())
    if role:
        made.setProperty("role", role)
    made.setAccessibleName(text.replace("&", ""))
    if description:
        made.setToolTip(description)
        made.setAccessibleDescription(description)
    return made
