"""Charts: bars drawn once, for the paper, for the screen that shows the paper, and as a picture for Word."""

from io import BytesIO
from typing import Any

from reportlab.graphics import renderPDF
from reportlab.graphics.charts.barcharts import HorizontalBarChart, VerticalBarChart
from reportlab.graphics.charts.legends import Legend
from reportlab.graphics.shapes import Drawing, String
from reportlab.lib.colors import HexColor

from desktop.domain.reports.model import Chart
from desktop.printing.fonts import FontFamily
from desktop.printing.pdf_text import Faces, register
from desktop.vietnamese import show_number

_COLOURS = (HexColor(0xC9C4BE), HexColor(0xA4262C))
_ALONE = (HexColor(0xA4262C),)
_INK = HexColor(0x1F1D1B)
_SIZE, _TITLE_SIZE = 9, 11
_HEAD, _FOOT = 34, 22
_BAR, _BETWEEN = 11, 9
_STANDING_HEIGHT = 190
_LABEL_SHARE = 0.34
_PICTURE_WIDTH, _PICTURE_DOTS = 480, 200


def draw(chart: Chart, width: float, faces: Faces) -> Drawing:
    """The drawing, as wide as given in points; as high as its bars need."""
    height = _height(chart)
    drawing = Drawing(width, height)
    drawing.hAlign = "CENTER"
    title = String(width / 2, height - _TITLE_SIZE - 2, chart.title, textAnchor="middle", fillColor=_INK)
    title.fontName, title.fontSize = faces.bold, _TITLE_SIZE
    drawing.add(title)
    drawing.add(_bars(chart, width, height, faces))
    if len(chart.series) > 1:
        drawing.add(_legend(chart, width, height, faces))
    return drawing


def picture(chart: Chart, fonts: FontFamily) -> bytes:
    """The same drawing as a PNG."""
    from PIL import Image

    from desktop.printing import raster

    drawn = draw(chart, _PICTURE_WIDTH, register(fonts))
    page = next(raster.pages(renderPDF.drawToString(drawn), dots_per_inch=_PICTURE_DOTS))
    target = BytesIO()
    Image.frombytes("RGBA", (page.width, page.height), page.rgba).convert("RGB").save(target, "PNG")
    return target.getvalue()


def _height(chart: Chart) -> float:
    if not chart.is_lying:
        return _STANDING_HEIGHT
    return _HEAD + _FOOT + len(chart.labels) * (_BAR * len(chart.series) + _BETWEEN)


def _bars(chart: Chart, width: float, height: float, faces: Faces) -> Any:
    bars = HorizontalBarChart() if chart.is_lying else VerticalBarChart()
    bars.x = width * _LABEL_SHARE if chart.is_lying else 40
    bars.y, bars.width, bars.height = _FOOT, width - bars.x - 40, height - _HEAD - _FOOT
    # Bars from left to right are counted from below; people read from above.
    order = slice(None, None, -1) if chart.is_lying else slice(None)
    series = chart.series[order]
    bars.data = [list(values[order]) for _, values in series]
    bars.categoryAxis.categoryNames = [_short(label) for label in chart.labels[order]]
    bars.barWidth, bars.groupSpacing, bars.barSpacing = _BAR, _BETWEEN, 0
    _set_axes(bars, max((value for _, values in chart.series for value in values), default=0), faces)
    for place, colour in enumerate(_colours(chart)[order]):
        bars.bars[place].fillColor, bars.bars[place].strokeColor = colour, None
    bars.barLabelFormat = lambda value: show_number(round(value)) if value else ""
    bars.barLabels.fontName, bars.barLabels.fontSize = faces.regular, _SIZE
    bars.barLabels.nudge, bars.barLabels.boxAnchor = 4, "w" if chart.is_lying else "s"
    return bars


def _set_axes(bars: Any, most: float, faces: Faces) -> None:
    for axis in (bars.categoryAxis, bars.valueAxis):
        axis.labels.fontName, axis.labels.fontSize, axis.labels.fillColor = faces.regular, _SIZE, _INK
    bars.valueAxis.valueMin = 0
    bars.valueAxis.valueMax = max(most * 1.1, 1)
    bars.valueAxis.visible = False
    bars.categoryAxis.visibleTicks = False


def _legend(chart: Chart, width: float, height: float, faces: Faces) -> Legend:
    legend = Legend()
    legend.x, legend.y = width / 2, height - _TITLE_SIZE - 10
    legend.boxAnchor, legend.alignment, legend.columnMaximum = "n", "right", 1
    legend.fontName, legend.fontSize, legend.dx, legend.dy, legend.deltax = faces.regular, _SIZE, 8, 8, 90
    pairs = zip(_colours(chart), (name for name, _ in chart.series), strict=True)
    legend.colorNamePairs = list(pairs)
    return legend


def _colours(chart: Chart) -> tuple[Any, ...]:
    return _COLOURS if len(chart.series) > 1 else _ALONE


def _short(label: str) -> str:
    return label if len(label) <= 34 else f"{label[:33]}…"
