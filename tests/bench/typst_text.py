"""The same papers in the language of Typst, block by block, for measuring against it."""

from collections.abc import Iterable, Iterator

from desktop.printing.blocks import (
    Block,
    Columns,
    Document,
    Gap,
    Kind,
    Lines,
    PageBreak,
    Paragraph,
    PhotoBox,
    Rule,
    Run,
    Table,
)

_BOLD: frozenset[Kind] = frozenset({"title", "subject", "heading", "section", "banner", "display"})
_LEFT: frozenset[Kind] = frozenset({"body", "item", "section", "line", "small"})


def source(documents: Iterable[Document], salt: str) -> bytes:
    """The papers one after the other; `salt` stands in every paragraph, so that nothing is answered from memory."""
    return "\n".join(line for document in documents for line in _document(document, salt)).encode()


def _document(document: Document, salt: str) -> Iterator[str]:
    page = document.page
    margins = "x: 25mm, y: 20mm" if page.border else "left: 30mm, right: 15mm, y: 20mm"
    yield f'#set page(paper: "a4", flipped: {str(page.landscape).lower()}, margin: ({margins}), numbering: "1")'
    yield f'#set text(font: "Liberation Serif", size: {page.letter_size:g}pt, lang: "vi")'
    yield f"#set par(leading: {page.leading - page.letter_size:g}pt, justify: true)"
    yield "#counter(page).update(1)"
    for block in document.blocks:
        yield from _block(block, salt)
    yield "#pagebreak(weak: true)"


def _block(block: Block, salt: str) -> Iterator[str]:
    match block:
        case Paragraph():
            inset = "#h(10mm)" if block.kind in ("body", "item") else ""
            place = "left" if block.kind in _LEFT else "center"
            yield f"#align({place})[{inset}{_runs(block.runs, block.kind in _BOLD)}{_text(salt)}]"
        case Columns():
            parts = "".join(f"[{' '.join(_inner(part, salt))}]" for part in block.parts)
            yield f"#grid(columns: ({_shares(block.widths)}), gutter: 2mm){parts}"
        case Table():
            cells = [f"[{_runs(cell)}]" for row in block.rows for cell in row]
            head = ", ".join(f"[{_runs(cell, True)}]" for cell in block.head)
            yield f"#table(columns: ({_shares(block.widths)}), table.header({head}), {', '.join(cells)})"
        case Lines():
            yield from ['#line(length: 100%, stroke: (dash: "dotted"))'] * block.count
        case Gap():
            yield f"#v({block.height:g}mm)"
        case Rule():
            yield f"#align(center)[#line(length: {block.width or 60:g}mm)]"
        case PhotoBox():
            yield f"#rect(width: {block.width:g}mm, height: {block.height:g}mm)[{_text(block.caption)}]"
        case PageBreak():
            yield "#pagebreak()"


def _inner(blocks: Iterable[Block], salt: str) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, salt)


def _runs(runs: Iterable[Run], bold: bool = False) -> str:
    return "".join(_run(run, bold) for run in runs)


def _run(run: Run, bold: bool) -> str:
    if run.box:
        return "#box(width: 3mm, height: 3mm, stroke: 0.7pt)"
    look = [*(['weight: "bold"'] if run.bold or bold else []), *(['style: "italic"'] if run.italic else [])]
    return f"#text({', '.join(look)})[{_text(run.text)}]" if look else _text(run.text)


def _text(text: str) -> str:
    """Words as a string, which no sign in them can leave."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'#"{escaped}"'


def _shares(widths: Iterable[float]) -> str:
    return ", ".join(f"{width:g}fr" for width in widths) + ","
