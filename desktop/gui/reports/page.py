"""The place “Thống kê, báo cáo”: a report of a period as the very page, its figures, what does not fit together."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QListWidget, QSplitter, QTabWidget, QVBoxLayout, QWidget

from db import fields
from db.changes import Changes
from db.errors import KnownError
from db.files import write_whole
from desktop.domain.reports.model import Report
from desktop.gui.context import AppContext
from desktop.gui.fields.dialog import FieldDialog, Words
from desktop.gui.jobs import Job
from desktop.gui.page import Page
from desktop.gui.printing import printer
from desktop.gui.printing.page_view import PageView
from desktop.gui.reports.asking import Asked, ask
from desktop.gui.reports.choice_part import ChoicePart
from desktop.gui.reports.dialogs import GroupsDialog, TypedDialog
from desktop.gui.reports.figures_view import FiguresView
from desktop.gui.reports.people_dialog import PeopleDialog
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.flow import FlowRow
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.permission import permit
from desktop.printing import raster, reports
from desktop.services.reports import behind, outputs, runs, settings, typed
from desktop.services.reports.outputs import Output
from desktop.services.reports.runs import COMPLETE, Shown
from desktop.vietnamese import show_moment, show_number

_KINDS = {
    "pdf": ("Lưu PDF…", "PDF (*.pdf)"),
    "docx": ("Word…", "Word (*.docx)"),
    "xlsx": ("Excel…", "Excel (*.xlsx)"),
}
_EVENTS = {"completed": "hoàn thành", "sent": "gửi", "reopened": "mở lại"}
_REASON = fields.field("report_event", "reason")


class ReportsPage(Page):
    """One report of one period at a time; made again whenever the book changes, unless it is locked."""

    title = "Thống kê, báo cáo"
    help_name = "reports"
    concerns = frozenset(
        "person dossier step certificate enrolment training_class party_cell party_committee party_member office"
        " mentor_assignment special_group dossier_receipt quota member_stock village village_status source_survey"
        " commendation mentor_report typed_figure value_group report_run report_event report_setting".split()
    )

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.shown: Shown | None = None
        self._output: Output | None = None
        self._pdf = b""
        self._drawing: Job | None = None
        self._request = 0
        self._is_undrawn = False
        self.choice = ChoicePart(context)
        self.view = PageView()
        self.figures = FiguresView(context, "reports.figures")
        self.findings = QListWidget()
        self.findings.setAccessibleName("Điều không khớp")
        self.findings.setWordWrap(True)
        self.state = plain_label("", "hint", wraps=True)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.pages = plain_label("", "hint")
        self.tabs.setCornerWidget(self.pages)
        self._make_buttons()
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Make the report again, or read the locked one."""
        choice = self.choice
        asked = Asked(choice.definition.name, choice.period, choice.wish())
        ask(self.context, asked, self._take, self._wait_for)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_undrawn:
            self._draw()

    def hideEvent(self, event: QHideEvent) -> None:
        """Pages nobody sees are not drawn: whatever the clerk wants next does not wait for them."""
        self._is_undrawn = self._stop_drawing()
        super().hideEvent(event)

    def first_control(self) -> QWidget | None:
        return self.choice.table

    def save_as(self, kind: str) -> None:
        """Save the report as a file of a kind."""
        output = self._output
        if output is None:
            return
        heading, kinds = _KINDS[kind]
        name = outputs.file_of(output.report, _documents(), kind)
        path = self.context.messages.choose_new_file(f"Lưu {heading.removeprefix('Lưu ').rstrip('…')}", name, kinds)
        if path is None:
            return
        path = path if path.suffix.casefold() == f".{kind}" else path.with_name(f"{path.name}.{kind}")
        work: Callable[..., None] = lambda report: write_whole(path, outputs.content(output, kind, report))  # noqa: E731
        self.context.jobs.run("Đang lưu", work, lambda _: self._saved(output, path, kind), self._fail)

    def print(self) -> None:
        """Ask for the printer and print the pages that are seen."""
        report = self.shown.report if self.shown is not None else None
        if report is None or not self._pdf or self.context.store.refusal("print"):
            return
        target = QPrinter(QPrinter.PrinterMode.HighResolution)
        target.setDocName(report.title)
        if self.context.messages.choose_printer(target, raster.page_count(self._pdf)):
            work = printer.paint(self._pdf, target)
            self.context.jobs.run_sliced("Đang in", work, lambda pages: self._printed(report, pages), self._fail)

    def type_figures(self) -> None:
        """Type figures for the period instead of counting them."""
        if self.shown is not None and not self.shown.is_locked:
            self.context.messages.run_dialog(TypedDialog(self.context, self.shown.report, self))

    def complete(self) -> None:
        """Lock the report after asking; what does not fit is said once more."""
        shown = self.shown
        if shown is None or shown.is_locked:
            return
        count = len(shown.report.findings)
        wrong = f"Còn {show_number(count)} điều không khớp. " if count else ""
        text = f"{wrong}Số liệu của báo cáo được khóa như đang thấy; muốn làm lại phải mở lại và ghi lý do."
        if self.context.messages.confirm("Hoàn thành báo cáo", text, "Hoàn thành"):
            self._do(lambda: runs.complete(self.context.store, shown.report))

    def mark_sent(self) -> None:
        """Note that the report was sent."""
        if self.shown is not None and self.shown.run_id is not None:
            run_id = self.shown.run_id
            self._do(lambda: runs.mark_sent(self.context.store, run_id))

    def reopen(self) -> None:
        """Ask for the reason and open the report again."""
        if self.shown is None or self.shown.run_id is None or not self.shown.is_locked:
            return
        run_id, store = self.shown.run_id, self.context.store
        words = Words("Mở lại báo cáo", self.shown.report.title, "Số liệu được tính lại từ sổ hiện nay.", "Mở lại")
        dialog = FieldDialog(
            self.context,
            words,
            [_REASON],
            {},
            lambda values: runs.reopen(store, run_id, values.get("reason") or ""),
            columns=1,
            parent=self,
        )
        self.context.messages.run_dialog(dialog)

    def point(self, page: int, x: float, y: float) -> None:
        """List the people behind the figure of the page on which the clerk clicked twice."""
        report = self.shown.report if self.shown is not None else None
        found = report.line_of(raster.line_at(self._pdf, page, y)) if report is not None and self._pdf else None
        if report is not None and found is not None:
            column = reports.column_at(report, report.tables[found[0]], x)
            if column is not None:
                self.figures.open_at(*found, column)

    def open_finding(self) -> None:
        """Put unknown words into groups, or list the people a finding is about."""
        place = self.findings.currentRow()
        if self.shown is None or not 0 <= place < len(self.shown.report.findings):
            return
        finding, store, today = self.shown.report.findings[place], self.context.store, self.context.today()
        dimension = behind.dimension(store, finding.key, today)
        values = behind.unknown_values(store, finding.key, self.choice.period, today) if dimension is not None else []
        if dimension is not None and values and not self.shown.is_locked:
            self.context.messages.run_dialog(GroupsDialog(self.context, dimension, values, self))
        elif finding.people:
            self.context.messages.run_dialog(PeopleDialog(self.context, finding.sentence, finding.people, self))

    def _do(self, work: Callable[[], Changes]) -> None:
        changes = self.context.messages.attempt(work)
        if changes is not None:
            # What became of a report is not undone but opened again, so nothing is offered.
            self.context.changed.emit(changes)
            self.context.show_status(f"Đã lưu: {changes.label}.")
            # The button that was pressed is greyed now.
            self._enter_report()

    def _on_wished(self) -> None:
        """Remember how this report is wanted; who may not write just sees it so."""
        store, choice = self.context.store, self.choice
        if not store.refusal("write"):
            changes = settings.remember(store, choice.definition.name, choice.wish())
            if changes:
                self.context.changed.emit(changes)
                return
        self.refresh()

    def _wait_for(self, job: Job) -> None:
        """Show nothing of another report while this one is made."""
        self.shown, self._output, self._pdf = None, None, b""
        self._stop_drawing()
        self.figures.show_report(None)
        self.findings.clear()
        self.view.show_pdf(b"")
        self.state.setText(f"{job.label}…")
        job.ended.connect(lambda: self.state.setText("Đã dừng. Bấm F5 để tính lại."))

    def _take(self, shown: Shown) -> None:
        self.shown = shown
        self.figures.show_report(shown.report)
        self._show_findings()
        self._show_state()
        self._draw()

    def _draw(self) -> None:
        """Make the page beside the window; only the last wish is shown."""
        assert self.shown is not None
        self._stop_drawing()
        self._is_undrawn, self._pdf = False, b""
        output = self._output = outputs.gather(self.context.store, self.shown, self.context.today())
        work: Callable[..., bytes] = lambda report: outputs.content(output, "pdf", report)  # noqa: E731
        request = self._request
        done = lambda pdf: self._show_pdf(request, pdf)  # noqa: E731
        self._drawing = self.context.jobs.run("Đang làm báo cáo", work, done, self._fail)

    def _stop_drawing(self) -> bool:
        """Give up the page that is being made, even if it is ready just now; whether there was one."""
        self._request += 1
        drawing, self._drawing = self._drawing, None
        if drawing is not None:
            drawing.cancel()
        return drawing is not None

    def _show_pdf(self, request: int, pdf: bytes) -> None:
        if request == self._request:
            self._drawing, self._pdf = None, pdf
            self.view.show_pdf(pdf)

    def _show_page(self, page: int, pages: int) -> None:
        self.pages.setText(f"Trang {page}/{pages} (Page Up, Page Down)" if pages > 1 else "")

    def _printed(self, report: Report, pages: int) -> None:
        outputs.note_printed(self.context.store, report)
        self.context.show_status(f"Đã gửi {show_number(pages)} trang tới máy in.")

    def _saved(self, output: Output, path: Path, kind: str) -> None:
        outputs.note(self.context.store, output.report, kind)
        self.context.show_status(f"Đã lưu {path}.")

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self.context.messages.tell_error(error)

    def _show_findings(self) -> None:
        assert self.shown is not None
        found = self.shown.report.findings
        self.findings.clear()
        self.findings.addItems([finding.sentence for finding in found])
        if found:
            self.findings.setCurrentRow(0)
        words = f"Điều không khớp ({show_number(len(found))})" if found else "Điều không khớp"
        self.tabs.setTabText(self.tabs.indexOf(self.findings), words)
        self.tabs.setTabEnabled(self.tabs.indexOf(self.findings), bool(found))

    def _show_state(self) -> None:
        assert self.shown is not None
        told = [
            f"{_EVENTS[event.kind].capitalize()} {show_moment(event.happened_at)}, {event.done_by}"
            + (f" ({event.reason})" if event.reason else "")
            for event in self.shown.events
        ]
        state = "; ".join(told) or "Đang làm: số liệu theo sổ hiện nay"
        self.state.setText(" ".join(filter(None, (f"{state}.", reports.certainty(self.shown.report)))))
        is_locked = self.shown.is_locked
        self.complete_button.setEnabled(not is_locked)
        self.type_button.setEnabled(not is_locked and bool(typed.typable(self.context.store, self.shown.report)))
        self.sent_button.setEnabled(self.shown.state == COMPLETE)
        self.reopen_button.setEnabled(is_locked)

    def _make_buttons(self) -> None:
        store = self.context.store
        self.print_button = button("In…", self.print, "primary", "Chọn máy in rồi in (Ctrl+P)")
        self.save_buttons = {kind: button(words, partial(self.save_as, kind)) for kind, (words, _) in _KINDS.items()}
        for kind, each in self.save_buttons.items():
            permit(store, outputs.RIGHTS[kind], each)
        self.type_button = button("Gõ số…", self.type_figures, "", "Số cho thời gian chưa theo dõi trong sổ")
        self.complete_button = button("Hoàn thành…", self.complete, "", "Khóa số liệu")
        self.sent_button = button("Đã gửi", self.mark_sent)
        self.reopen_button = button("Mở lại…", self.reopen)
        permit(store, "print", self.print_button)
        permit(store, "write", self.type_button)
        permit(store, runs.RIGHT, self.complete_button, self.sent_button, self.reopen_button)

    def _connect(self) -> None:
        self.view.pointed.connect(self.point)
        self.view.turned.connect(self._show_page)
        self.choice.chosen.connect(self.refresh)
        self.choice.wished.connect(self._on_wished)
        self.choice.left.connect(self._enter_report)
        self.findings.itemActivated.connect(lambda _: self.open_finding())

    def _enter_report(self) -> None:
        front = self.tabs.currentWidget()
        (self.figures.table if front is self.figures else front).setFocus()

    def _build(self) -> None:
        for part, words in ((self.view, "Trang in"), (self.figures, "Số liệu"), (self.findings, "Điều không khớp")):
            self.tabs.addTab(part, words)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.state)
        buttons = (self.type_button, self.complete_button, self.sent_button, self.reopen_button)
        superior = button("Tệp Excel của cấp trên…", lambda: self.context.do("fill_template"))
        column.addLayout(FlowRow(self.print_button, *self.save_buttons.values(), superior, *buttons))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.choice)
        splitter.addWidget(right)
        splitter.setSizes([330, 780])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.addWidget(splitter)


def _documents() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
