"""Every form's words, with everything recorded of what it is about, and with next to nothing."""

from pathlib import Path

import pytest

from desktop.printing.blocks import (
    At,
    Block,
    Columns,
    Gap,
    Grid,
    Lines,
    PageBreak,
    Paragraph,
    PhotoBox,
    Rule,
    Run,
    Table,
)
from desktop.printing.catalogue import Catalogue
from desktop.printing.papers import Paper
from tests.printing import subjects
from tests.printing.conftest import shipped_catalogue

GOLDEN = Path(__file__).parent / "golden"
KINDS = {"full": subjects.full, "empty": subjects.empty}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("code", shipped_catalogue().codes())
def test_words_of_a_form(code: str, kind: str, forms: Catalogue, pytestconfig: pytest.Config) -> None:
    form = forms.form(code)
    paper = subjects.composed(form, KINDS[kind](form.form.about, form.form.register))
    written = as_text(paper)
    path = GOLDEN / f"{code}.{kind}.txt"
    if pytestconfig.getoption("update_golden"):
        path.write_text(written, encoding="utf-8")
    assert written == path.read_text(encoding="utf-8")


def as_text(paper: Paper) -> str:
    """A paper as a clerk would describe it: a line each, **bold**, dots where dots are, then what is missing."""
    lines = [line for block in paper.document.blocks for line in described(block)]
    return "\n".join([*lines, "", *(f"thiếu: {label}" for label in paper.missing)]).rstrip() + "\n"


def described(block: Block, indent: str = "") -> list[str]:
    match block:
        case Paragraph():
            lines = [f"{block.kind}: {marked(block.runs)}"]
        case Columns():
            lines = [line for part in block.parts for line in ("cột", *described_part(part))]
        case Table():
            lines = ["| " + " | ".join(marked(cell) for cell in row) + " |" for row in (block.head, *block.rows)]
        case PhotoBox():
            lines = [f"ảnh {block.width:g}x{block.height:g}: {block.caption}"]
        case Lines():
            lines = [f"{block.count} dòng chấm"]
        case Gap():
            lines = [f"trống {block.height:g} mm"]
        case At():
            lines = [f"tại {block.x:g}, {block.y:g}: {marked(block.runs)}"]
        case Grid():
            lines = [f"lưới {block.step:g} mm"]
        case Rule() | PageBreak():
            lines = [{"Rule": "kẻ ngang", "PageBreak": "sang trang"}[type(block).__name__]]
    return [indent + line for line in lines]


def described_part(part: tuple[Block, ...]) -> list[str]:
    return [line for block in part for line in described(block, "  ")]


def marked(runs: tuple[Run, ...]) -> str:
    return "".join(f"[{run.box}]" if run.box else f"**{run.text}**" if run.bold else run.text for run in runs)
