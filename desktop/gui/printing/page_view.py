"""One page of a PDF at a time, as it will be printed: page keys read on, plus and minus enlarge it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea

from desktop.printing import raster
from desktop.printing.raster import PageImage

_POINTS_PER_INCH = 72
_STEP = 1.2
_SMALLEST, _LARGEST = 0.4, 3.0
_MARGIN = 36
_TURNS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}


class PageView(QScrollArea):
    """`turned` carries the number of the page shown, from 1, and how many there are.

    `pointed` carries where a double click went: the page from 0, and the place in points from its lower left corner.
    """

    turned = Signal(int, int)
    pointed = Signal(int, float, float)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("paper")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName("Trang giấy")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pdf = b""
        self._sizes: list[tuple[float, float]] = []
        self._zoom: float | None = None
        self.page = 0
        self.picture = QLabel()
        self.picture.installEventFilter(self)
        self.setWidget(self.picture)

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    def show_pdf(self, pdf: bytes) -> None:
        """Show another PDF, at the page that was in front if it has one."""
        self._pdf = pdf
        self._sizes = raster.page_sizes(pdf) if pdf else []
        self.go_to(self.page)

    def go_to(self, page: int) -> None:
        """Show a page, counted from 0."""
        self.page = min(max(page, 0), max(self.page_count - 1, 0))
        self._draw()
        self.verticalScrollBar().setValue(0)
        self.picture.setAccessibleName(f"Trang {self.page + 1} trên {self.page_count}")
        self.turned.emit(self.page + 1 if self._sizes else 0, self.page_count)

    def read_on(self, by: int) -> None:
        """A screenful further (or back, when negative), over the edge of the page to the next one."""
        bar = self.verticalScrollBar()
        if bar.value() != (bar.maximum() if by > 0 else bar.minimum()):
            bar.setValue(bar.value() + by * bar.pageStep() * 9 // 10)
        elif 0 <= self.page + by < self.page_count:
            self.go_to(self.page + by)
            bar.setValue(bar.minimum() if by > 0 else bar.maximum())

    def enlarge(self, steps: int) -> None:
        """Enlarge (or shrink, when negative) by steps."""
        self._zoom = min(max(self.zoom() * _STEP**steps, _SMALLEST), _LARGEST)
        self._draw()

    def fit(self) -> None:
        """Show the whole width of the page, whatever the window's."""
        self._zoom = None
        self._draw()

    def zoom(self) -> float:
        """Points of the screen for each point of the paper."""
        if self._zoom is not None or not self._sizes:
            return self._zoom or 1.0
        width, _ = self._sizes[self.page]
        return min(max((self.viewport().width() - _MARGIN) / width, _SMALLEST), 1.6)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_ours = watched is self.picture and bool(self._sizes)
        if is_ours and isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonDblClick:
            place, (_, height) = event.position() / self.zoom(), self._sizes[self.page]
            self.pointed.emit(self.page, place.x(), height - place.y())
        return super().eventFilter(watched, event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Over the edge of a page the wheel goes on to the next one."""
        bar, down = self.verticalScrollBar(), event.angleDelta().y() < 0
        if event.angleDelta().y() and bar.value() == (bar.maximum() if down else bar.minimum()):
            self.read_on(1 if down else -1)
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _TURNS:
            self.read_on(_TURNS[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(0 if event.key() == Qt.Key.Key_Home else self.page_count - 1)
        elif event.text() in ("+", "=", "-"):
            self.enlarge(-1 if event.text() == "-" else 1)
        elif event.text() == "0":
            self.fit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._zoom is None:
            self._draw()

    def _draw(self) -> None:
        if not self._sizes:
            self.picture.clear()
            self.picture.resize(0, 0)
            return
        ratio = self.devicePixelRatioF()
        dots = self.zoom() * _POINTS_PER_INCH * ratio
        drawn = next(raster.pages(self._pdf, dots_per_inch=dots, only=range(self.page, self.page + 1)))
        pixels = QPixmap.fromImage(to_image(drawn))
        pixels.setDevicePixelRatio(ratio)
        self.picture.setPixmap(pixels)
        self.picture.resize(pixels.deviceIndependentSize().toSize())


def to_image(page: PageImage) -> QImage:
    """A drawn page as an image of Qt, with its own memory."""
    return QImage(page.rgba, page.width, page.height, page.width * 4, QImage.Format.Format_RGBA8888).copy()
