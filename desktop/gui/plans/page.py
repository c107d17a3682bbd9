"""The place “Kế hoạch, chỉ tiêu”: grids of what is planned and counted by hand, villages joined and split."""

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from desktop.gui.context import AppContext
from desktop.gui.grid.part import GridPart
from desktop.gui.page import Page
from desktop.gui.plans.grids import first_key, grids
from desktop.gui.plans.progress_part import ProgressPart
from desktop.gui.plans.village_dialogs import MergeDialog, SplitDialog
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.permission import permit
from desktop.services.reports import settings

VILLAGES, MENTOR_REPORTS = "villages", "mentor_reports"


class PlansPage(Page):
    """Progress first, then a tab for each grid; one save keeps the grid in front."""

    title = "Kế hoạch, chỉ tiêu"
    help_name = "plans"
    concerns = frozenset(
        "quota member_stock village village_status village_predecessor source_survey commendation calendar_entry"
        " mentor_report party_cell typed_figure step person mentor_assignment".split()
    )

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.progress = ProgressPart(context)
        today = context.today()
        specs = grids(context.today)
        self.parts = {spec.name: GridPart(context, spec, first_key(spec, today)) for spec in specs}
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.save_button = button("Lưu (Ctrl+S)", self.save, "primary")
        permit(context.store, "write", self.save_button)
        self._add_village_buttons()
        self._add_rhythm()
        self._build()
        for part in self.parts.values():
            part.edited.connect(self._show_unsaved)
        self.tabs.currentChanged.connect(lambda _: self._on_turned())

    @property
    def part(self) -> GridPart | None:
        """The grid in front."""
        front = self.tabs.currentWidget()
        return front if isinstance(front, GridPart) else None

    def refresh(self) -> None:
        """Read what is seen; a hidden grid is read when its tab is turned to."""
        self._on_turned()

    def has_unsaved(self) -> bool:
        return any(part.has_unsaved() for part in self.parts.values())

    def save(self) -> bool:
        if self.save_button.hasFocus() and self.part is not None:
            # The button is about to be greyed, and the keyboard would go to whatever comes next in the window.
            self.part.table.setFocus()
        for part in self.parts.values():
            if not part.save():
                self.tabs.setCurrentWidget(part)
                return False
        self._show_unsaved()
        return True

    def discard(self) -> None:
        for part in self.parts.values():
            if part.has_unsaved():
                part.discard()
        self._show_unsaved()

    def first_control(self) -> QWidget | None:
        return self.part.table if self.part is not None else self.progress.table

    def merge(self) -> None:
        """Ask which villages become one, from which day."""
        part = self.parts[VILLAGES]
        if part.settle() and self.context.messages.run_dialog(MergeDialog(self.context, part.key, self)):
            part.refresh()

    def split(self) -> None:
        """Ask what the chosen village is divided into."""
        part = self.parts[VILLAGES]
        row = part.table.currentIndex().row()
        if not 0 <= row < len(part.model.lines) or not part.settle():
            return
        line = part.model.lines[row]
        if line.row_id is not None:
            self.context.messages.run_dialog(SplitDialog(self.context, line.row_id, line.label, part.key, self))
            part.refresh()

    def _on_turned(self) -> None:
        if self.part is not None:
            self.part.refresh()
        else:
            self.progress.refresh()
        self._show_unsaved()

    def _show_unsaved(self) -> None:
        self.save_button.setEnabled(self.has_unsaved())

    def _add_rhythm(self) -> None:
        """How often mentors report, beside the grid of their reports."""
        self.rhythm = QComboBox()
        self.rhythm.setAccessibleName("Nhịp báo cáo của đảng viên giúp đỡ")
        for months, words in settings.MENTOR_RHYTHMS.items():
            self.rhythm.addItem(f"Nhịp báo cáo: {words}", months)
        self.rhythm.setCurrentIndex(self.rhythm.findData(settings.mentor_months(self.context.store)))
        self.rhythm.activated.connect(lambda _: self._save_rhythm())
        permit(self.context.store, "settings", self.rhythm)
        self.parts[MENTOR_REPORTS].tools.addWidget(self.rhythm)

    def _save_rhythm(self) -> None:
        store, months, part = self.context.store, self.rhythm.currentData(), self.parts[MENTOR_REPORTS]
        if months != settings.mentor_months(store) and part.settle():
            changes = self.context.messages.attempt(lambda: settings.save_mentor_months(store, months))
            if changes is not None:
                self.context.changed.emit(changes)
                self.context.show_status(f"Đã lưu: {changes.label}.")
        self.rhythm.setCurrentIndex(self.rhythm.findData(settings.mentor_months(store)))
        part.refresh()

    def _add_village_buttons(self) -> None:
        made = button("Nhập thôn…", self.merge), button("Chia thôn…", self.split)
        permit(self.context.store, "write", *made)
        for each in made:
            self.parts[VILLAGES].tools.addWidget(each)

    def _build(self) -> None:
        self.tabs.addTab(self.progress, "Tiến độ")
        for part in self.parts.values():
            self.tabs.addTab(part, part.spec.title)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(10)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(foot)
