"""The tab of what goes to the superior: period and content, what is still incomplete, one button, what was sent."""

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.choices import HAND_OVER_EXTENT
from db.records import Record
from desktop.domain.handover.missing import Missing
from desktop.domain.reports import periods
from desktop.domain.reports.periods import Period
from desktop.gui.context import AppContext
from desktop.gui.fields.table import RowTable
from desktop.gui.handover.passphrase_dialog import PassphraseDialog
from desktop.gui.handover.period_line import PeriodLine
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.combo_box import QuietComboBox
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.permission import permit
from desktop.gui.widgets.record_model import RecordModel, TableColumn
from desktop.services.handover import history, making, members_sheet, orders, sending
from desktop.services.handover.content import FIGURES, FULL
from desktop.services.handover.making import Made
from desktop.services.handover.orders import Order, Wish
from desktop.services.handover.sending import Sent
from desktop.vietnamese import show_moment, show_number

_MISSING = (
    TableColumn("sentence", "Còn thiếu", lambda each: each.sentence),
    TableColumn("remedy", "Cách bổ sung", lambda each: each.remedy),
)


def _period(row: Record) -> str:
    said = periods.words(Period(date.fromisoformat(row.starts_on), date.fromisoformat(row.ends_on)))
    return said[:1].upper() + said[1:]


_SENT = (
    TableColumn("sequence", "Lần", lambda row: f"{row.sequence:02}", lambda row: row.sequence, is_number=True),
    TableColumn("period", "Kỳ", _period, lambda row: row.starts_on),
    TableColumn("extent", "Nội dung", lambda row: HAND_OVER_EXTENT[row.extent]),
    TableColumn("people", "Số người", lambda row: show_number(row.people), lambda row: row.people, is_number=True),
    TableColumn("made_at", "Lập lúc", lambda row: show_moment(row.made_at), lambda row: row.made_at),
    TableColumn("made_by", "Người lập", lambda row: row.made_by),
    TableColumn("fingerprint", "Dấu kiểm của gói", lambda row: making.group(row.fingerprint)),
)
_HINT = (
    "Một bước lập ra: tệp Excel của cấp trên đã điền, báo cáo để ký, công văn, phiếu bàn giao và gói dữ liệu; "
    "mỗi lần một thư mục riêng."
)
_WHOLE = (
    "Gói sẽ chứa toàn bộ hồ sơ trong sổ, kể cả lý lịch và người thân, không chỉ của kỳ này. "
    "Chỉ gửi khi cấp trên yêu cầu bằng văn bản. Việc này được ghi vào nhật ký.\n\nVẫn gửi toàn bộ hồ sơ?"
)
_TOLD = 4


