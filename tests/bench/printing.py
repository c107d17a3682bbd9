"""A whole dossier on paper, against the same text as plain paragraphs of the same library in the same letters."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

from desktop.services import paper_orders, papers
from tests.bench import large_book
from tests.bench.figures import Figure, installed

TODAY = date(2027, 3, 31)
_CLEAN_CASE = "038303999901"
_BETWEEN = "\x1e"
_ROUNDS, _FRESH_ROUNDS = 15, 5


def measure() -> Iterator[Figure]:
    """The dossier with forms already parsed, and the first one of a fresh process."""
    order = _gather()
    text = _text_of(papers.make(order))
    _kept().write_text(_BETWEEN.join(text), encoding="utf-8")
    plain, whole = [], []
    for _ in range(_ROUNDS):
        plain.append(_timed(lambda: _plain(text)))
        whole.append(_timed(lambda: papers.make(order)))
    note = f"{median(whole) * 1000:.0f} ms / {median(plain) * 1000:.0f} ms, {len(text)} paragraphs"
    yield Figure("dossier / plain paragraphs", median(whole) / median(plain), 1.6, note=note)
    yield _first_print()


def _first_print() -> Figure:
    plain, first = [], []
    for _ in range(_FRESH_ROUNDS):
        plain.append(_fresh("plain"))
        first.append(_fresh("first"))
    note = f"{median(first) * 1000:.0f} ms / {median(plain) * 1000:.0f} ms, both in a fresh process"
    return Figure("first print / plain, fresh", median(first) / median(plain), 3.5, note=note)


def _gather() -> papers.Order:
    store = large_book.opened()
    person = store.find("person", citizen_id=_CLEAN_CASE)
    assert person is not None
    order = paper_orders.gather(store, person.id, TODAY)
    store.close()
    return order


def _text_of(made: papers.Made) -> list[str]:
    """Every paragraph and cell of the dossier that has words."""
    from desktop.printing import blocks

    found = [text for paper in made.papers for text in blocks.texts(paper.document.blocks)]
    return [text for text in found if text.strip()]


def _plain(text: list[str]) -> bytes:
    """One paragraph a line, on A4, in the letters of the papers."""
    from xml.sax.saxutils import escape

    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    style = ParagraphStyle("plain", fontName=face(), fontSize=14, leading=18)
    story: list[Any] = [Paragraph(escape(line), style) for line in text]
    target = BytesIO()
    SimpleDocTemplate(target, pagesize=A4).build(story)
    return target.getvalue()


def face() -> str:
    """The upright face that the papers use, registered under a name of its own."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    name = "PlainFace"
    if name not in pdfmetrics.getRegisteredFontNames():
        file = next(iter(sorted((large_book.ROOT / "resources" / "fonts").glob("*Serif-Regular.ttf"))))
        pdfmetrics.registerFont(TTFont(name, str(file)))
    return name


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _fresh(which: str) -> float:
    command = [sys.executable, "-m", "tests.bench.printing", which]
    result = subprocess.run(
        command, cwd=large_book.ROOT, env=installed(), stdout=subprocess.PIPE, text=True, check=True
    )
    return float(result.stdout)


def _kept_text() -> list[str]:
    """The dossier's text as the measuring process left it for the fresh ones."""
    return _kept().read_text(encoding="utf-8").split(_BETWEEN)


def _kept() -> Path:
    return large_book.FOLDER / "dossier.txt"


if __name__ == "__main__":
    if sys.argv[1] == "plain":
        lines = _kept_text()
        print(_timed(lambda: _plain(lines)))
    else:
        wanted = _gather()
        print(_timed(lambda: papers.make(wanted)))
