"""The path of admission as one painted line: the stages reached with their dates, and where the person stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.gui.style import COLOURS


@dataclass(frozen=True)
class Milestone:
    """One point of the path: its words, its date as shown, and whether it was reached or is where the person stands."""

    label: str
    shown_date: str
    is_reached: bool
    is_current: bool


class PathLine(QWidget):
    """Points on a line; words below, dates below the words."""

    def __init__(self) -> None:
        super().__init__()
        self._milestones: tuple[Milestone, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Các giai đoạn")

    def show_milestones(self, milestones: Sequence[Milestone]) -> None:
        """Replace the points; a screen reader hears the reached ones."""
        self._milestones = tuple(milestones)
        reached = [f"{each.label} {each.shown_date}".strip() for each in milestones if each.is_reached]
        self.setAccessibleDescription("; ".join(reached))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(600, 22 + 3 * self._line_height() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._milestones:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.width() / len(self._milestones)
        self._paint_line(painter, width)
        for place, milestone in enumerate(self._milestones):
            self._paint_point(painter, milestone, QPointF(width * (place + 0.5), 11))
            self._paint_words(painter, milestone, QRectF(width * place + 3, 21, width - 6, self.height() - 21))

    def _paint_line(self, painter: QPainter, width: float) -> None:
        for place, following in enumerate(self._milestones[1:]):
            colour = COLOURS["accent"] if following.is_reached else COLOURS["line"]
            painter.setPen(QPen(QColor(colour), 2))
            painter.drawLine(QPointF(width * (place + 0.5), 11), QPointF(width * (place + 1.5), 11))

    def _paint_point(self, painter: QPainter, milestone: Milestone, centre: QPointF) -> None:
        ring = COLOURS["accent"] if milestone.is_reached else COLOURS["edge"]
        painter.setPen(QPen(QColor(ring), 2))
        painter.setBrush(QColor(ring if milestone.is_reached else COLOURS["surface"]))
        radius = 7 if milestone.is_current else 5
        painter.drawEllipse(centre, radius, radius)

    def _paint_words(self, painter: QPainter, milestone: Milestone, area: QRectF) -> None:
        font = self.font()
        font.setPointSizeF(self.font().pointSizeF() * 0.85)
        font.setBold(milestone.is_current)
        painter.setFont(font)
        painter.setPen(QColor(COLOURS["ink"] if milestone.is_reached else COLOURS["muted"]))
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        used = painter.boundingRect(area, flags, milestone.label)
        painter.drawText(area, flags, milestone.label)
        painter.setPen(QColor(COLOURS["muted"]))
        font.setBold(False)
        painter.setFont(font)
        painter.drawText(area.adjusted(0, used.height(), 0, 0), flags, milestone.shown_date)

    def _line_height(self) -> int:
        return round(self.fontMetrics().height() * 0.9)
