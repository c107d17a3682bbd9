"""What stands at a place of the sheet whatever is around it: words for printed stock, and the net of a test print."""

from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from desktop.printing.blocks import At, Grid
from desktop.printing.pdf_text import Faces, Styles, of_runs

_LEAST_WIDTH = 20 * mm
_NET, _LETTERS = HexColor(0xB8B8B8), HexColor(0x505050)
_LABEL_SIZE = 7
# Every second line of the net has its number.
_NUMBERED = 2


def flowable(block: At | Grid, styles: Styles) -> Flowable:
    """The flowable of a block that has its own place."""
    return PlacedWords(block, styles) if isinstance(block, At) else Net(block.step, styles.faces)


class _OnSheet(Flowable):
    """Takes no room in the text; draws on the sheet itself, measured from its lower left corner."""

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        canvas = self.canv
        left, low = canvas.absolutePosition(0, 0)
        canvas.saveState()
        canvas.translate(-left, -low)
        self.draw_on_sheet(canvas, *canvas._pagesize)
        canvas.restoreState()

    def draw_on_sheet(self, canvas: Any, width: float, height: float) -> None:
        raise NotImplementedError


class PlacedWords(_OnSheet):
    """One line of words; a longer one goes on below, up to the edge of the sheet."""

    def __init__(self, block: At, styles: Styles) -> None:
        super().__init__()
        self._block = block
        self._words = of_runs(block.runs, styles.paragraphs["line"], styles.faces)

    def draw_on_sheet(self, canvas: Any, width: float, height: float) -> None:
        x, feet = self._block.x * mm, height - self._block.y * mm
        _, used = self._words.wrap(max(width - x - 5 * mm, _LEAST_WIDTH), height)
        # With exact leading the library sets the feet of the first line one letter's size below its upper edge.
        self._words.drawOn(canvas, x, feet + self._words.style.fontSize - used)


class Net(_OnSheet):
    """Thin lines every `step` millimetres, numbered along the left and the upper edge."""

    def __init__(self, step: float, faces: Faces) -> None:
        super().__init__()
        self._step, self._face = step, faces.regular

    def draw_on_sheet(self, canvas: Any, width: float, height: float) -> None:
        canvas.setLineWidth(0.3)
        canvas.setStrokeColor(_NET)
        canvas.setFillColor(_LETTERS)
        canvas.setFont(self._face, _LABEL_SIZE)
        for number in range(1, int(max(width, height) / mm / self._step) + 1):
            place = number * self._step * mm
            canvas.line(place, 0, place, height)
            canvas.line(0, height - place, width, height - place)
            if number % _NUMBERED == 0:
                label = f"{number * self._step:g}"
                canvas.drawString(place + 1, height - 5 * mm, label)
                canvas.drawString(5 * mm, height - place + 1, label)
