"""One line in which a period is typed, and the words in which it was understood."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from db.errors import KnownError
from desktop.domain.reports import periods
from desktop.domain.reports.periods import Period
from desktop.gui.widgets.labels import plain_label, set_role


class PeriodLine(QWidget):
    """`changed`: another period was typed."""

    changed = Signal()

    def __init__(self, period: Period) -> None:
        super().__init__()
        self.period = period
        self.line = QLineEdit(periods.typed_text(period))
        self.line.setAccessibleName("Kỳ báo cáo")
        self.line.setToolTip(periods.TYPED_AS)
        self.line.setMaximumWidth(self.line.fontMetrics().averageCharWidth() * 24)
        self.line.editingFinished.connect(self.read)
        self.words = plain_label("", "hint")
        label = plain_label("&Kỳ", "field")
        label.setBuddy(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for part, stretch in ((label, 0), (self.line, 0), (self.words, 1)):
            row.addWidget(part, stretch)
        self._say()

    def read(self) -> None:
        """Take what was typed; says so when it is no period."""
        if self.line.text() == periods.typed_text(self.period):
            self._say()
            return
        try:
            self.period = periods.parse_words(self.line.text())
        except KnownError as error:
            self.words.setText(error.sentence.partition(". ")[0] + ".")
            self.words.setToolTip(error.sentence)
            set_role(self.words, "problem")
            return
        self.line.setText(periods.typed_text(self.period))
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        words = periods.words(self.period)
        self.words.setText(f"{words[:1].upper()}{words[1:]}")
        set_role(self.words, "hint")
