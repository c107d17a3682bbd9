"""What is asked before somebody's data are printed or erased at request: by which paper, of which day."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout

from db.fields import Field
from desktop.gui.context import AppContext
from desktop.gui.fields.form import FieldForm
from desktop.gui.fields.saving import attempt
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.labels import plain_label
from desktop.services.own_requests import ASKED, ASKED_ON

FULL_NAME = Field("request", "full_name", "Gõ đủ họ và tên người được xóa để xác nhận", required=True)

_MOST_LINES = 4


@dataclass(frozen=True)
class Words:
    """The words of one kind of request: the window's, its button's, a heading, sentences, a warning."""

    title: str
    button: str
    heading: str
    sentences: Sequence[str]
    warning: str = ""


class Choices(QListWidget):
    """Lines of which some are chosen: the arrow keys go through them, the space bar chooses."""

    def __init__(self, question: str, lines: Sequence[str]) -> None:
        super().__init__()
        self.question = question
        self.setAccessibleName(question)
        self.setWordWrap(True)
        for line in lines:
            item = QListWidgetItem(line, self)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
        self.setCurrentRow(0)
        self.setMaximumHeight(self.sizeHintForRow(0) * 2 * min(len(lines), _MOST_LINES) + 12)

    def chosen(self) -> list[int]:
        """The numbers of the chosen lines, from 0."""
        return [place for place in range(self.count()) if self.item(place).checkState() == Qt.CheckState.Checked]


class RequestDialog(QDialog):
    """Accepted once `do` has taken the typed values; what is wrong with them stands under their fields."""

    def __init__(
        self,
        context: AppContext,
        words: Words,
        do: Callable[[Mapping[str, Any]], object],
        further: Sequence[Field] = (),
        choices: Choices | None = None,
    ) -> None:
        super().__init__()
        self.choices = choices
        self.context = context
        self._do = do
        self.result_of_doing: Any = None
        self.setWindowTitle(words.title)
        self.form = FieldForm(context.store, [ASKED, ASKED_ON, *further], columns=1)
        self.form.completed.connect(self.go_on)
        self.go_button = button(words.button, self.go_on, "primary")
        self._build(words)
        self.form.focus_first()

    def go_on(self) -> None:
        """Do it and close, or say what is missing."""
        done = attempt(self.context.messages, [self.form], lambda: self._do(self.form.values()))
        if done is not None:
            self.result_of_doing = done
            self.accept()

    def _build(self, words: Words) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(plain_label(words.heading, "heading", wraps=True))
        for sentence in words.sentences:
            layout.addWidget(plain_label(sentence, "", wraps=True))
        if words.warning:
            layout.addWidget(plain_label(words.warning, "problem", wraps=True))
        if self.choices is not None:
            layout.addWidget(plain_label(self.choices.question, "", wraps=True))
            layout.addWidget(self.choices)
        layout.addWidget(self.form)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(button("Thôi", self.reject))
        buttons.addWidget(self.go_button)
        layout.addLayout(buttons)
        self.setMinimumWidth(620)
