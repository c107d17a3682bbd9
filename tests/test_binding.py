"""The binding of Qt that the lock names keeps count of what it is handed."""

import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot


def test_void_calls_of_qt_keep_their_reference_to_none(qtbot: QtBot) -> None:
    """A version of the binding lost one reference to None at every such call and ended the program."""
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(20_000):
        label.setText(str(number))
    assert abs(sys.getrefcount(None) - before) < 1_000
