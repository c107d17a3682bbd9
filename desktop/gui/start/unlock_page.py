"""The page that opens a book: by the passphrase of an account, or by the code on the recovery sheet."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from db.errors import DamagedBook, WrongPassphrase
from desktop import paths
from desktop.gui.jobs import Jobs
from desktop.gui.messages import Messages
from desktop.gui.preferences import Preferences
from desktop.gui.start.card import Card
from desktop.gui.start.restorer import Restorer, sentence_of
from desktop.gui.start.waiting import Waiting
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.secret_line import secret_line, showing_box

LAST_BOOK = "last_book"
LAST_ACCOUNT = "last_account"
_WORDS = {
    False: ("Mật khẩu", "Mở bằng mã khôi phục"),
    True: ("Mã khôi phục trên tờ giấy đã in (sáu nhóm năm ký tự)", "Mở bằng mật khẩu"),
}


class UnlockPage(Card):
    """`opened` carries the open book; `new_book_wanted`, `receiving_wanted`: the clerk wants to make or bring one."""

    opened = Signal(object)
    new_book_wanted = Signal()
    receiving_wanted = Signal()

    def __init__(
        self, messages: Messages, jobs: Jobs, preferences: Preferences, today: Callable[[], date] = date.today
    ) -> None:
        super().__init__("", "Mở sổ", "Sổ được khóa bằng mật khẩu của cơ quan.")
        self._messages, self._jobs, self._preferences, self._today = messages, jobs, preferences, today
        self._uses_code = False
        self.path: Path | None = None
        self._add_book_row()
        self._account_words = plain_label("Tài khoản", "field")
        self.account = QComboBox()
        self.account.setAccessibleName("Tài khoản")
        self._account_words.setBuddy(self.account)
        self._secret_words = plain_label("", "field")
        self.secret = secret_line("")
        self._secret_words.setBuddy(self.secret)
        self.secret.returnPressed.connect(self.open)
        self.account.activated.connect(lambda _: self.secret.setFocus())
        self.shows_secret = showing_box(self.secret)
        for part in (self._account_words, self.account, self._secret_words, self.secret, self.shows_secret):
            self.body.addWidget(part)
        self._open_button = button("Mở sổ", self.open, "primary")
        self._other_way = button("", self._change_way, "link")
        self._waiting = Waiting(self._open_button)
        self.foot.addWidget(self._open_button)
        self.foot.addWidget(self._other_way)
        self.restore_button = button("Khôi phục bản sao lưu…", self._restore)
        self.restore_button.hide()
        self._restorer = Restorer(messages, jobs, self._say_restored, self._failed)
        self.foot.addWidget(self.restore_button)
        self.foot.addStretch()
        self.below.addWidget(plain_label("Sổ chưa có ở máy này:", "hint"))
        self.below.addWidget(button("Nhận sổ từ máy khác…", self.receiving_wanted.emit, "link"))
        self.below.addWidget(button("Lập sổ mới", self.new_book_wanted.emit, "link"))
        self.below.addStretch()
        self._show_way()

    def choose(self, path: Path | None) -> None:
        """Offer a book to open."""
        self.path = path
        self._book.setText(path.stem if path else "Chưa chọn sổ nào")
        self._book.setToolTip("")
        self._folder.setText(str(path.parent) if path else "")
        self.restore_button.hide()
        self._waiting.stop()
        self.say("")
        self._offer_accounts()
        self.secret.setFocus()

    def choose_account(self, name: str) -> None:
        """Offer an account before the others; one that the book does not have changes nothing."""
        place = self.account.findText(name)
        if place >= 0:
            self.account.setCurrentIndex(place)

    def open(self) -> None:
        """Open the chosen book beside the window; what is wrong is said on the page."""
        typed = self.secret.text()
        path, uses_code, today = self.path, self._uses_code, self._today()
        account = self._account()
        if path is None or not typed.strip():
            self.say("Hãy chọn sổ." if path is None else f"Hãy gõ {_WORDS[uses_code][0].lower()}.")
            return
        self.say("")
        self._set_busy(True)
        self._jobs.run(
            "Đang mở sổ", lambda report: _open(path, typed, uses_code, account, today), self._done, self._failed
        )

    def _restore(self) -> None:
        if self.path is not None:
            self._restorer.start(self.path, self.secret.text(), self._uses_code, self._account())

    def _say_restored(self, sentence: str) -> None:
        self.restore_button.hide()
        self.say(sentence, "good")
        self.secret.setFocus()

    def _done(self, store: Any) -> None:
        self._set_busy(False)
        self.secret.clear()
        self._preferences.set(LAST_BOOK, str(store.path))
        if self._account() is not None:
            self._preferences.set(LAST_ACCOUNT, self._account())
        self.opened.emit(store)

    def _failed(self, error: Exception) -> None:
        self._set_busy(False)
        self.say(sentence_of(error))
        if isinstance(error, WrongPassphrase) and not self._uses_code and self.path is not None:
            self._waiting.watch(self.path)
        # A damaged book is not opened, so the way back must stand here as well as in the menu.
        self.restore_button.setVisible(self.restore_button.isVisible() or isinstance(error, DamagedBook))
        self.secret.selectAll()
        self.secret.setFocus()

    def _account(self) -> str | None:
        """Whose passphrase is typed, when there is a choice."""
        return self.account.currentText() if self.account.count() else None

    def _offer_accounts(self) -> None:
        from desktop.services import accounts

        self.account.clear()
        self.account.addItems(accounts.names_at(self.path) if self.path else ())
        self.choose_account(self._preferences.get(LAST_ACCOUNT, ""))
        self._show_accounts()

    def _show_accounts(self) -> None:
        for part in (self._account_words, self.account):
            part.setVisible(bool(self.account.count()) and not self._uses_code)

    def _add_book_row(self) -> None:
        self._book = plain_label("", "strong")
        self._folder = plain_label("", "hint", wraps=True)
        row = QHBoxLayout()
        row.addWidget(self._book)
        row.addStretch()
        row.addWidget(button("Chọn sổ khác…", self._choose_other))
        self.body.addLayout(row)
        self.body.addWidget(self._folder)

    def _choose_other(self) -> None:
        folder = self.path.parent if self.path else paths.user_folder()
        path = self._messages.choose_file("Chọn sổ", folder, "Sổ Kết Nạp (*.book)")
        if path is not None:
            self.choose(path)

    def _change_way(self) -> None:
        self._uses_code = not self._uses_code
        self._waiting.stop()
        self.secret.clear()
        self._show_way()
        self.secret.setFocus()

    def _show_way(self) -> None:
        words, other = _WORDS[self._uses_code]
        self._secret_words.setText(words)
        self.secret.setAccessibleName(words)
        self._other_way.setText(other)
        self._other_way.setAccessibleName(other)
        self._show_accounts()
        self.shows_secret.setChecked(self._uses_code)
        self.say("")

    def _set_busy(self, is_busy: bool) -> None:
        for part in (self.account, self.secret, self._open_button, self._other_way):
            part.setEnabled(not is_busy)
        self._open_button.setText("Đang mở…" if is_busy else "Mở sổ")
        if is_busy:
            self.setCursor(Qt.CursorShape.BusyCursor)
        else:
            self.unsetCursor()

    @property
    def is_passphrase_lost(self) -> bool:
        """Whether the book was opened by the printed code, so that a new passphrase should be set."""
        return self._uses_code

    def first_control(self) -> QWidget:
        """The control that has the keyboard first."""
        return self.secret


def _open(path: Path, typed: str, uses_code: bool, account: str | None, today: date) -> Any:
    from desktop.services import session

    if uses_code:
        return session.open_with_code(path, typed, today=today)
    return session.open_with_passphrase(path, typed, today=today, account=account)
