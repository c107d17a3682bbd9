"""The import in the window: choose a file, see what was understood, preview, write, all in one page."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.sheets.mapping import Target
from desktop.gui.context import AppContext
from desktop.gui.importing.choose_step import ChooseStep
from desktop.gui.importing.columns_step import ColumnsStep
from desktop.gui.importing.preview_step import PreviewStep, summary
from desktop.gui.importing.result_step import ResultStep
from desktop.gui.jobs import Report
from desktop.gui.page import Page
from desktop.gui.printing.outlet import documents
from desktop.services import importing

if TYPE_CHECKING:
    from desktop.domain.sheets.model import Understanding, WorkbookData
    from desktop.domain.sheets.plan import ImportPlan

_FOLDER = "import_folder"
KINDS = "Danh sách (*.xlsx *.xls *.csv)"


class ImportPage(Page):
    """The steps lie one above the other; nothing is written before the last."""

    title = "Nhập danh sách"
    help_name = "importing"

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._data: WorkbookData | None = None
        self._understood: Understanding | None = None
        self.plan: ImportPlan | None = None
        self.choose_step = ChooseStep(self.choose)
        self.columns_step = ColumnsStep()
        self.preview_step = PreviewStep()
        self.result_step = ResultStep(lambda: context.go("people"), self._choose_sheet)
        self.steps = QStackedWidget()
        for step in (self.choose_step, self.columns_step, self.preview_step, self.result_step):
            self.steps.addWidget(step)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.addWidget(self.steps)
        self._connect()

    def refresh(self) -> None:
        self.choose_step.show_layouts(importing.list_layouts(self.context.store))

    def first_control(self) -> QWidget | None:
        return self.choose_step.choose_button

    def choose(self) -> None:
        """Ask for a file, first where the last one lay, and read it beside the window."""
        folder = Path(self.context.preferences.get(_FOLDER, "") or documents())
        path = self.context.messages.choose_file("Chọn tệp danh sách", folder, KINDS)
        if path is not None:
            self.context.preferences.set(_FOLDER, str(path.parent))
            self.read(path)

    def go_on(self) -> None:
        """Ctrl+Enter: press the button of the step that goes on."""
        onward = (
            self.choose_step.choose_button,
            self.columns_step.onward,
            self.preview_step.onward,
            self.result_step.leave_button,
        )
        onward[self.steps.currentIndex()].click()

    def read(self, path: Path) -> None:
        """Read a file beside the window, then show what was understood."""

        def work(report: Report) -> "WorkbookData":
            return importing.read_file(path, cancelled=lambda: report.is_cancelled)

        self.context.jobs.run(f"Đang đọc {path.name}", work, self._show_data)

    def write(self) -> None:
        """Copy the book, then write the plan; the window is read-only meanwhile and the work can be stopped."""
        from desktop.services import backups

        store, plan = self.context.store, self.plan
        assert plan is not None

        def work(report: Report) -> Any:
            return importing.apply(store, plan, lambda: backups.safeguard(store), report, lambda: report.is_cancelled)

        self.context.jobs.run("Đang ghi vào sổ", work, self._show_done, holds_store=True)

    def _connect(self) -> None:
        key, here = QKeySequence("Ctrl+Return"), Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(key, self, self.go_on, context=here)
        self.columns_step.corrected.connect(self._correct)
        self.columns_step.sheet_chosen.connect(self._take_sheet)
        self.columns_step.kept.connect(self._keep_layout)
        self.columns_step.went_on.connect(self._show_plan)
        self.columns_step.went_back.connect(lambda: self.steps.setCurrentWidget(self.choose_step))
        self.preview_step.went_on.connect(self.write)
        self.preview_step.went_back.connect(lambda: self.steps.setCurrentWidget(self.columns_step))
        self.preview_step.refused_changed.connect(self._plan_again)

    def _show_data(self, data: "WorkbookData") -> None:
        self._data, self._understood = data, None
        self._understand(None, self.choose_step.layout_name)

    def _understand(self, sheet: str | None, layout: Any) -> None:
        data, store, today = self._data, self.context.store, self.context.today()
        assert data is not None
        understood = self.context.messages.attempt(
            lambda: importing.understand(data, sheet, layout, store=store, today=today)
        )
        if understood is None:
            self._show_understood()
            return
        self._understood = understood
        self.preview_step.proposals.forget()
        self._show_understood()
        self.steps.setCurrentWidget(self.columns_step)
        self.columns_step.onward.setFocus()

    def _show_understood(self) -> None:
        """What is understood now; after a choice that could not be followed, as it was before."""
        if self._data is not None and self._understood is not None:
            self.columns_step.show_understanding(self._data, self._understood)

    def _choose_sheet(self) -> None:
        """Back to the columns of the same file, to take another of its sheets."""
        self.steps.setCurrentWidget(self.columns_step)
        self.columns_step.sheet.setFocus()

    def _take_sheet(self, name: str) -> None:
        self._understand(name, None)

    def _correct(self, position: int, target: Target | None) -> None:
        assert self._understood is not None
        corrected = self._understood.mapping.with_target(position, target)
        self._understand(self._understood.sheet, corrected)

    def _keep_layout(self, name: str) -> None:
        assert self._understood is not None
        if not name:
            self.context.show_status("Hãy gõ tên cho mẫu cột rồi lưu.")
            return
        changes = importing.save_layout(self.context.store, name, self._understood.mapping)
        self.context.show_status(f"Đã lưu mẫu cột “{name}”.", changes)

    def _show_plan(self) -> None:
        self._plan_again()
        if self.plan is not None:
            self.steps.setCurrentWidget(self.preview_step)
            self.preview_step.onward.setFocus()

    def _plan_again(self) -> None:
        understood, store = self._understood, self.context.store
        assert understood is not None
        refused = frozenset(self.preview_step.proposals.refused)
        self.plan = self.context.messages.attempt(lambda: importing.plan(store, understood, refused))
        if self.plan is not None:
            self.preview_step.show_plan(self.plan)

    def _show_done(self, changes: Any) -> None:
        assert self.plan is not None
        self.result_step.show_done(self.plan, self._data is not None and len(self._data.sheets) > 1)
        self.steps.setCurrentWidget(self.result_step)
        self.result_step.leave_button.setFocus()
        self.context.show_status(f"Đã nhập. {summary(self.plan)}", changes)
        self.context.do("describe_book")
