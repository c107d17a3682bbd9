"""A calm card in the middle of the start window: a title, a hint, what is asked, and a line for what is wrong."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.gui.widgets.labels import plain_label, set_role


class Card(QWidget):
    """Subclasses add controls to `body` and buttons to `foot`; `below` the line stand other ways to go."""

    def __init__(self, step: str, title: str, hint: str) -> None:
        super().__init__()
        panel = QFrame()
        panel.setObjectName("panel")
        panel.setFixedWidth(round(self.fontMetrics().averageCharWidth() * 84))
        self.problem = plain_label("", "problem", wraps=True)
        self.problem.setAccessibleName("Điều cần sửa")
        self.problem.hide()
        self.body, self.foot = QVBoxLayout(), QHBoxLayout()
        self.body.setSpacing(10)
        self.foot.setSpacing(8)
        column = QVBoxLayout(panel)
        column.setContentsMargins(34, 26, 34, 26)
        column.setSpacing(12)
        if step:
            column.addWidget(plain_label(step, "hint"))
        column.addWidget(plain_label(title, "title"))
        column.addWidget(plain_label(hint, "hint", wraps=True))
        column.addLayout(self.body)
        column.addWidget(self.problem)
        column.addSpacing(6)
        column.addLayout(self.foot)
        self.below = QHBoxLayout()
        self.below.setSpacing(8)
        column.addLayout(self.below)
        brand = plain_label("Kết Nạp", "brand")
        brand.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        # Not by alignment: aligned parts are not asked how high their wrapped text becomes.
        middle = QHBoxLayout()
        middle.addStretch()
        middle.addWidget(panel)
        middle.addStretch()
        whole = QVBoxLayout(self)
        whole.addStretch(2)
        whole.addWidget(brand)
        whole.addSpacing(14)
        whole.addLayout(middle)
        whole.addStretch(3)

    def say(self, problem: str, role: str = "problem") -> None:
        """Say what is wrong (as what is good, in another role), or nothing."""
        set_role(self.problem, role)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def add_line(self, label: str, is_secret: bool = False) -> QLineEdit:
        """A line to type in, under its words."""
        line = QLineEdit()
        line.setAccessibleName(label)
        if is_secret:
            line.setEchoMode(QLineEdit.EchoMode.Password)
        words = plain_label(label, "field")
        words.setBuddy(line)
        pair = QVBoxLayout()
        pair.setSpacing(3)
        pair.addWidget(words)
        pair.addWidget(line)
        self.body.addLayout(pair)
        return line
