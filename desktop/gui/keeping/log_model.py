"""The model of the log: a page of lines at once, the next when the clerk has scrolled to the end."""

from PySide6.QtCore import QObject

from db import log
from db.log import LogQuery
from db.store import Store
from desktop.gui.widgets.record_model import ROOT, Index, RecordModel, TableColumn
from desktop.services.log_export import kind_words, state_words
from desktop.vietnamese import show_moment, show_number

COLUMNS = (
    TableColumn("at", "Lúc", lambda action: show_moment(action.at)),
    TableColumn("user", "Ai", lambda action: action.user),
    TableColumn("kind", "Loại", kind_words),
    TableColumn("label", "Việc", lambda action: action.label),
    TableColumn("rows", "Số mục", lambda action: show_number(action.rows), is_number=True),
    TableColumn("state", "", state_words),
)
WIDTHS = [130, 130, 150, 380, 75, 150]


class LogModel(RecordModel):
    """Lines of the log, newest first, however many there are."""

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, parent)
        self._store = store
        self._query = LogQuery()
        self._is_whole = True

    def show_query(self, query: LogQuery) -> None:
        """Look for other lines, or for the same again."""
        self._query = query
        found = log.page(self._store, query)
        self._is_whole = len(found) < log.PAGE
        self.show_records(found)

    def canFetchMore(self, parent: Index = ROOT) -> bool:
        return not parent.isValid() and not self._is_whole

    def fetchMore(self, parent: Index = ROOT) -> None:
        if not self._records:
            return
        found = log.page(self._store, self._query, before=self._records[-1].number)
        self._is_whole = len(found) < log.PAGE
        if found:
            first = len(self._records)
            self.beginInsertRows(ROOT, first, first + len(found) - 1)
            self._records += found
            self.endInsertRows()
