"""The tab of what one user prefers: text size, and after how long the window locks itself."""

from PySide6.QtWidgets import QFormLayout, QWidget

from desktop.gui import idle_lock, text_size
from desktop.gui.context import AppContext
from desktop.gui.widgets.combo_box import QuietComboBox
from desktop.gui.widgets.labels import plain_label


class WindowPart(QWidget):
    """Each choice takes hold at once and is kept on this machine."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        preferences = context.preferences
        self.text_size = _box("Cỡ chữ", [(f"{percent} %", percent) for percent in text_size.SIZES])
        self.text_size.setCurrentIndex(self.text_size.findData(text_size.current(preferences)))
        self.text_size.activated.connect(lambda _: text_size.choose(preferences, self.text_size.currentData()))
        self.lock = _box("Tự khóa khi không dùng", [(f"sau {each} phút", each) for each in idle_lock.MINUTES])
        self.lock.setCurrentIndex(max(0, self.lock.findData(preferences.get(idle_lock.KEY, idle_lock.USUAL_MINUTES))))
        self.lock.activated.connect(lambda _: preferences.set(idle_lock.KEY, self.lock.currentData()))
        form = QFormLayout(self)
        form.setContentsMargins(4, 18, 0, 0)
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        form.addRow(plain_label("Cỡ chữ"), self.text_size)
        form.addRow(plain_label("Tự khóa khi không dùng"), self.lock)
        form.addRow(plain_label("Ctrl và dấu = làm chữ to hơn, Ctrl và dấu - làm chữ nhỏ hơn.", "hint"))


def _box(name: str, choices: list[tuple[str, int]]) -> QuietComboBox:
    box = QuietComboBox()
    box.setAccessibleName(name)
    box.setMinimumContentsLength(14)
    for words, value in choices:
        box.addItem(words, value)
    return box
