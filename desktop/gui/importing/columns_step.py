"""The second step of an import: what was understood of the file, each column correctable by hand."""

from itertools import islice

from PySide6.QtCore import Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.sheets.mapping import Target
from desktop.domain.sheets.model import Row, Understanding, WorkbookData
from desktop.domain.sheets.plain_text import shown
from desktop.gui.importing.targets import all_targets, target_words
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.combo_box import QuietComboBox
from desktop.gui.widgets.labels import plain_label, rule
from desktop.vietnamese import show_number

_SAMPLE_LETTERS = 34


class ColumnsStep(QWidget):
    """`corrected` carries position and target; `sheet_chosen` a name; `kept` a layout's name; `went_on`."""

    corrected = Signal(int, object)
    sheet_chosen = Signal(str)
    kept = Signal(str)
    went_on = Signal()
    went_back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._choices = _target_model()
        self.boxes: list[QuietComboBox] = []
        self._summary = plain_label("", "heading", wraps=True)
        self._notes = plain_label("", "hint", wraps=True)
        self.sheet = QuietComboBox()
        self.sheet.setAccessibleName("Trang trong tệp")
        self.sheet.textActivated.connect(self.sheet_chosen)
        self._columns = QScrollArea()
        self._columns.setWidgetResizable(True)
        self.onward = button("Xem trước (Ctrl+Enter)", self.went_on.emit, "primary")
        self._layout_name = QLineEdit()
        self._layout_name.setPlaceholderText("tên mẫu cột, thí dụ: Danh sách nguồn của xã")
        self._layout_name.setAccessibleName("Tên mẫu cột để lưu")
        self._lay_out()

    def show_understanding(self, data: WorkbookData, understood: Understanding) -> None:
        """Show the sheet, the header and what each column was taken as."""
        header = " và ".join(show_number(row) for row in understood.mapping.header_rows)
        self._summary.setText(
            f"Trang “{understood.sheet}”, tiêu đề ở dòng {header}: "
            f"đọc được {show_number(len(understood.rows))} dòng người."
        )
        self._notes.setText("; ".join(f"{note.value}: {note.why}" for note in understood.notes))
        self._notes.setVisible(bool(understood.notes))
        self.sheet.clear()
        self.sheet.addItems([sheet.name for sheet in data.sheets])
        self.sheet.setCurrentText(understood.sheet)
        self._show_columns(understood)

    def _show_columns(self, understood: Understanding) -> None:
        people = [understood.cells[read.row - 1] for read in understood.rows]
        content = QWidget()
        content.setObjectName("canvas")
        grid = QGridLayout(content)
        grid.setContentsMargins(4, 4, 14, 4)
        grid.setVerticalSpacing(6)
        grid.setHorizontalSpacing(18)
        self.boxes = []
        for place, words in enumerate(("Cột trong tệp", "Thí dụ", "Được hiểu là")):
            grid.addWidget(plain_label(words, "strong"), 0, place)
        for line, column in enumerate(understood.mapping.columns, start=1):
            box = self._box(column.position, column.heading, column.target)
            grid.addWidget(plain_label(column.heading or f"(cột thứ {column.position + 1})"), line, 0)
            grid.addWidget(plain_label(_sample(people, column.position), "hint"), line, 1)
            grid.addWidget(box, line, 2)
            self.boxes.append(box)
        grid.setRowStretch(len(self.boxes) + 1, 1)
        for place, stretch in enumerate((3, 3, 3)):
            grid.setColumnStretch(place, stretch)
        self._columns.setWidget(content)

    def _box(self, position: int, heading: str, target: Target | None) -> QuietComboBox:
        box = QuietComboBox()
        box.setAccessibleName(f"Cột “{heading}” được hiểu là")
        box.setModel(self._choices)
        box.setMaxVisibleItems(18)
        box.setCurrentText(target_words(target))
        box.activated.connect(lambda place: self.corrected.emit(position, self._choices.item(place).data()))
        return box

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._summary, 1)
        words = plain_label("Trang", "field")
        words.setBuddy(self.sheet)
        top.addWidget(words)
        top.addWidget(self.sheet)
        bottom = QHBoxLayout()
        bottom.addWidget(button("Chọn tệp khác", self.went_back.emit))
        bottom.addStretch()
        bottom.addWidget(self._layout_name, 1)
        bottom.addWidget(button("Lưu mẫu cột", lambda: self.kept.emit(self._layout_name.text().strip())))
        bottom.addWidget(self.onward)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self._notes)
        layout.addWidget(rule())
        layout.addWidget(self._columns, 1)
        layout.addLayout(bottom)


def _target_model() -> QStandardItemModel:
    model = QStandardItemModel()
    for target in all_targets():
        item = QStandardItem(target_words(target))
        item.setData(target)
        model.appendRow(item)
    return model


def _sample(rows: list[Row], position: int) -> str:
    """The first values that stand in a column."""
    texts = (shown(row[position].value) for row in rows if len(row) > position)
    found = list(islice(filter(None, texts), 2))
    sample = "; ".join(found)
    return sample if len(sample) <= _SAMPLE_LETTERS else f"{sample[:_SAMPLE_LETTERS]}…"
