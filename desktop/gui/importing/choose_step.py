"""The first step of an import: which file, and whether a kept layout is to be used."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.combo_box import QuietComboBox
from desktop.gui.widgets.labels import plain_label

_HINT = (
    "Tệp Excel (.xlsx, .xls) hoặc .csv như cơ quan vẫn giữ: có dòng tên ở trên, tiêu đề hai dòng hay ô gộp đều được.\n"
    "Trước khi ghi vào sổ sẽ xem được ai mới, ai thay đổi, ô nào không nhận."
)
_BY_ITSELF = "Chương trình tự nhận các cột"


class ChooseStep(QWidget):
    """A calm invitation in the middle of the page."""

    def __init__(self, choose: Callable[[], object]) -> None:
        super().__init__()
        self.choose_button = button("Chọn tệp danh sách…", choose, "primary")
        self._layouts = QuietComboBox()
        self._layouts.setAccessibleName("Mẫu cột đã lưu")
        self._layouts.setMinimumContentsLength(28)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(2)
        for words, role in (("Nhập danh sách của cơ quan", "heading"), (_HINT, "hint")):
            label = plain_label(words, role, wraps=True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(label)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self._layouts)
        row.addWidget(self.choose_button)
        row.addStretch()
        layout.addLayout(row)
        layout.addStretch(3)

    def show_layouts(self, names: list[str]) -> None:
        """Offer the kept layouts; without any there is nothing to choose."""
        self._layouts.clear()
        self._layouts.addItem(_BY_ITSELF, None)
        for name in names:
            self._layouts.addItem(f"Theo mẫu cột “{name}”", name)
        self._layouts.setVisible(bool(names))

    @property
    def layout_name(self) -> str | None:
        """The layout chosen, or None."""
        return self._layouts.currentData()
