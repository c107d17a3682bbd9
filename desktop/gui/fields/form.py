"""A grid of field editors: Enter moves on, Ctrl+D copies, what was typed is read together, problems stand below."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from db.fields import Field
from db.fields.alike import alike
from db.store import Store
from desktop.gui.fields import references
from desktop.gui.fields.editor import FieldEditor
from desktop.gui.fields.kinds import ChoiceEditor, DateEditor, FlagEditor, IntegerEditor, LongTextEditor, TextEditor
from desktop.gui.fields.reference import ReferenceEditor
from desktop.gui.fields.suggestions import Suggestions
from desktop.gui.widgets.permission import make_read_only
from desktop.services import display, known_texts

_EDITORS: dict[str, type[FieldEditor]] = {
    "text": TextEditor,
    "long_text": LongTextEditor,
    "date": DateEditor,
    "partial_date": DateEditor,
    "choice": ChoiceEditor,
    "flag": FlagEditor,
    "integer": IntegerEditor,
}
_WIDE_FROM = 500
_LONG_CHOICE = 30
_LONG_NAMES = ("party_member", "person")
ALL_KEY = QKeyCombination(Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_D)
COPY_KEY = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_D)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FieldForm(QWidget):
    """Editors of fields in `columns` columns, in the order of the fields; long fields take a whole row.

    `edited`: something was typed. `completed`: Enter was pressed in the last field.
    `entered`: a field got the keyboard.
    """

    edited = Signal()
    completed = Signal()
    entered = Signal()

    def __init__(self, store: Store, fields: Sequence[Field], columns: int = 3) -> None:
        super().__init__()
        self._store = store
        self.editors: dict[str, FieldEditor] = {field.name: self._make_editor(field) for field in fields}
        self._order = list(self.editors.values())
        self._above: Mapping[str, Any] = {}
        self._place(columns)
        if refusal := store.refusal("write"):
            make_read_only(self, refusal)

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show kept values as unchanged."""
        for name, editor in self.editors.items():
            editor.show_value(values.get(name))

    def set_above(self, values: Mapping[str, Any]) -> None:
        """Take the values that Ctrl+D copies into the fields of the same names, those of the row above in a list."""
        self._above = values

    def copy_into(self, widget: QObject) -> None:
        """Ctrl+D: put what stands above, else in a field before that holds the like, into the field of an input."""
        place = self._place_of(widget)
        editor = self._order[place]
        before = (each.reading() for each in reversed(self._order[:place]) if _are_alike(each.field, editor.field))
        repeated = next((value for value, wrong in before if value and not wrong), None)
        value = self._above.get(editor.field.name) or repeated
        if value is not None and editor.isEnabled():
            editor.restore(value)
            editor.edited.emit()

    def copy_all(self) -> None:
        """Ctrl+Shift+D: put what stands above into every empty field of what is often shared: places, occupations.

        What is told of each one alone (names, years, histories) stays to be typed.
        """
        for name, editor in self.editors.items():
            if alike(editor.field) and self._above.get(name) and editor.reading() == (None, ""):
                editor.restore(self._above[name])
                editor.edited.emit()

    def follow(self, values: Mapping[str, Any]) -> None:
        """Show values that changed in the book, except where something unsaved stands."""
        for name, editor in self.editors.items():
            editor.follow(values.get(name))

    def accept(self) -> None:
        """Take what stands in the fields as kept."""
        for editor in self._order:
            editor.accept()

    def is_changed(self) -> bool:
        """Whether anything differs from what was shown."""
        return any(editor.is_changed() for editor in self._order)

    def changed_values(self) -> dict[str, Any]:
        """The values that differ from what was shown; what cannot be understood as the text typed."""
        return {name: editor.reading()[0] for name, editor in self.editors.items() if editor.is_changed()}

    def values(self) -> dict[str, Any]:
        """All values; what cannot be understood as the text typed."""
        return {name: editor.reading()[0] for name, editor in self.editors.items()}

    def problems(self) -> dict[str, str]:
        """The sentences about what cannot be understood or kept, by field name."""
        found = {name: editor.find_problem() for name, editor in self.editors.items()}
        return {name: sentence for name, sentence in found.items() if sentence}

    def show_problems(self, problems: Mapping[str, str]) -> bool:
        """Put sentences under their fields and the keyboard into the first; whether any field is of this form."""
        for name, editor in self.editors.items():
            editor.show_problem(problems.get(name, ""))
        # The first in the order of the eye, whatever the order of the problems.
        first = next((editor for name, editor in self.editors.items() if name in problems), None)
        if first is not None:
            first.input.setFocus(Qt.FocusReason.OtherFocusReason)
        return first is not None

    def restore(self, values: Mapping[str, Any]) -> None:
        """Put back what changed_values() gave before, as typed and unsaved."""
        for name, value in values.items():
            if name in self.editors:
                self.editors[name].restore(value)
        self.edited.emit()

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        self._focus(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER:
            # Enter belongs to the text in a field of several lines, unless Ctrl is held.
            is_area = isinstance(watched, QPlainTextEdit)
            if not is_area or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._move_on(watched)
                return True
        # In a dialog no menu has these keys; on Linux a line of text would delete a letter.
        keys = event.keyCombination() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if keys in (COPY_KEY, ALL_KEY):
            self.copy_into(watched) if keys == COPY_KEY else self.copy_all()
            return True
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._scroll_to(watched)
            self.entered.emit()
        return super().eventFilter(watched, event)

    def _scroll_to(self, widget: QWidget) -> None:
        """Bring a field into sight with its label above and its problem below."""
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        inside = parent.widget() if parent is not None else None
        if parent is not None and inside is not None:
            # Qt's own way shows no more of a text of several lines than the line of the cursor.
            middle = widget.mapTo(inside, widget.rect().center())
            parent.ensureVisible(middle.x(), middle.y(), 0, widget.height() // 2 + widget.fontMetrics().height() * 3)

    def _make_editor(self, field: Field) -> FieldEditor:
        if field.kind == "reference":
            table = field.refers_to or ""
            editor: FieldEditor = ReferenceEditor(
                field,
                lambda text: references.find(self._store, table, text),
                lambda key: display.label_of(self._store, table, key),
            )
        else:
            editor = _EDITORS[field.kind](field)
        if alike(field) and isinstance(editor.input, QLineEdit):
            suggestions = Suggestions(editor.input, lambda: known_texts.texts(self._store, field))
            suggestions.taken.connect(editor.edited)
        editor.edited.connect(self.edited)
        editor.input.installEventFilter(self)
        return editor

    def _place(self, columns: int) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(8)
        row = column = 0
        for editor in self._order:
            span = columns if _is_wide(editor.field) else 1
            if column + span > columns:
                row, column = row + 1, 0
            grid.addWidget(editor, row, column, 1, span)
            column += span
        for each in range(columns):
            grid.setColumnStretch(each, 1)
            grid.setColumnMinimumWidth(each, 60)

    def _move_on(self, watched: QObject) -> None:
        place = self._place_of(watched)
        # A form may hide what does not concern what was chosen in it.
        following = (at for at in range(place + 1, len(self._order)) if not self._order[at].isHidden())
        if (at := next(following, None)) is not None:
            self._focus(at)
        else:
            # The last field is read as if left, so that its date is understood before it is saved.
            if isinstance(watched, QLineEdit):
                watched.editingFinished.emit()
            self.completed.emit()

    def _place_of(self, widget: QObject) -> int:
        return next(place for place, editor in enumerate(self._order) if editor.input is widget)

    def _focus(self, place: int) -> None:
        editor = self._order[place]
        editor.input.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(editor.input, QLineEdit):
            editor.input.selectAll()


def _are_alike(one: Field, other: Field) -> bool:
    """Whether two fields of a form often hold the same: a place after a place, a paper's day after a meeting's."""
    return one.kind == other.kind == "date" or (one.table, one.name) in alike(other)


def form_of(widget: QWidget | None) -> FieldForm | None:
    """The form an input belongs to, or None."""
    editor = widget.parentWidget() if widget is not None else None
    form = editor.parentWidget() if isinstance(editor, FieldEditor) else None
    return form if isinstance(form, FieldForm) else None


def _is_wide(field: Field) -> bool:
    if field.kind == "choice":
        return max(len(label) for label in (field.choices or {"": ""}).values()) > _LONG_CHOICE
    if field.kind == "reference":
        return field.refers_to in _LONG_NAMES
    return field.kind == "long_text" or (field.kind == "text" and field.max_length >= _WIDE_FROM)
