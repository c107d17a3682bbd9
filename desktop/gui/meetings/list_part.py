"""The meetings and rounds at the left, the chosen one at the right."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from db.records import Record
from desktop.domain.meetings import CELL, STANDING
from desktop.gui.context import AppContext
from desktop.gui.fields.table import RowTable
from desktop.gui.meetings.dialogs import NewMeetingDialog
from desktop.gui.meetings.meeting_panel import MeetingPanel
from desktop.gui.messages import Unsaved
from desktop.gui.widgets.arranging import side_by_side
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.empty_state import EmptyState
from desktop.gui.widgets.flow import FlowRow
from desktop.gui.widgets.permission import permit
from desktop.gui.widgets.record_model import RecordModel, TableColumn
from desktop.services import meetings
from desktop.vietnamese import show_date, show_number

_COLUMNS = (TableColumn("body", "Cuộc họp, đợt xét", lambda row: f"{_title(row)}\n{_when(row)}", lambda row: row.id),)
_EMPTY = (
    "Chọn chi bộ, đảng ủy hoặc Ban Thường vụ và ngày họp; những người có việc tiếp theo thuộc cuộc họp ấy được đề nghị "
    "sẵn. In giấy tờ mang đi họp, sau họp gõ số phiếu một lần."
)


class MeetingsPart(QWidget):
    """Chooses a meeting, opens a new one."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.model = RecordModel(_COLUMNS)
        self.table = RowTable(context, "meetings", "Cuộc họp, đợt xét", self.model, (24,))
        self.table.set_row_lines(3.9)
        self.panel = MeetingPanel(context)
        self.new_button = button("Cuộc họp mới (Insert)", self.begin_new)
        self.round_button = button("Đợt xét mới", lambda: self.begin_new(STANDING))
        permit(context.store, "write", self.new_button, self.round_button)
        self.stack = QStackedWidget()
        self._build()
        self.table.chosen.connect(self._on_chosen)
        self.table.insert_wanted.connect(self.begin_new)
        self.table.opened.connect(lambda _: self.panel.votes.table.to_first_cell())

    def refresh(self) -> None:
        """Read the meetings again; the chosen one stays chosen, and what is typed stays."""
        rows = meetings.list_meetings(self.context.store)
        self.model.show_records(rows)
        place = self.table.row_of(self.panel.meeting.id if self.panel.meeting else None)
        if place is None and rows:
            place = 0
        self.stack.setCurrentIndex(0 if rows else 1)
        self.table.choose(place)
        self.panel.show_meeting(rows[place] if place is not None else None)

    def begin_new(self, kind: str = CELL, body_id: int | None = None) -> None:
        """A new meeting, after what was typed for another is settled."""
        if self.context.store.refusal("write") or not self.settle():
            return
        dialog = NewMeetingDialog(self.context, kind, body_id, self)
        if self.context.messages.run_dialog(dialog) and dialog.meeting_id is not None:
            self.show_key(dialog.meeting_id)
            self.panel.votes.form.focus_first()

    def show_key(self, key: int) -> None:
        """Show a meeting of the list."""
        place = self.table.row_of(key)
        if place is not None:
            self.table.choose(place)
            self.panel.show_meeting(self.model.record(place))

    def settle(self) -> bool:
        """Whether nothing typed would be lost by leaving the chosen meeting."""
        if not self.panel.has_unsaved():
            return True
        answer = self.context.messages.ask_unsaved(self.panel.heading.text())
        if answer is Unsaved.SAVE:
            return self.panel.save()
        if answer is Unsaved.DISCARD:
            self.panel.discard()
        return answer is Unsaved.DISCARD

    def _on_chosen(self, place: int) -> None:
        key = self.model.record(place).id
        # Settling may read the meetings again, which must not happen while the table is still moving.
        QTimer.singleShot(0, self, lambda: self._turn_to(key))

    def _turn_to(self, key: int) -> None:
        held = self.panel.meeting.id if self.panel.meeting else None
        if key != held and self.settle():
            self.show_key(key)
        else:
            self.table.choose(self.table.row_of(held))

    def _build(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 12, 0)
        column.addWidget(self.table, 1)
        column.addLayout(FlowRow(self.new_button, self.round_button))
        self.stack.addWidget(side_by_side(left, self.panel, (230, 880)))
        self.stack.addWidget(EmptyState("Chưa có cuộc họp nào", _EMPTY, ("Cuộc họp mới", self.begin_new)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(self.stack)


def _title(row: Record) -> str:
    return str(row.round_name or row.body_name or "")


def _when(row: Record) -> str:
    people = f"đã ghi {show_number(row.recorded)}/{show_number(row.people)}"
    return "  ·  ".join((show_date(row.held_on) or "chưa có ngày", people))
