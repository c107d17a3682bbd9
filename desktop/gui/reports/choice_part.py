"""The left of the place of reports: which report, which period, how shares are written, by which guidance."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from db.choices import ROUNDING
from db.errors import KnownError
from desktop.domain.reports import periods
from desktop.domain.reports.definitions import Definition
from desktop.domain.reports.model import Rounding
from desktop.domain.reports.periods import Period
from desktop.gui.context import AppContext
from desktop.gui.fields.table import RowTable
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.labels import plain_label, set_role
from desktop.gui.widgets.record_model import RecordModel, TableColumn
from desktop.services.reports import gathering, resources, settings
from desktop.services.reports.settings import Wish

_MOST_DECIMALS = 4
_AUTOMATIC = "theo kỳ báo cáo"


class ChoicePart(QWidget):
    """`chosen`: another report, period or way of writing is wanted; `wished`: the way was changed by the clerk."""

    chosen = Signal()
    wished = Signal()
    left = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.period = periods.year(context.today().year)
        self.model = RecordModel((TableColumn("title", "Báo cáo", lambda each: each.title),))
        self.table = RowTable(context, "reports.list", "Các báo cáo", self.model, (30,))
        self.about = plain_label("", "hint", wraps=True)
        self.period_line = QLineEdit(periods.typed_text(self.period))
        self.period_line.setAccessibleName("Kỳ báo cáo")
        self.period_words = plain_label("", "hint", wraps=True)
        self.rounding, self.decimals, self.guidance = QComboBox(), QComboBox(), QComboBox()
        self.zeros = QCheckBox("Giữ số 0 ở cuối tỷ lệ")
        self._fill()
        self._build()
        self._connect()
        self.model.show_records(resources.reports())
        self.table.choose(0)
        self.show_wish()
        self._say_period()

    @property
    def definition(self) -> Definition:
        """The chosen report."""
        return self.model.record(max(self.table.currentIndex().row(), 0))

    def wish(self) -> Wish:
        """How the report is to be written."""
        rounding = Rounding(self.rounding.currentData(), self.decimals.currentData(), self.zeros.isChecked())
        return Wish(rounding, self.guidance.currentData())

    def show_wish(self) -> None:
        """Show what is remembered for the chosen report."""
        wish = settings.remembered(self.context.store, self.definition.name)
        blockers = [QSignalBlocker(each) for each in (self.rounding, self.decimals, self.guidance, self.zeros)]
        self.rounding.setCurrentIndex(self.rounding.findData(wish.rounding.rounding))
        self.decimals.setCurrentIndex(self.decimals.findData(wish.rounding.decimals))
        self.zeros.setChecked(wish.rounding.keeps_zeros)
        self.guidance.setCurrentIndex(max(self.guidance.findData(wish.guidance), 0))
        del blockers
        self.guidance.setEnabled(self.definition.kind == "form")
        self.about.setText(self.definition.about)

    def turn(self, steps: int) -> None:
        """The period before or after, of the same length."""
        self._take(self.period.before() if steps < 0 else self.period.after())

    def read_period(self) -> None:
        """Take the period that was typed; says so when it is none."""
        text = self.period_line.text()
        if text == periods.typed_text(self.period):
            self._say_period()
            return
        try:
            self._take(periods.parse_words(text))
        except KnownError as error:
            self.period_words.setText(error.sentence)
            set_role(self.period_words, "problem")

    def _take(self, period: Period) -> None:
        self.period = period
        self.period_line.setText(periods.typed_text(period))
        self._say_period()
        self.chosen.emit()

    def _say_period(self) -> None:
        words = periods.words(self.period)
        self.period_words.setText(f"{words[:1].upper()}{words[1:]}. {periods.TYPED_AS}")
        set_role(self.period_words, "hint")

    def _on_chosen(self) -> None:
        self.show_wish()
        self.chosen.emit()

    def _on_period_entered(self) -> None:
        self.read_period()
        self.left.emit()

    def _fill(self) -> None:
        for value, label in ROUNDING.items():
            self.rounding.addItem(label, value)
        for number in range(_MOST_DECIMALS + 1):
            self.decimals.addItem(str(number), number)
        self.guidance.addItem(_AUTOMATIC, None)
        for guidance in gathering.Gatherer(self.context.store, self.context.today()).guidances:
            self.guidance.addItem(guidance.title, guidance.id)
        self.guidance.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def _connect(self) -> None:
        self.table.chosen.connect(lambda _: self._on_chosen())
        self.table.opened.connect(lambda _: self.left.emit())
        self.period_line.editingFinished.connect(self.read_period)
        self.period_line.returnPressed.connect(self._on_period_entered)
        for box in (self.rounding, self.decimals, self.guidance):
            box.currentIndexChanged.connect(lambda _: self.wished.emit())
        self.zeros.toggled.connect(lambda _: self.wished.emit())

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 12, 0)
        layout.setSpacing(6)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.about)
        layout.addLayout(self._period_row())
        layout.addWidget(self.period_words)
        grid = QGridLayout()
        for row, (label, box) in enumerate(
            (("Tỷ lệ", self.rounding), ("Số lẻ", self.decimals), ("Biểu", self.guidance))
        ):
            words = plain_label(label)
            words.setBuddy(box)
            box.setAccessibleName(label)
            grid.addWidget(words, row, 0)
            grid.addWidget(box, row, 1)
        grid.setColumnStretch(1, 1)
        layout.addLayout(grid)
        layout.addWidget(self.zeros)

    def _period_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        label = plain_label("Kỳ")
        label.setBuddy(self.period_line)
        row.addWidget(label)
        row.addWidget(self.period_line, 1)
        row.addWidget(button("‹", lambda: self.turn(-1), "", "Kỳ trước"))
        row.addWidget(button("›", lambda: self.turn(1), "", "Kỳ sau"))
        return row
