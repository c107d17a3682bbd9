"""Reports as papers: letterhead or head of a form, tables, sentences, charts, signatures, as blocks of any writer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desktop.domain.reports.model import TYPED_MARK, Cell, Column, Line, Report, Table
from desktop.domain.reports.periods import words
from desktop.printing import filters
from desktop.printing.blocks import MOST_INDENT, Bars, Block, Columns, Document, Gap, Page, Paragraph, Rule, Run, Side
from desktop.printing.blocks import Table as TableBlock
from desktop.printing.reader import SEAL_HEIGHT
from desktop.vietnamese import capitals, long_date

_DOTS = ".........."
_TYPED_NOTE = f"{TYPED_MARK} Số gõ cho thời gian chưa theo dõi trong sổ."
_PAGES = {False: Page(letter_size=12, leading=15), True: Page(landscape=True, letter_size=12, leading=15)}
_CERTAINTY: Mapping[str, str] = {
    "unverified": "Danh sách dòng của biểu chưa đối chiếu được với bản gốc; hãy so với biểu của cấp trên.",
}


@dataclass(frozen=True)
class Head:
    """Who reports and where: the committee, the one above it, the place, the day, the name of who signs."""

    committee: str
    above: str = ""
    place: str = ""
    day: str = ""
    signer: str = ""
    state: str = ""  # what stands above a report that is not complete


def document(report: Report, head: Head) -> Document:
    """The paper of a report."""
    return Document(report.title, _PAGES[report.is_landscape], tuple(_blocks(report, head)))


def _blocks(report: Report, head: Head) -> Iterator[Block]:
    if head.state:
        yield _line(head.state, "small", bold=True)
    yield _form_head(report, head) if report.form else _letterhead(head)
    yield Gap(3)
    yield _line(capitals(report.title), "title")
    yield _line(_capital(words(report.period)), "subject")
    yield Gap(3)
    for sentence in report.sentences:
        yield _line(sentence, "body")
    for table in report.tables:
        yield from _table(table)
    for chart in report.charts:
        yield Gap(3)
        yield Bars(chart)
    for note in notes(report):
        yield _line(note, "small", italic=True)
    yield _signatures(report, head)


def column_at(report: Report, table: Table, x: float) -> int | None:
    """The column of a table that stands at a distance in points from the left edge of the sheet, 0 for its labels."""
    from desktop.printing import pdf

    width, _ = pdf.page_size(_PAGES[report.is_landscape])
    shares = _widths(table)
    share, right = (width - pdf.LEFT - pdf.RIGHT) / sum(shares), float(pdf.LEFT)
    for place, own in enumerate(shares):
        right += own * share
        if x <= right:
            return max(place - int(table.counts_lines), 0) if x >= pdf.LEFT else None
    return None


def _letterhead(head: Head) -> Block:
    left = (
        _line(capitals(filters.organisation(head.above)), "centre"),
        _line(capitals(head.committee), "centre", True),
    )
    star = (_line("*", "centre"),)
    right = (_line("ĐẢNG CỘNG SẢN VIỆT NAM", "banner"), Rule(), _place_and_day(head))
    return Columns((9.0, 11.0), (left + star, right))


def _form_head(report: Report, head: Head) -> Block:
    left = (_line(capitals(head.above), "centre"), _line(capitals(head.committee), "centre", True))
    right = (_line(report.form, "centre", True), _line(report.guidance, "centre", italic=True))
    return Columns((11.0, 9.0), (left, right))


def _table(table: Table) -> Iterator[Block]:
    if table.title:
        yield _line(table.title, "section")
    if not table.lines:
        yield _line(table.empty, "line", italic=True)
        return
    numbered = table.counts_lines
    widths = _widths(table)
    headings = (*(("TT",) if numbered else ()), table.heading, *(column.heading for column in table.columns))
    numbers: tuple[Side, ...] = ("centre",) if numbered else ()
    sides: tuple[Side, ...] = (*numbers, "left", *map(_side, table.columns))
    indents = () if numbered else tuple(min(line.level, MOST_INDENT) for line in table.lines)
    rows = tuple(_row(line, place, table) for place, line in enumerate(table.lines, start=1))
    yield TableBlock(widths, tuple((Run(heading),) for heading in headings), rows, sides=sides, indents=indents)


def _widths(table: Table) -> tuple[float, ...]:
    """The shares of the columns, the numbers of the lines and their labels included."""
    numbers = (0.5,) if table.counts_lines else ()
    return (*numbers, table.label_width, *(column.width for column in table.columns))


def _row(line: Line, place: int, table: Table) -> tuple[tuple[Run, ...], ...]:
    bold = line.style in ("heading", "total")
    cells = [*line.cells, *(Cell() for _ in range(len(table.columns) - len(line.cells)))]
    label = (Run(line.label, bold=bold),)
    shown = (_runs(cell, bold) for cell in cells)
    return ((Run(str(place)),), label, *shown) if table.counts_lines else (label, *shown)


def _runs(cell: Cell, bold: bool) -> tuple[Run, ...]:
    text = f"{cell.text}{TYPED_MARK}" if cell.typed and cell.text else cell.text
    return (Run(text, bold=bold),) if text else ()


def _side(column: Column) -> Side:
    sides: dict[str, Side] = {"number": "right", "percent": "right", "date": "centre"}
    return sides.get(column.kind, "left")


def notes(report: Report) -> Iterator[str]:
    """What is said below a report: that figures were typed, how sure its form is, and its own notes."""
    if any(cell.typed for _, line in report.lines() for cell in line.cells):
        yield _TYPED_NOTE
    yield from filter(None, [certainty(report)])
    yield from report.notes


def certainty(report: Report) -> str:
    """How sure the rows of a form are, in a sentence; nothing where they stand as the guidance has them."""
    return _CERTAINTY.get(report.certainty, "")


def _signatures(report: Report, head: Head) -> Block:
    """Who made the report at the left, who answers for it at the right; a form has place and day at its foot."""
    left, right = (*report.signers, "", "")[:2]
    above = (_place_and_day(head),) if report.form else ()
    room = (Gap(SEAL_HEIGHT),)
    made = (*((_line(" ", "centre"),) if above else ()), _line(left, "centre", True), *room) if left else ()
    answers = (*above, _line(right, "centre", True), *room, _line(head.signer, "centre", True))
    return Columns((1.0, 1.0), (made, answers if right else above), closes=True)


def _place_and_day(head: Head) -> Block:
    return _line(f"{head.place or _DOTS}, {long_date(head.day)}", "centre", italic=True)


def _line(text: str, kind: str, bold: bool = False, italic: bool = False) -> Paragraph:
    return Paragraph((Run(text, bold=bold, italic=italic),), kind)  # type: ignore[arg-type]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