class HandOverPart(QWidget):
    """What is missing is read when asked for, and always before anything is made."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.period = PeriodLine(periods.year(context.today().year))
        self.extent = QuietComboBox()
        self.extent.setAccessibleName("Nội dung gửi")
        for value, words in HAND_OVER_EXTENT.items():
            self.extent.addItem(words, value)
        self.missing_model, self.sent_model = RecordModel(_MISSING), RecordModel(_SENT)
        self.missing = RowTable(context, "handover.missing", "Còn thiếu", self.missing_model, (70, 60))
        self.sent = RowTable(context, "handover.sent", "Đã gửi", self.sent_model, (6, 26, 40, 10, 18, 14, 50))
        self.told = plain_label(_HINT, "hint", wraps=True)
        self.make_button = button("Lập và lưu…", self.make, "primary")
        permit(context.store, "export", self.make_button)
        self.missing.opened.connect(lambda index: self._open(self.missing_model.record(index.row())))
        self._lay_out()

    def refresh(self) -> None:
        """Read what was sent."""
        self.sent_model.show_records(history.list_sent(self.context.store))

    def look(self) -> None:
        """Read what is still missing for the period and the content chosen."""
        self._gather(self._show_missing)

    def make(self) -> None:
        """Say what is missing, ask for folder and passphrase, then make and write everything."""
        if self._wish().content == FULL and not self.context.messages.confirm(
            "Gửi toàn bộ hồ sơ", _WHOLE, "Gửi toàn bộ"
        ):
            return
        self._gather(self._go_on)

    def save_members(self) -> None:
        """The sheet of new members of the period as an Excel file."""
        store, period = self.context.store, self.period.period
        sheet = members_sheet.gather(store, period)
        if not sheet.rows:
            self.context.show_status(f"Không có ai được kết nạp {periods.words(period)}.")
            return
        suggested = Path.home() / sheet.file_name
        path = self.context.messages.choose_new_file("Lưu bảng đảng viên mới", suggested, "Excel (*.xlsx)")
        if path is None:
            return
        written = self.context.messages.attempt(lambda: members_sheet.export(store, sheet, path))
        if written is not None:
            self.context.show_status(f"Đã lưu {len(sheet.rows)} đảng viên mới vào “{written.name}”.")

    def _wish(self) -> Wish:
        return Wish(self.period.period, self.extent.currentData())

    def _gather(self, then: object) -> None:
        store, today, wish = self.context.store, self.context.today(), self._wish()
        self.context.jobs.run(
            "Đang đọc số liệu",
            lambda report: orders.gather(store, wish, today),
            then,  # type: ignore[arg-type]
            holds_store=True,
        )

    def _show_missing(self, order: Order) -> None:
        self.missing_model.show_records(order.missing)
        count = len(order.missing)
        self.told.setText(
            f"Còn {show_number(count)} điều chưa đủ; Enter mở hồ sơ của người đầu tiên. {_HINT}"
            if count
            else f"Đủ để gửi. {_HINT}"
        )

    def _go_on(self, order: Order) -> None:
        self._show_missing(order)
        messages = self.context.messages
        told = "\n".join(f"– {each.text}" for each in order.missing[:_TOLD])
        more = len(order.missing) - _TOLD
        rest = f"\n… và {show_number(more)} điều nữa." if more > 0 else ""
        if told and not messages.confirm("Còn điều chưa đủ", f"{told}{rest}\n\nVẫn lập để gửi?", "Vẫn lập"):
            return
        secret = None
        if order.wish.content != FIGURES:
            dialog = PassphraseDialog(self)
            if not messages.run_dialog(dialog):
                return
            secret = dialog.passphrase
        folder = messages.choose_folder("Chọn nơi đặt thư mục gửi cấp trên", Path.home())
        if folder is not None:
            self.context.jobs.run(
                "Đang lập tệp gửi",
                lambda report: making.make(order, secret, report),
                lambda made: self._write(made, folder),
            )

    def _write(self, made: Made, folder: Path) -> None:
        store = self.context.store
        self.context.jobs.run(
            "Đang ghi tệp gửi", lambda report: sending.write(store, made, folder), self._show_sent, holds_store=True
        )

    def _show_sent(self, sent: Sent) -> None:
        self.context.changed.emit(sent.changes)
        self.refresh()
        row = self.sent_model.record(0)
        self.context.show_status(f"Đã lập lần gửi thứ {row.sequence} vào “{sent.folder.name}”.")
        self.context.show_report(
            f"Đã lập {len(sent.files)} tệp vào “{sent.folder}”. "
            f"Dấu kiểm của gói dữ liệu: {making.group(row.fingerprint)}. "
            "In công văn và phiếu bàn giao trong thư mục đó; báo mật khẩu (nếu có) bằng đường khác."
        )
        self.context.do("describe_book")

    def _open(self, each: Missing) -> None:
        if each.people:
            self.context.open_person(each.people[0])
        else:
            self.context.go("reports")

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        label = plain_label("&Nội dung", "field")
        label.setBuddy(self.extent)
        for part in (self.period, label, self.extent):
            top.addWidget(part)
        top.addStretch()
        doings = QHBoxLayout()
        doings.addWidget(self.make_button)
        doings.addWidget(button("Xem còn thiếu gì", self.look))
        doings.addWidget(button("Điền vào tệp Excel của cấp trên…", lambda: self.context.do("fill_template")))
        members = button("Bảng đảng viên mới…", self.save_members)
        permit(self.context.store, "export", members)
        doings.addWidget(members)
        doings.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(10)
        for row in (top, doings):
            layout.addLayout(row)
        layout.addWidget(self.told)
        layout.addWidget(self.missing, 1)
        layout.addWidget(plain_label("Các lần đã gửi", "strong"))
        layout.addWidget(self.sent, 1)
