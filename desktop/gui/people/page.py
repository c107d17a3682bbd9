"""The place of the people: the list with its filters, and what an empty list says."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from db import members
from db.changes import Changes
from db.people_list import LACKS, PeopleQuery
from desktop.gui.context import AppContext
from desktop.gui.jobs import Job
from desktop.gui.page import Page
from desktop.gui.people.columns import COLUMNS
from desktop.gui.people.filters import PeopleFilters
from desktop.gui.people.gathering import Gathering
from desktop.gui.people.model import KEY_ROLE, PeopleModel
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.empty_state import EmptyState
from desktop.gui.widgets.permission import permit
from desktop.gui.widgets.table import DataTable

_ORDER, _FILTERS = "people.order", "people.filters"


class PeoplePage(Page):
    """The list of people; the search box of the window narrows it through search()."""

    title = "Hồ sơ kết nạp"
    concerns = frozenset({"person", "party_cell", "mentor_assignment", "certificate"})
    help_name = "people"

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._text = ""
        self._order, self._descending = _kept_order(context)
        self.filters = PeopleFilters()
        self.gathering = Gathering(context, self)
        self.model = PeopleModel(context.store, self)
        self.table = DataTable("people", "Danh sách hồ sơ kết nạp", context.preferences)
        self._fill_table()
        self._nobody, self._nothing_found = self._make_empty_states()
        self._lay_out()
        self.filters.mentors_wanted.connect(self._show_mentors)
        self._show_choices()
        self.filters.choose(context.preferences.get(_FILTERS, {}))
        self.filters.changed.connect(self._filter)
        self.filters.cleared.connect(self._clear)
        self.model.counted.connect(self._show_count)
        self.gathering.progressed.connect(self.filters.show_progress)
        self.gathering.found.connect(self._look_again)
        context.jobs.started.connect(self._make_way)

    def search(self, text: str) -> None:
        """Show the people whose name, citizen id, cell or dossier the words belong to."""
        self._text = text
        self._look()

    def show_stage(self, stage: str) -> None:
        """Show all people at a stage, whatever was looked for before."""
        self._text = ""
        self.context.do("clear_search")
        self.filters.choose({"stage": stage})
        self._filter()
        self.table.setFocus()

    def refresh(self) -> None:
        self._show_choices()
        self._look_again()

    def _look_again(self) -> None:
        """The same people again, with the chosen one still chosen."""
        chosen = self._chosen_key()
        self._look()
        row = self.model.row_of(chosen) if chosen is not None else None
        if row is not None:
            self.table.selectRow(row)

    def _on_changes(self, changes: Changes) -> None:
        # Whatever was changed may answer a question about dossiers in another way.
        self.gathering.forget()
        self._is_stale = self._is_stale or bool(self.filters.questions())
        super()._on_changes(changes)

    def selected_people(self) -> list[int]:
        """The keys of the chosen people, for printing many at once."""
        return [index.data(KEY_ROLE) for index in self.table.selectionModel().selectedRows()]

    def first_control(self) -> QWidget | None:
        front = self._pile.currentWidget()
        return front.steps[0] if isinstance(front, EmptyState) else self.table

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._go_on()

    def hideEvent(self, event: QHideEvent) -> None:
        self.model.pause()
        self.gathering.stop()
        self.table.remember_widths()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Insert:
            self.context.do("add_person")
        else:
            super().keyPressEvent(event)

    def _make_way(self, job: Job) -> None:
        # Work that holds the book has it alone; the keys still missing follow when the list is shown again.
        if job.holds_store:
            self.model.pause()
            self.gathering.stop()
            job.ended.connect(self._go_on)

    def _go_on(self) -> None:
        if self.isVisible():
            self.model.resume()
            self.gathering.ask(self.filters.questions())

    def _fill_table(self) -> None:
        self.table.setModel(self.model)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.set_widths([column.width for column in COLUMNS])
        header = self.table.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.sectionClicked.connect(self._sort_by)
        self.table.opened.connect(self._open)
        self._show_order()

    def _make_empty_states(self) -> tuple[EmptyState, EmptyState]:
        nobody = EmptyState(
            "Chưa có ai trong danh sách",
            "Nơi này giữ hồ sơ của những người đang được bồi dưỡng, xem xét kết nạp. "
            "Hãy bắt đầu bằng danh sách nguồn mà cơ quan đang giữ trong Excel.",
            ("Nhập danh sách từ Excel", lambda: self.context.do("import")),
            ("Thêm từng người", lambda: self.context.do("add_person")),
        )
        nothing_found = EmptyState(
            "Không tìm thấy ai",
            "Hãy gõ ít chữ hơn, hoặc bỏ lọc.",
            ("Bỏ lọc", self._clear),
        )
        return nobody, nothing_found

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.filters, 1)
        print_chosen = button("In đã chọn", lambda: self.context.do("print"), description="Ctrl+P")
        add = button("Thêm người", lambda: self.context.do("add_person"), "primary", "Ctrl+N")
        row.addWidget(print_chosen)
        row.addWidget(add)
        permit(self.context.store, "print", print_chosen)
        permit(self.context.store, "write", add)
        self._pile = QStackedLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(12)
        layout.addLayout(row)
        layout.addLayout(self._pile, 1)
        # Only a pile that has its place already shows its first part inside the page.
        for part in (self.table, self._nobody, self._nothing_found):
            self._pile.addWidget(part)

    def _look(self) -> None:
        query = self._query()
        self.filters.show_count(None)
        self.filters.show_narrowed(bool(self._is_narrowed(query)))
        self.model.show_query(query)
        self._show_list_or_words(query)
        if self.model.rowCount():
            self.table.selectRow(0)
            self.table.scrollToTop()

    def _query(self) -> PeopleQuery:
        filters, questions = self.filters, self.filters.questions()
        lack = filters.lack.currentData()
        self.gathering.ask(questions)
        return PeopleQuery(
            self._text,
            filters.stage.currentData(),
            filters.cell.currentData(),
            self._order,
            self._descending,
            filters.mentor.currentData(),
            lack if lack in LACKS else None,
            self.gathering.among(questions),
        )

    def _show_list_or_words(self, query: PeopleQuery) -> None:
        empty = self._nothing_found if self._is_narrowed(query) else self._nobody
        self._pile.setCurrentWidget(self.table if self.model.rowCount() else empty)

    def _is_narrowed(self, query: PeopleQuery) -> bool:
        return bool(query.text.strip() or any(self.filters.kept().values()))

    def _show_count(self, count: int) -> None:
        if not self.gathering.is_running:
            self.filters.show_count(count)

    def _show_choices(self) -> None:
        self.filters.show_cells(self.context.store.list("party_cell", order="sort_key id"))
        self.filters.forget_mentors()

    def _show_mentors(self) -> None:
        self.filters.show_mentors(members.list_helping(self.context.store))

    def _filter(self) -> None:
        self.context.preferences.set(_FILTERS, self.filters.kept())
        self._look()

    def _clear(self) -> None:
        self._text = ""
        self.filters.choose({})
        self.context.do("clear_search")
        self._filter()
        self.table.setFocus()

    def _sort_by(self, column: int) -> None:
        order = COLUMNS[column].order
        if order is not None:
            self._descending = not self._descending if order == self._order else False
            self._order = order
            self.context.preferences.set(_ORDER, [self._order, self._descending])
            self._look()
        self._show_order()

    def _show_order(self) -> None:
        column = next(place for place, column in enumerate(COLUMNS) if column.order == self._order)
        direction = Qt.SortOrder.DescendingOrder if self._descending else Qt.SortOrder.AscendingOrder
        self.table.horizontalHeader().setSortIndicator(column, direction)

    def _chosen_key(self) -> int | None:
        current = self.table.currentIndex()
        return current.data(KEY_ROLE) if current.isValid() else None

    def _open(self, index: QModelIndex) -> None:
        self.context.open_person(index.data(KEY_ROLE))


def _kept_order(context: AppContext) -> tuple[str, bool]:
    kept = context.preferences.get(_ORDER)
    known = {column.order for column in COLUMNS if column.order}
    # A damaged file may hold anything, a list in the list too.
    is_kept = isinstance(kept, list) and len(kept) == 2 and isinstance(kept[0], str) and kept[0] in known
    return (kept[0], bool(kept[1])) if is_kept else ("name", False)
