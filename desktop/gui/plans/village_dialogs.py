"""Villages that become one, and one that becomes several: the old ones end on the day, so that last year stays true."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from db import fields
from db.changes import Changes
from db.fields import Field
from desktop.domain.validation import Invalid
from desktop.gui.context import AppContext
from desktop.gui.fields.dialog import FieldDialog, Words
from desktop.gui.fields.form import FieldForm
from desktop.gui.fields.saving import attempt
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.labels import plain_label
from desktop.services import plan_lines, plans

_DAY = Field("village", "starts_on", "Kể từ ngày", "date", required=True)
_NAMES = Field("village", "names", "Tên các thôn, đơn vị mới, mỗi dòng một tên", "long_text", required=True)


class MergeDialog(QDialog):
    """The villages are ticked with the space bar; accepted when they were joined."""

    def __init__(self, context: AppContext, day: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.setWindowTitle("Nhập thôn, đơn vị")
        self.villages = QListWidget()
        self.villages.setAccessibleName("Các thôn, đơn vị")
        for line in plan_lines.villages(context.store, day):
            item = QListWidgetItem(line.label, self.villages)
            item.setData(Qt.ItemDataRole.UserRole, line.row_id)
            item.setCheckState(Qt.CheckState.Unchecked)
        self.form = FieldForm(context.store, [fields.field("village", "name"), _DAY], columns=2)
        self.form.show_values({"starts_on": day})
        self.form.completed.connect(self.save)
        self._build()

    def chosen(self) -> list[int]:
        """The keys of the ticked villages."""
        items = [self.villages.item(place) for place in range(self.villages.count())]
        ticked = [item for item in items if item.checkState() == Qt.CheckState.Checked]
        return [item.data(Qt.ItemDataRole.UserRole) for item in ticked]

    def save(self) -> None:
        """Join them and close."""
        store, values = self.context.store, self.form.values()
        name, day = values.get("name") or "", values.get("starts_on") or ""
        done = attempt(
            self.context.messages, [self.form], lambda: plans.merge_villages(store, self.chosen(), name, day)
        )
        if done is not None:
            self.context.show_status(f"Đã lưu: {done[1].label}.", done[1])
            self.accept()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        hint = "Đánh dấu các thôn, đơn vị nhập lại (phím cách), ghi tên mới và ngày. Số liệu trước ngày đó giữ như cũ."
        layout.addWidget(plain_label(hint, "hint", wraps=True))
        layout.addWidget(self.villages, 1)
        layout.addWidget(self.form)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(button("Không nhập", self.reject))
        buttons.addWidget(button("Nhập lại", self.save, "primary"))
        layout.addLayout(buttons)
        self.resize(560, 480)


class SplitDialog(FieldDialog):
    """The names of what the village becomes, a line each."""

    def __init__(
        self, context: AppContext, village_id: int, name: str, day: str, parent: QWidget | None = None
    ) -> None:
        hint = "Thôn, đơn vị cũ thôi từ ngày này; số liệu trước ngày đó giữ như cũ."
        words = Words("Chia thôn, đơn vị", f"Chia {name} thành", hint, "Chia")
        super().__init__(
            context,
            words,
            [_NAMES, _DAY],
            {"starts_on": day},
            lambda values: _split(context, village_id, values),
            columns=1,
            parent=parent,
        )


def _split(context: AppContext, village_id: int, values: dict[str, object]) -> Changes:
    names = str(values.get("names") or "").splitlines()
    try:
        return plans.split_village(context.store, village_id, names, str(values.get("starts_on") or ""))
    except Invalid as error:
        # What is wrong with a name stands under the names.
        told = {"names" if name == "name" else name: sentence for name, sentence in error.problems.items()}
        raise Invalid(told) from None
