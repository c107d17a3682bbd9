"""The bottom of the window: what was done with the offer to undo it, running work, whose book, when last backed up."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from desktop.gui.jobs import Job
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.labels import ElidedLabel, plain_label


class StatusLine(QFrame):
    """One line. `undo` is called with the number of the action whose undoing was pressed, `copy` to copy the book to
    a second place when that is due. `left`: the keyboard goes back to the page."""

    left = Signal()

    def __init__(self, undo: Callable[[int], None], copy: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("bottom")
        self._undo = undo
        self._action = 0
        self._is_offer = False
        self.message = ElidedLabel()
        self.message.setAccessibleName("Việc vừa làm")
        self.undo_button = button("Hoàn tác", self._press_undo, "link")
        self.undo_button.hide()
        self.progress = JobStrip()
        self.copy_button = button("Sao lưu sang USB…", copy, "link")
        self.copy_button.hide()
        # Gives way while work runs beside it: the window must not become wider than the screen.
        self.book = ElidedLabel("hint")
        self.book.setAccessibleName("Sổ đang mở")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(18, 3, 18, 3)
        layout.setSpacing(8)
        layout.addWidget(self.message)
        layout.addWidget(self.undo_button)
        layout.addStretch()
        layout.addWidget(self.progress)
        layout.addWidget(self.copy_button)
        layout.addWidget(self.book)
        self._fit_text()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_text()

    def say(self, text: str, action: int = 0, offer: str = "Hoàn tác") -> None:
        """Say what was done; with an action's number, offer to undo it in the words of `offer`."""
        self._action = action
        self._is_offer = False
        self.message.setText(text)
        self.undo_button.setText(offer)
        self.undo_button.setAccessibleName(offer)
        self.undo_button.setVisible(bool(action))

    def offer(self, text: str, action: int) -> None:
        """Ask whether an earlier action is to be undone: Enter does it, Esc lets it be."""
        self.say(text, action)
        self._is_offer = True
        self.undo_button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def remind(self, reason: str) -> None:
        """Offer to copy the book to a second place, for a reason; no reason means it is not due."""
        self.copy_button.setVisible(bool(reason))
        self.copy_button.setToolTip(reason)
        self.copy_button.setAccessibleDescription(reason)

    def drop_offer(self) -> None:
        """Forget an offer that nobody took; what was done stays told."""
        if self._is_offer:
            self.say("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.undo_button.hasFocus():
            self.left.emit()
            self.say("")
        else:
            super().keyPressEvent(event)

    def _fit_text(self) -> None:
        """As high as the size of the letters asks for."""
        self.setMinimumHeight(round(self.fontMetrics().height() * 2.5))

    def _press_undo(self) -> None:
        action, self._action = self._action, 0
        # First: a button that goes hands the keyboard to whatever stands next to it.
        self.left.emit()
        self.undo_button.hide()
        if action:
            self._undo(action)


class JobStrip(QWidget):
    """Running work: its words, how far it is, and a way to stop it; hidden while nothing runs."""

    def __init__(self) -> None:
        super().__init__()
        self._job: Job | None = None
        self.label = plain_label()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(180)
        self.cancel = button("Dừng", self._stop, "link")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 12, 0)
        for part in (self.label, self.bar, self.cancel):
            layout.addWidget(part)
        self.hide()

    def follow(self, job: Job) -> None:
        """Show a job until it ends."""
        self._job = job
        self.label.setText(f"{job.label}…")
        self.bar.setAccessibleName(job.label)
        self.bar.setRange(0, 0)
        job.progressed.connect(self._show_progress)
        job.ended.connect(self._end)
        self.show()

    def _show_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _end(self) -> None:
        self._job = None
        self.hide()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.label.setText("Đang dừng…")
