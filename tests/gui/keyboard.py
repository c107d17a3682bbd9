"""The keyboard of a clerk: text with all its marks as an input method brings it, and single keys."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

ENTER = Qt.Key.Key_Return


def write(widget: QWidget, text: str) -> None:
    """Replace what stands in an input by typing."""
    widget.setFocus()
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        widget.selectAll()
        QTest.keyClick(widget, Qt.Key.Key_Delete)
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press one key."""
    QTest.keyClick(widget, key, modifier)


def press_at(widget: QWidget, key: Qt.Key) -> None:
    """Press one key in an input, or in the list that is open over it."""
    QTest.keyClick(QApplication.activePopupWidget() or widget, key)


def press_focused(key: Qt.Key) -> None:
    """Press one key wherever the keyboard is: in an open list first."""
    focused = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)
