"""The tab of the accounts: who may work with the book and as what, each with an own passphrase."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from db.changes import Changes
from db.errors import KnownError
from db.records import Record
from db.rights import RIGHTS, Rights
from desktop.domain import roles
from desktop.domain.validation import Invalid
from desktop.gui.context import AppContext
from desktop.gui.settings.passphrase_part import secret_problem
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.flow import FlowRow
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.permission import permit
from desktop.gui.widgets.record_model import RecordModel, TableColumn
from desktop.gui.widgets.secret_line import secret_line, showing_box
from desktop.gui.widgets.table import DataTable
from desktop.services import accounts

COLUMNS = (
    TableColumn("name", "Tên tài khoản", lambda account: account.name),
    TableColumn("role", "Vai trò", lambda account: roles.table().title(account.role)),
    TableColumn("is_active", "Tình trạng", lambda account: "Đang dùng" if account.is_active else "Đã ngừng"),
)
_NONE_YET = (
    "Sổ do một người dùng, được làm mọi việc. Muốn thêm người, trước hết lập tài khoản của người phụ trách sổ; "
    "mật khẩu chung cũ khi đó không dùng nữa."
)
_SOME = "Mã khôi phục luôn mở sổ bằng tài khoản của người phụ trách. Tên tài khoản được ghi trong nhật ký."


class AccountsPart(QWidget):
    """The list above; below it a form that adds an account, or changes the chosen one."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.model = RecordModel(COLUMNS)
        self.table = DataTable("accounts", "Các tài khoản", context.preferences)
        self.table.setModel(self.model)
        self.table.set_widths([260, 200, 140])
        self.told = plain_label("", "hint", wraps=True)
        self.name = QLineEdit()
        self.name.setAccessibleName("Tên tài khoản")
        self.role = QComboBox()
        self.role.setAccessibleName("Vai trò")
        self.role.currentIndexChanged.connect(lambda _: self._show_rights())
        self.may = plain_label("", "hint", wraps=True)
        self.first, self.second = secret_line("Mật khẩu của tài khoản"), secret_line("Gõ lại mật khẩu của tài khoản")
        self.problem = plain_label("", "problem", wraps=True)
        self.add_button = button("Thêm tài khoản", self.add, "primary")
        self.role_button = button("Đổi vai trò", self.change_role)
        self.name_button = button("Đổi tên", self.rename, "", "Gõ tên mới và mật khẩu: mật khẩu gắn với tên tài khoản")
        self.passphrase_button = button("Đặt mật khẩu mới", self.give_passphrase)
        self.end_button = button("Ngừng dùng", self.end)
        buttons = (self.add_button, self.role_button, self.name_button, self.passphrase_button, self.end_button)
        self._chosen_only = buttons[1:]
        self._lay_out(buttons)
        permit(context.store, "accounts", self.name, self.role, self.first, self.second, *buttons)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_chosen())

    def refresh(self) -> None:
        """List the accounts."""
        held = accounts.list_accounts(self.context.store)
        self.model.show_records(held)
        self.told.setText(_SOME if held else _NONE_YET)
        self._show_chosen()

    def add(self) -> None:
        """A new account from what is typed."""
        store, role, passphrase = self.context.store, self.role.currentData(), self.first.text()
        name = self.name.text().strip()
        self._run("Đang thêm tài khoản", lambda: accounts.add(store, name, role, passphrase)[1], needs_passphrase=True)

    def change_role(self) -> None:
        """Give the chosen account the role that stands in the box."""
        store, account, role = self.context.store, self._chosen(), self.role.currentData()
        if account is not None:
            self._run("Đang đổi vai trò", lambda: accounts.change_role(store, account.id, role))

    def rename(self) -> None:
        """Give the chosen account the typed name and the typed passphrase, which are bound to each other."""
        store, account, typed, name = self.context.store, self._chosen(), self.first.text(), self.name.text().strip()
        if account is not None:
            work = lambda: accounts.rename(store, account.id, name, typed)  # noqa: E731
            self._run("Đang đổi tên tài khoản", work, needs_passphrase=True)

    def give_passphrase(self) -> None:
        """Give the chosen account the typed passphrase."""
        store, account, typed = self.context.store, self._chosen(), self.first.text()
        if account is not None:
            work = lambda: accounts.give_passphrase(store, account.id, typed)  # noqa: E731
            self._run("Đang đặt mật khẩu", work, needs_passphrase=True)

    def end(self) -> None:
        """Let the chosen account open the book no more."""
        store, account = self.context.store, self._chosen()
        if account is not None and self.context.messages.confirm(
            "Ngừng tài khoản", f"Tài khoản “{account.name}” sẽ không mở được sổ nữa.", "Ngừng dùng"
        ):
            self._run("Đang ngừng tài khoản", lambda: accounts.end(store, account.id))

    def _run(self, label: str, work: Callable[[], Changes], needs_passphrase: bool = False) -> None:
        problem = secret_problem(self.first.text(), self.second.text()) if needs_passphrase else ""
        self.problem.setText(problem)
        before = _held(self.context.store.rights)
        if not problem:
            done = lambda changes: self._done(changes, before)  # noqa: E731
            self.context.jobs.run(label, lambda report: work(), done, self._failed, holds_store=True)

    def _done(self, changes: Changes, before: frozenset[str]) -> None:
        for line in (self.name, self.first, self.second):
            line.clear()
        self.refresh()
        # No row is chosen any more: the keyboard of the button that was pressed goes to the list, not to what is next.
        self.table.setFocus()
        self.context.show_status(f"Đã ghi: {changes.label}." if changes else "Đã đặt mật khẩu mới.")
        self.context.changed.emit(changes)
        self.context.do("describe_book")
        if _held(self.context.store.rights) != before:
            self.context.rights_changed.emit()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Invalid):
            self.problem.setText(" ".join(error.problems.values()))
        elif isinstance(error, KnownError):
            self.problem.setText(error.sentence)
        else:
            raise error

    def _show_rights(self) -> None:
        """What the role in the box may do, in the words of the table of roles."""
        table, role = roles.table(), self.role.currentData()
        may = [words for right, words in table.words.items() if right in table.roles[role].may]
        self.may.setText(f"Được: {', '.join(may)}." if may else "Chỉ được xem.")

    def _chosen(self) -> Record | None:
        rows = self.table.selectionModel().selectedRows()
        return self.model.record(rows[0].row()) if rows else None

    def _show_chosen(self) -> None:
        account = self._chosen()
        for each in self._chosen_only:
            each.setEnabled(account is not None)
        if account is not None:
            self.role.setCurrentIndex(self.role.findData(account.role))

    def _lay_out(self, buttons: tuple[Any, ...]) -> None:
        for key, role in roles.table().roles.items():
            self.role.addItem(role.title, key)
        form = QGridLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(8)
        form.setColumnStretch(4, 1)
        places = (
            ("Tên tài khoản", self.name),
            ("Vai trò", self.role),
            ("Mật khẩu", self.first),
            ("Gõ lại", self.second),
        )
        for place, (words, control) in enumerate(places):
            row, column = divmod(place, 2)
            form.addWidget(plain_label(words), row, column * 2)
            form.addWidget(control, row, column * 2 + 1)
        form.addWidget(showing_box(self.first, self.second), 1, 4)
        form.addWidget(self.may, 2, 1, 1, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.told)
        layout.addWidget(self.table, 1)
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addLayout(FlowRow(*buttons))


def _held(rights: Rights | None) -> frozenset[str]:
    return frozenset(RIGHTS) if rights is None else rights.held
