"""A row of controls that wraps: nothing is cut, and what is lower stands in the middle of its line."""

from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.gui.widgets.flow import FlowRow


def test_controls_wrap_and_stand_in_the_middle_of_their_line(qtbot: QtBot) -> None:
    page, buttons, words = QWidget(), [QPushButton(f"Nút thứ {number}") for number in range(4)], QLabel("3 người")
    row = FlowRow(*buttons[:2], words, *buttons[2:])
    page.setLayout(row)
    qtbot.addWidget(page)
    whole = row.sizeHint()
    page.resize(whole.width() // 2, row.heightForWidth(whole.width() // 2))
    page.show()
    assert row.heightForWidth(whole.width()) == whole.height()
    assert page.height() >= 2 * whole.height()
    assert all(each.geometry().right() < page.width() for each in (*buttons, words))
    beside = [each for each in buttons if abs(each.geometry().center().y() - words.geometry().center().y()) <= 1]
    assert beside
