"""Names of cells: found however they are written, called by their whole name."""

import pytest

from desktop.domain.sheets.cell_names import CellBook, full_cell_name
from desktop.services.importing.knowledge import load_knowledge

WORDS = load_knowledge().words


@pytest.mark.parametrize(
    ("written", "called"),
    [
        ("Chi bộ thôn Đồng Tâm", "Chi bộ thôn Đồng Tâm"),
        ("thôn Đồng Tâm", "Chi bộ thôn Đồng Tâm"),
        ("Trường THCS", "Chi bộ Trường THCS"),
        ("CHI BỘ THÔN ĐỒNG TÂM", "Chi bộ thôn Đồng Tâm"),
        ("CHI BỘ QUÂN SỰ", "Chi bộ quân sự"),
    ],
)
def test_the_whole_name(written: str, called: str) -> None:
    assert full_cell_name(written, WORDS) == called


@pytest.mark.parametrize(
    "written",
    ["Chi bộ thôn Đồng Tâm", "CHI BỘ THÔN ĐỒNG TÂM", "thôn Đồng Tâm", "Thôn  Đồng Tâm", "chi bo thon dong tam"],
)
def test_found_however_it_is_written(written: str) -> None:
    assert CellBook([(7, "Chi bộ thôn Đồng Tâm"), (8, "Chi bộ thôn Đông Tân")]).find(written) == 7


def test_marks_tell_two_cells_apart_and_without_them_neither_is_meant() -> None:
    cells = CellBook([(1, "Chi bộ thôn Đông"), (2, "Chi bộ thôn Đồng")])
    assert (cells.find("thôn Đông"), cells.find("thôn Đồng"), cells.find("thon dong")) == (1, 2, None)
