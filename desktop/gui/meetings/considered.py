"""Who is to be considered: those whose next step it is, ticked; anybody else found by a few letters, to be ticked."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from db import people_list
from db.choices import MEETING_PURPOSE
from db.people_list import PeopleQuery
from db.records import Record
from desktop.gui.context import AppContext
from desktop.gui.fields.fitting import FittingTable
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.search_box import SearchBox
from desktop.gui.widgets.trickle import Trickle
from desktop.services.meetings import Proposal, Proposing, drained
from desktop.vietnamese import show_date, show_number

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_HEADINGS = ("Họ và tên", "Ngày sinh", "Chi bộ", "Xét để")
_MOST = 50


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be ticked."""

    dossier_id: int
    purpose: str
    person: Record
    cell: str

    @property
    def key(self) -> tuple[int, str]:
        """What is handed over: the dossier and the purpose."""
        return self.dossier_id, self.purpose


class CandidateModel(QAbstractTableModel):
    """Rows with a tick in front; what is ticked stays so whatever is shown."""

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Candidate] = []
        self.chosen: dict[tuple[int, str], Candidate] = {}

    def show_rows(self, rows: list[Candidate]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        is_heading = role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal
        return _HEADINGS[section] if is_heading else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            return Qt.CheckState.Checked if row.key in self.chosen else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DisplayRole:
            person = row.person
            texts = (person.full_name, show_date(person.born_on), row.cell, MEETING_PURPOSE[row.purpose])
            return texts[index.column()]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.tick(index.row(), Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def tick(self, place: int, is_on: bool) -> None:
        """Tick a row, or take its tick away."""
        row = self.rows[place]
        self.chosen.pop(row.key, None)
        if is_on:
            self.chosen[row.key] = row
        self.dataChanged.emit(self.index(place, 0), self.index(place, len(_HEADINGS) - 1))
        self.ticked.emit()


class CandidateTable(FittingTable):
    """Space ticks the current row from any of its columns."""

    def __init__(self, context: AppContext, model: CandidateModel) -> None:
        super().__init__(context, "meetings.considered", "Người được đưa ra xét", model, (24, 10, 22, 22))
        self._candidates = model

    def keyPressEvent(self, event: Any) -> None:
        place = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Space and place >= 0:
            row = self._candidates.rows[place]
            self._candidates.tick(place, row.key not in self._candidates.chosen)
        else:
            super().keyPressEvent(event)


class ConsideredPart(QWidget):
    """The proposals of a body, and a search for others; `considered` is what was ticked."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self._proposed: list[Candidate] = []
        self._known: set[tuple[int, str]] = set()
        self.search = SearchBox("Tìm thêm người khác theo tên", "Tìm người")
        self.purpose = QComboBox()
        self.purpose.setAccessibleName("Người tìm thấy được xét để")
        self.model = CandidateModel()
        self.table = CandidateTable(context, self.model)
        self.count = plain_label("", "hint", wraps=True)
        self._work: Proposing | None = None
        self.reading = Trickle(self)
        self.reading.progressed.connect(self._tell_progress)
        self.reading.finished.connect(self._take)
        self._build()
        self.search.textEdited.connect(lambda _: self._show())
        self.search.left_downwards.connect(self.table.setFocus)
        self.purpose.currentIndexChanged.connect(lambda _: self._show())
        self.model.ticked.connect(self._tell)

    @property
    def considered(self) -> list[tuple[int, str]]:
        """The dossiers and purposes ticked, proposals first in their order; what is still being found is waited for."""
        if self._work is not None:
            self.reading.stop()
            self._take(drained(self._work))
        return list(self.model.chosen)

    def propose(self, work: Proposing, purposes: list[str], known: set[tuple[int, str]] | None = None) -> None:
        """Offer whom the work finds; where there are many to go through the dialog is used meanwhile."""
        self.reading.stop()
        self._work = None
        self.show_proposals([], purposes, known)
        try:
            told = next(work)
        except StopIteration as done:
            self.show_proposals(done.value, purposes, known)
            return
        self._work = work
        self._tell_progress(*told)
        self.reading.start(work)

    def hideEvent(self, event: QHideEvent) -> None:
        # Whoever comes next may close or change the book.
        self.reading.stop()
        super().hideEvent(event)

    def show_proposals(
        self, proposals: list[Proposal], purposes: list[str], known: set[tuple[int, str]] | None = None
    ) -> None:
        """Offer others than before; all are ticked but those known already, who are left out."""
        self._known = known or set()
        found = [Candidate(each.dossier_id, each.purpose, each.person, each.cell) for each in proposals]
        self._proposed = [each for each in found if each.key not in self._known]
        self.model.chosen = {each.key: each for each in self._proposed}
        self.purpose.blockSignals(True)
        self.purpose.clear()
        for purpose in purposes:
            self.purpose.addItem(MEETING_PURPOSE[purpose], purpose)
        self.purpose.blockSignals(False)
        self._show()

    def _take(self, proposals: list[Proposal]) -> None:
        """Show what was found; who was ticked meanwhile stays ticked."""
        self._work, ticked = None, dict(self.model.chosen)
        purposes = [self.purpose.itemData(place) for place in range(self.purpose.count())]
        self.show_proposals(proposals, purposes, self._known)
        self.model.chosen |= ticked
        self._tell()

    def _tell_progress(self, done: int, total: int) -> None:
        self.count.setText(f"Đang xem đến lượt ai: {show_number(done)}/{show_number(total)} hồ sơ…")

    def _show(self) -> None:
        text = self.search.text().strip()
        self.model.show_rows(self._found(text) if text else self._proposed)
        if self.model.rows:
            self.table.selectRow(0)
        self._tell()

    def _found(self, text: str) -> list[Candidate]:
        purpose, store = self.purpose.currentData(), self.context.store
        found = []
        for person in people_list.page(store, PeopleQuery(text=text), limit=_MOST):
            dossiers = store.list("dossier", person_id=person.id)
            if dossiers and purpose and (dossiers[-1].id, purpose) not in self._known:
                found.append(Candidate(dossiers[-1].id, purpose, person, person.cell or ""))
        return found

    def _tell(self) -> None:
        proposed, chosen = len(self._proposed), len(self.model.chosen)
        told = f"Việc tiếp theo thuộc cuộc họp này: {show_number(proposed)} người. Đã chọn {show_number(chosen)}."
        self.count.setText(f"{told} Dấu cách: chọn, bỏ chọn; Enter: xong.")

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.search, 1)
        row.addWidget(plain_label("xét để"))
        row.addWidget(self.purpose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.count)
