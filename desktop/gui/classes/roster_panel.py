"""The learners of a class: added, given results by the keyboard, given certificate numbers counted on from a first."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.fields import Field
from db.records import Record
from desktop.domain.paper_wishes import CLASS, STOCK_TEST, Wish
from desktop.gui.classes import stock_dialog
from desktop.gui.classes.learners_dialog import LearnersDialog
from desktop.gui.classes.roster_model import RESULT_COLUMN, RosterModel
from desktop.gui.classes.roster_table import RosterTable
from desktop.gui.context import AppContext
from desktop.gui.fields.form import FieldForm
from desktop.gui.fields.saving import attempt
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.flow import FlowRow
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.permission import permit
from desktop.services import classes, print_settings

_FIRST = Field("certificate", "first_number", "Số đầu tiên", max_length=50)
_ISSUED = Field("certificate", "issued_on", "Ngày cấp", "date")
_HINT = (
    "Ở cột Xếp loại gõ chữ đầu: X xuất sắc, G giỏi, K khá (gõ lại: không đạt), T trung bình, V vắng; Enter xuống dòng."
)


class RosterPanel(QWidget):
    """Typed results and numbers are bold until Ctrl+S keeps them."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self._class: Record | None = None
        self.model = RosterModel()
        self.table = RosterTable(context, self.model)
        self.form = FieldForm(context.store, [_FIRST, _ISSUED], columns=2)
        self.add_button = button("Thêm học viên… (Insert)", self.add)
        self.drop_button = button("Đưa ra khỏi lớp", self.drop)
        self.propose_button = button("Điền số", self.propose, "", "Điền số liên tiếp cho những người đạt, chưa có giấy")
        self.print_button = button("In giấy chứng nhận…", self.print_certificates)
        permit(context.store, "write", self.add_button, self.drop_button, self.propose_button)
        self.papers_button = button(
            "Giấy tờ của lớp…", self.print_papers, "", "Danh sách học viên, tờ điểm danh, quyết định, công văn"
        )
        self.stock_button = button("Phôi in sẵn…", self.ask_stock, "", "In giấy chứng nhận trên phôi, dịch mấy mm")
        self.test_button = button("In trang thử phôi…", self.print_test)
        permit(context.store, "print", self.print_button, self.papers_button, self.test_button)
        permit(context.store, "settings", self.stock_button)
        self.empty = plain_label(
            "Lớp chưa có học viên. Bấm Insert để chọn từ danh sách người chưa có giấy chứng nhận.", "hint", wraps=True
        )
        self.table.insert_wanted.connect(self.add)
        self.table.drop_wanted.connect(self.drop)
        self.form.completed.connect(self.propose)
        self.model.edited.connect(self._update)
        self._build()

    def show_class(self, row: Record | None) -> None:
        """Show the learners of a class; what was typed for them stays."""
        is_other = self._class is None or row is None or row.id != self._class.id
        self._class = row
        place = self.table.currentIndex()
        rows = classes.roster(self.context.store, row.id) if row else []
        self.model.show_rows(rows)
        self.empty.setVisible(not rows)
        if is_other:
            self.form.show_values({"issued_on": row.certificates_on if row else None})
        if rows:
            kept = self.model.index(min(max(place.row(), 0), len(rows) - 1), max(place.column(), RESULT_COLUMN))
            self.table.setCurrentIndex(kept)
        self._update()

    def has_unsaved(self) -> bool:
        """Whether results or numbers are typed and not saved."""
        return bool(self.model.results or self.model.numbers) or self.table.is_typing()

    def save(self) -> bool:
        """Keep the results, then issue the certificates whose numbers were typed."""
        return self._save_results() and self._issue()

    def discard(self) -> None:
        """Forget what was typed."""
        self.model.forget()

    def add(self) -> None:
        """Choose learners and put them on the roster."""
        if self._class is None:
            return
        dialog = LearnersDialog(self.context, self._class.kind, self)
        if self.context.messages.run_dialog(dialog):
            self.enrol(dialog.person_ids)

    def enrol(self, person_ids: list[int]) -> None:
        """Put people on the roster."""
        assert self._class is not None
        store, key = self.context.store, self._class.id
        changes = self.context.messages.attempt(lambda: classes.enrol(store, key, person_ids))
        if changes:
            self.context.show_status(f"{changes.label}.", changes)
        self.table.setFocus()

    def drop(self) -> None:
        """Take the learner of the current row off the roster."""
        place = self.table.currentIndex().row()
        if place < 0:
            return
        key = self.model.rows[place].id
        changes = self.context.messages.attempt(lambda: classes.drop(self.context.store, key))
        if changes is not None:
            self.context.show_status(f"{changes.label}.", changes)

    def propose(self) -> None:
        """Fill numbers counted on from the first, for those who passed and have none."""
        if self._class is None or not self._save_results():
            return
        first = self.form.values()["first_number"]
        numbers = classes.propose_numbers(self.context.store, self._class.id, first or "")
        if numbers:
            self.model.propose(numbers)
            self.table.setFocus()
        elif not first:
            self.form.show_problems({"first_number": "Hãy gõ số của giấy đầu tiên, thí dụ 012/GCN."})
        else:
            sentence = "Không có số để điền: chưa ai đạt mà chưa có giấy, hoặc số gõ vào không có chữ số."
            self.form.show_problems({"first_number": sentence})

    def print_certificates(self) -> None:
        """Show the certificates of the class before they are printed, all in one."""
        if self._class is not None:
            self.context.open_class_print(self._class.id)

    def print_papers(self) -> None:
        """Show the papers about the class before they are printed."""
        if self._class is not None:
            self.context.open_papers(Wish(CLASS, (self._class.id,)))

    def ask_stock(self) -> None:
        """Ask how certificates lie on the pre-printed stock."""
        stock_dialog.ask(self.context, self)
        self._update()

    def print_test(self) -> None:
        """Show where the words of a certificate fall on the stock."""
        if self._class is not None:
            self.context.open_papers(Wish(STOCK_TEST, (self._class.id,)))

    def _save_results(self) -> bool:
        if self._class is None or not self.model.results:
            return True
        store, key, results = self.context.store, self._class.id, dict(self.model.results)
        changes = self.context.messages.attempt(lambda: classes.save_results(store, key, results))
        if changes is None:
            return False
        self.model.results.clear()
        self.context.show_status(f"Đã lưu: {changes.label}.", changes)
        self._update()
        return True

    def _issue(self) -> bool:
        if self._class is None or not self.model.numbers:
            return True
        store, key, numbers = self.context.store, self._class.id, dict(self.model.numbers)
        issued_on = self.form.values()["issued_on"] or ""
        work = lambda: classes.issue_certificates(store, key, numbers, issued_on)  # noqa: E731
        changes = attempt(self.context.messages, [self.form], work)
        if changes is None:
            return False
        self.model.numbers.clear()
        self.context.show_status(f"Đã lưu: {changes.label}.", changes)
        self._update()
        return True

    def _update(self) -> None:
        self.drop_button.setEnabled(bool(self.model.rows))
        self.papers_button.setEnabled(self._class is not None and not self.has_unsaved())
        self.test_button.setVisible(self._class is not None and print_settings.stock(self.context.store).is_used)
        self.print_button.setEnabled(any(row.certificate_id for row in self.model.rows) and not self.has_unsaved())

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(plain_label(_HINT, "hint", wraps=True))
        layout.addWidget(self.empty)
        layout.addWidget(self.table, 1)
        printing = (self.print_button, self.papers_button, self.stock_button, self.test_button)
        layout.addLayout(FlowRow(self.add_button, self.drop_button, *printing))
        numbers = QHBoxLayout()
        numbers.setSpacing(12)
        numbers.addWidget(self.form, 1)
        numbers.addWidget(self.propose_button)
        layout.addLayout(numbers)
