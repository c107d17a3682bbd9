"""The Word writer: the same blocks as real paragraphs, styles and tables, for offices that finish a paper in Word."""

import re
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from desktop.domain.reports.model import Chart
from desktop.printing import docx_measure, docx_package, docx_styles, docx_xml
from desktop.printing.blocks import (
    DOSSIER_TITLE,
    INDENT,
    At,
    Bars,
    Block,
    Columns,
    Document,
    Gap,
    Kind,
    Lines,
    Page,
    PageBreak,
    Paragraph,
    PhotoBox,
    Rule,
    Run,
    Side,
    Table,
)

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

DEFAULT_FACE = "Times New Roman"
LONGEST_WORD = 100
_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
_PIECE = 50
CELL_PADDING = 3  # points between the line of a cell and its words
# Under a table, and above a signature, in points.
_AFTER_TABLE, _BEFORE_SIGNATURE = 6, 8
# Twentieths of a point in a millimetre.
_TWIPS = 1440 / 25.4
# A place where Word may end a line, of no width.
_SOFT_BREAK = "\u200b"
_HARD_BLANK = "\u00a0"
# The number of a page, in points, as in the PDF.
_NUMBER_SIZE = 13
# What a line may be longer than the words above it, in points.
_RULE_SLACK = 4
# The middle of an upright sheet from its left margin, in millimetres.
_MIDDLE = 75
# The order in which Word wants what follows the borders in the properties of a section.
_AFTER_BORDERS = ("w:lnNumType", "w:pgNumType", "w:cols", "w:formProt", "w:vAlign", "w:titlePg", "w:docGrid")
_BOXES = {"empty": "☐", "ticked": "☑"}


Picture = Callable[[Chart], bytes]


def write(documents: Sequence[Document], face: str = DEFAULT_FACE, picture: Picture | None = None) -> bytes:
    """The papers as one Word document, a section each; `face` is the name of its letters, `picture` draws a chart."""
    import docx
    from docx.enum.section import WD_SECTION

    word = docx.Document()
    docx_package.neutralise(word, documents[0].title if len(documents) == 1 else DOSSIER_TITLE)
    word.styles["Normal"].paragraph_format.space_after = 0
    pages = {docx_styles.sizes(document.page): document.page for document in documents}
    styles = {sizes: docx_styles.make_styles(word, page, face) for sizes, page in pages.items()}
    for index, document in enumerate(documents):
        section = word.add_section(WD_SECTION.NEW_PAGE) if index else word.sections[0]
        _set_page(section, document)
        own = styles[docx_styles.sizes(document.page)]
        _Writer(word, section, document.page, own, picture).write(word, document.blocks)
    target = BytesIO()
    word.save(target)
    return target.getvalue()


def _set_page(section: Any, document: Document) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    page = document.page
    width, height = (297, 210) if page.landscape else (210, 297)
    section.orientation = WD_ORIENT.LANDSCAPE if page.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = (Mm(25), Mm(25)) if page.border else (Mm(30), Mm(15))
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = section.first_page_header.is_linked_to_previous = False
    _write_head(section.header.paragraphs[0], document.mark, is_numbered=True)
    _write_head(section.first_page_header.paragraphs[0], document.mark, is_numbered=False)
    # A section begins as a copy of the one before it.
    for old in section._sectPr.xpath("w:pgBorders | w:pgNumType"):
        section._sectPr.remove(old)
    if page.border:
        section._sectPr.insert_element_before(docx_xml.page_borders(), *_AFTER_BORDERS)
    section._sectPr.insert_element_before(docx_xml.element("w:pgNumType", {"w:start": "1"}), *_AFTER_BORDERS[2:])


