"""The path of admission as a row of stages with the number of people at each; a stage leads to its people."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.choices import STAGE
from desktop.domain import stages
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.flow import FlowRow
from desktop.vietnamese import show_number


class StageRow(QWidget):
    """`chosen` carries the stage that was pressed."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Số người ở mỗi giai đoạn")
        self._row = FlowRow()
        self._row.setSpacing(4)
        self.setLayout(self._row)
        self.buttons = {stage: button("", partial(self.chosen.emit, stage), "stage") for stage in stages.PATH}
        for made in self.buttons.values():
            self._row.addWidget(made)

    def show_counts(self, counts: dict[str, int]) -> None:
        """Show how many people stand where; stages without anybody are left out."""
        for stage, made in self.buttons.items():
            words = f"{STAGE[stage]}  {show_number(counts.get(stage, 0))}"
            made.setText(words)
            made.setAccessibleName(f"{words} người")
            made.setVisible(bool(counts.get(stage)))
        self._row.invalidate()
