"""A table of rows of the book whose columns are fields of the registry, to add to and take from by keyboard."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from db import fields as registry
from db.fields import Field
from db.store import Store
from desktop.gui.context import AppContext
from desktop.gui.fields.fitting import FittingTable
from desktop.gui.widgets.record_model import RecordModel, TableColumn
from desktop.services.display import show


def field_columns(
    store: Store, table: str, names: Sequence[str], unset: Mapping[str, str] = MappingProxyType({})
) -> list[TableColumn]:
    """The columns of a record model, headed and shown as the registry says; `unset`: what an empty field means."""
    return [_column(store, registry.field(table, name), unset.get(name, "")) for name in names]


class RowTable(FittingTable):
    """One row chosen at a time by the clerk (`chosen`, its place); Insert and Delete are asked for by signals."""

    chosen = Signal(int)
    insert_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, context: AppContext, name: str, title: str, model: RecordModel, widths: Sequence[int]) -> None:
        super().__init__(context, name, title, model, widths)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._is_choosing = False
        self.selectionModel().currentRowChanged.connect(self._on_current)

    def _on_current(self, current: QModelIndex) -> None:
        if current.isValid() and not self._is_choosing:
            self.chosen.emit(current.row())

    def row_of(self, key: int | None) -> int | None:
        """The place of the row whose record has a key."""
        model = self.model()
        assert isinstance(model, RecordModel)
        return next((place for place in range(model.rowCount()) if model.record(place).id == key), None)

    def choose(self, place: int | None) -> None:
        """Select a row, or none, without telling anyone."""
        self._is_choosing = True
        if place is None:
            self.selectionModel().clear()
        else:
            self.selectRow(place)
        self._is_choosing = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Insert:
            self.insert_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)


def _column(store: Store, field: Field, unset: str) -> TableColumn:
    return TableColumn(
        field.name,
        field.label,
        lambda row: show(store, field, row[field.name]) or unset,
        # Dates sort as they are kept, not as they are shown.
        lambda row: str(row[field.name] if row[field.name] is not None else ""),
        is_number=field.kind == "integer",
    )
