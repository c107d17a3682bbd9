"""Sends a finished PDF to a printer, page by page, each on the paper it was made for."""

from collections.abc import Iterator

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from desktop.gui.messages import Messages
from desktop.printing import raster
from desktop.printing.raster import PageImage

DOTS_PER_INCH = 300


def print_pdf(pdf: bytes, messages: Messages, title: str) -> bool:
    """Ask for a printer and print; False when the clerk thought better of it or the printer did not start."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setResolution(DOTS_PER_INCH)
    if not messages.choose_printer(printer):
        return False
    for _ in draw_pages(pdf, printer, chosen_pages(printer, raster.page_count(pdf))):
        pass
    return bool(printer.printerState() != QPrinter.PrinterState.Error)


def chosen_pages(printer: QPrinter, count: int) -> range:
    """The pages asked for in the printer's box, counted from 0; all unless a range was given."""
    first, last = printer.fromPage(), printer.toPage()
    return range(first - 1, min(last, count)) if first else range(count)


def draw_pages(pdf: bytes, printer: QPrinter, pages: range) -> Iterator[int]:
    """Draw the pages one by one, saying after each how many are done; for work that shows progress."""
    sizes = raster.page_sizes(pdf)
    painter = QPainter()
    try:
        for done, number in enumerate(pages):
            _lay_paper(printer, sizes[number])
            if done == 0:
                painter.begin(printer)
            else:
                printer.newPage()
            image = next(raster.pages(pdf, dots_per_inch=DOTS_PER_INCH, only=range(number, number + 1)))
            painter.drawImage(QRectF(painter.viewport()), _image(image))
            yield done + 1
    finally:
        painter.end()


def _lay_paper(printer: QPrinter, points: tuple[float, float]) -> None:
    """The paper of one page, without margins of its own: those stand in the PDF."""
    width, height = points
    is_wide = width > height
    size = QPageSize(QSizeF(min(points), max(points)), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    orientation = QPageLayout.Orientation.Landscape if is_wide else QPageLayout.Orientation.Portrait
    printer.setFullPage(True)
    printer.setPageLayout(QPageLayout(size, orientation, QMarginsF()))


def _image(page: PageImage) -> QImage:
    # The bytes belong to the page; the copy outlives it.
    return QImage(page.rgba, page.width, page.height, page.width * 4, QImage.Format.Format_RGBA8888).copy()
