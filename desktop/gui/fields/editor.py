"""What every field editor has: a label, the input below it, and a line for what is wrong with it."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from db.errors import BadValue
from db.fields import Field
from desktop.domain.validation import Invalid, check_values


class FieldEditor(QWidget):
    """One field on screen. Subclasses make the input and translate between it and the kept value.

    `edited` is emitted when the user, not the program, changes the input.
    """

    edited = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.input = self.make_input()
        self.input.setObjectName(f"{field.table}.{field.name}")
        self.input.setAccessibleName(field.label + (" (bắt buộc)" if field.required else ""))
        self.label = self._make_label()
        self.problem = self._make_problem()
        self.setFocusProxy(self.input)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        for part in (self.label, self.input, self.problem):
            layout.addWidget(part)
        layout.addStretch()
        self._shown: Any = self.reading()[0]

    def make_input(self) -> QWidget:
        """The widget to type in."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Show a kept value as unchanged, without a problem."""
        self.put(value)
        self._shown = self.reading()[0]
        self.show_problem("")

    def follow(self, value: Any) -> None:
        """Show a value that changed in the book, unless something unsaved stands here."""
        if not self.is_changed():
            self.show_value(value)

    def accept(self) -> None:
        """Take what stands here as kept."""
        self._shown = self.reading()[0]
        self.show_problem("")

    def put(self, value: Any) -> None:
        """Put a kept value into the input."""
        raise NotImplementedError

    def take(self) -> Any:
        """The value typed, None for nothing. Raises BadValue with a sentence when it cannot be understood."""
        raise NotImplementedError

    def typed(self) -> str:
        """What stands in the input, as text."""
        raise NotImplementedError

    def put_typed(self, text: str) -> None:
        """Put text into the input as if typed."""
        self.put(text)

    def restore(self, value: Any) -> None:
        """Put back what reading() gave before: a value, or text that was not understood."""
        self.put(value)
        self.check()

    def reading(self) -> tuple[Any, str]:
        """The value and no sentence, or what was typed and what is wrong with it."""
        try:
            return self.take(), ""
        except BadValue as error:
            return self.typed(), error.sentence

    def is_changed(self) -> bool:
        """Whether something else stands there than was shown."""
        return bool(self.reading()[0] != self._shown)

    def show_problem(self, sentence: str) -> None:
        """Say below the input what is wrong; nothing hides the line."""
        # The label stands above already; repeated, it would only lengthen the line.
        short = sentence.removeprefix(f"{self.field.label}: ")
        sentence = short[:1].upper() + short[1:]
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.input.setAccessibleDescription(sentence)
        self.input.setProperty("wrong", bool(sentence))
        self.input.style().unpolish(self.input)
        self.input.style().polish(self.input)

    def find_problem(self) -> str:
        """What is wrong with what is typed now; nothing for what stands in the book already."""
        value, sentence = self.reading()
        if sentence or not self.is_changed():
            return sentence
        try:
            check_values(self.field.table, {self.field.name: value})
        except Invalid as error:
            return error.problems[self.field.name]
        return ""

    def check(self) -> None:
        """Show the problem of what is typed now, if any."""
        self.show_problem(self.find_problem())

    def _make_label(self) -> QLabel:
        label = QLabel(self.field.label + (" *" if self.field.required else ""))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", "field")
        label.setBuddy(self.input)
        return label

    def _make_problem(self) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("role", "problem")
        label.hide()
        return label
