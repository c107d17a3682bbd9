"""The page that makes the book of this computer from the file of another one, or from a backup."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from db.book import SUFFIX
from db.office_file import SUFFIX as OFFICE_SUFFIX
from desktop import paths
from desktop.gui.jobs import Jobs
from desktop.gui.messages import Messages
from desktop.gui.start.card import Card
from desktop.gui.start.restorer import sentence_of
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.secret_line import showing_box
from desktop.services.moving import Incoming
from desktop.vietnamese import show_number

_KINDS = f"Tệp chuyển sổ, bản sao lưu (*{OFFICE_SUFFIX} *{SUFFIX})"


class ReceivePage(Card):
    """`opened` carries the open book; `left`: the clerk thought better of it."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, messages: Messages, jobs: Jobs) -> None:
        super().__init__(
            "",
            "Nhận sổ từ máy khác",
            "Ở máy cũ: Tệp → Chuyển sang máy khác, ghi vào USB. Cắm USB vào máy này rồi chọn tệp đó; "
            "bản sao lưu (tệp .book) cũng được.",
        )
        self._messages, self._jobs = messages, jobs
        self._incoming: Incoming | None = None
        self._target = Path()
        self._file, self._place = (
            plain_label("Chưa chọn tệp nào", "strong", wraps=True),
            plain_label("", "hint", wraps=True),
        )
        self.choose_button = self._add_row(self._file, "Chọn tệp…", self.choose_file)
        self._account_words = plain_label("Tài khoản", "field")
        self.account = QComboBox()
        self.account.setAccessibleName("Tài khoản")
        self._account_words.setBuddy(self.account)
        self.body.addWidget(self._account_words)
        self.body.addWidget(self.account)
        self.secret = self.add_line("Mật khẩu của sổ, hoặc mã khôi phục trên tờ giấy đã in", is_secret=True)
        self.secret.returnPressed.connect(self.receive)
        self.body.addWidget(showing_box(self.secret))
        self._place_button = self._add_row(self._place, "Đổi nơi để sổ…", self._choose_place)
        self._onward = button("Nhận sổ", self.receive, "primary")
        self._back = button("Lùi", self.left.emit)
        self.foot.addWidget(self._back)
        self.foot.addStretch()
        self.foot.addWidget(self._onward)
        self._show()

    def choose_file(self) -> None:
        """Ask for the file and say what it holds."""
        from desktop.services import moving

        chosen = self._messages.choose_file("Chọn tệp của máy cũ", Path.home(), _KINDS)
        if chosen is None:
            return
        self._incoming = None
        try:
            self._incoming = moving.look_at(chosen)
            self.say("")
        except Exception as error:  # noqa: BLE001, RUF100
            self.say(sentence_of(error))
        if self._incoming is not None:
            self._target = paths.user_folder() / f"{self._incoming.stem}{SUFFIX}"
        self._show()

    def receive(self) -> None:
        """Make the book beside the window and open it; what is wrong is said on the page."""
        from desktop.services import moving, session

        incoming, typed, target = self._incoming, self.secret.text(), self._target
        if incoming is None or not typed.strip():
            self.say("Hãy chọn tệp." if incoming is None else "Hãy gõ mật khẩu của sổ hoặc mã khôi phục.")
            return
        account = self.account.currentText() or None

        def work(report: Any) -> Any:
            opener = moving.find_opener(incoming.path, typed, account)
            moving.receive(incoming.path, opener, target, session.user_name())
            return session.open_as(target, opener)

        self.say("")
        self._set_busy(True)
        self._jobs.run("Đang nhận sổ", work, self.opened.emit, self._failed)

    def first_control(self) -> QWidget:
        """The control that has the keyboard first."""
        return self.choose_button

    def _failed(self, error: Exception) -> None:
        self._set_busy(False)
        self.say(sentence_of(error))
        self.secret.selectAll()
        self.secret.setFocus()

    def _choose_place(self) -> None:
        chosen = self._messages.choose_new_file("Nơi để sổ", self._target, f"Sổ Kết Nạp (*{SUFFIX})")
        if chosen is not None:
            self._target = chosen if chosen.suffix == SUFFIX else chosen.with_name(chosen.name + SUFFIX)
            self._show()

    def _show(self) -> None:
        incoming = self._incoming
        names = incoming.accounts if incoming else ()
        self.account.clear()
        self.account.addItems(names)
        for part in (self._account_words, self.account):
            part.setVisible(bool(names))
        waiting: tuple[QWidget, ...] = (self._place, self._place_button, self.secret, self._onward)
        for each in waiting:
            each.setEnabled(incoming is not None)
        self._file.setText(_describe(incoming) if incoming else "Chưa chọn tệp nào")
        self._place.setText(f"Sổ sẽ nằm ở: {self._target}" if incoming else "")
        if incoming is not None:
            self.secret.setFocus()

    def _set_busy(self, is_busy: bool) -> None:
        for part in (self.choose_button, self._place_button, self.account, self.secret, self._onward, self._back):
            part.setEnabled(not is_busy)
        self._onward.setText("Đang nhận…" if is_busy else "Nhận sổ")

    def _add_row(self, words: QWidget, text: str, pressed: Any) -> QWidget:
        made = button(text, pressed)
        row = QHBoxLayout()
        row.addWidget(words, 1)
        row.addWidget(made)
        self.body.addLayout(row)
        return made


def _describe(incoming: Incoming) -> str:
    people = "" if incoming.people is None else f", {show_number(incoming.people)} người"
    return f"{incoming.stem}, ghi lúc {incoming.made_at:%H:%M ngày %d/%m/%Y}{people}"
