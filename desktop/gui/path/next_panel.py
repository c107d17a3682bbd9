"""What comes next for one person: the step as one button, by whom, until when, under which rule; and all else."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QVBoxLayout

from db.choices import STEP_KIND
from desktop.domain import stages
from desktop.domain.path import Path, Station
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.flow import FlowRow
from desktop.gui.widgets.labels import plain_label
from desktop.services.findings import Review
from desktop.vietnamese import show_date


class NextPanel(QFrame):
    """`wanted` carries the kind of step to record; `meeting_wanted`: the next step is to be typed in
    the place of the meetings; `sheet_wanted`: the check sheet is to be printed; `again_wanted`:
    another try is to be opened."""

    wanted = Signal(str)
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
        self.others = QPushButton("Ghi việc khác")
        self.others.setAccessibleName("Ghi việc khác")
        self.others.setAutoDefault(True)
        self.others.setMenu(QMenu(self.others))
        sheet = button("Phiếu kiểm tra hồ sơ…", self.sheet_wanted.emit, "", "Một tờ: lỗi, giấy tờ, quy định, cách sửa")
        self.again_button = button(
            "Mở hồ sơ lần mới", self.again_wanted.emit, "primary", "Các lần trước vẫn giữ nguyên"
        )
        self.again_button.hide()
        self.record_button.setEnabled(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.setSpacing(6)
        layout.addWidget(self.heading)
        layout.addWidget(self.told)
        layout.addLayout(FlowRow(self.record_button, self.meeting_button, self.again_button, self.others, sheet))

    def show_review(self, review: Review) -> None:
        """Show the next step of a case and what else may be recorded."""
        station = review.path.next
        self._next = station.kind if station else ""
        self.record_button.setVisible(station is not None)
        self.record_button.setEnabled(station is not None)
        self.again_button.setVisible(stages.may_start_again(review.case))
        self.heading.setText(f"Tiếp theo: {STEP_KIND[station.kind]}" if station else "Không còn việc tiếp theo.")
        self.told.setText("\n".join(filter(None, [_describe(station), *_remarks(review)])))
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


def _describe(station: Station | None) -> str:
    if station is None:
        return ""
    rule = station.rule
    parts = [
        rule.actor,
        f"mẫu {rule.paper}" if rule.paper else "",
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
