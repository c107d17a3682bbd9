"""What does not fit together is said: parts over the whole, blocks, shares that no rounding makes."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.reports import consistency
from desktop.domain.reports.model import Figure, Rounding


def said(findings: object) -> list[str]:
    return [finding.sentence for finding in findings]  # type: ignore[attr-defined]


def test_a_block_must_add_up() -> None:
    parts = {"a": Figure(3), "b": Figure(4)}
    assert said(consistency.block("Khối", "Tổng", Figure(7), parts, adds_up=True)) == []
    assert said(consistency.block("Khối", "Tổng", Figure(8), parts, adds_up=True)) == [
        "Khối: các nhóm cộng lại 7, không bằng “Tổng” 8."
    ]
    # Where people may belong to no group, less is right and more is not.
    assert said(consistency.block("Khối", "Tổng", Figure(8), parts, adds_up=False)) == []
    assert said(consistency.block("Khối", "Tổng", Figure(6), parts, adds_up=False))


def test_what_nobody_knows_is_no_fault() -> None:
    assert said(consistency.block("Khối", "Tổng", Figure(None), {"a": Figure(3)}, adds_up=True)) == []
    assert said(consistency.block("Khối", "Tổng", Figure(9), {"a": Figure(3), "b": Figure(None)}, adds_up=True)) == []


def test_a_part_over_its_whole() -> None:
    assert said(consistency.part("Nữ", Figure(12), "Kết nạp", Figure(11))) == ["Nữ: 12 lớn hơn “Kết nạp” 11."]
    assert said(consistency.part("Nữ", Figure(11), "Kết nạp", Figure(11))) == []


@given(st.integers(0, 5000), st.integers(1, 5000), st.integers(0, 3), st.sampled_from([ROUND_DOWN, ROUND_HALF_UP]))
def test_every_honest_share_passes(part: int, whole: int, decimals: int, way: str) -> None:
    exact = Decimal(part) * 100 / whole
    printed = str(exact.quantize(Decimal(1).scaleb(-decimals), rounding=way)).replace(".", ",")
    assert said(consistency.share("Nữ", part, "Kết nạp", whole, printed)) == []


@pytest.mark.parametrize("printed", ["76,94", "64,9%%", "không rõ", "6,488"])
def test_other_shares_are_pointed_out(printed: str) -> None:
    assert len(said(consistency.share("Đại học", 303, "Tổng", 467, printed))) == (printed != "64,9%%")


def test_shares_are_written_as_the_office_wants() -> None:
    assert Rounding().share(374, 470) == "79,57"
    assert Rounding("truncate", 1).share(140, 90) == "155,5"
    assert Rounding(keeps_zeros=True).share(165, 275) == "60,00"
    assert Rounding().share(19, 25) == "76"
    assert Rounding().share(3, 0) == ""
