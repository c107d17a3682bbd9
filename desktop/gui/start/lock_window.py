"""The window that stands before a locked main window: the passphrase again, the book stays open behind it."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.errors import KnownError
from desktop.gui.context import AppContext
from desktop.gui.start.card import Card
from desktop.gui.start.waiting import Waiting
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.secret_line import showing_box


class LockWindow(QWidget):
    """`unlocked`: the passphrase was right. Closing it brings nothing back."""

    unlocked = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._is_open = False
        self.setObjectName("locked")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("Kết Nạp – đã khóa")
        self.resize(1366, 768)
        # A box that is open must not keep the passphrase out.
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        rights = context.store.rights
        hint = f"Sổ “{context.store.path.stem}” vẫn mở; những gì đang gõ còn nguyên."
        if rights is not None:
            hint = f"{hint} Người đang dùng: {rights.account} ({rights.role})."
        self.card = Card("", "Đã khóa màn hình", hint)
        self.secret = self.card.add_line("Mật khẩu, hoặc mã khôi phục trên tờ giấy đã in", is_secret=True)
        self.secret.returnPressed.connect(self.unlock)
        self.card.body.addWidget(showing_box(self.secret))
        self._button = button("Mở khóa", self.unlock, "primary")
        self._waiting = Waiting(self._button)
        self.card.foot.addWidget(self._button)
        self.card.foot.addStretch()
        layout = QVBoxLayout(self)
        layout.addWidget(self.card)
        self.secret.setFocus()

    def unlock(self) -> None:
        """Try the typed passphrase beside the window."""
        typed, store = self.secret.text(), self._context.store
        if not typed.strip():
            self.card.say("Hãy gõ mật khẩu.")
            return
        self._button.setEnabled(False)

        def try_it(report: Any) -> None:
            from desktop.services import session

            session.require_known(store, typed)

        self._context.jobs.run("Đang mở khóa", try_it, self._let_in, self._refuse)

    def closeEvent(self, event: QCloseEvent) -> None:
        # Closing the lock must not be a way past it.
        if self._is_open:
            super().closeEvent(event)
        else:
            event.ignore()

    def _let_in(self, _: None) -> None:
        self._is_open = True
        self.unlocked.emit()
        self.close()

    def _refuse(self, error: Exception) -> None:
        self._button.setEnabled(True)
        if not isinstance(error, KnownError):
            raise error
        self.card.say(error.sentence)
        self._waiting.watch(self._context.store.path)
        self.secret.selectAll()
        self.secret.setFocus()
