"""The members who help a person: assigned by the cell's resolution, ended with a comment."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from db.changes import Changes
from db.records import Case, Record
from desktop.gui.context import AppContext
from desktop.gui.fields.record_list import ListKind, RecordList
from desktop.gui.mentors.member_dialog import MemberDialog
from desktop.gui.person.part import PersonPart
from desktop.gui.widgets.buttons import button
from desktop.services import mentoring

KIND = ListKind(
    "mentor_assignment",
    "Đảng viên giúp đỡ",
    "đảng viên giúp đỡ",
    ("party_member_id", "started_on", "ended_on"),
    (34, 10, 10),
    "Chưa phân công ai giúp đỡ. Chi bộ phân công bằng nghị quyết; bấm Insert để ghi.",
)


class MentorsPart(PersonPart):
    """The assignments of the newest dossier; filling in the last day ends one."""

    title = KIND.title

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self._dossier_id = 0
        self.list = RecordList(context, KIND, self._save, None)
        self.end_button = button("Thôi giúp đỡ", self.begin_end, "", "Ghi ngày thôi giúp đỡ và nhận xét bàn giao")
        self.member_button = button("Đảng viên chưa có trong sổ…", self.add_member)
        self.list.buttons.addWidget(self.end_button)
        self.list.buttons.addWidget(self.member_button)
        self.list.edited.connect(self.edited)
        self.list.shown.connect(self._on_shown)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)
        self._on_shown(None)

    def show_case(self, case: Case) -> None:
        self._dossier_id = case.dossier.id if case.dossier else 0
        self.list.setEnabled(case.dossier is not None)
        self.list.set_rows(case.mentor_assignments)

    def has_unsaved(self) -> bool:
        return self.list.has_unsaved()

    def save(self) -> bool:
        return self.list.save()

    def discard(self) -> None:
        self.list.discard()

    def collect(self) -> dict[str, dict[str, Any]]:
        return self.list.collect()

    def restore(self, content: Mapping[str, Mapping[str, Any]]) -> None:
        self.list.restore(content)

    def count(self) -> int | None:
        return self.list.row_count

    def lead_to(self, table: str, name: str) -> bool:
        if table != KIND.table:
            return False
        self.list.begin_new()
        return True

    def begin_end(self) -> None:
        """Lead to the day on which the help ended."""
        self.list.form.editors["ended_on"].input.setFocus()

    def add_member(self) -> None:
        """Record a member who is not in the book, and put him into the assignment being typed."""
        dialog = MemberDialog(self.context, self)
        if not self.context.messages.run_dialog(dialog) or dialog.member_id is None:
            return
        if self.list.current() is not None:
            self.list.begin_new()
        editor = self.list.form.editors["party_member_id"]
        editor.put(dialog.member_id)
        editor.edited.emit()
        self.list.form.editors["started_on"].input.setFocus()

    def _on_shown(self, row: Record | None) -> None:
        self.end_button.setEnabled(row is not None and row.ended_on is None)

    def _save(self, values: Mapping[str, Any], key: int | None) -> Changes:
        store = self.context.store
        if key is None:
            return mentoring.assign(store, self._dossier_id, values["party_member_id"], values)
        if values.get("ended_on") and store.get("mentor_assignment", key).ended_on is None:
            return mentoring.end(store, key, values)
        return mentoring.correct(store, key, values)
