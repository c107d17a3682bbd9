"""One mentor: whom the member helps, with the steps of an assignment, and the membership to complete."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from db import fields as registry
from db.changes import Changes
from db.errors import KnownError
from db.records import Record
from desktop.gui.context import AppContext
from desktop.gui.fields.form import FieldForm
from desktop.gui.fields.saving import attempt
from desktop.gui.fields.table import RowTable
from desktop.gui.mentors import assignment_dialog
from desktop.gui.mentors.assignment_dialog import AssignmentDialog, StepKind
from desktop.gui.widgets.arranging import scrolled, stacked
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.flow import FlowRow
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.permission import permit
from desktop.gui.widgets.record_model import RecordModel, TableColumn
from desktop.services import mentoring, people
from desktop.services.mentoring import MentorLine
from desktop.vietnamese import show_date

_HELPED = (
    TableColumn("full_name", "Người được giúp đỡ", lambda row: row.full_name),
    TableColumn("started_on", "Từ ngày", lambda row: show_date(row.started_on)),
    TableColumn("resolution_number", "Nghị quyết", lambda row: row.resolution_number or ""),
    TableColumn("ended_on", "Thôi từ ngày", lambda row: show_date(row.ended_on)),
)


class MemberPanel(QWidget):
    """The right side of the place of the mentors."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.line: MentorLine | None = None
        self.heading = plain_label("", "heading")
        self.hint = plain_label("", "hint", wraps=True)
        self.model = RecordModel(_HELPED)
        self.table = RowTable(context, "mentors.helped", "Người được giúp đỡ", self.model, (24, 10, 12, 10))
        self.form = FieldForm(context.store, registry.fields_of("party_member"), columns=2)
        self.assign_button = button("Phân công giúp đỡ…", self.assign)
        self.replace_button = button("Thay người…", self.replace)
        self.end_button = button("Thôi giúp đỡ…", self.end)
        permit(context.store, "write", self.assign_button, self.replace_button, self.end_button)
        self.open_button = button("Mở hồ sơ", self.open_person)
        self.sheet_button = button("In phiếu theo dõi…", self.print_sheet, "", "Phiếu theo dõi, giúp đỡ của người này")
        permit(context.store, "print", self.sheet_button)
        self.table.opened.connect(lambda _: self.correct())
        self.table.insert_wanted.connect(self.assign)
        self.table.chosen.connect(lambda _: self._update_buttons())
        self._build()

    def show_line(self, line: MentorLine | None) -> None:
        """Show a mentor; typed and unsaved values of the same one stay."""
        same = line is not None and self.line is not None and line.member_id == self.line.member_id
        self.line = line
        self.setEnabled(line is not None)
        member: Any = self.context.store.get("party_member", line.member_id) if line else {}
        if same:
            self.form.follow(member)
        else:
            self.form.show_values(member)
        # A member usually belongs to the cell of whom he helps: for Ctrl+D, nothing is filled in by itself.
        helped = line.helped[0].person_id if line and line.helped else None
        cell_id = self.context.store.get("person", helped).party_cell_id if helped else None
        self.form.set_above({"party_cell_id": cell_id})
        self.heading.setText(line.full_name if line else "")
        self.hint.setText(_describe(line))
        self.model.show_records(line.helped if line else [])
        self.table.choose(0 if self.model.rowCount() else None)
        self._update_buttons()

    def enter(self) -> None:
        """The keyboard goes where something is to be done: to a membership that is not verified, else to the helped."""
        if self.line is not None and not self.line.is_verified:
            self.form.focus_first()
        else:
            self.table.setFocus()

    def save(self) -> bool:
        """Keep the membership as typed."""
        line = self.line
        if line is None or not self.form.is_changed():
            return True
        values, store = self.form.changed_values(), self.context.store
        changes = attempt(
            self.context.messages,
            [self.form],
            lambda: people.save_row(store, "party_member", line.person_id, values, line.member_id),
        )
        if changes is not None:
            self.context.show_status(f"Đã lưu: {changes.label}.", changes)
        return changes is not None

    def discard(self) -> None:
        """Show again what the book holds."""
        if self.line is not None:
            self.form.show_values(self.context.store.get("party_member", self.line.member_id))

    def assign(self) -> None:
        """Assign the member to help one more candidate."""
        if self.line is not None:
            self._ask(assignment_dialog.ASSIGN, self.line.full_name, {}, self._assign)

    def end(self) -> None:
        """End the chosen assignment."""
        row = self._chosen()
        if row is not None:
            self._ask(assignment_dialog.END, self._about(row), row, lambda values: self._end(row, values))

    def replace(self) -> None:
        """End the chosen assignment and assign another member in one step."""
        row = self._chosen()
        if row is not None:
            self._ask(assignment_dialog.REPLACE, self._about(row), {}, lambda values: self._replace(row, values))

    def correct(self) -> None:
        """Correct the chosen assignment."""
        row = self._chosen()
        if row is not None:
            self._ask(assignment_dialog.CORRECT, self._about(row), row, lambda values: self._correct(row, values))

    def open_person(self) -> None:
        """Open the page of the person who is helped."""
        row = self._chosen()
        if row is not None:
            self.context.open_person(row.person_id)

    def print_sheet(self) -> None:
        """Show the sheet on which the mentor follows the chosen person."""
        row = self._chosen()
        store, today = self.context.store, self.context.today()
        form = mentoring.follow_up_sheet(store, row, today) if row is not None else None
        if row is not None and form is not None:
            self.context.open_print([row.person_id], form)

    def _ask(self, kind: StepKind, about: str, values: Any, save: Any) -> None:
        dialog = AssignmentDialog(self.context, kind, about, values, save, self)
        self.context.messages.run_dialog(dialog)

    def _assign(self, values: dict[str, Any]) -> Changes:
        assert self.line is not None
        store, person_id = self.context.store, values.pop("person_id")
        if person_id is None:
            raise assignment_dialog.missing_candidate()
        dossiers = store.list("dossier", person_id=person_id)
        if not dossiers:
            raise KnownError("Người này không có hồ sơ kết nạp nên không phân công giúp đỡ được. Không có gì thay đổi.")
        return mentoring.assign(store, dossiers[-1].id, self.line.member_id, values)

    def _end(self, row: Record, values: dict[str, Any]) -> Changes:
        return mentoring.end(self.context.store, row.id, values)

    def _replace(self, row: Record, values: dict[str, Any]) -> Changes:
        return mentoring.replace(self.context.store, row.id, values.pop("party_member_id"), values)

    def _correct(self, row: Record, values: dict[str, Any]) -> Changes:
        return mentoring.correct(self.context.store, row.id, values)

    def _about(self, row: Record) -> str:
        return f"{self.line.full_name if self.line else ''} giúp đỡ {row.full_name}"

    def _chosen(self) -> Record | None:
        place = self.table.currentIndex().row()
        return self.model.record(place) if place >= 0 else None

    def _update_buttons(self) -> None:
        row = self._chosen()
        is_running = row is not None and row.ended_on is None
        self.end_button.setEnabled(is_running)
        self.replace_button.setEnabled(is_running)
        for each in (self.open_button, self.sheet_button):
            each.setEnabled(row is not None)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.heading)
        layout.addWidget(self.hint)
        layout.addWidget(self.table, 2)
        layout.addLayout(
            FlowRow(self.assign_button, self.replace_button, self.end_button, self.open_button, self.sheet_button)
        )
        layout.addSpacing(6)
        layout.addWidget(plain_label("Đảng tịch", "heading"))
        inside = stacked(self.form)
        area = scrolled(inside)
        layout.addWidget(area, 3)


def _describe(line: MentorLine | None) -> str:
    if line is None:
        return ""
    running = sum(row.ended_on is None for row in line.helped)
    state = (
        ""
        if line.is_verified
        else "Chưa xác minh: Enter để bổ sung chi bộ, ngày vào Đảng, ngày chính thức, số thẻ rồi đánh dấu."
    )
    return "  ·  ".join(part for part in (line.cell or "Chưa rõ chi bộ", f"Đang giúp {running} người", state) if part)
