"""The page of the list of forms: whose words they are, how sure, which the office has held against the original."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.changes import Changes
from desktop.domain.editions import Edition
from desktop.domain.paper_wishes import ABOUT_WORDS, BLANK_FORM, Wish
from desktop.gui.context import AppContext
from desktop.gui.page import Page
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.combo_box import QuietComboBox
from desktop.gui.widgets.flow import FlowRow
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.permission import permit
from desktop.gui.widgets.record_model import RecordModel, TableColumn
from desktop.gui.widgets.table import DataTable
from desktop.services import form_list
from desktop.services.form_list import FormEntry
from desktop.vietnamese import show_date, show_number


def _checked(entry: FormEntry) -> str:
    return f"{show_date(entry.checked_on)}, {entry.checked_by}" if entry.checked_on else ""


_COLUMNS = (
    TableColumn("code", "Mã", lambda entry: entry.code),
    TableColumn("title", "Tên mẫu", lambda entry: entry.title),
    TableColumn("about", "In cho", lambda entry: ABOUT_WORDS[entry.about]),
    TableColumn("origin", "Bộ mẫu", lambda entry: "đã sửa" if entry.is_own else entry.origin),
    TableColumn("checked", "Đã kiểm", _checked),
    TableColumn(
        "certainty",
        "Câu chữ",
        lambda entry: entry.certainty,
        colour=lambda entry: "soon" if entry.is_to_check else "ink",
    ),
)


class FormsPage(Page):
    """Enter shows the form as it prints while nothing is recorded; several rows may be marked at once."""

    title = "Danh sách mẫu"
    help_name = "forms"
    concerns = frozenset({"setting"})

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.model = RecordModel(_COLUMNS)
        self.table = DataTable("forms", "Các mẫu", context.preferences)
        self.table.setModel(self.model)
        self.table.set_widths([90, 320, 130, 80, 140, 300])
        self.table.setSortingEnabled(False)
        self.editions = QuietComboBox()
        self.editions.setAccessibleName("Bộ quy định")
        self.told = plain_label("", "hint", wraps=True)
        self.detail = plain_label("", "hint", wraps=True)
        self.warning = plain_label("", "problem", wraps=True)
        self.view_button = button("Xem mẫu", self.view, "primary", "Mẫu khi chưa ghi gì, như lúc in ra (Enter)")
        self.check_button = button("Đã kiểm với bản gốc", self.mark, "", "Ghi ai đã kiểm, ngày nào")
        self.withdraw_button = button("Bỏ dấu đã kiểm", self.withdraw)
        self.copy_button = button("Chép ra để sửa…", self.copy, "", "Chép tệp mẫu vào thư mục “Mẫu riêng” cạnh sổ")
        permit(context.store, "settings", self.check_button, self.withdraw_button, self.copy_button)
        self.table.opened.connect(lambda _: self.view())
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._tell_chosen())
        self.editions.activated.connect(lambda _: self._show())
        self._build()

    def refresh(self) -> None:
        """Read the forms again, those of the edition that was chosen."""
        found = self.context.messages.attempt(lambda: form_list.editions(self.context.store, self.context.today()))
        chosen = self.editions.currentText()
        self.editions.clear()
        for edition in found or []:
            self.editions.addItem(f"{edition.id}: {edition.title}", edition)
        self.editions.setCurrentIndex(max(0, self.editions.findText(chosen)))
        self._show()

    def first_control(self) -> QWidget | None:
        return self.table

    def view(self) -> None:
        """Show the chosen forms as they print while nothing is recorded."""
        codes = tuple(entry.code for entry in self.chosen())
        if codes:
            self.context.open_papers(Wish(BLANK_FORM, (), codes, self._edition().id))

    def mark(self) -> None:
        """Note that the chosen forms were held against the original."""
        store, today = self.context.store, self.context.today()
        self._change(lambda entries: form_list.mark_checked(store, entries, today))

    def withdraw(self) -> None:
        """Take the note of the chosen forms back."""
        self._change(lambda entries: form_list.withdraw(self.context.store, entries))

    def copy(self) -> None:
        """Copy the chosen form for changing its words."""
        entries = self.chosen()
        if entries:
            store, edition = self.context.store, self._edition()
            made = self.context.messages.attempt(lambda: form_list.copy_to_own(store, edition, entries[0].code))
            if made is not None:
                place = f"{made.parent.name}/{made.name}"
                self.context.show_status(f"Đã chép ra “{place}” cạnh sổ; mở bằng Notepad để sửa câu chữ.")
                self._show()

    def chosen(self) -> list[FormEntry]:
        """The entries of the chosen rows."""
        return [self.model.record(index.row()) for index in self.table.selectionModel().selectedRows()]

    def _edition(self) -> Edition:
        edition: Edition = self.editions.currentData()
        return edition

    def _change(self, change: Callable[[list[FormEntry]], Changes]) -> None:
        entries = self.chosen()
        if entries:
            changes = self.context.messages.attempt(lambda: change(entries))
            if changes:
                self.context.show_status(f"Đã lưu: {changes.label}.", changes)

    def _show(self) -> None:
        if self.editions.currentData() is None:
            return
        found = self.context.messages.attempt(lambda: form_list.list_forms(self.context.store, self._edition()))
        entries = found.entries if found else ()
        place = max(0, self.table.currentIndex().row())
        self.model.show_records(entries)
        if entries:
            self.table.selectRow(min(place, len(entries) - 1))
        self.told.setText(_told(entries))
        self.warning.setText("\n".join(found.warnings if found else ()))
        self.warning.setVisible(bool(found and found.warnings))

    def _tell_chosen(self) -> None:
        """The chosen form in full: titles and certainties are often longer than their columns."""
        entry = next(iter(self.chosen()), None)
        self.detail.setText(f"{entry.code}. {entry.title}: {entry.certainty}." if entry else "")

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(plain_label("Bộ quy định", "field"))
        head.addWidget(self.editions, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.told)
        layout.addWidget(self.warning)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.detail)
        layout.addLayout(FlowRow(self.view_button, self.check_button, self.withdraw_button, self.copy_button))


def _told(entries: tuple[FormEntry, ...]) -> str:
    waiting = sum(entry.is_to_check for entry in entries)
    if not waiting:
        return f"{show_number(len(entries))} mẫu; không còn mẫu nào chưa đối chiếu."
    return (
        f"{show_number(len(entries))} mẫu, trong đó {show_number(waiting)} mẫu chưa ai đối chiếu với bản gốc. "
        "Xem từng mẫu, so với văn bản của cấp trên rồi ghi “Đã kiểm”; sai câu chữ thì chép ra để sửa."
    )
