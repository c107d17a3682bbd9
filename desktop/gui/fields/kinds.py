"""The editors of text, dates, numbers, choices and yes-or-no fields."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPlainTextEdit

from db.dates import PARTS, is_partial_date, parse_typed
from db.errors import BadValue
from desktop.gui.fields.editor import FieldEditor
from desktop.gui.widgets.combo_box import QuietComboBox
from desktop.gui.widgets.labels import plain_label
from desktop.vietnamese import show_date


class TextEditor(FieldEditor):
    """One line of text. Its length is not cut while typing: what is too long is said, not lost."""

    input: QLineEdit

    def make_input(self) -> QLineEdit:
        line = QLineEdit()
        line.textEdited.connect(self._note_edit)
        line.editingFinished.connect(self.settle)
        return line

    def settle(self) -> None:
        """The field was left: say what is wrong, or show the value as it was understood."""
        self.check()
        value, sentence = self.reading()
        place = self.input.cursorPosition()
        if not sentence and self.is_changed():
            self.put(value)
            # Only a box or the lock came before it: one goes on typing where one was.
            if not self.input.isActiveWindow():
                self.input.setCursorPosition(place)

    def put(self, value: Any) -> None:
        # Saving shows again what stands there: the cursor stays where the clerk types.
        if self.input.text() != (value or ""):
            self.input.setText(value or "")
            self.input.setCursorPosition(0)

    def take(self) -> Any:
        return self.input.text().strip() or None

    def typed(self) -> str:
        return self.input.text()

    def _note_edit(self) -> None:
        self.show_problem("")
        self.edited.emit()


class DateEditor(TextEditor):
    """A typed date; whole days only, or also a month or a year alone where the field allows."""

    def make_input(self) -> QLineEdit:
        line = super().make_input()
        line.setPlaceholderText("ngày/tháng/năm" if self._allowed() == ("day",) else "ngày/tháng/năm hoặc năm")
        return line

    def put(self, value: Any) -> None:
        super().put(show_date(value))

    def put_typed(self, text: str) -> None:
        super().put(text)

    def restore(self, value: Any) -> None:
        if value is None or is_partial_date(value):
            super().restore(value)
        else:
            self.put_typed(value)
            self.check()

    def take(self) -> Any:
        typed = self.input.text().strip()
        return parse_typed(typed, allow=self._allowed()) if typed else None

    def _allowed(self) -> tuple[str, ...]:
        return PARTS if self.field.kind == "partial_date" else ("day",)


class IntegerEditor(TextEditor):
    """A whole number that is not negative."""

    def put(self, value: Any) -> None:
        super().put("" if value is None else str(value))

    def take(self) -> Any:
        typed = self.input.text().strip()
        if not typed:
            return None
        if not (typed.isascii() and typed.isdigit() and len(typed) < 10):
            raise BadValue(f"“{typed}” không phải là số. Hãy chỉ gõ chữ số, thí dụ 12.")
        return int(typed)


class LongTextEditor(FieldEditor):
    """Text of several lines; Enter makes a new line, Tab and Ctrl+Enter move on."""

    input: QPlainTextEdit
    lines = 4

    def make_input(self) -> QPlainTextEdit:
        area = QPlainTextEdit()
        area.setTabChangesFocus(True)
        area.setFixedHeight(area.fontMetrics().lineSpacing() * self.lines + 16)
        area.textChanged.connect(self._note_edit)
        return area

    def put(self, value: Any) -> None:
        if self.input.toPlainText() != (value or ""):
            self.input.blockSignals(True)
            self.input.setPlainText(value or "")
            self.input.blockSignals(False)

    def take(self) -> Any:
        return self.input.toPlainText().strip() or None

    def typed(self) -> str:
        return self.input.toPlainText()

    def _note_edit(self) -> None:
        self.show_problem("")
        self.edited.emit()


class ChoiceEditor(FieldEditor):
    """One of a few values, or none."""

    input: QuietComboBox

    def make_input(self) -> QuietComboBox:
        box = QuietComboBox()
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(8)
        box.addItem("", None)
        for value, label in (self.field.choices or {}).items():
            box.addItem(label, value)
        box.activated.connect(self._note_edit)
        return box

    def put(self, value: Any) -> None:
        self.input.setCurrentIndex(max(0, self.input.findData(value)))

    def take(self) -> Any:
        return self.input.currentData()

    def typed(self) -> str:
        return self.input.currentData() or ""

    def _note_edit(self) -> None:
        self.show_problem("")
        self.edited.emit()


class FlagEditor(FieldEditor):
    """Yes or no; the words stand beside the box."""

    input: QCheckBox

    def make_input(self) -> QCheckBox:
        box = QCheckBox(self.field.label)
        box.clicked.connect(self.edited)
        return box

    def put(self, value: Any) -> None:
        self.input.setChecked(value in (1, True, "1"))

    def take(self) -> Any:
        return int(self.input.isChecked())

    def typed(self) -> str:
        return str(self.take())

    def _make_label(self) -> QLabel:
        # The words stand beside the box; the empty line keeps the box level with its neighbours.
        return plain_label(" ", "field")
