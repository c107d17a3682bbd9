"""Papers against Typst, LibreOffice and plain paragraphs, in the same run with the same words; and their memory."""

import importlib.util
import shutil
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

from db.records import Record
from desktop import paths
from desktop.printing import raster
from desktop.printing.blocks import Document, texts
from desktop.services import demo, paper_orders, papers, people, session
from desktop.services.papers import Order
from tests.bench import large_book, typst_text
from tests.bench.figures import Figure, installed

TODAY = date(2027, 3, 31)
_CLEAN_CASE = "038303999901"
_HISTORY = (
    "Từ tháng 9 năm 2013 học tại trường trung học phổ thông, tham gia Đoàn, đội văn nghệ, lao động cùng gia đình. "
)
_ROUNDS, _OFFICE_ROUNDS = 7, 5
_CERTIFICATES, _FEW = 500, 50
_SHORT = ("6-KNĐ", "8-KNĐ", "9-KNĐ", "3-KNĐ", "MỤC-LỤC")
_KILOBYTE = 1024


@dataclass(frozen=True)
class Sample:
    """An invented office with one long dossier, closed: the book, its passphrase, whom the dossier is about."""

    folder: Path
    book: Path
    passphrase: str
    person: str
    order: Order
    certificate: Order


def measure() -> Iterator[Figure]:
    """Each comparison; those whose rival is not installed say so."""
    with _sample() as sample:
        yield _against_typst(sample)
        yield from _against_office(sample)
        yield _certificates(sample)
        yield _memory(sample)


@contextmanager
def _sample() -> Iterator[Sample]:
    with tempfile.TemporaryDirectory() as folder:
        made = demo.make_demo(Path(folder) / "demo", 60, 1, TODAY)
        store = session.open_with_passphrase(made.book, made.passphrase, program="bench", today=TODAY)
        person = store.find("person", citizen_id=_CLEAN_CASE)
        assert person is not None
        people.save_person(store, person.id, {"personal_history": "\n".join([_HISTORY * 6] * 3)})
        order = paper_orders.gather(store, person.id, TODAY)
        form = next(iter(order.edition.certificates.values()))
        certificate = paper_orders.gather(store, person.id, TODAY, [form])
        store.close()
        yield Sample(Path(folder), made.book, made.passphrase, person.uid, order, certificate)


def _against_typst(sample: Sample) -> Figure:
    """Both in this process and warm; every round of Typst has other words, which its memory does not know."""
    name = "dossier / typst, warm"
    if importlib.util.find_spec("typst") is None:
        return Figure(name, None, 2.5, note="typst is not installed (uv pip install typst)")
    import typst

    compiler: Any = typst.Compiler(font_paths=[str(paths.fonts())], ignore_system_fonts=True)
    documents = [paper.document for paper in papers.make(sample.order).papers]
    compiler.compile(input=typst_text.source(documents, "a"))
    own, rival = [], []
    for number in range(_ROUNDS):
        salted = typst_text.source(documents, f"r{number}")
        rival.append(_timed(lambda salted=salted: compiler.compile(input=salted)))
        own.append(_timed(lambda: papers.make(sample.order)))
    pages = raster.page_count(papers.make(sample.order).pdf)
    note = f"{median(own) * 1000:.0f} ms / {median(rival) * 1000:.0f} ms, {pages} pages"
    return Figure(name, median(own) / median(rival), 2.5, note=note)


def _against_office(sample: Sample) -> Iterator[Figure]:
    """LibreOffice turning the same Word files into PDF, its profile made before; the program cold and warm."""
    names = {
        "dossier / LibreOffice, cold": 1 / 1.5,
        "dossier / LibreOffice, open window": 1 / 5,
        "50 short papers / LibreOffice": 1 / 5,
    }
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    if soffice is None:
        for name, limit in names.items():
            yield Figure(name, None, limit, note="LibreOffice is not installed")
        return
    office = _Office(soffice, sample.folder)
    word = papers.write_files(papers.make(sample.order), sample.folder / "dossier.docx")[0].path
    _terminal(sample)
    cold, warm, rival = _in_turn(
        lambda: _terminal(sample), lambda: papers.make(sample.order), lambda: office.convert([word])
    )
    short = _short_papers(sample.order)
    files = [file.path for file in papers.write_files(papers.make(short), sample.folder / "short", "docx")]
    own, many = _in_turn(lambda: papers.make(short), lambda: office.convert(files))
    pages = raster.page_count(papers.make(short).pdf)
    measured = ((cold, rival, ""), (warm, rival, ""), (own, many, f", {len(files)} papers, {pages} pages"))
    for (name, limit), (program, other, more) in zip(names.items(), measured, strict=True):
        yield Figure(name, program / other, limit, note=f"{program:.2f} s / {other:.2f} s{more}")


