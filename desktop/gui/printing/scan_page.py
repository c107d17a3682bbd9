"""A scan of a signed paper on screen: read, printed, copied out of the book."""

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.gui.context import AppContext
from desktop.gui.page import Page
from desktop.gui.printing import printer
from desktop.gui.printing.outlet import documents, file_stem, show_failure
from desktop.gui.printing.page_tools import PageTools
from desktop.gui.printing.page_view import PageView
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.permission import permit
from desktop.services import scans
from desktop.services.scans import ShownScan
from desktop.vietnamese import show_number


class ScanPage(Page):
    """The scan of one paper of a dossier."""

    title = "Bản quét"
    help_name = "scan"
    concerns = frozenset({"dossier_item"})

    def __init__(self, context: AppContext, item_id: int) -> None:
        super().__init__(context)
        self._item_id = item_id
        self.scan: ShownScan | None = None
        self.view = PageView()
        self.print_button = button("In…", self.print, "primary", "Chọn máy in rồi in (Ctrl+P)")
        self.save_button = button("Lưu ra tệp…", self.save_copy, "", "Chép bản quét này ra một tệp PDF")
        permit(context.store, "print", self.print_button)
        permit(context.store, "export", self.save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(8)
        layout.addLayout(PageTools(self.view, self, self.print_button, self.save_button))
        layout.addWidget(self.view, 1)

    def refresh(self) -> None:
        """Read the scan from its file; the page stands empty when it is gone."""
        self.scan = self.context.messages.attempt(lambda: scans.read(self.context.store, self._item_id))
        if self.scan is not None:
            self.set_title(f"{self.scan.title[:1].upper()}{self.scan.title[1:]}")
        self.view.show_pdf(self.scan.pdf if self.scan is not None else b"")

    def first_control(self) -> QWidget | None:
        return self.view

    def print(self) -> None:
        """Ask for the printer, print the pages, note it."""
        scan, context = self.scan, self.context
        if scan is None or context.store.refusal("print"):
            return
        target = QPrinter(QPrinter.PrinterMode.HighResolution)
        target.setDocName(scan.title)
        if context.messages.choose_printer(target, self.view.page_count):
            work = printer.paint(scan.pdf, target)
            context.jobs.run_sliced("Đang in", work, lambda pages: self._printed(scan, pages), self._fail)

    def save_copy(self) -> None:
        """Write the scan into a file that is chosen."""
        scan, context = self.scan, self.context
        if scan is None:
            return
        suggested = documents() / f"{file_stem(scan.title)}.pdf"
        path = context.messages.choose_new_file("Lưu bản quét", suggested, "PDF (*.pdf)")
        saved = context.messages.attempt(lambda: scans.save_copy(context.store, scan, path)) if path else None
        if saved is not None:
            context.show_status(f"Đã lưu bản quét ở {saved}.")

    def _printed(self, scan: ShownScan, pages: int) -> None:
        scans.note_printed(self.context.store, scan)
        self.context.show_status(f"Đã gửi {show_number(pages)} trang tới máy in.")

    def _fail(self, error: Exception) -> None:
        show_failure(self.context, error)
