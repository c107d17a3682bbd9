"""The row above the list of people: stage, cell, how many were found, and the way back to all of them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from db.choices import STAGE
from db.records import Record
from desktop.gui.fields.kinds import QuietComboBox
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.labels import plain_label
from desktop.vietnamese import show_number


class PeopleFilters(QWidget):
    """`changed`: another stage or cell was chosen; `cleared`: all filters and the search were dropped."""

    changed = Signal()
    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._cells: list[Record] = []
        self.stage = _box("Lọc theo giai đoạn", 10)
        self.cell = _box("Lọc theo chi bộ", 12)
        self.stage.addItem("Mọi giai đoạn", None)
        for value, words in STAGE.items():
            self.stage.addItem(words, value)
        for box in (self.stage, self.cell):
            box.activated.connect(self.changed)
        self._count = plain_label("", "hint")
        self._clear = button("Bỏ lọc", self.cleared.emit, "link", "Hiện lại tất cả mọi người")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for box in (self.stage, self.cell):
            layout.addWidget(box, 1)
        layout.addWidget(self._clear)
        layout.addWidget(self._count)
        layout.addStretch(1)

    def show_cells(self, cells: list[Record]) -> None:
        """Offer these cells; the chosen one stays chosen while it is among them."""
        if cells == self._cells and self.cell.count():
            return
        chosen = self.cell.currentData()
        self._cells = cells
        self.cell.clear()
        self.cell.addItem("Mọi chi bộ", None)
        for cell in cells:
            self.cell.addItem(cell.name, cell.id)
        self.cell.setCurrentIndex(max(0, self.cell.findData(chosen)))

    def show_count(self, count: int | None) -> None:
        """Say how many people were found; None while it is not known."""
        self._count.setText("" if count is None else f"{show_number(count)} người")

    def show_narrowed(self, is_narrowed: bool) -> None:
        """Offer the way back when not everybody is shown."""
        self._clear.setVisible(is_narrowed)

    def kept(self) -> dict[str, str | None]:
        """The choice as preferences hold it."""
        cell = next((cell.uid for cell in self._cells if cell.id == self.cell.currentData()), None)
        return {"stage": self.stage.currentData(), "cell": cell}

    def choose(self, kept: dict[str, str | None]) -> None:
        """Choose again what preferences hold."""
        cell = next((cell.id for cell in self._cells if cell.uid == kept.get("cell")), None)
        self.stage.setCurrentIndex(max(0, self.stage.findData(kept.get("stage"))))
        self.cell.setCurrentIndex(max(0, self.cell.findData(cell)))


def _box(name: str, letters: int) -> QComboBox:
    box = QuietComboBox()
    box.setAccessibleName(name)
    box.setMaxVisibleItems(24)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(letters)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return box
