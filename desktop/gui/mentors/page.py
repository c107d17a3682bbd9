"""The place of the mentors: every member who helps someone, whom they help, and who is still to be verified."""

from PySide6.QtWidgets import QCheckBox, QStackedWidget, QVBoxLayout, QWidget

from desktop.gui.context import AppContext
from desktop.gui.fields.table import RowTable
from desktop.gui.mentors.member_dialog import MemberDialog
from desktop.gui.mentors.member_panel import MemberPanel
from desktop.gui.messages import Unsaved
from desktop.gui.page import Page
from desktop.gui.widgets.arranging import side_by_side
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.empty_state import EmptyState
from desktop.gui.widgets.flow import FlowRow
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.permission import permit
from desktop.gui.widgets.record_model import RecordModel, TableColumn
from desktop.gui.widgets.search_box import SearchBox
from desktop.services import mentoring
from desktop.services.mentoring import MentorLine
from desktop.vietnamese import show_number

_MOST_FOUND = 200
_COLUMNS = (
    TableColumn("full_name", "Đảng viên, chi bộ", lambda line: f"{line.full_name}\n{line.cell or 'chưa rõ chi bộ'}"),
    TableColumn("running", "Đang giúp", lambda line: show_number(_running(line)), is_number=True),
    TableColumn("state", "Xác minh", lambda line: "Đã" if line.is_verified else "Chưa"),
)


class MentorsPage(Page):
    """Members at the left, the chosen one at the right."""

    title = "Đảng viên giúp đỡ"
    help_name = "mentors"
    concerns = frozenset({"mentor_assignment", "party_member", "person", "party_cell", "dossier"})

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._member_id: int | None = None
        self.search = SearchBox("Tìm đảng viên theo tên", "Tìm đảng viên")
        self.only_unverified = QCheckBox("Chỉ người chưa xác minh")
        self.model = RecordModel(_COLUMNS)
        self.table = RowTable(context, "mentors", "Đảng viên giúp đỡ", self.model, (24, 3, 4))
        self.table.set_row_lines(2.9)
        self.count = plain_label("", "hint")
        self.panel = MemberPanel(context)
        self.save_button = button("Lưu (Ctrl+S)", self.save, "primary")
        self.add_button = button("Thêm đảng viên (Insert)", self.add_member)
        permit(context.store, "write", self.save_button, self.add_button)
        self.stack = QStackedWidget()
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Read the mentors again; the chosen one stays chosen."""
        lines = self._lines()
        self.model.show_records(lines)
        self.count.setText(f"{show_number(len(lines))} đảng viên")
        is_empty = not lines and not self.search.text() and not self.only_unverified.isChecked()
        self.stack.setCurrentIndex(1 if is_empty else 0)
        chosen = next((place for place, line in enumerate(lines) if line.member_id == self._member_id), None)
        if chosen is None and not self.panel.form.is_changed():
            chosen = 0 if lines else None
        self.table.choose(chosen)
        if chosen is not None or not self.panel.form.is_changed():
            self._show(lines[chosen] if chosen is not None else None)

    def has_unsaved(self) -> bool:
        return self.panel.form.is_changed()

    def save(self) -> bool:
        is_saved = self.panel.save()
        self._show_unsaved()
        return is_saved

    def discard(self) -> None:
        self.panel.discard()
        self._show_unsaved()

    def first_control(self) -> QWidget | None:
        return self.table

    def add_member(self) -> None:
        """Record a member who is not in the book, and show him."""
        dialog = MemberDialog(self.context, self)
        if self.context.messages.run_dialog(dialog) and dialog.member_id is not None:
            name = self.context.store.get("party_member", dialog.member_id).person_id
            self._member_id = dialog.member_id
            self.search.setText(self.context.store.get("person", name).full_name)
            self.refresh()

    def _lines(self) -> list[MentorLine]:
        """Those who help; when a name is sought also members who help nobody yet."""
        store, text = self.context.store, self.search.text()
        helping = {line.member_id: line for line in mentoring.list_mentors(store)}
        if text.strip():
            found = mentoring.find_members(store, text, _MOST_FOUND)
            lines = [helping.get(row.id) or _idle(row) for row in found]
        else:
            lines = list(helping.values())
        return [line for line in lines if not (self.only_unverified.isChecked() and line.is_verified)]

    def _on_chosen(self, place: int) -> None:
        line = self.model.record(place)
        if self.panel.form.is_changed() and line.member_id != self._member_id and not self._settle():
            self._choose_again()
            return
        self._show(line)

    def _settle(self) -> bool:
        answer = self.context.messages.ask_unsaved(self.panel.heading.text())
        if answer is Unsaved.SAVE:
            return self.save()
        if answer is Unsaved.DISCARD:
            self.discard()
        return answer is Unsaved.DISCARD

    def _choose_again(self) -> None:
        places = range(self.model.rowCount())
        self.table.choose(next((at for at in places if self.model.record(at).member_id == self._member_id), None))

    def _show(self, line: MentorLine | None) -> None:
        self._member_id = line.member_id if line else None
        self.panel.show_line(line)
        self._show_unsaved()

    def _show_unsaved(self) -> None:
        self.save_button.setEnabled(self.has_unsaved())

    def _complete(self) -> None:
        """Enter in the last field saves and goes back to the list, where the next member waits."""
        if self.save():
            self.table.setFocus()

    def _connect(self) -> None:
        self.search.textEdited.connect(lambda _: self.refresh())
        self.search.left_downwards.connect(self.table.setFocus)
        self.only_unverified.clicked.connect(lambda _: self.refresh())
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _: self.panel.enter())
        self.table.insert_wanted.connect(self.add_member)
        self.panel.form.edited.connect(self._show_unsaved)
        self.panel.form.completed.connect(self._complete)

    def _build(self) -> None:
        splitter = side_by_side(self._build_left(), self.panel, (400, 710))
        empty = EmptyState(
            "Chưa có ai được phân công giúp đỡ",
            "Mở hồ sơ một người, vào thẻ “Giúp đỡ và bồi dưỡng” để ghi nghị quyết phân công của chi bộ; "
            "hoặc thêm đảng viên rồi phân công từ đây.",
            ("Thêm đảng viên…", self.add_member),
        )
        self.stack.addWidget(splitter)
        self.stack.addWidget(empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.addWidget(self.stack)

    def _build_left(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addLayout(FlowRow(self.only_unverified, self.count))
        column.addWidget(self.table, 1)
        column.addLayout(FlowRow(self.add_button, self.save_button))
        return left


def _running(line: MentorLine) -> int:
    return sum(row.ended_on is None for row in line.helped)


def _idle(row) -> MentorLine:
    return MentorLine(row.id, row.person_id, row.full_name, row.cell, bool(row.is_verified), ())
