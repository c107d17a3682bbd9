"""A dialog of one form: what it is about, a hint, the fields, and the two buttons that keep or leave it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from db.changes import Changes
from db.fields import Field
from desktop.gui.context import AppContext
from desktop.gui.fields.form import FieldForm
from desktop.gui.fields.saving import attempt
from desktop.gui.widgets.arranging import scrolled, stacked
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.labels import plain_label

_HIGHEST, _NARROWEST = 640, 520


@dataclass(frozen=True)
class Words:
    """What a dialog says: its title, what it is about, a hint, the button that keeps."""

    title: str
    about: str
    hint: str
    keep: str


class FieldDialog(QDialog):
    """Accepted when `save` has kept what was typed; problems stand under their fields."""

    def __init__(
        self,
        context: AppContext,
        words: Words,
        fields: Sequence[Field],
        values: Mapping[str, Any],
        save: Callable[[dict[str, Any]], Changes],
        columns: int = 2,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.context = context
        self._save = save
        self.setWindowTitle(words.title)
        self.form = FieldForm(context.store, fields, columns)
        self.form.show_values(values)
        self.form.completed.connect(self.save)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self.save)
        self._build(words, columns)
        self.form.focus_first()

    def save(self) -> None:
        """Keep and close."""
        changes = attempt(self.context.messages, [self.form], lambda: self._save(self.form.values()))
        if changes is not None:
            self.context.show_status(f"Đã lưu: {changes.label}.", changes)
            self.accept()

    def _build(self, words: Words, columns: int) -> None:
        inside = stacked(self.form, margins=(0, 0, 10, 0))
        area = scrolled(inside, framed=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(plain_label(words.about, "heading", wraps=True))
        layout.addWidget(plain_label(words.hint, "hint", wraps=True))
        layout.addWidget(area, 1)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(button("Không ghi", self.reject))
        buttons.addWidget(button(words.keep, self.save, "primary"))
        layout.addLayout(buttons)
        # A column is as wide as its longest label asks for.
        width = max(290 * columns, _NARROWEST, inside.minimumSizeHint().width() + 70)
        frame = layout.totalHeightForWidth(width) - area.sizeHint().height()
        self.resize(width, min(_HIGHEST, frame + inside.sizeHint().height() + 12))