def _write_head(paragraph: Any, mark: str, is_numbered: bool) -> None:
    """The line above a page: the mark of a paper that is not final at the left, the number in the middle."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
    from docx.shared import Mm

    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if mark else WD_ALIGN_PARAGRAPH.CENTER
    if mark:
        paragraph.paragraph_format.tab_stops.clear_all()
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(_MIDDLE), WD_TAB_ALIGNMENT.CENTER)
        paragraph.add_run(mark).bold = True
    if is_numbered:
        paragraph.add_run("\t" if mark else "")
        _add_page_number(paragraph)


def _add_page_number(paragraph: Any) -> None:
    from docx.shared import Pt

    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        run.font.size = Pt(_NUMBER_SIZE)
        if kind:
            run._r.append(docx_xml.element("w:fldChar", {"w:fldCharType": kind}))
        else:
            instruction = docx_xml.element("w:instrText")
            instruction.text = text
            run._r.append(instruction)


class _Writer:
    """Writes blocks into a document or a cell of it."""

    def __init__(
        self, word: "WordDocument", section: Any, page: Page, styles: dict[Kind, str], picture: Picture | None
    ) -> None:
        self._word, self._page, self._styles, self._picture = word, page, styles, picture
        # How wide the place is that is written into, in Word's own units.
        self._width = int(section.page_width - section.left_margin - section.right_margin)
        # What was written last.
        self._words: Paragraph | None = None

    def write(self, place: Any, blocks: tuple[Block, ...]) -> None:
        above: tuple[Any, ...] = ()
        for number, block in enumerate(blocks):
            if isinstance(block, Lines | Table) or (isinstance(block, Columns) and block.closes):
                # Nobody signs alone on a page, and no table or lines stand without what they are for.
                for paragraph in above:
                    paragraph.paragraph_format.keep_with_next = True
            follows_table = number > 0 and isinstance(blocks[number - 1], Table)
            written = self._block(place, block, above)
            if follows_table and isinstance(block, Paragraph):
                written[0].paragraph_format.space_before = _points(_AFTER_TABLE)
            above = written or above

    def _block(self, place: Any, block: Block, above: tuple[Any, ...]) -> tuple[Any, ...]:
        """Writes one block; returns its last paragraphs, of a table those of its last row, if it has any."""
        match block:
            case Paragraph():
                return (self._paragraph(place, block),)
            case Rule():
                self._rule(place, block, above)
            case Lines() | Gap() | PageBreak():
                self._room(place, block)
            case At():
                self._place(place, block)
            case PhotoBox():
                self._photo(place, block)
            case Columns():
                self._columns(place, block)
            case Table():
                return self._table(place, block)
            case Bars():
                self._bars(place, block)
        return ()

    def _room(self, place: Any, block: Lines | Gap | PageBreak) -> None:
        """What has no words of its own."""
        match block:
            case Lines():
                for _ in range(block.count):
                    self._dotted_line(place)
            case Gap():
                _gap(place, block.height)
            case PageBreak():
                place.add_paragraph().paragraph_format.page_break_before = True

    def _dotted_line(self, place: Any) -> None:
        """Dots from edge to edge: whoever types before them pushes them on, none stays over."""
        from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER

        line = self._styled(place, "line")
        line.add_run("\t")
        line.paragraph_format.space_after = _points(0)
        line.paragraph_format.line_spacing = _points(self._page.leading)
        line.paragraph_format.tab_stops.add_tab_stop(self._width, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        # LibreOffice keeps to the height of a line only where a letter stands in it.
        line.add_run(_HARD_BLANK).font.size = _points(1)

    def _place(self, place: Any, block: At) -> None:
        """Words in a frame that Word keeps at its place on the sheet; its upper edge is above their feet."""
        paragraph = self._styled(place, "line")
        _add_runs(paragraph, block.runs)
        twips = {"w:x": block.x * _TWIPS, "w:y": block.y * _TWIPS - self._page.letter_size * 20}
        look = {"w:wrap": "none", "w:vAnchor": "page", "w:hAnchor": "page"}
        frame = docx_xml.element("w:framePr", look | {name: f"{max(value, 1):.0f}" for name, value in twips.items()})
        paragraph._p.get_or_add_pPr().insert_element_before(frame, "w:widowControl", "w:spacing", "w:ind", "w:jc")

    def _styled(self, place: Any, kind: Kind) -> Any:
        return docx_styles.dress(place.add_paragraph(), self._styles[kind])

    def _paragraph(self, place: Any, block: Paragraph) -> Any:
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        paragraph = self._styled(place, block.kind)
        if block.kind in ("body", "item") and block.has_dots:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        if block.kind == "body" and block.leads_on:
            paragraph.paragraph_format.keep_with_next = True
        _add_runs(paragraph, block.runs)
        self._words = block
        return paragraph

    def _rule(self, place: Any, block: Rule, above: tuple[Any, ...]) -> None:
        """A line of its own length, or as long as the words above, which it is the lower edge of."""
        from docx.shared import Mm

        if block.width:
            line = self._styled(place, "centre")
            line.paragraph_format.space_before = line.paragraph_format.line_spacing = _points(4)
            docx_xml.underscore(line, "top", self._width - Mm(block.width))
        elif above and self._words is not None:
            size = self._page.letter_size + docx_styles.LARGER.get(self._words.kind, 0.0)
            is_bold = self._words.kind in docx_styles.BOLD
            length = _points(docx_measure.width(self._words.runs, size, is_bold) + _RULE_SLACK)
            docx_xml.underscore(above[-1], "bottom", max(0, self._width - length))

    def _columns(self, place: Any, block: Columns) -> None:
        table = self._grid(place, 1, block.widths)
        docx_xml.set_margins(table, sides=0)
        whole = self._width
        for cell, part in zip(table.rows[0].cells, block.parts, strict=True):
            self._width = int(cell.width)
            self.write(cell, part)
            _drop_first(cell)
            if block.closes:
                cell.paragraphs[0].paragraph_format.space_before = _points(_BEFORE_SIGNATURE)
        self._width = whole
        if block.closes:
            _keep_together(table)

    def _table(self, place: Any, block: Table) -> tuple[Any, ...]:
        from docx.enum.table import WD_ALIGN_VERTICAL
        from docx.shared import Mm, Pt

        table = self._grid(place, 1 + len(block.rows), block.widths)
        table.style = "Table Grid"
        docx_xml.set_margins(table, sides=CELL_PADDING, top=2, bottom=3)
        # As small as in the PDF, and as near to the lines: what fits into a cell there fits here.
        size = Pt(self._page.letter_size - 2)
        table.rows[0]._tr.get_or_add_trPr().append(docx_xml.element("w:tblHeader"))
        if block.height:
            for row in table.rows[1:]:
                row.height = Mm(block.height)
        for index, (row, cells) in enumerate(zip(table.rows, (block.head, *block.rows), strict=True)):
            sides = block.sides if index and block.sides else ("centre" if index == 0 else "left",) * len(cells)
            for cell, runs, side in zip(row.cells, cells, sides, strict=True):
                cell.vertical_alignment = None if index else WD_ALIGN_VERTICAL.CENTER
                _align(cell.paragraphs[0], side)
                _add_runs(cell.paragraphs[0], runs, bold=index == 0)
                for run in cell.paragraphs[0].runs:
                    run.font.size = size
        for indent, row in zip(block.indents, table.rows[1:], strict=False):
            row.cells[0].paragraphs[0].paragraph_format.left_indent = Mm(indent * INDENT)
        return tuple(cell.paragraphs[0] for cell in table.rows[-1].cells)

    def _bars(self, place: Any, block: Bars) -> None:
        """Word keeps no drawing of ours: the same one as a picture."""
        paragraph = self._styled(place, "centre")
        paragraph.paragraph_format.line_spacing = 1.0
        if self._picture is None:
            paragraph.add_run(block.chart.title)
        else:
            paragraph.add_run().add_picture(BytesIO(self._picture(block.chart)), width=self._width)

    def _grid(self, place: Any, rows: int, widths: tuple[float, ...]) -> Any:
        is_nested = place is not self._word
        if not is_nested:
            self._part_from_table_above()
        table = place.add_table(rows, len(widths)) if is_nested else place.add_table(rows=rows, cols=len(widths))
        table.autofit = False
        share = self._width / sum(widths)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = int(width * share)
            for cell in column.cells:
                cell.width = int(width * share)
        return table

    def _part_from_table_above(self) -> None:
        """Word joins two tables that have no paragraph between them."""
        from docx.shared import Pt

        if self._word.element.body.xpath("*[not(self::w:sectPr)][last()][self::w:tbl]"):
            self._word.add_paragraph().paragraph_format.line_spacing = Pt(4)

    def _photo(self, place: Any, block: PhotoBox) -> None:
        from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
        from docx.shared import Mm

        if block.content:
            paragraph = self._styled(place, "centre")
            paragraph.paragraph_format.line_spacing = 1.0
            paragraph.add_run().add_picture(BytesIO(block.content), Mm(block.width), Mm(block.height))
            return
        frame = self._grid(place, 1, (1.0,))
        frame.style, frame.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
        frame.columns[0].width = frame.rows[0].cells[0].width = Mm(block.width)
        frame.rows[0].height, frame.rows[0].height_rule = Mm(block.height), WD_ROW_HEIGHT_RULE.EXACTLY
        cell = frame.rows[0].cells[0]
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        docx_styles.dress(cell.paragraphs[0], self._styles["centre"])
        cell.paragraphs[0].add_run(block.caption).italic = True


def _add_runs(paragraph: Any, runs: tuple[Run, ...], bold: bool = False) -> None:
    for run in runs:
        text = _BOXES[run.box] if run.box else _LONG_WORD.sub(_softly_broken, run.text)
        written = paragraph.add_run(text)
        written.bold = True if (run.bold or bold) and not run.blank else None
        written.italic = run.italic or None
        written.underline = run.underline or None


def _align(paragraph: Any, side: Side) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    sides = {"centre": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}
    if side in sides:
        paragraph.alignment = sides[side]


def _softly_broken(word: re.Match[str]) -> str:
    return _SOFT_BREAK.join(word[0][start : start + _PIECE] for start in range(0, len(word[0]), _PIECE))


def _gap(place: Any, height: float) -> None:
    from docx.shared import Mm

    paragraph = place.add_paragraph()
    paragraph.paragraph_format.line_spacing = Mm(height)


def _drop_first(cell: Any) -> None:
    """Removes the empty paragraph every new cell has, unless it is the only one."""
    if len(cell.paragraphs) > 1 and not cell.paragraphs[0].runs:
        first = cell.paragraphs[0]._p
        first.getparent().remove(first)


def _points(points: float) -> Any:
    from docx.shared import Pt

    return Pt(points)


def _keep_together(table: Any) -> None:
    for row in table.rows:
        row._tr.get_or_add_trPr().append(docx_xml.element("w:cantSplit"))
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True
