"""What is asked when a mentor is assigned, replaced or ends: one dialog, its fields by the kind of step."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from db import fields as registry
from db.changes import Changes
from db.fields import Field
from desktop.domain.validation import Invalid
from desktop.gui.context import AppContext
from desktop.gui.fields.form import FieldForm
from desktop.gui.fields.saving import attempt
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.labels import plain_label

CANDIDATE = Field(
    "mentor_assignment", "person_id", "Người được giúp đỡ", "reference", required=True, refers_to="person"
)


@dataclass(frozen=True)
class StepKind:
    """One kind of step: the window's words, the words of its button, its fields in order."""

    title: str
    button: str
    hint: str
    fields: tuple[str, ...]


_BEGIN = ("started_on", "resolution_number", "resolution_on")
_END = ("ended_on", "end_resolution_number", "end_resolution_on", "end_reason", "comment")
ASSIGN = StepKind(
    "Phân công giúp đỡ",
    "Phân công",
    "Chi bộ phân công bằng nghị quyết; ghi số và ngày của nghị quyết.",
    ("person_id", *_BEGIN),
)
END = StepKind(
    "Thôi giúp đỡ", "Ghi thôi giúp đỡ", "Người thôi giúp đỡ để lại nhận xét bằng văn bản cho người sau.", _END
)
REPLACE = StepKind(
    "Thay đảng viên giúp đỡ",
    "Thay",
    "Ghi người mới, ngày bắt đầu, nghị quyết; và nhận xét bàn giao của người cũ.",
    ("party_member_id", *_BEGIN, "ended_on", "end_reason", "comment"),
)
CORRECT = StepKind(
    "Sửa phân công", "Lưu", "Để trống ngày thôi giúp đỡ khi còn đang giúp đỡ.", ("party_member_id", *_BEGIN, *_END)
)


class AssignmentDialog(QDialog):
    """Accepted when `save` has kept what was typed; problems stand under their fields."""

    def __init__(
        self,
        context: AppContext,
        kind: StepKind,
        about: str,
        values: Mapping[str, Any],
        save: Callable[[dict[str, Any]], Changes],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.context = context
        self._save = save
        self.setWindowTitle(kind.title)
        self.form = FieldForm(context.store, _fields(kind.fields), columns=2)
        self.form.show_values(values)
        self.form.completed.connect(self.save)
        self._build(kind, about)
        self.form.focus_first()

    def save(self) -> None:
        """Keep and close."""
        changes = attempt(self.context.messages, [self.form], lambda: self._save(self.form.values()))
        if changes is not None:
            self.context.show_status(f"Đã lưu: {changes.label}.", changes)
            self.accept()

    def _build(self, kind: StepKind, about: str) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(plain_label(about, "heading", wraps=True))
        layout.addWidget(plain_label(kind.hint, "hint", wraps=True))
        layout.addWidget(self.form)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(button("Không ghi", self.reject))
        buttons.addWidget(button(kind.button, self.save, "primary"))
        layout.addLayout(buttons)
        self.resize(580, self.sizeHint().height())


def _fields(names: Sequence[str]) -> list[Field]:
    return [CANDIDATE if name == CANDIDATE.name else registry.field("mentor_assignment", name) for name in names]


def missing_candidate() -> Invalid:
    """The problem of an assignment for nobody."""
    return Invalid({CANDIDATE.name: f"{CANDIDATE.label}: chưa chọn. Hãy gõ vài chữ của tên rồi chọn."})
