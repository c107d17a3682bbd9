"""What is looked for in the log: whom it is about, who did it, what kind, from and until a typed day."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db import log
from db.fields import Field
from db.log import KINDS, LogQuery
from db.store import Store
from desktop.gui.fields.form import FieldForm

# Long enough that a name being typed is not sought letter by letter.
PAUSE_MILLISECONDS = 150


class LogFilters(QWidget):
    """`changed`: another query is meant. A day that cannot be understood is said under its field and left out."""

    changed = Signal()

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.form = FieldForm(store, _fields(log.users(store)), columns=5)
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._timer.timeout.connect(self.changed)
        self.form.edited.connect(self._timer.start)
        self.form.completed.connect(self.changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)

    def query(self) -> LogQuery:
        """What is looked for now."""
        values = {name: value for name, value in self.form.values().items() if name not in self.form.problems()}
        return LogQuery(**(values | {"name": values.get("name") or ""}))


def _fields(users: list[str]) -> list[Field]:
    return [
        Field("log_query", "name", "Về người (tên, không cần dấu)"),
        Field("log_query", "user", "Ai làm", kind="choice", choices={user: user for user in users}),
        Field("log_query", "kind", "Loại", kind="choice", choices=KINDS),
        Field("log_query", "since", "Từ ngày", kind="date"),
        Field("log_query", "until", "Đến ngày", kind="date"),
    ]
