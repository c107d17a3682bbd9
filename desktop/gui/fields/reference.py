"""The editor of a reference: a few letters without accents, then one of the rows that appear."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit, QStyledItemDelegate

from db.errors import BadValue
from db.fields import Field
from db.text import fold
from desktop.gui.fields.editor import FieldEditor
from desktop.gui.fields.references import Suggestion

Find = Callable[[str], list[Suggestion]]
LabelOf = Callable[[int | None], str]


class ReferenceEditor(FieldEditor):
    """Points to a row of another table; Down opens the rows, typing narrows them."""

    input: QLineEdit

    def __init__(self, field: Field, find: Find, label_of: LabelOf) -> None:
        self._find = find
        self._label_of = label_of
        self._key: int | None = None
        self._label = ""
        super().__init__(field)
        self._rows = QStandardItemModel(0, 1, self)
        self._completer = self._make_completer()

    def look_in(self, find: Find) -> None:
        """Offer other rows than every one of the table."""
        self._find = find

    def make_input(self) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText("gõ vài chữ để tìm")
        line.textEdited.connect(self._narrow)
        line.editingFinished.connect(self._take_only_match)
        line.installEventFilter(self)
        return line

    def put(self, value: Any) -> None:
        self._key = value
        self._label = self._label_of(value)
        self.input.setText(self._label)
        self.input.setCursorPosition(0)

    def put_typed(self, text: str) -> None:
        self._key, self._label = None, ""
        self.input.setText(text)
        self._take_only_match()

    def restore(self, value: Any) -> None:
        if isinstance(value, str):
            self.put_typed(value)
        else:
            super().restore(value)

    def take(self) -> Any:
        typed = self.input.text().strip()
        if not typed:
            return None
        if self._key is None or typed != self._label:
            raise BadValue(f"Chưa tìm thấy “{typed}”. Hãy gõ vài chữ rồi chọn một dòng hiện ra bên dưới.")
        return self._key

    def typed(self) -> str:
        return self.input.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            self._offer("" if self.input.text() == self._label else self.input.text())
            return True
        return super().eventFilter(watched, event)

    def _make_completer(self) -> QCompleter:
        completer = QCompleter(self._rows, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setWidget(self.input)
        # Beyond the last row there is nothing to choose; an arrow key too many shall not lose the choice.
        completer.setWrapAround(False)
        # The signal has a twin that carries the text alone.
        completer.activated[QModelIndex].connect(self._choose)  # type: ignore[index]
        self._popup: QAbstractItemView = completer.popup()  # type: ignore[assignment]
        self._popup.setObjectName("completions")
        # The completer's own delegate knows nothing of the style sheet.
        self._popup.setItemDelegate(QStyledItemDelegate(self._popup))
        return completer

    def _narrow(self, text: str) -> None:
        self.show_problem("")
        if text.strip():
            self._offer(text)
        else:
            self._popup.hide()
        self.edited.emit()

    def _offer(self, text: str) -> None:
        self._rows.clear()
        for key, label in self._find(text):
            item = QStandardItem(label)
            item.setData(key, Qt.ItemDataRole.UserRole)
            self._rows.appendRow(item)
        if self._rows.rowCount():
            self._completer.complete()
            # Enter takes the best row without an arrow key first.
            self._popup.setCurrentIndex(self._completer.completionModel().index(0, 0))
        else:
            self._popup.hide()

    def _choose(self, index: QModelIndex) -> None:
        self._settle(Suggestion(index.data(Qt.ItemDataRole.UserRole), index.data()))

    def _take_only_match(self) -> None:
        """Take what was typed when it can mean one row only, or names one in full; say so when it means none."""
        typed = self.input.text().strip()
        if not typed or typed == self._label or self._popup.isVisible():
            return
        found = self._find(typed)
        exact = [each for each in found if fold(each.label) == fold(typed)]
        if len(exact or found) == 1:
            self._settle((exact or found)[0])
        self.check()

    def _settle(self, chosen: Suggestion) -> None:
        self._key, self._label = chosen
        self.input.setText(self._label)
        self.show_problem("")
        self.edited.emit()
