"""The page for a new person: the few things that are known at first; the rest is on the person's own page."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.fields import field
from desktop.gui.context import AppContext
from desktop.gui.fields.drafts import DraftBar
from desktop.gui.fields.form import FieldForm
from desktop.gui.page import Page
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.labels import plain_label
from desktop.services import drafts
from desktop.services.drafts import Content

_FIRST = (
    "full_name",
    "sex",
    "born_on",
    "citizen_id",
    "ethnicity",
    "religion",
    "party_cell_id",
    "native_place",
    "permanent_address",
    "occupation",
    "workplace",
    "phone",
)


class AddPersonPage(Page):
    """Only the name is asked for; saving opens the person's page."""

    title = "Thêm người vào danh sách nguồn"
    help_name = "add_person"

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.form = FieldForm(context.store, [field("person", name) for name in _FIRST], columns=2)
        self.form.show_values({})
        self.form.completed.connect(self.save)
        self.draft = DraftBar(context, drafts.NEW_PERSON, 0, self._collect, self._restore)
        self.form.edited.connect(self.draft.note_edit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 18, 24, 18)
        layout.setSpacing(14)
        layout.addWidget(self.draft)
        layout.addWidget(
            plain_label(
                "Chỉ cần họ và tên; phần còn lại bổ sung dần trên trang của người đó. Enter sang ô sau, Ctrl+S lưu.",
                "hint",
                wraps=True,
            )
        )
        layout.addWidget(self.form)
        row = QHBoxLayout()
        row.addWidget(button("Lưu và mở hồ sơ", self.save, "primary", "Ctrl+S"))
        row.addWidget(button("Thôi", lambda: context.do("back")))
        row.addStretch()
        layout.addLayout(row)
        layout.addStretch()
        self.draft.offer()

    def has_unsaved(self) -> bool:
        return self.form.is_changed()

    def first_control(self) -> QWidget | None:
        return self.form.editors["full_name"]

    def discard(self) -> None:
        self.form.show_values({})
        self.draft.settle()

    def save(self) -> bool:
        from desktop.domain.validation import Invalid
        from desktop.services import people

        problems = self.form.problems()
        if problems:
            self.form.show_problems(problems)
            return False
        values = {name: value for name, value in self.form.values().items() if value is not None}
        cell_id = values.pop("party_cell_id", None)
        try:
            person_id, changes = people.add_person(self.context.store, values, cell_id, self.context.today())
        except Invalid as error:
            self.form.show_problems(error.problems)
            return False
        self.discard()
        self.context.show_status(f"Đã thêm {values['full_name']}.", changes)
        QTimer.singleShot(0, self.context, lambda: self._open(person_id))
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        self.draft.hurry()
        super().hideEvent(event)

    def _collect(self) -> Content:
        typed = self.form.changed_values()
        return {"person": typed} if typed else {}

    def _restore(self, content: Content) -> None:
        self.form.restore(content.get("person", {}))

    def _open(self, person_id: int) -> None:
        self.context.do("back")
        self.context.open_person(person_id)
