"""The evening itself: who was there, and the votes on everybody considered, typed once from the keyboard."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db import fields as registry
from db.choices import MEETING_PURPOSE, MEETING_RESULT
from db.records import Record
from desktop.domain.meetings import CELL
from desktop.domain.rules.overview import LEVEL_NAMES
from desktop.gui.context import AppContext
from desktop.gui.field_place import FieldPlace
from desktop.gui.fields.dialog import FieldDialog, Words
from desktop.gui.meetings.attendance_form import AttendanceForm
from desktop.gui.meetings.dialogs import ConsiderDialog
from desktop.gui.meetings.grid import CHOICE, NUMBER, TEXT, GridColumn, GridModel
from desktop.gui.meetings.grid_table import GridTable
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.flow import FlowRow
from desktop.gui.widgets.labels import plain_label, set_role
from desktop.gui.widgets.permission import permit
from desktop.services import meeting_results, meetings
from desktop.services.meeting_findings import MeetingCheck, Told

_DETAILS = (
    "mentor_id votes_invalid against_reason document_number document_on history_conclusion strengths weaknesses"
    " conclusion note"
).split()
_HINT = "Gõ số phiếu, Enter sang ô sau. Kết quả: gõ Đ đồng ý, thêm Đ nữa để lại xét sau, K không đồng ý."
_WAIT, _MOST = 250, 4
_LEAST_HEIGHT = 110
_GRID = (
    GridColumn("full_name", "Họ và tên", show=lambda row: f"{row.full_name}\n{row.cell or ''}"),
    GridColumn("purpose", "Xét để", show=lambda row: MEETING_PURPOSE[row.purpose]),
    GridColumn("votes_for", "Tán thành", NUMBER),
    GridColumn("votes_against", "Không", NUMBER),
    GridColumn("result", "Kết quả", CHOICE, choices=MEETING_RESULT),
    GridColumn("document_number", "Số riêng", TEXT),
    GridColumn("step_id", "Quy trình", show=lambda row: "đã ghi" if _is_recorded(row) else "chưa ghi"),
)
_WIDTHS = (28, 22, 9, 6, 12, 9, 8)


class VotesPanel(QWidget):
    """Attendance above, the grid below, what does not add up between the two. `edited`: something was typed."""

    edited = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.meeting: Record | None = None
        self._check: MeetingCheck | None = None
        self.model = GridModel(_GRID)
        self.table = GridTable(context, "meetings.votes", "Người được xét", self.model, _WIDTHS)
        self.form = AttendanceForm(context.store)
        self.table.set_row_lines(2.6)
        self.known = plain_label("", "hint")
        self.found = plain_label("", "problem", wraps=True)
        self.take_known = button("Lấy số đảng viên", self._take_known, "", "Điền số đã biết vào ô còn trống")
        self.reckon = button("Tính số triệu tập", self._reckon, "", "Chính thức trừ người miễn, vắng, bị đình chỉ")
        self.number = button("Điền số văn bản", self._number, "", "Số tiếp theo trong sổ cấp số; sửa được")
        self.add_button = button("Thêm người… (Insert)", self.add)
        self.more_button = button("Nội dung, người giúp đỡ… (F4)", self.open_details)
        self.drop_button = button("Thôi xét", self.drop)
        permit(context.store, "write", self.take_known, self.reckon, self.number, self.add_button, self.drop_button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT)
        self._build()
        self._connect()

    def show_meeting(self, meeting: Record | None) -> None:
        """Show the attendance and the people of a meeting; what is typed for the same one stays."""
        is_other = self.meeting is None or meeting is None or meeting.id != self.meeting.id
        self.meeting = meeting
        if is_other:
            self.form.show_values(meeting or {})
            self.model.forget()
        else:
            self.form.follow(meeting or {})
        place = self.table.currentIndex()
        self.model.show_rows(meetings.cases_of(self.context.store, meeting.id) if meeting else [])
        if self.model.rows:
            row, column = min(max(place.row(), 0), len(self.model.rows) - 1), max(place.column(), _column("votes_for"))
            self.table.setCurrentIndex(self.model.index(row, column))
        if meeting is not None:
            self.form.fit_body(meeting.kind == CELL)
            self._show_known(meeting)
            self._check = MeetingCheck(self.context.store, meeting.id, self.context.today())
            self._show_findings()
        self.drop_button.setEnabled(bool(self.model.rows))
        self.more_button.setEnabled(bool(self.model.rows))

    def has_unsaved(self) -> bool:
        """Whether attendance or votes are typed and not saved."""
        return self.form.is_changed() or bool(self.model.typed) or self.table.is_typing()

    def values(self) -> dict[str, Any]:
        """What is typed of the attendance."""
        return self.form.changed_values()

    def accept(self) -> None:
        """What was typed is in the book."""
        self.model.typed = {}

    def discard(self) -> None:
        """Forget what was typed."""
        self.form.show_values(self.meeting or {})
        self.model.forget()

    def add(self) -> None:
        """Choose further people to consider."""
        if self.meeting is not None and not self.context.store.refusal("write"):
            self.context.messages.run_dialog(ConsiderDialog(self.context, self.meeting, self.model.rows, self))
            self.table.to_first_cell()

    def drop(self) -> None:
        """Consider the person of the current row no longer."""
        row = self._current()
        if row is not None and not self.context.store.refusal("write"):
            changes = self.context.messages.attempt(lambda: meetings.leave_out(self.context.store, row.id))
            if changes is not None:
                self.context.show_status(f"{changes.label}.", changes)

    def lead_to(self, wanted: FieldPlace) -> None:
        """Put the keyboard into the cell of a value about one person; open their details where it is one of these."""
        places = (place for place, row in enumerate(self.model.rows) if wanted.row_id == row.id)
        of_person = (place for place, row in enumerate(self.model.rows) if wanted.person_id == row.person_id)
        place = next(places, None)
        place = next(of_person, None) if place is None else place
        if place is None:
            return
        columns = [each.key for each in _GRID]
        column = columns.index(wanted.name if wanted.name in columns else "votes_for")
        self.table.setCurrentIndex(self.model.index(place, column))
        self.table.setFocus()
        if wanted.name not in columns:
            self.open_details(wanted.name)

    def open_details(self, name: str = "") -> None:
        """What the body says of one person, and who is to help: prepared before the meeting or written after it.

        The keyboard begins in the named field.
        """
        row, meeting = self._current(), self.meeting
        if row is None or meeting is None:
            return
        store, today = self.context.store, self.context.today()
        about = f"{row.full_name}: {MEETING_PURPOSE[row.purpose].lower()}"
        hint = "Ghi trước cuộc họp thì in sẵn trên bản mang đi họp; số phiếu ghi ở bảng."
        dialog = FieldDialog(
            self.context,
            Words("Nội dung xét", about, hint, "Ghi"),
            [registry.field("meeting_case", name) for name in _DETAILS],
            row,
            lambda values: meeting_results.save_results(store, meeting.id, {}, {row.id: values}, today),
            3,
            self,
        )
        if name in dialog.form.editors:
            dialog.form.editors[name].input.setFocus()
        self.context.messages.run_dialog(dialog)
        self.table.setFocus()

    def _current(self) -> Record | None:
        place = self.table.currentIndex().row()
        return self.model.rows[place] if 0 <= place < len(self.model.rows) else None

    def _show_known(self, meeting: Record) -> None:
        known = meetings.known_attendance(self.context.store, meeting, self.context.today())
        self.known.setText("  ·  ".join(each.source for each in known))
        self.known.setVisible(bool(known))
        self.take_known.setEnabled(bool(known))

    def _take_known(self) -> None:
        """Fill what the book knows of the members into the empty fields."""
        if self.meeting is not None:
            known = meetings.known_attendance(self.context.store, self.meeting, self.context.today())
            self._fill({name: value for each in known for name, value in each.values.items()})

    def _reckon(self) -> None:
        base = meetings.reckon_base(self.form.values())
        if base is not None and base >= 0:
            self._fill({"votes_base": base})

    def _number(self) -> None:
        """Number the resolutions: one for all of them stands above the grid, several stand in it."""
        if self.meeting is None:
            return
        found = meeting_results.propose_numbers(self.context.store, self.meeting.id, self.context.today())
        if len(set(found.values())) == 1:
            self._fill({"document_number": next(iter(found.values()))})
        else:
            self.model.put_all("document_number", found)

    def _fill(self, values: Mapping[str, Any]) -> None:
        typed = self.form.values()
        self.form.restore({name: value for name, value in values.items() if typed[name] is None})

    def _show_findings(self) -> None:
        """What the rules say of what stands on screen; nothing keeps it from being saved."""
        told: list[Told] = []
        if self._check is not None and not self.form.problems():
            told = self._check.findings(self.form.values(), self.model.typed)
        lines = [_line(each) for each in told[:_MOST]]
        lines += [f"… và {len(told) - _MOST} điều nữa ở thẻ Quy trình của từng người."] if len(told) > _MOST else []
        set_role(self.found, "problem" if any(each.finding.level == "block" for each in told) else "hint")
        self.found.setText("\n".join(lines))
        self.found.setVisible(bool(lines))

    def _on_edited(self) -> None:
        self._timer.start()
        self.edited.emit()

    def _connect(self) -> None:
        self.table.insert_wanted.connect(self.add)
        self.table.drop_wanted.connect(self.drop)
        self.table.more_wanted.connect(self.open_details)
        self.form.completed.connect(self.table.to_first_cell)
        self.form.edited.connect(self._on_edited)
        self.model.edited.connect(self._on_edited)
        self.table.typing.connect(self.edited)
        self._timer.timeout.connect(self._show_findings)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.form)
        layout.addLayout(FlowRow(self.take_known, self.reckon, self.number, self.known))
        layout.addWidget(self.found)
        layout.addWidget(plain_label(_HINT, "hint", wraps=True))
        self.table.setMinimumHeight(_LEAST_HEIGHT)
        layout.addWidget(self.table, 1)
        layout.addLayout(FlowRow(self.add_button, self.more_button, self.drop_button))


def _is_recorded(row: Record) -> bool:
    return row.step_id is not None or row.mentor_assignment_id is not None or row.decision_step_id is not None


def _column(key: str) -> int:
    return next(place for place, column in enumerate(_GRID) if column.key == key)


def _line(told: Told) -> str:
    names = f" ({', '.join(told.names)})" if told.names else ""
    return f"{LEVEL_NAMES[told.finding.level]}: {told.finding.message}{names}"
