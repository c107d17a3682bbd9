"""Locks the window when nobody has touched it for a while; never while work is running."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from desktop.gui.main_window import MainWindow

MINUTES = (5, 10, 15, 30, 60)
USUAL_MINUTES = 30
KEY = "lock_after_minutes"
_TOUCHES = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel)


class IdleLock(QObject):
    """Lives as long as its window."""

    def __init__(self, app: QApplication, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self._lock)
        self._restart()
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._restart()
        return False

    def _restart(self) -> None:
        minutes = self._window.context.preferences.get(KEY, USUAL_MINUTES)
        self.timer.start((minutes if minutes in MINUTES else USUAL_MINUTES) * 60_000)

    def _lock(self) -> None:
        if self._window.context.jobs.is_busy:
            self._restart()
        elif self._window.isVisible():
            self._window.lock_wanted.emit()
