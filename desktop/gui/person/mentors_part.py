"""The members who help a person: assigned by the cell's resolution, ended with a comment."""

from collections.abc import Mapping
from typing import Any

from db.changes import Changes
from db.records import Case, Record
from desktop.gui.context import AppContext
from desktop.gui.fields.record_list import RecordList
from desktop.gui.mentors.member_dialog import MemberDialog
from desktop.gui.person.list_part import ListPart
from desktop.gui.person.lists import MENTORS
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.permission import permit
from desktop.services import mentoring


class MentorsPart(ListPart):
    """The assignments of the newest dossier; filling in the last day ends one."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, MENTORS)
        self.end_button = button("Thôi giúp đỡ", self.begin_end, "", "Ghi ngày thôi giúp đỡ và nhận xét bàn giao")
        self.member_button = button("Đảng viên chưa có trong sổ…", self.add_member)
        permit(context.store, "write", self.end_button, self.member_button)

    def make_list(self) -> RecordList:
        made = RecordList(self.context, self.kind, self._save, None)
        made.buttons.addWidget(self.end_button)
        made.buttons.addWidget(self.member_button)
        made.shown.connect(self._on_shown)
        self._on_shown(None)
        return made

    def show_case(self, case: Case) -> None:
        self.setEnabled(case.dossier is not None)
        super().show_case(case)

    def lead_to(self, table: str, name: str, row_id: int | None = None) -> bool:
        if table != self.kind.table or row_id is not None:
            return super().lead_to(table, name, row_id)
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
        self.list.form.restore({"party_member_id": dialog.member_id})
        self.list.form.editors["started_on"].input.setFocus()

    def _on_shown(self, row: Record | None) -> None:
        self.end_button.setEnabled(row is not None and row.ended_on is None)

    def _save(self, values: Mapping[str, Any], key: int | None) -> Changes:
        store = self.context.store
        if key is None:
            return mentoring.assign(store, self._owner, values["party_member_id"], values)
        if values.get("ended_on") and store.get("mentor_assignment", key).ended_on is None:
            return mentoring.end(store, key, values)
        return mentoring.correct(store, key, values)
