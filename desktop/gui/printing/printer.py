"""Pages onto a printer, one after the other, each turned as its paper lies."""

from collections.abc import Generator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from db.errors import KnownError
from desktop.gui.printing.page_view import to_image
from desktop.printing import raster

# Finer than this no office printer shows, and a page of it takes 35 MB.
_FINEST = 300


def paint(pdf: bytes, printer: QPrinter) -> Generator[tuple[int, int], None, int]:
    """Print page by page; yields (done, total), returns how many pages. Raises KnownError when the printer refuses."""
    sizes = raster.page_sizes(pdf)
    painter = QPainter()
    try:
        for place, size in enumerate(sizes):
            _lay(printer, size)
            is_taken = painter.begin(printer) if place == 0 else printer.newPage()
            if not is_taken:
                raise KnownError(
                    "Máy in không nhận trang giấy. Chưa ghi là đã in. Hãy xem máy in đã bật, có giấy chưa, rồi in lại."
                )
            _paint_page(pdf, place, painter, printer)
            yield place + 1, len(sizes)
    finally:
        if painter.isActive():
            painter.end()
    return len(sizes)


def _lay(printer: QPrinter, size: tuple[float, float]) -> None:
    width, height = size
    is_wide = width > height
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if is_wide else QPageLayout.Orientation.Portrait)
    # The margins are on the page already.
    printer.setFullPage(True)


def _paint_page(pdf: bytes, place: int, painter: QPainter, printer: QPrinter) -> None:
    dots = min(printer.resolution(), _FINEST)
    drawn = next(raster.pages(pdf, dots_per_inch=dots, only=range(place, place + 1)))
    area = printer.pageLayout().fullRectPixels(printer.resolution())
    painter.drawImage(QRectF(0, 0, area.width(), area.height()), to_image(drawn))
