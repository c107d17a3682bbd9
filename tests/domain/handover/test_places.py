"""Tests of finding a cell again by its words when the superior has changed the rows of its file."""

from typing import Any

import pytest

from desktop.domain.handover.places import Labels, find, labels_of
from desktop.domain.sheets.model import Area, Cell, Sheet

HEAD: list[list[Any]] = [
    ["BÁO CÁO", None, None, None, None],
    [None, None, None, None, None],
    ["STT", "Tiêu chí", "Thực hiện", None, "Tỷ lệ %"],
    [None, None, "Kỳ này", "Cùng kỳ", None],
    ["(1)", "(2)", "(3)", "(4)", "(5)"],
]
ROWS: list[list[Any]] = [
    [1, "Tổng số", 3, 2, 150],
    [None, "– Nữ", 1, None, None],
    [2, "Chính thức", None, None, None],
    [None, "– Nữ", None, None, None],
]


def sheet(rows: list[list[Any]], head: list[list[Any]] = HEAD) -> Sheet:
    merged = (Area(0, 0, 0, 4), Area(2, 2, 2, 3), Area(2, 4, 3, 4))
    return Sheet("Biểu", [[Cell(value) for value in row] for row in [*head, *rows]], merged)


def test_a_cell_is_known_by_the_words_of_its_row_and_column() -> None:
    assert labels_of(sheet(ROWS), 6, 3) == Labels("Tổng số", "Thực hiện – Kỳ này")
    assert labels_of(sheet(ROWS), 7, 4) == Labels("– Nữ", "Thực hiện – Cùng kỳ", 1, 2)
    assert labels_of(sheet(ROWS), 9, 5) == Labels("– Nữ", "Tỷ lệ %", 2, 2)
    assert not labels_of(sheet(ROWS), 1, 1).is_enough


@pytest.mark.parametrize("place", [(row, column) for row in range(6, 10) for column in range(3, 6)])
def test_every_cell_is_found_where_it_was(place: tuple[int, int]) -> None:
    held = sheet(ROWS)
    assert find(held, labels_of(held, *place), place[1]) == place


@pytest.mark.parametrize("place", [(row, column) for row in range(6, 10) for column in range(3, 6)])
def test_every_cell_is_found_after_rows_and_columns_moved(place: tuple[int, int]) -> None:
    wanted = labels_of(sheet(ROWS), *place)
    moved = sheet([[None, "Đoàn viên", 8, 8, 8], *ROWS])
    assert find(moved, wanted, place[1]) == (place[0] + 1, place[1])


def test_another_spelling_of_capitals_and_blanks_is_the_same_row() -> None:
    wanted = labels_of(sheet(ROWS), 6, 3)
    assert find(sheet([[1, "TỔNG  SỐ", None, None, None], *ROWS[1:]]), wanted, 3) == (6, 3)


@pytest.mark.parametrize(
    "rows",
    [ROWS[:3], [*ROWS, [None, "– Nữ", None, None, None]], [[1, "Tổng cộng", 3, 2, 1]]],
    ids=["one of two gone", "one more", "all gone"],
)
def test_a_row_that_is_gone_or_no_longer_the_only_one_is_not_guessed(rows: list[list[Any]]) -> None:
    assert find(sheet(rows), labels_of(sheet(ROWS), 7, 3), 3) is None


def test_without_words_nothing_is_found() -> None:
    assert find(sheet(ROWS), Labels("", "Kỳ này"), 3) is None
