"""A Party member who is not in the book yet: name, cell, and what is known of the membership."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from db import fields as registry
from db.changes import Changes
from desktop.gui.context import AppContext
from desktop.gui.fields.form import FieldForm
from desktop.gui.fields.saving import attempt
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.labels import plain_label
from desktop.services import mentoring

_OF_MEMBER = ("party_cell_id", "admitted_on", "official_on", "card_number", "position", "is_verified")


class MemberDialog(QDialog):
    """Accepted when the member stands in the book; `member_id` is the key of the membership."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.member_id: int | None = None
        self.setWindowTitle("Thêm đảng viên")
        fields = [registry.field("person", "full_name"), *(registry.field("party_member", name) for name in _OF_MEMBER)]
        self.form = FieldForm(context.store, fields, columns=2)
        self.form.completed.connect(self.save)
        self._build()

    def save(self) -> None:
        """Record the member and close; problems stand under their fields."""
        saved = attempt(self.context.messages, [self.form], self._add)
        if saved is not None:
            self.member_id, changes = saved
            self.context.show_status(f"Đã lưu: {changes.label}.", changes)
            self.accept()

    def _add(self) -> tuple[int, Changes]:
        values = self.form.values()
        return mentoring.add_member(
            self.context.store, values.pop("full_name") or "", values.pop("party_cell_id"), values
        )

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        hint = "Chỉ cần họ tên và chi bộ; phần còn lại có thể bổ sung sau. Để trống “Đã xác minh” khi chưa chắc."
        layout.addWidget(plain_label(hint, "hint", wraps=True))
        layout.addWidget(self.form)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(button("Không thêm", self.reject))
        buttons.addWidget(button("Thêm đảng viên", self.save, "primary"))
        layout.addLayout(buttons)
        self.resize(560, self.sizeHint().height())
