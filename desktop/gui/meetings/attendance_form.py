"""The attendance of a meeting: only what its body has, in as many columns as there is room for."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout

from db import fields as registry
from db.store import Store
from desktop.gui.fields.form import FieldForm

_CELL = (
    "member_total official_total members_exempt members_elsewhere members_suspended votes_base"
    " present present_official document_number document_on"
).split()
# A committee has no probationary members and nobody exempt.
_COMMITTEE = "member_total members_suspended votes_base present document_number document_on".split()
_LEAST_WIDTH = 260


class AttendanceForm(FieldForm):
    """Arranges its editors anew when the body or the room changes."""

    def __init__(self, store: Store) -> None:
        self._shown: list[str] = []
        self._placed: tuple[int, list[str]] = (0, [])
        super().__init__(store, [registry.field("meeting", name) for name in _CELL], columns=2)
        # The grid alone would never let the form become narrower than it was.
        self.setMinimumWidth(_LEAST_WIDTH)
        self.fit_body(is_cell=True)

    def fit_body(self, is_cell: bool) -> None:
        """Show what a cell, or else a committee, has."""
        self._shown = _CELL if is_cell else _COMMITTEE
        for name, editor in self.editors.items():
            editor.setVisible(name in self._shown)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._placed = (0, [])
            self._arrange()

    def _arrange(self) -> None:
        grid = self.layout()
        assert isinstance(grid, QGridLayout)
        editors = [self.editors[name] for name in self._shown]
        columns = self._columns_for([editor.sizeHint().width() for editor in editors], grid.horizontalSpacing())
        if (columns, self._shown) == self._placed:
            return
        self._placed = (columns, self._shown)
        for place, editor in enumerate(editors):
            grid.addWidget(editor, place // columns, place % columns)
        for column in range(grid.columnCount()):
            grid.setColumnMinimumWidth(column, 0)
            grid.setColumnStretch(column, 1 if column < columns else 0)

    def _columns_for(self, widths: list[int], spacing: int) -> int:
        """The most columns that fit, each as wide as its widest editor; then as many as make the rows alike."""
        fitting = 1
        for columns in range(2, len(widths) + 1):
            needed = sum(max(widths[column::columns]) + spacing for column in range(columns)) - spacing
            if needed <= self.width():
                fitting = columns
        rows = -(-len(widths) // fitting)
        return -(-len(widths) // rows)
