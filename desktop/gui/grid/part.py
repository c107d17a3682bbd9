"""One grid with the years or the day it is about: read, typed into, saved whole."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from db.changes import Changes
from db.errors import KnownError
from db.store import Store
from desktop.gui.context import AppContext
from desktop.gui.grid.model import GridColumn, GridModel
from desktop.gui.grid.table import GridTable
from desktop.gui.messages import Unsaved
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.flow import FlowRow
from desktop.gui.widgets.labels import plain_label, set_role
from desktop.gui.widgets.permission import permit
from desktop.services import plans
from desktop.services.plan_lines import Line
from desktop.services.plans import Edit, InvalidLines


@dataclass(frozen=True)
class GridSpec:
    """What one grid is: its words, what its key is and how typed words become one, its columns, lines, and saving.

    `key_of` reads what was typed, `show_key` writes it; `new_line` is a further line, None where none may be added.
    `table` is the table whose rows may be taken out.
    """

    name: str
    title: str
    key_label: str
    hint: str
    key_of: Callable[[str], Any]
    show_key: Callable[[Any], str]
    columns: Callable[[Store], Sequence[GridColumn]]
    lines: Callable[[Store, Any], list[Line]]
    save: Callable[[Store, Any, Sequence[Edit]], Changes]
    new_line: Callable[[Any], Line] | None = None
    table: str = ""


class GridPart(QWidget):
    """A grid on a page; `edited` when something typed changed."""

    edited = Signal()

    def __init__(self, context: AppContext, spec: GridSpec, key: Any) -> None:
        super().__init__()
        self.context, self.spec, self.key = context, spec, key
        self.model = GridModel(spec.columns(context.store))
        self.model.is_read_only = bool(context.store.refusal("write"))
        self.table = GridTable(context, f"plans.{spec.name}", spec.title, self.model)
        self.key_line = QLineEdit(spec.show_key(key))
        self.key_line.setAccessibleName(spec.key_label)
        self.key_line.setMaximumWidth(220)
        self.state = plain_label(spec.hint, "hint", wraps=True)
        self.tools = FlowRow()
        self._add_buttons()
        self._build()
        self.model.edited.connect(self._on_edited)
        self.table.typing.connect(self.edited)
        self.key_line.editingFinished.connect(self.turn_to_key)
        self.key_line.returnPressed.connect(self._on_key_entered)
        self.table.insert_wanted.connect(self.add)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Insert adds a line wherever the keyboard is in the part; the table tells it by a signal of its own."""
        if event.key() == Qt.Key.Key_Insert and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.add()
        else:
            super().keyPressEvent(event)

    def refresh(self) -> None:
        """Read the lines again, unless something typed would be lost."""
        if not self.has_unsaved():
            self._read()

    def has_unsaved(self) -> bool:
        """Whether something typed is not in the book."""
        return bool(self.model.typed) or self.table.is_typing()

    def discard(self) -> None:
        """Forget what was typed."""
        self._read()

    def save(self) -> bool:
        """Keep what was typed; False when it could not be kept, and the grid says why."""
        self.table.commit()
        rows, edits = self.model.edits()
        if not edits:
            return True
        if self.model.problems:
            return self._show_problem()
        try:
            changes = self.spec.save(self.context.store, self.key, edits)
        except InvalidLines as error:
            self.model.show_problems({(rows[place], name): told for (place, name), told in error.problems.items()})
            return self._show_problem()
        except KnownError as error:
            self.context.messages.tell_error(error)
            return False
        self.model.typed = {}
        self.context.show_status(f"Đã lưu: {changes.label}.", changes)
        self._read()
        return True

    def add(self) -> None:
        """A further line at the end, with the keyboard in it."""
        if self.spec.new_line is None or self.context.store.refusal("write"):
            return
        place = self.model.add_line(self.spec.new_line(self.key))
        first = next(place for place, column in enumerate(self.model.columns) if column.typed_as is not None)
        self.table.setCurrentIndex(self.model.index(place, first))
        self.table.setFocus()

    def drop(self) -> None:
        """Take the chosen line out; one that was never saved just goes."""
        row = self.table.currentIndex().row()
        if not 0 <= row < len(self.model.lines) or not self.settle():
            return
        key = self.model.lines[row].row_id if row < len(self.model.lines) else None
        if key is not None:
            changes = self.context.messages.attempt(lambda: plans.delete_line(self.context.store, self.spec.table, key))
            if changes is not None:
                self.context.show_status(f"Đã xóa: {changes.label}.", changes)
        self._read()

    def settle(self) -> bool:
        """Whether nothing typed would be lost by reading other lines."""
        if not self.has_unsaved():
            return True
        answer = self.context.messages.ask_unsaved(self.spec.title)
        if answer is Unsaved.SAVE:
            return self.save()
        if answer is Unsaved.DISCARD:
            self.discard()
        return answer is Unsaved.DISCARD

    def turn_to_key(self) -> bool:
        """Show the lines of the years or the day that were typed; False when nobody can understand what was typed."""
        text = self.key_line.text()
        if text == self.spec.show_key(self.key):
            return True
        try:
            key = self.spec.key_of(text)
        except KnownError as error:
            self._say(error.sentence, is_problem=True)
            # Left as it was typed it would stand above the lines of other years; the sentence quotes it.
            self.key_line.setText(self.spec.show_key(self.key))
            return False
        if self.settle():
            self.key = key
            self._read()
        self.key_line.setText(self.spec.show_key(self.key))
        return True

    def _on_key_entered(self) -> None:
        if self.turn_to_key():
            self.table.setFocus()
        else:
            self.key_line.selectAll()

    def _read(self) -> None:
        held = self.table.currentIndex()
        self.model.show_lines(self.spec.lines(self.context.store, self.key))
        self._say(self.spec.hint)
        place = self.model.index(held.row(), held.column())
        if place.isValid():
            self.table.setCurrentIndex(place)
        self.table.begin()

    def _show_problem(self) -> bool:
        found = self.model.first_problem()
        if found is not None:
            place, sentence = found
            self.table.setCurrentIndex(place)
            self._say(sentence, is_problem=True)
        return False

    def _say(self, text: str, is_problem: bool = False) -> None:
        self.state.setText(text)
        set_role(self.state, "problem" if is_problem else "hint")

    def _on_edited(self) -> None:
        if not self.model.problems:
            self._say(self.spec.hint)
        self.edited.emit()

    def _add_buttons(self) -> None:
        made = []
        if self.spec.new_line is not None:
            made.append(button("Thêm dòng (Insert)", self.add))
        if self.spec.table:
            made.append(button("Xóa dòng", self.drop))
        for each in made:
            self.tools.addWidget(each)
        permit(self.context.store, "write", *made)

    def _build(self) -> None:
        head = QHBoxLayout()
        label = plain_label(self.spec.key_label)
        label.setBuddy(self.key_line)
        head.addWidget(label)
        head.addWidget(self.key_line)
        head.addStretch()
        head.addLayout(self.tools)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.state)
        layout.addWidget(self.table, 1)
