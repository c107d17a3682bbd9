"""The passphrase of a package, typed twice; it is kept nowhere."""

from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.exchange.packages.sealing import SHORTEST
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.labels import plain_label

_HINT = (
    "Gói dữ liệu có tên người nên được khóa. Hãy báo mật khẩu cho nơi nhận bằng đường khác "
    "(điện thoại, gặp trực tiếp), không ghi trên phiếu. Chương trình không giữ mật khẩu này: quên thì phải lập lại gói."
)


class PassphraseDialog(QDialog):
    """Accepted with `passphrase`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Mật khẩu khóa gói dữ liệu")
        self.first, self.second = QLineEdit(), QLineEdit()
        for line in (self.first, self.second):
            line.setEchoMode(QLineEdit.EchoMode.Password)
        self.problem = plain_label("", "problem", wraps=True)
        form = QFormLayout()
        form.addRow("&Mật khẩu", self.first)
        form.addRow("&Gõ lại", self.second)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button("Không lập", self.reject))
        take = button("Khóa gói bằng mật khẩu này", self.accept, "primary")
        take.setDefault(True)
        foot.addWidget(take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(plain_label(_HINT, "hint", wraps=True))
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addLayout(foot)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 76)
        self.first.setFocus()

    @property
    def passphrase(self) -> str:
        """What was typed."""
        return self.first.text()

    def accept(self) -> None:
        if len(self.passphrase) < SHORTEST:
            self.problem.setText(f"Mật khẩu phải dài ít nhất {SHORTEST} ký tự; nên là một câu dễ nhớ.")
            self.first.setFocus()
        elif self.passphrase != self.second.text():
            self.problem.setText("Hai lần gõ không giống nhau.")
            self.second.setFocus()
        else:
            super().accept()
