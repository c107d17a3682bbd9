"""The first section of the tab "Quy trình": the path, the next step as one button, and what stands in its way."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from db import fields as registry
from db.records import Case
from desktop.domain.editions import check_sheet
from desktop.domain.rules.model import Finding
from desktop.gui.context import AppContext
from desktop.gui.fields.dialog import FieldDialog, Words
from desktop.gui.path import step_dialog
from desktop.gui.path.findings_table import FindingTable, Line
from desktop.gui.path.next_panel import NextPanel
from desktop.gui.path.stations import StationTable
from desktop.gui.person.part import PersonPart
from desktop.gui.widgets.arranging import scrolled, side_by_side
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.flow import FlowRow
from desktop.gui.widgets.labels import plain_label, set_role
from desktop.gui.widgets.permission import permit
from desktop.services import findings, meetings, people
from desktop.services.findings import Review
from desktop.services.meetings import NextMeeting
from desktop.vietnamese import show_number

TABLE = "path"
_DETAIL_LINES = (4.8, 7.8)
_MOST_TOLD = 4


class PathPart(PersonPart):
    """`mending_wanted` carries the path of the field to mend."""

    title = "Việc tiếp theo"
    mending_wanted = Signal(str)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.review: Review | None = None
        self._meeting: NextMeeting | None = None
        self.panel = NextPanel()
        self.state = plain_label("", "strong", wraps=True)
        self.stations = StationTable(context)
        self.findings = FindingTable(context)
        self.detail = QPlainTextEdit()
        self.mend_button = button("Đến chỗ sửa (Enter)", self.mend)
        self.overrule_button = button("Bỏ qua, ghi lý do…", self.overrule)
        self.hold_button = button("Thôi bỏ qua", self.hold_again)
        permit(context.store, "write", self.panel.record_button, self.panel.again_button, self.panel.others)
        permit(context.store, "decide", self.overrule_button, self.hold_button)
        self._build()
        self._connect()

    def show_case(self, case: Case) -> None:
        """The findings come a moment later, by show_review()."""
        self.setEnabled(case.dossier is not None)
        if case.dossier is None:
            self.panel.heading.setText("Người này chưa có hồ sơ kết nạp.")

    def show_review(self, review: Review) -> None:
        """Show the path and what the rules say."""
        self.review = review
        self.panel.show_review(review)
        self._meeting = meetings.next_meeting_of(self.context.store, review.case, review.path, self.context.today())
        self.panel.meeting_button.setVisible(self._meeting is not None)
        self.stations.show_path(review.path)
        self.findings.show_review(review)
        has_lines = self.findings.current() is not None
        for part in (self.findings, self.detail, self.mend_button):
            part.setVisible(has_lines)
        blocking = len(review.blocking)
        self.state.setText(_state(review))
        set_role(self.state, "problem" if blocking else "hint")
        self._show_line()

    def lead_to(self, table: str, name: str, row_id: int | None = None) -> bool:
        if table != TABLE:
            return False
        self.panel.record_button.setFocus()
        return True

    def record(self, kind: str) -> None:
        """Record a step of any kind; before the next one it is asked whether what stands in its way is mended first."""
        if self.review is not None and self._may_go_on(self.review, kind):
            dialog = step_dialog.make(self.context, self.review.case, self.review.rules, kind, self)
            self.context.messages.run_dialog(dialog)

    def hold_meeting(self) -> None:
        """To the place of the meetings, where the next step is prepared and its votes are typed."""
        if self._meeting is not None:
            self.context.open_meeting(self._meeting)

    def start_again(self) -> None:
        """Open another try for a person whose newest one has ended."""
        if self.review is None:
            return
        person_id, context = self.review.case.person.id, self.context
        changes = context.messages.attempt(lambda: people.start_again(context.store, person_id, context.today()))
        if changes is not None:
            context.show_status(f"{changes.label}.", changes)

    def mend(self) -> None:
        """Go to the field of the chosen finding."""
        line = self.findings.current()
        if line is not None:
            self.mending_wanted.emit(line.finding.field)

    def overrule(self) -> None:
        """Let the chosen finding pass, with a reason and a name."""
        line, review = self.findings.current(), self.review
        if line is None or review is None or review.case.dossier is None:
            return
        dossier_id, finding, context = review.case.dossier.id, line.finding, self.context
        words = Words(
            "Bỏ qua điều phải sửa",
            finding.message,
            "Chỉ người có trách nhiệm mới bỏ qua. Lý do được ghi vào nhật ký và in trên phiếu kiểm tra nội bộ.",
            "Bỏ qua",
        )
        fields = [registry.field("overruling", name) for name in ("reason", "overruled_by")]
        dialog = FieldDialog(
            context,
            words,
            fields,
            {},
            lambda values: findings.overrule(
                context.store, dossier_id, finding, values["reason"], values["overruled_by"], context.today()
            ),
            1,
            self,
        )
        self.context.messages.run_dialog(dialog)

    def hold_again(self) -> None:
        """Take the overruling of the chosen line back."""
        line = self.findings.current()
        row = line.overruling if line else None
        if row is not None:
            changes = self.context.messages.attempt(lambda: findings.hold_again(self.context.store, row.id))
            if changes is not None:
                self.context.show_status(f"{changes.label}.", changes)

    def _show_line(self) -> None:
        line: Line | None = self.findings.current()
        self.detail.setPlainText(line.detail if line else "")
        self.mend_button.setEnabled(line is not None)
        is_overruled = line is not None and line.overruling is not None
        can_pass = line is not None and line.finding.level == findings.BLOCK and not is_overruled
        self.overrule_button.setVisible(can_pass)
        self.hold_button.setVisible(is_overruled)

    def _may_go_on(self, review: Review, kind: str) -> bool:
        """Whether nothing stands in the way of the next step, or it has happened all the same."""
        ahead = review.path.next
        blocking = _obstacles(review) if ahead is not None and ahead.kind == kind else []
        if not blocking:
            return True
        if self.context.messages.confirm("Còn điều phải sửa", _told(blocking), "Đã xảy ra, vẫn ghi", "Sửa trước"):
            return True
        self.findings.selectRow(review.findings.index(blocking[0]))
        self.findings.setFocus()
        return False

    def _open_station(self) -> None:
        station = self.stations.current()
        if station is None or station.is_unknown or self.review is None:
            return
        if station.record is None:
            self.record(station.kind)
        else:
            self.mending_wanted.emit(f"steps[{self.review.case.steps.index(station.record)}].happened_on")

    def _print_sheet(self) -> None:
        if self.review is not None:
            self.context.open_print([self.review.case.person.id], check_sheet(self.review.rules.edition))

    def _connect(self) -> None:
        self.panel.wanted.connect(self.record)
        self.panel.rows_wanted.connect(self.mending_wanted)
        self.panel.sheet_wanted.connect(self._print_sheet)
        self.panel.meeting_wanted.connect(self.hold_meeting)
        self.panel.again_wanted.connect(self.start_again)
        self.findings.selectionModel().currentRowChanged.connect(lambda *_: self._show_line())
        self.findings.opened.connect(lambda _: self.mend())
        self.stations.opened.connect(lambda _: self._open_station())

    def _build(self) -> None:
        self.overrule_button.hide()
        self.hold_button.hide()
        # Both take the room there is, and never more: what the lower one says stays in sight.
        for part in (self.findings, self.detail):
            part.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.detail.setReadOnly(True)
        self.detail.setAccessibleName("Điều đang chọn: lỗi, cách sửa, quy định")
        self.detail.setTabChangesFocus(True)
        least, most = (round(self.detail.fontMetrics().height() * lines) for lines in _DETAIL_LINES)
        self.detail.setMinimumHeight(least)
        self.detail.setMaximumHeight(most)
        splitter = side_by_side(self._build_left(), self._build_right(), (430, 660))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def _build_left(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 12, 0)
        column.addWidget(self.stations)
        return left

    def _build_right(self) -> QWidget:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.panel)
        column.addWidget(self.state)
        column.addWidget(self.findings, 1)
        column.addLayout(FlowRow(self.mend_button, self.overrule_button, self.hold_button))
        column.addWidget(self.detail, 1)
        column.addStretch()
        # On a low screen or with large text it is scrolled; the window never grows for a long sentence.
        return scrolled(right, framed=True)


def _obstacles(review: Review) -> list[Finding]:
    """What stands in the way of the next step; what is wrong with a vote that is held again does not."""
    held = review.path.next.record if review.path.next else None
    again = None if held is None else f"steps[{review.case.steps.index(held)}]"
    return [finding for finding in review.blocking if again is None or not finding.field.startswith(again)]


def _told(blocking: list[Finding]) -> str:
    """The first few sentences, and how many more there are."""
    told = [f"– {finding.message} ({finding.citation})" for finding in blocking[:_MOST_TOLD]]
    if len(blocking) > _MOST_TOLD:
        told.append(f"– và {show_number(len(blocking) - _MOST_TOLD)} điều khác.")
    heading = f"Hồ sơ còn {show_number(len(blocking))} điều phải sửa trước khi làm bước tiếp theo:"
    return "\n".join([heading, *told, "", "Việc nào đã xảy ra thì vẫn ghi vào sổ."])


def _state(review: Review) -> str:
    blocking, others = len(review.blocking), len(review.findings) - len(review.blocking)
    if blocking:
        return f"Còn {show_number(blocking)} điều phải sửa trước khi in bản chính thức; việc đã xảy ra vẫn ghi được."
    if others:
        return f"Không có điều phải sửa; {show_number(others)} điều nên xem lại, lưu ý."
    return "Không có điều nào phải sửa."
