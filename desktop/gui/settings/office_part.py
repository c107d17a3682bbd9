"""The tab of the office: what stands at the head of its papers."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.changes import Changes
from db.fields import Field, fields_of
from desktop.domain.validation import Invalid
from desktop.gui.context import AppContext
from desktop.gui.fields.dialog import FieldDialog, Words
from desktop.gui.fields.form import FieldForm
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.permission import make_read_only, permit
from desktop.services import office, print_settings

_OATH = Field("setting", "oath", "Lời thề", "long_text", max_length=print_settings.OATH_LENGTH)
_OATH_WORDS = Words(
    "Lời thề",
    "Lời thề của đảng viên mới",
    "Chương trình không có sẵn lời thề. Hãy dán nguyên văn từ hướng dẫn; lời thề in ở tờ sau của chương trình lễ.",
    "Lưu",
)


class OfficePart(QWidget):
    """The office's own fields."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.form = FieldForm(context.store, fields_of("office"), columns=2)
        self.form.completed.connect(self.save)
        row = QHBoxLayout()
        save = button("Lưu", self.save, "primary", "Ctrl+S")
        row.addWidget(save)
        oath = button("Lời thề…", self.change_oath, "", "Dán lời thề của đảng viên mới để in trong chương trình lễ")
        row.addWidget(oath)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 14, 4, 0)
        layout.setSpacing(14)
        layout.addWidget(self.form)
        layout.addLayout(row)
        layout.addStretch()
        permit(context.store, "settings", save, oath)
        if refusal := context.store.refusal("settings"):
            make_read_only(self.form, refusal)

    def refresh(self) -> None:
        """Show the office as it is kept."""
        self.form.show_values(self.context.store.find("office", id=1) or {})

    def lead_to(self, name: str, row_id: int | None) -> None:
        """Put the keyboard into a field."""
        self.form.editors[name].input.setFocus()

    def change_oath(self) -> None:
        """Paste the words of the oath, which the program has none of."""
        store = self.context.store

        def save(values: dict[str, Any]) -> Changes:
            return print_settings.save_oath(store, values["oath"] or "")

        held = {"oath": print_settings.oath(store)}
        dialog = FieldDialog(self.context, _OATH_WORDS, [_OATH], held, save, 1, self)
        dialog.setMinimumSize(640, 380)
        self.context.messages.run_dialog(dialog)

    def save(self) -> bool:
        """Keep what was typed; False when something is wrong with it, which is said under its field."""
        problems = self.form.problems()
        if problems:
            self.form.show_problems(problems)
            return False
        try:
            changes = office.save_office(self.context.store, self.form.changed_values())
        except Invalid as error:
            self.form.show_problems(error.problems)
            return False
        self.refresh()
        self.context.show_status("Đã lưu thông tin cơ quan.", changes)
        self.context.do("describe_book")
        return True
