"""The tab of the rules: the province's, the office's own files, and the days the Government adds."""

from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from db.errors import KnownError
from desktop import paths
from desktop.gui.context import AppContext
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.combo_box import QuietComboBox
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.permission import permit
from desktop.services import rule_book
from desktop.vietnamese import show_date

_NONE = "Chỉ theo quy định của Trung ương"


class RulesPart(QWidget):
    """The choice of rules takes hold at once; the days wait for Ctrl+S or the button."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self._kept = ("", "")
        self.overlay = QuietComboBox()
        self.overlay.setAccessibleName("Quy định của địa phương")
        self.overlay.activated.connect(lambda _: self._choose())
        self.days_off = _lines("Ngày nghỉ thêm, mỗi dòng một ngày")
        self.working_days = _lines("Ngày làm bù, mỗi dòng một ngày")
        self.save_button = button("Lưu các ngày", self.save)
        permit(context.store, "settings", self.overlay, self.save_button)
        self.problem = plain_label("", "problem", wraps=True)
        self.warning = plain_label("", "problem", wraps=True)
        self._build()

    def refresh(self) -> None:
        """Read the rules and the days; what is typed and unsaved stays."""
        rules = self.context.messages.attempt(lambda: rule_book.open_rules(self.context.store))
        if rules is None:
            return
        self.overlay.clear()
        self.overlay.addItem(_NONE, None)
        for edition in rule_book.overlays(rules):
            self.overlay.addItem(edition.title, edition.id)
        self.overlay.setCurrentIndex(max(0, self.overlay.findData(rules.overlay)))
        self.warning.setText("\n".join(rules.warnings))
        self.warning.setVisible(bool(rules.warnings))
        if not self.is_changed():
            self.discard()

    def is_changed(self) -> bool:
        """Whether days were typed that are not kept."""
        return self._typed() != self._kept

    def save(self) -> bool:
        """Keep the days; False when a line is no day (the sentence stands below)."""
        store, (off, working) = self.context.store, self._typed()
        try:
            changes = rule_book.save_extra_days(store, off, working)
        except KnownError as error:
            self.problem.setText(error.sentence)
            return False
        self._show_days()
        self.context.show_status(f"Đã lưu: {changes.label}." if changes else "Không có gì thay đổi.", changes or None)
        return True

    def discard(self) -> None:
        """Show the kept days again."""
        self._show_days()

    def _show_days(self) -> None:
        self.problem.setText("")
        for area, days in zip(
            (self.days_off, self.working_days), rule_book.extra_days(self.context.store), strict=True
        ):
            area.setPlainText("\n".join(show_date(day.isoformat()) for day in days))
        self._kept = self._typed()

    def _typed(self) -> tuple[str, str]:
        return self.days_off.toPlainText(), self.working_days.toPlainText()

    def _choose(self) -> None:
        store, chosen = self.context.store, self.overlay.currentData()
        changes = self.context.messages.attempt(lambda: rule_book.choose_overlay(store, chosen))
        if changes:
            self.context.show_status(f"Đã lưu: {changes.label}.", changes)

    def _build(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        form.addRow(plain_label("Quy định của địa phương"), self.overlay)
        days = QHBoxLayout()
        days.setSpacing(18)
        for area, words in ((self.days_off, "Ngày nghỉ thêm"), (self.working_days, "Ngày làm bù")):
            column = QVBoxLayout()
            column.addWidget(plain_label(words, "field"))
            column.addWidget(area)
            column.addStretch()
            days.addLayout(column)
        days.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 18, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(form)
        folder = paths.own_rules(self.context.store.path)
        layout.addWidget(
            plain_label(f"Tệp quy định riêng của cơ quan đặt trong thư mục “{folder.name}” cạnh sổ.", "hint")
        )
        layout.addWidget(self.warning)
        layout.addWidget(plain_label("Ngày nghỉ, ngày làm bù Chính phủ quyết định thêm, mỗi dòng một ngày.", "hint"))
        layout.addLayout(days)
        layout.addWidget(self.problem)
        row = QHBoxLayout()
        row.addWidget(self.save_button)
        row.addStretch()
        layout.addLayout(row)
        layout.addStretch()


def _lines(name: str) -> QPlainTextEdit:
    area = QPlainTextEdit()
    area.setAccessibleName(name)
    area.setPlaceholderText("ngày/tháng/năm")
    area.setTabChangesFocus(True)
    area.setMaximumSize(area.fontMetrics().averageCharWidth() * 32, area.fontMetrics().height() * 9)
    return area
