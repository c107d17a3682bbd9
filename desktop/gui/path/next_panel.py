"""What comes next for one person: the step as one button, by whom, until when, under which rule; and all else."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QVBoxLayout

from db.choices import STEP_KIND
from desktop.domain import stages
from desktop.domain.dossier_papers import paper_of
from desktop.domain.path import Path, Station
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.flow import FlowRow
from desktop.gui.widgets.labels import plain_label
from desktop.services.findings import Review
from desktop.vietnamese import show_date

# Steps that sum up rows of their own: what the rows are, as findings name them, and what the button to them says.
_CHECKS, _OPINIONS = ("background_checks", "Thẩm tra từng người…"), ("opinions", "Ý kiến từng nơi…")
_ROWS = {
    "background_check_sent": _CHECKS,
    "background_check_answered": _CHECKS,
    "opinion_summary": _OPINIONS,
    "recognition_opinion_summary": _OPINIONS,
}


class NextPanel(QFrame):
    """`wanted` carries the kind of step to record; `rows_wanted`: the rows it sums up are to be typed;
    `meeting_wanted`: the next step is to be typed in the place of the meetings; `sheet_wanted`: the
    check sheet is to be printed; `again_wanted`: another try is to be opened."""

    wanted = Signal(str)
    rows_wanted = Signal(str)
    meeting_wanted = Signal()
    sheet_wanted = Signal()
    again_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._next = ""
        self.heading = plain_label("Đang xem quy định…", "heading", wraps=True)
        self.told = plain_label("", "hint", wraps=True)
        self.record_button = button("Ghi việc này…", lambda: self.wanted.emit(self._next), "primary")
        self.meeting_button = button(
            "Họp xét…", self.meeting_wanted.emit, "", "Chuẩn bị cuộc họp, gõ số phiếu một lần cho mọi người được xét"
        )
        self.meeting_button.hide()
        self.rows_button = button(_CHECKS[1], lambda: self.rows_wanted.emit(_ROWS[self._next][0]))
        self.rows_button.hide()
        self.others = QPushButton("Ghi việc khác")
        self.others.setAccessibleName("Ghi việc khác")
        self.others.setAutoDefault(True)
        self.others.setMenu(QMenu(self.others))
        sheet = button(
            "Phiếu kiểm tra…",
            self.sheet_wanted.emit,
            "",
            "Phiếu kiểm tra hồ sơ, một tờ: lỗi, giấy tờ, quy định, cách sửa",
        )
        self.again_button = button(
            "Mở hồ sơ lần mới", self.again_wanted.emit, "primary", "Các lần trước vẫn giữ nguyên"
        )
        self.again_button.hide()
        self.record_button.setEnabled(False)
        buttons = (self.record_button, self.meeting_button, self.rows_button, self.again_button, self.others, sheet)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.setSpacing(6)
        layout.addWidget(self.heading)
        layout.addWidget(self.told)
        layout.addLayout(FlowRow(*buttons))

    def show_review(self, review: Review) -> None:
        """Show the next step of a case and what else may be recorded."""
        station = review.path.next
        self._next = station.kind if station else ""
        self.record_button.setVisible(station is not None)
        self.record_button.setEnabled(station is not None)
        self.rows_button.setVisible(self._next in _ROWS)
        self.rows_button.setText(_ROWS.get(self._next, _CHECKS)[1])
        self.rows_button.setAccessibleName(self.rows_button.text())
        self.again_button.setVisible(stages.may_start_again(review.case))
        self.heading.setText(f"Tiếp theo: {STEP_KIND[station.kind]}" if station else _ending(review))
        self.told.setText("\n".join(filter(None, [_describe(station, review), *_remarks(review)])))
        self.record_button.setAccessibleDescription(self.heading.text())
        self._fill_menu(review.path)

    def _fill_menu(self, path: Path) -> None:
        menu = self.others.menu()
        menu.clear()
        for title, rules in path.others_by_phase().items():
            phase = menu.addMenu(title)
            for rule in rules:
                phase.addAction(STEP_KIND[rule.kind], partial(self.wanted.emit, rule.kind))
        menu.addSeparator()
        for kind in stages.SIDE:
            menu.addAction(STEP_KIND[kind], partial(self.wanted.emit, kind))


def _ending(review: Review) -> str:
    """How a path came to its end before that of the main line, and when; else that nothing is left."""
    ended = next((step for step in reversed(review.case.steps) if step.kind in stages.SIDE), None)
    if ended is None or not review.path.has_ended:
        return "Không còn việc tiếp theo."
    paper = f", văn bản {ended.document_number}" if ended.document_number else ""
    on = f" ngày {show_date(ended.happened_on)}" if ended.happened_on else ""
    return f"Đã kết thúc: {STEP_KIND[ended.kind]}{on}{paper}."


def _describe(station: Station | None, review: Review) -> str:
    if station is None:
        return ""
    rule, paper = station.rule, paper_of(station.rule, review.case)
    parts = [
        rule.actor,
        f"mẫu {paper}" if paper else "",
        f"từ {show_date(station.opens_on.isoformat())}" if station.opens_on else "",
        f"hạn {show_date(station.due_on.isoformat())}" if station.due_on else "",
        f"theo {rule.cite}" if rule.cite else "",
    ]
    return "   ·   ".join(filter(None, parts))


def _remarks(review: Review) -> list[str]:
    remarks = [review.remark or ""]
    if review.path.waits_for_class:
        remarks.insert(0, "Trước đó cần giấy chứng nhận lớp bồi dưỡng nhận thức về Đảng; ghi ở nơi “Lớp bồi dưỡng”.")
    station = review.path.next
    if station is not None and station.record is not None:
        remarks.insert(
            0, "Lần biểu quyết trước chưa đủ phiếu: ghi lần họp lại, hoặc chọn “Không được kết nạp”, “Xóa tên”."
        )
    return remarks