class _Office:
    """LibreOffice without a window, with a profile of its own that is made before anything is measured."""

    def __init__(self, program: str, folder: Path) -> None:
        self._command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
        self._out = folder / "office"
        empty = folder / "empty.txt"
        empty.write_text("a", encoding="utf-8")
        self.convert([empty])

    def convert(self, files: list[Path]) -> None:
        """Turn files into PDF in one run; raises when one is missing afterwards."""
        command = [*self._command, "--outdir", str(self._out), *map(str, files)]
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        missing = [file for file in files if not (self._out / f"{file.stem}.pdf").is_file()]
        assert not missing, missing


def _terminal(sample: Sample) -> None:
    """The whole dossier by the terminal: a process that opens the book, reads, makes and writes."""
    out = sample.folder / "own.pdf"
    command = [sys.executable, "-m", "desktop", "--book", str(sample.book), "--today", TODAY.isoformat()]
    own = installed(KETNAP_PASSPHRASE=sample.passphrase, PYTHONPATH=str(large_book.ROOT))
    subprocess.run(
        [*command, "print", sample.person, "--out", str(out)], env=own, stdout=subprocess.DEVNULL, check=True
    )


def _short_papers(order: Order) -> Order:
    """Fifty papers of one or two pages."""
    short = [wanted for wanted in order.wanted if wanted.paper.form in _SHORT]
    return replace(order, wanted=tuple((short * _FEW)[:_FEW]))


def _certificates(sample: Sample) -> Figure:
    """One file of certificates against the same words as plain paragraphs on the same page."""
    order = _many(sample.certificate, _CERTIFICATES)
    documents = [paper.document for paper in papers.make(order).papers]
    own, plain = _in_turn(lambda: papers.make(order), lambda: _plain_pages(documents))
    note = f"{own:.2f} s / {plain:.2f} s, {_CERTIFICATES} pages each"
    return Figure("certificates / plain paragraphs", own / plain, 1.5, note=note)


def _many(order: Order, count: int) -> Order:
    """The certificate of so many people, each with a name of their own."""
    (wanted,) = order.wanted
    assert wanted.case is not None
    people = [Record(wanted.case.person | {"full_name": f"Nguyễn Thị Thứ {number}"}) for number in range(count)]
    return replace(order, wanted=tuple(replace(wanted, case=replace(wanted.case, person=person)) for person in people))


def _plain_pages(documents: list[Document]) -> bytes:
    from xml.sax.saxutils import escape

    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

    from desktop.printing.pdf import page_size
    from tests.bench.printing import face

    page = documents[0].page
    style = ParagraphStyle("plain", fontName=face(), fontSize=page.letter_size, leading=page.leading)
    story: list[Any] = []
    for document in documents:
        words = [escape(text) for text in texts(document.blocks) if text.strip()]
        story += [*(Paragraph(text, style) for text in words), PageBreak()]
    target = BytesIO()
    SimpleDocTemplate(target, pagesize=page_size(page)).build(story)
    return target.getvalue()


def _memory(sample: Sample) -> Figure:
    """How much more memory many papers need at their peak than few, beyond what their file is longer."""
    few, many = (_peak(_many(sample.certificate, count)) for count in (_FEW, _CERTIFICATES))
    more, longer = many[0] - few[0], many[1] - few[1]
    # The file exists twice for a moment: in pieces, and joined. What grows beyond it is the library's own, kept until
    # the file is written, as the numbers of all its objects stand at its end: for each page its packed words once more
    # and a dictionary of thirty entries, and a bookmark. A paper held whole would need some sixty kilobytes.
    beyond = (more - 2 * longer) / (_CERTIFICATES - _FEW) / _KILOBYTE
    note = f"{more / _KILOBYTE:.0f} KB more memory, {longer / _KILOBYTE:.0f} KB more file, 500 papers against 50"
    return Figure("memory a paper beyond the file", max(beyond, 0.0), 10.0, " KB", note=note)


def _peak(order: Order) -> tuple[int, int]:
    tracemalloc.start()
    try:
        size = len(papers.make(order).pdf)
        return tracemalloc.get_traced_memory()[1], size
    finally:
        tracemalloc.stop()


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _in_turn(*works: Callable[[], object]) -> list[float]:
    """The least seconds of each, measured one after the other round by round: what else the machine does hits all."""
    rounds = [[_timed(work) for work in works] for _ in range(_OFFICE_ROUNDS)]
    return [min(times) for times in zip(*rounds, strict=True)]


if __name__ == "__main__":
    for figure in measure():
        print(figure, flush=True)
