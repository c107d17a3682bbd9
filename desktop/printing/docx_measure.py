"""How wide words stand in a Word file, by the metrics that all letters of the Times kind share."""

import unicodedata

from desktop.printing.blocks import Run

_STROKED = str.maketrans("Đđ", "Dd")


def width(runs: tuple[Run, ...], size: float, bold: bool = False) -> float:
    """The width of words on one line, in points; Vietnamese marks take no room of their own."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return sum(float(stringWidth(_plain(run.text), _face(run, bold), size)) for run in runs)


def _face(run: Run, bold: bool) -> str:
    looks = ("Bold" if run.bold or bold else "") + ("Italic" if run.italic else "")
    return f"Times-{looks or 'Roman'}"


def _plain(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign)).translate(
        _STROKED
    )
