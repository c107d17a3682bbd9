"""The tab that gives the book another passphrase; the recovery sheet stays good."""

from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QWidget

from desktop.gui.context import AppContext
from desktop.gui.start.first_run_pages import SHORTEST_PASSPHRASE
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.labels import plain_label
from desktop.services import session


class PassphrasePart(QWidget):
    """The new passphrase twice; the book itself is not rewritten."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.first, self.second = secret_line("Mật khẩu mới"), secret_line("Gõ lại mật khẩu mới")
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self.change)
        self.problem = plain_label("", "problem", wraps=True)
        form = QFormLayout(self)
        form.setContentsMargins(4, 18, 0, 0)
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        form.addRow(plain_label("Mật khẩu mới"), self.first)
        form.addRow(plain_label("Gõ lại"), self.second)
        form.addRow(self.problem)
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
        self.problem.setText(secret_problem(typed, again))
        if not self.problem.text():
            self.context.jobs.run(
                "Đang đổi mật khẩu",
                lambda report: session.set_passphrase(store, typed),
                lambda _: self._done(),
                holds_store=True,
            )

    def _done(self) -> None:
        self.first.clear()
        self.second.clear()
        self.context.show_status("Đã đổi mật khẩu.")


def secret_problem(typed: str, again: str) -> str:
    """What is wrong with a passphrase typed twice; empty when nothing is."""
    if len(typed) < SHORTEST_PASSPHRASE:
        return f"Mật khẩu cần ít nhất {SHORTEST_PASSPHRASE} chữ."
    return "" if typed == again else "Hai lần gõ mật khẩu khác nhau. Hãy gõ lại."


def secret_line(name: str) -> QLineEdit:
    """A line for a passphrase, whose letters are not shown."""
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setAccessibleName(name)
    line.setMinimumWidth(line.fontMetrics().averageCharWidth() * 36)
    return line
