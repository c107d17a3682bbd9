"""A round of the standing committee: its submissions and notice with their numbers, and every decision of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db import fields as registry
from db.choices import MEETING_PURPOSE
from db.fields import Field
from db.records import Record
from desktop.gui.context import AppContext
from desktop.gui.fields.form import FieldForm
from desktop.gui.fields.saving import attempt
from desktop.gui.meetings.grid import TEXT, GridColumn, GridModel
from desktop.gui.meetings.grid_table import GridTable
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.flow import FlowRow
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.permission import permit
from desktop.services import meeting_results, meetings, rounds
from desktop.services.meeting_results import Decision
from desktop.vietnamese import show_date

_ROUND = [
    registry.field("review_round", name)
    for name in (
        "name tally_head early_submission_number early_submission_on submission_number submission_on"
        " conclusion_number conclusion_on card_decision_number card_decision_on tally_members note"
    ).split()
]
_DATED = Field("step", "dated_on", "Ngày quyết định", "date")
_SIGNER = Field("step", "signer", "Người ký", max_length=100)
_GRID = (
    GridColumn("full_name", "Họ và tên"),
    GridColumn("cell", "Chi bộ"),
    GridColumn("purpose", "Xét để", show=lambda row: MEETING_PURPOSE[row.purpose]),
    GridColumn("decision_number", "Số quyết định", TEXT),
    GridColumn("decision_on", "Ngày", show=lambda row: show_date(row.decision_on)),
)
_NOBODY = "Chưa có ai để ra quyết định: ghi kết quả “Đồng ý” ở thẻ Biểu quyết trước."


class RoundPanel(QWidget):
    """The papers of the round; only where the meeting belongs to one."""

    edited = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self._round_id: int | None = None
        self.form = FieldForm(context.store, _ROUND, columns=2)
        self.form.edited.connect(self.edited)
        self.propose_button = button("Điền số tiếp theo", self.propose, "", "Số tiếp theo trong sổ cấp số; sửa được")
        permit(context.store, "write", self.propose_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 12, 0)
        layout.setSpacing(8)
        # Above the form: below it the button would be out of sight on a low screen.
        layout.addLayout(FlowRow(self.propose_button))
        layout.addWidget(self.form)
        layout.addStretch()

    def show_round(self, round_id: int | None) -> None:
        """Show a round; what is typed for the same one stays."""
        held = rounds.get_round(self.context.store, round_id) if round_id is not None else Record()
        if round_id != self._round_id:
            self.form.show_values(held)
        else:
            self.form.follow(held)
        self._round_id = round_id

    def has_unsaved(self) -> bool:
        """Whether something typed is not in the book."""
        return self._round_id is not None and self.form.is_changed()

    def save(self) -> bool:
        """Keep what was typed."""
        round_id, store = self._round_id, self.context.store
        if round_id is None or not self.form.is_changed():
            return True
        values = self.form.changed_values()
        changes = attempt(self.context.messages, [self.form], lambda: rounds.save_round(store, round_id, values))
        if changes is None:
            return False
        self.context.show_status(f"Đã lưu: {changes.label}.", changes)
        return True

    def discard(self) -> None:
        """Forget what was typed."""
        held = self.context.store.find("review_round", id=self._round_id) if self._round_id else None
        self.form.show_values(held or {})

    def propose(self) -> None:
        """Fill the next numbers into the fields that have none."""
        if self._round_id is not None:
            typed = self.form.values()
            found = rounds.propose_numbers(self.context.store, self._round_id, self.context.today())
            self.form.restore({name: number for name, number in found.items() if not typed[name]})


class DecisionsPanel(QWidget):
    """Those the body agreed to, each with the number of the decision; all are written together."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self._meeting: Record | None = None
        self.form = FieldForm(context.store, [_DATED, _SIGNER], columns=2)
        self.model = GridModel(_GRID)
        self.table = GridTable(context, "meetings.decisions", "Quyết định của đợt", self.model, (26, 20, 20, 14, 11))
        self.hint = plain_label("", "hint", wraps=True)
        self.propose_button = button("Điền số tiếp theo", self.propose)
        self.write_button = button("Ghi quyết định", self.write, "primary", "Ghi tất cả quyết định có số trong bảng")
        permit(context.store, "decide", self.propose_button, self.write_button)
        self.form.completed.connect(self.propose)
        self.model.edited.connect(self._update)
        self.table.typing.connect(self._update)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.form)
        layout.addWidget(self.hint)
        layout.addWidget(self.table, 1)
        layout.addLayout(FlowRow(self.propose_button, self.write_button))

    def show_meeting(self, meeting: Record | None) -> None:
        """Show those decided or to be decided; what is typed for the same meeting stays."""
        is_other = self._meeting is None or meeting is None or meeting.id != self._meeting.id
        self._meeting = meeting
        if is_other:
            self.model.forget()
            office = self.context.store.find("office", id=1)
            self.form.show_values({"dated_on": None, "signer": office.secretary if office else None})
        self.model.show_rows(self._rows())
        self._update()

    def has_unsaved(self) -> bool:
        """Whether numbers are typed and not written."""
        return bool(self.model.typed) or self.table.is_typing()

    def discard(self) -> None:
        """Forget what was typed."""
        self.model.forget()

    def propose(self) -> None:
        """Number those without a decision, one after the other."""
        on = self._day()
        if self._meeting is not None and on:
            store, key, today = self.context.store, self._meeting.id, self.context.today()
            found = meeting_results.propose_decision_numbers(store, key, on, today)
            self.model.put_all("decision_number", found)
            self.table.to_first_cell()

    def write(self) -> bool:
        """Write every decision whose number was typed."""
        self.table.commit()
        if self._meeting is None or not self.model.typed or not self._day():
            return not self.model.typed
        values, store, key = self.form.values(), self.context.store, self._meeting.id
        numbers = {case_id: typed["decision_number"] or "" for case_id, typed in self.model.typed.items()}
        decisions = {
            case_id: Decision(number, values["dated_on"] or "", values["signer"]) for case_id, number in numbers.items()
        }
        work = lambda: meeting_results.record_decisions(store, key, decisions, self.context.today())  # noqa: E731
        changes = attempt(self.context.messages, [self.form], work)
        if changes is None:
            return False
        self.model.typed = {}
        self.context.show_status(f"Đã lưu: {changes.label}.", changes)
        return True

    def _day(self) -> str | None:
        """The day of the decisions; said under its field when it is missing or no date."""
        problems = self.form.problems()
        on = self.form.values()["dated_on"]
        if not on and "dated_on" not in problems:
            problems["dated_on"] = "Hãy ghi ngày ký quyết định."
        if "dated_on" in problems:
            self.form.show_problems(problems)
            return None
        return str(on)

    def _rows(self) -> list[Record]:
        if self._meeting is None:
            return []
        store, today = self.context.store, self.context.today()
        rules = meetings.rules_on(store, self._meeting.held_on, today)[self._meeting.kind]
        rows = meetings.cases_of(store, self._meeting.id)
        return [row for row in rows if row.decision_step_id is not None or meeting_results.awaits_decision(row, rules)]

    def _update(self) -> None:
        waiting = sum(row.decision_step_id is None for row in self.model.rows)
        told = f"{len(self.model.rows) - waiting} quyết định đã ghi, {waiting} người chờ quyết định."
        self.hint.setText(f"{told} Mỗi người một quyết định, một số riêng." if self.model.rows else _NOBODY)
        self.propose_button.setEnabled(waiting > 0)
        self.write_button.setEnabled(self.has_unsaved())
