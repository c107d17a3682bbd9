"""A table whose cells are typed into: what stands in an open cell counts before Enter was pressed."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QLineEdit, QWidget

from desktop.gui.fields.fitting import FittingTable

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class CellTable(FittingTable):
    """`typing`: what stands in the open cell has changed, or the cell was closed."""

    typing = Signal()

    def is_typing(self) -> bool:
        """Whether an open cell holds something else than the model."""
        editor = self._editor()
        return editor is not None and editor.text() != str(self.currentIndex().data(Qt.ItemDataRole.EditRole) or "")

    def commit(self) -> None:
        """Take what stands in an open cell, as when the clerk saves without pressing Enter first."""
        editor = self._editor()
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def edit(self, *asked: Any) -> Any:
        """Open a cell; as in Excel, one that was opened by typing is left by the arrow keys."""
        result = super().edit(*asked)
        editor = self._editor()
        if editor is not None and len(asked) > 1 and result:
            self.scrollTo(self.currentIndex())
            self.updateEditorGeometries()
            editor.textEdited.connect(lambda _: self.typing.emit())
            if asked[1] == QAbstractItemView.EditTrigger.AnyKeyPressed:
                editor.installEventFilter(self)
            # The key that opened the cell stands in it already.
            self.typing.emit()
        return result

    def updateEditorGeometries(self) -> None:
        """An open cell is as large as the closed one."""
        super().updateEditorGeometries()
        if (editor := self._editor()) is not None:
            editor.setGeometry(self.visualRect(self.currentIndex()))

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        self.typing.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QLineEdit) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None and watched is self._editor():
                self.commit()
                index = self.currentIndex()
                beside = index.siblingAtColumn(index.column() + step)
                self.setCurrentIndex(beside if beside.isValid() else index)
                return True
        return super().eventFilter(watched, event)

    def _editor(self) -> QLineEdit | None:
        if self.state() != QAbstractItemView.State.EditingState or not self.currentIndex().isValid():
            return None
        found = self.indexWidget(self.currentIndex())
        return found if isinstance(found, QLineEdit) else None
