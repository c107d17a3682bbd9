"""The tab that gives the book another passphrase; the recovery sheet stays good."""

from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QWidget

from db.errors import KnownError
from desktop.gui.context import AppContext
from desktop.gui.jobs import Report
from desktop.gui.start.first_run_pages import SHORTEST_PASSPHRASE
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.secret_line import secret_line, showing_box
from desktop.services import session


class PassphrasePart(QWidget):
    """The present passphrase, for an open window is no proof of who sits before it; then the new one twice."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.present = secret_line("Mật khẩu đang dùng")
        self.first, self.second = secret_line("Mật khẩu mới"), secret_line("Gõ lại mật khẩu mới")
        self.present.returnPressed.connect(self.first.setFocus)
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self.change)
        self.problem = plain_label("", "problem", wraps=True)
        form = QFormLayout(self)
        form.setContentsMargins(4, 18, 0, 0)
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        form.addRow(plain_label("Mật khẩu đang dùng"), self.present)
        form.addRow(plain_label("Mật khẩu mới"), self.first)
        form.addRow(plain_label("Gõ lại"), self.second)
        form.addRow("", showing_box(self.present, self.first, self.second))
        # Whoever came in by the printed code has lost it.
        form.setRowVisible(self.present, not context.is_passphrase_lost)
        form.addRow(self.problem)
        self._form = form
        row = QHBoxLayout()
        row.addWidget(button("Đổi mật khẩu", self.change, "primary"))
        row.addStretch()
        form.addRow("", row)
        form.addRow(
            plain_label("Tờ mã khôi phục vẫn dùng được. Các bản sao lưu cũ vẫn mở bằng mật khẩu của ngày đó.", "hint")
        )

    def change(self) -> None:
        """Give the book the typed passphrase, beside the window; what is wrong is said on the page."""
        typed, again, store = self.first.text(), self.second.text(), self.context.store
        present = None if self.context.is_passphrase_lost else self.present.text()
        self.problem.setText("Hãy gõ mật khẩu đang dùng." if present == "" else secret_problem(typed, again))
        if self.problem.text():
            return

        def change(report: Report) -> None:
            if present is not None:
                session.require_known(store, present)
            session.set_passphrase(store, typed)

        self.context.jobs.run("Đang đổi mật khẩu", change, lambda _: self._done(), self._failed, holds_store=True)

    def take_keyboard(self) -> None:
        """Put the keyboard into the first line that is asked for."""
        (self.first if self.context.is_passphrase_lost else self.present).setFocus()

    def _done(self) -> None:
        self.context.is_passphrase_lost = False
        self._form.setRowVisible(self.present, True)
        for line in (self.present, self.first, self.second):
            line.clear()
        self.context.show_status("Đã đổi mật khẩu.")

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self.problem.setText(error.sentence)
        self.present.selectAll()
        self.present.setFocus()


def secret_problem(typed: str, again: str) -> str:
    """What is wrong with a passphrase typed twice; empty when nothing is."""
    if len(typed) < SHORTEST_PASSPHRASE:
        return f"Mật khẩu cần ít nhất {SHORTEST_PASSPHRASE} chữ."
    return "" if typed == again else "Hai lần gõ mật khẩu khác nhau. Hãy gõ lại."
