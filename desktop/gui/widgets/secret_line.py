"""Lines for a passphrase, and the box that shows what is being typed: an input method changes letters unseen."""

from PySide6.QtWidgets import QCheckBox, QLineEdit


def secret_line(name: str) -> QLineEdit:
    """A line for a passphrase, whose letters are not shown."""
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setAccessibleName(name)
    line.setMinimumWidth(line.fontMetrics().averageCharWidth() * 36)
    return line


def showing_box(*lines: QLineEdit) -> QCheckBox:
    """A box that shows the letters of these lines while it is ticked."""

    def show(is_shown: bool) -> None:
        for line in lines:
            line.setEchoMode(QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password)

    box = QCheckBox("Hiện chữ đang gõ")
    box.toggled.connect(show)
    return box
