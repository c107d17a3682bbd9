"""The growing delay after wrong passphrases, as it is seen: a button that counts the seconds until the next try."""

import math
import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QPushButton

from db import attempts


class Waiting(QObject):
    """Holds a button back while the next passphrase at a book may not be tried."""

    def __init__(self, button: QPushButton) -> None:
        super().__init__(button)
        self._button, self._words = button, button.text()
        self._book: Path | None = None
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self._show)

    def watch(self, book: Path) -> None:
        """Count down what is left of the delay at this book, if any."""
        self._book = book
        self._timer.start()
        self._show()

    def stop(self) -> None:
        """Give the button back; the recovery code and another book need not wait."""
        self._book = None
        self._show()

    def _show(self) -> None:
        left = attempts.seconds_left(self._book, time.time()) if self._book else 0.0
        self._button.setEnabled(left <= 0)
        self._button.setText(f"{self._words} (đợi {math.ceil(left)} giây)" if left > 0 else self._words)
        if left <= 0:
            self._timer.stop()
