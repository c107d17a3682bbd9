"""The tab "Nhật ký": who changed and saw what of a person, taking it back, and what the person may ask for."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db import log, undo
from db.log import LogQuery
from db.records import Case
from desktop.gui.context import AppContext
from desktop.gui.fields.table import RowTable
from desktop.gui.person.part import PersonPart
from desktop.gui.widgets.arranging import side_by_side
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.permission import permit
from desktop.gui.widgets.record_model import RecordModel, TableColumn
from desktop.services import history
from desktop.services.differences import Difference, differences
from desktop.vietnamese import show_moment

_ACTIONS = (
    TableColumn("at", "Lúc", lambda row: show_moment(row.at)),
    TableColumn("user", "Ai", lambda row: row.user),
    TableColumn("label", "Việc", lambda row: row.label + (" (đã hoàn tác)" if row.undone_by else "")),
)
# What the person may ask for: the words, the entry of the menus, the right that it needs.
_WISHES = (
    ("In tất cả dữ liệu đang giữ…", "print_held", "print"),
    ("Sửa theo yêu cầu…", "correct_person", "write"),
    ("Xóa dữ liệu của người này…", "erase_person", "erase"),
)


class Journal(PersonPart):
    """Actions at the left, what each changed at the right."""

    title = "Nhật ký"

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self._person_id = 0
        self.done = RecordModel(_ACTIONS)
        self.table = RowTable(context, "person.journal", "Nhật ký", self.done, (14, 8, 40))
        self.details = RecordModel(
            [
                TableColumn("what", "Mục", lambda row: row.what),
                TableColumn("old", "Trước", lambda row: row.old),
                TableColumn("new", "Sau", lambda row: row.new),
            ]
        )
        self.details_table = RowTable(context, "person.journal.details", "Chi tiết", self.details, (22, 22, 22))
        self.undo_button = button("Hoàn tác việc này", self.undo_chosen)
        permit(context.store, "write", self.undo_button)
        self.table.chosen.connect(lambda _: self._show_details())
        self._build()

    def show_case(self, case: Case) -> None:
        self._person_id = case.person.id
        # The log is read when it is looked at: it grows for ever, and most visits do not need it.
        if self.isVisible():
            self._read()

    def showEvent(self, event) -> None:
        self._read()
        super().showEvent(event)

    def undo_chosen(self) -> None:
        """Take the chosen action back; a sentence says why when that is no longer possible."""
        place = self.table.currentIndex().row()
        if place < 0:
            return
        number = self.done.record(place).number
        changes = self.context.messages.attempt(lambda: history.undo(self.context.store, number))
        if changes is not None:
            self.context.show_status(f"{changes.label}: đã hoàn tác.", changes)

    def _read(self) -> None:
        # The newest page: what is older stands in the log of the whole office.
        self.done.show_records(log.page(self.context.store, LogQuery(person_id=self._person_id)))
        if self.done.rowCount():
            self.table.choose(0)
        self._show_details()

    def _show_details(self) -> None:
        place = self.table.currentIndex().row()
        if place < 0:
            self.details.show_records([])
            self.undo_button.setEnabled(False)
            return
        action = self.done.record(place)
        self.undo_button.setEnabled(action.undone_by is None and not action.is_lasting)
        self.details.show_records(self._differences(action.number))

    def _differences(self, number: int) -> list[Difference]:
        store = self.context.store
        return [each for row in undo.changes_of(store, number) for each in differences(store, row, self._person_id)]

    def _build(self) -> None:
        splitter = side_by_side(
            _side("Đã làm", self.table, right=12), _side("Chi tiết", self.details_table, left=12), (660, 440)
        )
        row = QHBoxLayout()
        row.addWidget(self.undo_button)
        row.addStretch()
        for words, doing, right in _WISHES:
            wish = button(words, partial(self.context.do, doing))
            permit(self.context.store, right, wish)
            row.addWidget(wish)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(splitter, 1)
        layout.addLayout(row)


def _side(title: str, table: RowTable, left: int = 0, right: int = 0) -> QWidget:
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(left, 0, right, 0)
    column.addWidget(plain_label(title, "heading"))
    column.addWidget(table, 1)
    return side
