"""What is asked when a mentor is assigned, replaced or ends: one dialog, its fields by the kind of step."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from db import fields as registry
from db.changes import Changes
from db.fields import Field
from desktop.domain.validation import Invalid
from desktop.gui.context import AppContext
from desktop.gui.fields.dialog import FieldDialog, Words

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


class AssignmentDialog(FieldDialog):
    """The dialog of one kind of step with a mentor."""

    def __init__(
        self,
        context: AppContext,
        kind: StepKind,
        about: str,
        values: Mapping[str, Any],
        save: Callable[[dict[str, Any]], Changes],
        parent: QWidget | None = None,
    ) -> None:
        words = Words(kind.title, about, kind.hint, kind.button)
        super().__init__(context, words, _fields(kind.fields), values, save, parent=parent)


def _fields(names: Sequence[str]) -> list[Field]:
    return [CANDIDATE if name == CANDIDATE.name else registry.field("mentor_assignment", name) for name in names]


def missing_candidate() -> Invalid:
    """The problem of an assignment for nobody."""
    return Invalid({CANDIDATE.name: f"{CANDIDATE.label}: chưa chọn. Hãy gõ vài chữ của tên rồi chọn."})
