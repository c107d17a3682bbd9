"""Pages onto a printer, one after the other, each on the paper it was made for and turned as it lies."""

from collections.abc import Generator

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from db.errors import KnownError
from desktop.gui.printing.page_view import to_image
from desktop.printing import raster

# Finer than this no office printer shows, and a page of it takes 35 MB.
_FINEST = 300


def chosen_pages(printer: QPrinter, count: int) -> range:
    """The pages asked for in the printer's box, counted from 0; all unless a range was given."""
    first, last = printer.fromPage(), printer.toPage()
    return range(first - 1, min(last, count)) if first else range(count)


def paint(pdf: bytes, printer: QPrinter) -> Generator[tuple[int, int], None, int]:
    """Print the chosen pages one by one; yields (done, total), returns how many.

    Raises KnownError when the printer refuses.
    """
    sizes = raster.page_sizes(pdf)
    pages = chosen_pages(printer, len(sizes))
    painter = QPainter()
    try:
        for done, page in enumerate(pages):
            _lay(printer, sizes[page])
            is_taken = painter.begin(printer) if done == 0 else printer.newPage()
            if not is_taken:
                raise KnownError(
                    "Máy in không nhận trang giấy. Chưa ghi là đã in. Hãy xem máy in đã bật, có giấy chưa, rồi in lại."
                )
            _paint_page(pdf, page, painter, printer)
            yield done + 1, len(pages)
    finally:
        if painter.isActive():
            painter.end()
    return len(pages)


def _lay(printer: QPrinter, points: tuple[float, float]) -> None:
    """The paper of one page, without margins of its own: those stand in the PDF."""
    width, height = points
    size = QPageSize(QSizeF(min(points), max(points)), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    orientation = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
    printer.setFullPage(True)
    printer.setPageLayout(QPageLayout(size, orientation, QMarginsF()))


def _paint_page(pdf: bytes, page: int, painter: QPainter, printer: QPrinter) -> None:
    dots = min(printer.resolution(), _FINEST)
    drawn = next(raster.pages(pdf, dots_per_inch=dots, only=range(page, page + 1)))
    area = printer.pageLayout().fullRectPixels(printer.resolution())
    painter.drawImage(QRectF(0, 0, area.width(), area.height()), to_image(drawn))
