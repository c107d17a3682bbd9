"""The text size of the window: kept among the preferences, put on the application."""

from PySide6.QtWidgets import QApplication

from desktop.gui import style
from desktop.gui.preferences import Preferences

STEP = 10
SIZES = tuple(range(style.SMALLEST, style.LARGEST + 1, STEP))
_KEY = "text_size"


def current(preferences: Preferences) -> int:
    """The kept size in per cent."""
    kept = preferences.get(_KEY, style.USUAL)
    return kept if kept in SIZES else style.USUAL


def choose(preferences: Preferences, percent: int) -> int:
    """Keep a size and dress the application in it; returns the size taken."""
    taken = max(style.SMALLEST, min(style.LARGEST, percent))
    preferences.set(_KEY, taken)
    app = QApplication.instance()
    if isinstance(app, QApplication):
        style.apply(app, taken)
    return taken


def change(preferences: Preferences, by: int) -> int:
    """Make the text larger or smaller; returns the size taken."""
    return choose(preferences, current(preferences) + by)
