"""Texts known already, offered below a line while it is typed; what is typed stays unless one is chosen."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QCompleter, QLineEdit, QStyledItemDelegate

from desktop.services import known_texts

# One letter says too little to lay a list over the fields below.
SHORTEST_TYPED = 2
MOST_SEEN = 8


class Suggestions(QObject):
    """Down goes into the list, Enter there takes a text; Enter without a choice moves on as ever.

    `texts` is asked once each time the line gets the keyboard. `taken`: a text was chosen.
    """

    taken = Signal()

    def __init__(self, line: QLineEdit, texts: Callable[[], list[str]]) -> None:
        super().__init__(line)
        self._line, self._texts = line, texts
        self._known: list[str] | None = None
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(MOST_SEEN)
        self._completer.setWidget(line)
        self._completer.activated.connect(self._take)
        line.textEdited.connect(self._narrow)
        line.editingFinished.connect(self._forget)
        line.installEventFilter(self)
        self._list: QAbstractItemView | None = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self._list:
                return self._pass_on(event)
            if event.key() == Qt.Key.Key_Down:
                self._offer("")
                return True
        return False

    def _forget(self) -> None:
        """The line was left; the next time the book may hold more."""
        self._known = None
        self._hide()

    def _pass_on(self, event: QKeyEvent) -> bool:
        """Enter without a choice belongs to the line, whose form moves on."""
        assert self._list is not None
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._list.currentIndex().isValid():
            self._list.hide()
            QCoreApplication.sendEvent(self._line, event)
            return True
        return False

    def _narrow(self, typed: str) -> None:
        if len(typed.strip()) >= SHORTEST_TYPED:
            self._offer(typed)
        else:
            self._hide()

    def _offer(self, typed: str) -> None:
        if self._known is None:
            self._known = self._texts()
        found = known_texts.matching(self._known, typed)
        self._model.setStringList(found)
        if found:
            self._list = self._list or self._make_list()
            self._completer.complete()
            # Whatever Qt holds for the best is no choice of the clerk: Enter keeps what is typed.
            self._list.setCurrentIndex(QModelIndex())
        else:
            self._hide()

    def _make_list(self) -> QAbstractItemView:
        """The list is made when it is first needed; a page has some fifty lines."""
        made = self._completer.popup()
        assert made is not None
        made.setObjectName("completions")
        # The completer's own delegate knows nothing of the style sheet.
        made.setItemDelegate(QStyledItemDelegate(made))
        made.installEventFilter(self)
        made.ensurePolished()
        return made

    def _hide(self) -> None:
        # A line that goes with its page loses the keyboard after its list has gone.
        if self._list is not None and QApplication.activePopupWidget() is self._list:
            self._list.hide()

    def _take(self, text: str) -> None:
        self._line.setText(text)
        self.taken.emit()
