"""Every form's words where its edition writes them, with everything recorded of what it is about, and with nothing."""

from pathlib import Path

import pytest

from desktop import paths
from desktop.domain import dossier_papers
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
from desktop.printing.catalogue import shipped_folders
from desktop.printing.names import DEFAULT
from desktop.printing.papers import Paper
from tests.printing import factory, subjects
from tests.printing.conftest import shipped_catalogue, shipped_edition, written

GOLDEN = Path(__file__).parent / "golden"
KINDS = {"full": subjects.full, "empty": subjects.empty}


def every_form() -> list[tuple[str, str]]:
    """Every form of every edition, those that it takes over from another one, too: a shared part may read anew."""
    editions = sorted(folder.name for folder in paths.forms().iterdir() if folder.is_dir())
    return [(edition, code) for edition in editions for code in shipped_catalogue(edition).codes()]


def golden_of(edition: str, code: str, kind: str) -> Path:
    """Where the words of a form are kept: in its own edition, or in the nearest one that reads the same."""
    name = f"{code}.{kind}.txt"
    own = GOLDEN / edition / name
    if (edition, code) in written(with_aliases=True):
        return own
    taken_over = (GOLDEN / folder.name / name for folder in shipped_folders(paths.forms() / edition))
    return next((path for path in taken_over if path.is_file()), own)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("edition", "code"), every_form())
def test_words_of_a_form(edition: str, code: str, kind: str, pytestconfig: pytest.Config) -> None:
    ready = shipped_catalogue(edition).form(code)
    case, extra = KINDS[kind](ready.form.about, ready.form.register)
    if case is not None and kind == "full" and ready.form.about == DEFAULT:
        case = factory.recognised_case()
        offered = dossier_papers.offered(shipped_edition(edition).dossier_papers, case)
        extra = next((wanted.extra for wanted in offered if wanted.form == code), extra)
    words = as_text(subjects.composed(ready, (case, extra)))
    path = golden_of(edition, code, kind)
    if pytestconfig.getoption("update_golden") and (not path.is_file() or words != path.read_text(encoding="utf-8")):
        path = GOLDEN / edition / path.name
        path.parent.mkdir(exist_ok=True)
        path.write_text(words, encoding="utf-8")
    assert words == path.read_text(encoding="utf-8")


def test_no_words_are_kept_of_a_form_that_is_gone() -> None:
    known = {(edition, f"{code}.{kind}.txt") for edition, code in every_form() for kind in KINDS}
    assert {(path.parent.name, path.name) for path in GOLDEN.rglob("*.txt")} <= known


@pytest.mark.parametrize("edition", [path.stem for path in paths.rules().glob("*.toml")])
def test_every_paper_an_edition_lists_has_its_form(edition: str) -> None:
    rules = shipped_edition(edition)
    listed = {paper.form for paper in rules.dossier_papers} | set(rules.certificates.values())
    of_steps = {step["paper"] for step in rules.content["steps"].values() if "paper" in step}
    assert listed | of_steps <= set(shipped_catalogue(rules.forms).codes())


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
