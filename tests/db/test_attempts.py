"""Wrong passphrases: the next try waits longer and longer, never for ever, and never because of a wrong clock."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.attempts import (
    LONGEST_DELAY,
    TryLater,
    attempts_file_of,
    clear_failures,
    delay_after,
    note_failure,
    require_turn,
)

NOW = 1_800_000_000.0


def test_a_few_slips_cost_nothing_and_then_the_delay_doubles() -> None:
    assert [delay_after(failures) for failures in range(8)] == [0, 0, 0, 2, 4, 8, 16, 32]


@given(st.integers(0, 10**6))
def test_the_delay_grows_and_ends(failures: int) -> None:
    assert delay_after(failures) <= delay_after(failures + 1) <= LONGEST_DELAY


def test_after_four_wrong_ones_the_fifth_waits(tmp_path: Path) -> None:
    book = tmp_path / "sổ.book"
    assert [note_failure(book, NOW) for _ in range(4)] == [1, 2, 3, 4]
    with pytest.raises(TryLater, match="Hãy đợi 4 giây") as caught:
        require_turn(book, NOW)
    assert caught.value.seconds == 4
    with pytest.raises(TryLater, match="Hãy đợi 1 giây"):
        require_turn(book, NOW + 3)
    require_turn(book, NOW + 4)


def test_the_right_one_clears_the_count(tmp_path: Path) -> None:
    book = tmp_path / "sổ.book"
    for _ in range(9):
        note_failure(book, NOW)
    assert clear_failures(book) == 9
    require_turn(book, NOW)
    assert clear_failures(book) == 0
    assert list(tmp_path.iterdir()) == []


def test_a_clock_that_went_back_does_not_lock_out(tmp_path: Path) -> None:
    book = tmp_path / "sổ.book"
    for _ in range(9):
        note_failure(book, NOW)
    require_turn(book, NOW - 86400)


@pytest.mark.parametrize(
    "content", [b"", b"[]", b'{"failures": "many"}', b'{"failures": 1e999, "last_at": 0}', b"\xff"]
)
def test_a_damaged_count_is_no_count(tmp_path: Path, content: bytes) -> None:
    book = tmp_path / "sổ.book"
    attempts_file_of(book).write_bytes(content)
    require_turn(book, NOW)
    assert note_failure(book, NOW) == 1
