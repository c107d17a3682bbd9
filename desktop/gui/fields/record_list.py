"""A list of rows with its editor beside it: Insert adds, Enter edits, Delete removes and can be undone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db import fields as registry
from db.changes import Changes
from db.records import Case, Record
from desktop.gui.context import AppContext
from desktop.gui.fields.form import FieldForm
from desktop.gui.fields.saving import attempt
from desktop.gui.fields.table import RowTable, field_columns
from desktop.gui.messages import Unsaved
from desktop.gui.widgets.arranging import scrolled, side_by_side, stacked
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.flow import FlowRow
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.permission import permit
from desktop.gui.widgets.record_model import RecordModel, TableColumn


@dataclass(frozen=True)
class ListKind:
    """What one list shows: its table, title, one line's name, columns with widths in letters, what belongs there.

    A new row has `presets`, and begins with what a case is `known` to say as if it were typed.
    `from_owner`: fields that Ctrl+D takes from a field of the owner where no row above has them.
    `more` are columns behind those of fields; `unset` is what an empty cell means.
    """

    table: str
    title: str
    one: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    empty: str
    form_columns: int = 2
    presets: Mapping[str, Any] = field(default_factory=dict)
    from_owner: Mapping[str, str] = field(default_factory=dict)
    more: tuple[TableColumn, ...] = ()
    known: Callable[[Case], Mapping[str, Any]] = lambda case: {}
    unset: Mapping[str, str] = field(default_factory=dict)


class RecordList(QWidget):
    """Rows of one table that belong to one owner. `save` gets the values and the key (None for a new row).

    `shown` carries the row in the editor, or None; `edited`: whether something is unsaved may have changed.
    """

    shown = Signal(object)
    edited = Signal()

    def __init__(
        self,
        context: AppContext,
        kind: ListKind,
        save: Callable[[Mapping[str, Any], int | None], Changes],
        delete: Callable[[int], Changes] | None,
    ) -> None:
        """A list without `delete` only grows; what was wrong in it is corrected or undone."""
        super().__init__()
        self.context = context
        self.kind = kind
        self.known: Mapping[str, Any] = {}
        self._save, self._delete = save, delete
        self._key: int | None = None
        self._owner: Mapping[str, Any] = {}
        columns = field_columns(context.store, kind.table, kind.columns, kind.unset)
        self.model = RecordModel([*columns, *kind.more])
        self.table = RowTable(context, kind.table, kind.title, self.model, kind.widths)
        self.form = FieldForm(context.store, registry.fields_of(kind.table), kind.form_columns)
        self.buttons = FlowRow()
        self.heading = plain_label("", "heading")
        self.empty = plain_label(kind.empty, "hint", wraps=True)
        self.add_button = button("Thêm (Insert)", self.begin_new, "", f"Thêm {kind.one}")
        self.delete_button = button("Xóa (Delete)", self.delete_selected)
        permit(context.store, "write", self.add_button, self.delete_button)
        self._build()
        self._connect()
        self._show_row(None)

    @property
    def row_count(self) -> int:
        """How many rows the list has."""
        return self.model.rowCount()

    def set_rows(self, rows: Sequence[Record]) -> None:
        """Show the rows of the book; what is typed and unsaved stays."""
        self.model.show_records(rows)
        place = self.table.row_of(self._key)
        if place is not None:
            self.table.choose(place)
            self.form.follow(self.model.record(place))
        elif self._is_adding or self.form.is_changed():
            self._key = None
        else:
            self._show_row(rows[0] if rows else None)
        self.empty.setVisible(not rows)
        self._update_buttons()

    def set_owner(self, owner: Mapping[str, Any]) -> None:
        """Take the record the rows belong to, for what they often share with it."""
        self._owner = {name: owner.get(column) for name, column in self.kind.from_owner.items()}

    def show_key(self, key: int) -> None:
        """Show the row of a key in the editor, unless something unsaved stands there."""
        place = self.table.row_of(key)
        if place is not None and not self.form.is_changed():
            self._show_row(self.model.record(place))

    def current(self) -> Record | None:
        """The row whose values the editor shows; None while a new one is typed."""
        place = self.table.row_of(self._key)
        return None if place is None else self.model.record(place)

    def has_unsaved(self) -> bool:
        """Whether the editor holds something that is not in the book."""
        return self.form.is_changed()

    def collect(self) -> dict[str, dict[str, Any]]:
        """What is typed and not saved, under the table and the key of its row."""
        return {f"{self.kind.table}:{self._key or ''}": self.form.changed_values()} if self.form.is_changed() else {}

    def restore(self, content: Mapping[str, Mapping[str, Any]]) -> None:
        """Put back what collect() gave before; for a row that is gone, into a new one."""
        for group, values in content.items():
            table, _, key = group.partition(":")
            if table == self.kind.table:
                place = self.table.row_of(int(key)) if key else None
                self._show_row(None if place is None else self.model.record(place))
                self._is_adding = place is None
                self.form.restore(values)

    def save(self) -> bool:
        """Keep what stands in the editor; False when it cannot be kept (the sentences stand under the fields)."""
        if not self.form.is_changed():
            return True
        before = {self.model.record(place).id for place in range(self.row_count)}
        values = self.form.values() if self._key is None else self.form.changed_values()
        changes = attempt(self.context.messages, [self.form], lambda: self._save(values, self._key))
        if changes is None:
            return False
        new = changes.ids(self.kind.table) - before
        self._key = min(new) if self._key is None and new else self._key
        self._is_adding = False
        self.context.show_status(f"Đã lưu: {changes.label}.", changes)
        self._update_buttons()
        return True

    def discard(self) -> None:
        """Show again what the book holds."""
        self._show_row(self.current())

    def begin_new(self) -> None:
        """An empty editor for a new row, unless the one being edited cannot be saved."""
        if not self.save():
            return
        self.table.choose(None)
        self._show_row(None)
        self._is_adding = True
        self.form.restore(self.known)
        self.form.focus_first()

    def delete_selected(self) -> None:
        """Take the selected row off the list; the status line offers it back."""
        place = self.table.row_of(self._key)
        if place is None or self._delete is None:
            return
        delete, key, self._key = self._delete, self._key, None
        neighbour = place + 1 if place + 1 < self.row_count else place - 1
        following = self.model.record(neighbour) if neighbour >= 0 else None
        changes = self.context.messages.attempt(lambda: delete(key or 0))
        if changes is None:
            self._key = key
            return
        self._show_row(following)
        self.context.show_status(f"{changes.label}: đã xóa.", changes)
        self.table.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Insert keeps what stands in the editor and begins the next row, from the buttons too; Esc in the editor
        leaves it, Esc in the table belongs to the page."""
        is_in_editor = self.form.isAncestorOf(self.focusWidget())
        if event.key() == Qt.Key.Key_Escape and is_in_editor:
            self.leave_editor()
        elif event.key() == Qt.Key.Key_Insert and self.add_button.isEnabled():
            self.begin_new()
        else:
            super().keyPressEvent(event)

    def leave_editor(self) -> None:
        """Esc: back to the table; asks only if something typed would be lost."""
        if self.form.is_changed():
            answer = self.context.messages.ask_unsaved(self.heading.text())
            if answer is Unsaved.STAY or (answer is Unsaved.SAVE and not self.save()):
                return
            if answer is Unsaved.DISCARD:
                self.discard()
        self.table.setFocus()

    def _connect(self) -> None:
        self.table.chosen.connect(self._on_row)
        self.table.opened.connect(lambda _: self.form.focus_first())
        self.table.insert_wanted.connect(self.begin_new)
        self.table.delete_wanted.connect(self.delete_selected)
        self.form.edited.connect(self._update_buttons)
        self.form.completed.connect(self._complete)

    def _complete(self) -> None:
        """Enter in the last field saves and waits at the button that adds the next row."""
        if self.save():
            self.add_button.setFocus()

    def _on_row(self, place: int) -> None:
        wanted: Record = self.model.record(place)
        if self.form.is_changed():
            # Saving reads the rows again, which must not happen while the table is still moving to the row.
            QTimer.singleShot(0, self, lambda: self._save_then_show(wanted.id))
        else:
            self._show_row(wanted)

    def _save_then_show(self, key: int) -> None:
        place = self.table.row_of(key if self.save() else self._key)
        if place is None:
            self.table.choose(None)
        elif self.form.is_changed():
            self.table.choose(place)
        else:
            self._show_row(self.model.record(place))

    def _show_row(self, row: Record | None) -> None:
        self._key = row.id if row else None
        self._is_adding = False
        self.form.show_values(row or self.kind.presets)
        place = self.table.row_of(self._key)
        above = (self.row_count if place is None else place) - 1
        row_above = self.model.record(above) if above >= 0 else {}
        self.form.set_above({**self._owner, **{name: value for name, value in row_above.items() if value}})
        if place is not None and self.table.currentIndex().row() != place:
            self.table.choose(place)
        self._update_buttons()

    def _update_buttons(self) -> None:
        is_new = self._key is None
        self.heading.setText(f"Thêm {self.kind.one}" if is_new else f"Sửa {self.kind.one}")
        self.delete_button.setEnabled(not is_new)
        self.shown.emit(self.current())
        self.edited.emit()

    def _build(self) -> None:
        splitter = side_by_side(self._build_left(), self._build_right(), (590, 500))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def _build_left(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 12, 0)
        column.addWidget(self.empty)
        column.addWidget(self.table, 1)
        self.buttons.addWidget(self.add_button)
        self.buttons.addWidget(self.delete_button)
        if self._delete is None:
            # Showing a button that has no parent yet would open a window of its own.
            self.delete_button.hide()
        column.addLayout(self.buttons)
        return left

    def _build_right(self) -> QWidget:
        inside = stacked(self.form, margins=(12, 0, 12, 0))
        area = scrolled(inside)
        right = QWidget()
        outer = QVBoxLayout(right)
        outer.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 12, 0)
        head.addWidget(self.heading)
        head.addStretch()
        outer.addLayout(head)
        outer.addWidget(area, 1)
        return right
