"""Reading that takes a while, a slice at a time between what the clerk does; it writes nothing and locks nothing."""

import time
from collections.abc import Generator
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

SLICE_SECONDS = 0.02
# The first painting comes before the first slice.
BEGIN_AFTER_MILLISECONDS = 40


class Trickle(QObject):
    """Runs one generator at a time; `progressed` tells (done, total), `finished` carries its result."""

    progressed = Signal(int, int)
    finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work: Generator[tuple[int, int], None, Any] | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._slice)

    @property
    def is_running(self) -> bool:
        """Whether something is still to be read."""
        return self._work is not None

    def start(self, work: Generator[tuple[int, int], None, Any]) -> None:
        """Read this instead of whatever was being read."""
        self._work = work
        self._timer.start(BEGIN_AFTER_MILLISECONDS)

    def stop(self) -> None:
        """Forget what was being read; the book may be closed or changed now."""
        self._timer.stop()
        self._work = None

    def _slice(self) -> None:
        end = time.monotonic() + SLICE_SECONDS
        try:
            while self._work is not None:
                told = next(self._work)
                if time.monotonic() >= end:
                    self.progressed.emit(*told)
                    self._timer.start(0)
                    return
        except StopIteration as done:
            self._work = None
            self.finished.emit(done.value)
