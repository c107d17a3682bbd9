"""The model of the list of people: the first screenful at once, all keys after it, further rows as they are seen."""

from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from db import people_list
from db.people_list import PeopleQuery
from db.records import Record
from db.store import Store
from desktop.gui.people.columns import COLUMNS

Index = QModelIndex | QPersistentModelIndex
RECORD_ROLE = int(Qt.ItemDataRole.UserRole)
KEY_ROLE = RECORD_ROLE + 1
ROOT = QModelIndex()
SCREENFUL = 40
PAGE = 100
_PAGES_HELD = 30
# Keys are fetched once typing pauses, some thousands at a time, so that no keystroke waits for them.
_PAUSE_MILLISECONDS = 120


class PeopleModel(QAbstractTableModel):
    """`counted` carries the number of people found, once it is known."""

    counted = Signal(int)

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.query = PeopleQuery()
        self.is_whole = False
        self._keys: list[int] = []
        self._gathered: list[int] = []
        self._chunks: Iterator[list[int]] = iter(())
        self._pages: OrderedDict[int, dict[int, Record]] = OrderedDict()
        self._first: dict[int, Record] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._gather)

    def show_query(self, query: PeopleQuery) -> None:
        """Look for other people, or for the same again; the first screenful is there when this returns."""
        self.beginResetModel()
        self.query = query
        self._pages.clear()
        rows = people_list.page(self._store, query, 0, SCREENFUL)
        self._first = {row.id: row for row in rows}
        self._keys = list(self._first)
        self._gathered = []
        self._chunks = iter(())
        self.is_whole = len(rows) < SCREENFUL
        self.endResetModel()
        if self.is_whole:
            self._timer.stop()
            self.counted.emit(len(self._keys))
        else:
            self._timer.start(_PAUSE_MILLISECONDS)

    def person_id(self, row: int) -> int:
        """The key of the person in a row."""
        return self._keys[row]

    def row_of(self, person_id: int) -> int | None:
        """The row of a person, as far as the keys are known."""
        return self._keys.index(person_id) if person_id in self._keys else None

    def pause(self) -> None:
        """Leave the book alone while nobody looks."""
        self._timer.stop()

    def resume(self) -> None:
        """Go on fetching keys."""
        if not self.is_whole:
            self._timer.start(_PAUSE_MILLISECONDS)

    def finish(self) -> None:
        """Fetch all keys now; for whoever cannot wait."""
        while not self.is_whole:
            self._gather()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            record = self._record(index.row())
            return COLUMNS[index.column()].show(record) if record else ""
        if role == KEY_ROLE:
            return self._keys[index.row()]
        if role == RECORD_ROLE:
            return self._record(index.row())
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return COLUMNS[section].heading if 0 <= section < len(COLUMNS) else None

    def _record(self, row: int) -> Record | None:
        """The row's record, with the page of rows around it when it is not held."""
        key = self._keys[row]
        if key in self._first:
            return self._first[key]
        number = row // PAGE
        if number not in self._pages:
            keys = self._keys[number * PAGE : (number + 1) * PAGE]
            self._pages[number] = people_list.by_keys(self._store, keys)
            if len(self._pages) > _PAGES_HELD:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return self._pages[number].get(key)

    def _gather(self) -> None:
        """One chunk of the keys; the rows appear when all are known."""
        if not self._gathered:
            self._chunks = people_list.key_chunks(self._store, self.query)
        chunk = next(self._chunks, None)
        if chunk is None:
            self._extend()
        else:
            self._gathered += chunk
            self._timer.start(0)

    def _extend(self) -> None:
        known = len(self._keys)
        self.is_whole = True
        self._timer.stop()
        if self._gathered[:known] == self._keys and len(self._gathered) > known:
            self.beginInsertRows(ROOT, known, len(self._gathered) - 1)
            self._keys = self._gathered
            self.endInsertRows()
        elif self._gathered != self._keys:
            self.beginResetModel()
            self._keys = self._gathered
            self.endResetModel()
        self.counted.emit(len(self._keys))
