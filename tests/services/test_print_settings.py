"""The oath and the stock of certificates: kept as given, refused when they cannot be meant."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.store import Store
from desktop.domain.validation import Invalid
from desktop.services import print_settings
from desktop.services.print_settings import FARTHEST, OATH_LENGTH, Stock
from tests import factory


def test_no_oath_is_there_until_the_office_pastes_one(store: Store) -> None:
    assert print_settings.oath(store) == ""
    print_settings.save_oath(store, "  Câu thứ nhất\nCâu thứ hai \n")
    assert print_settings.oath(store) == "Câu thứ nhất\nCâu thứ hai"


def test_a_whole_book_is_no_oath(store: Store) -> None:
    with pytest.raises(Invalid, match="Lời thề"):
        print_settings.save_oath(store, "a" * (OATH_LENGTH + 1))
    assert print_settings.oath(store) == ""


def test_the_stock_is_kept_with_its_shift(store: Store) -> None:
    assert print_settings.stock(store) == Stock()
    print_settings.save_stock(store, True, "-2,5", "")
    assert print_settings.stock(store) == Stock(True, -2.5, 0.0)


@pytest.mark.parametrize("typed", ["2 cm", "nan", "1e3", "51", "-51", "--2", "2,555"])
def test_a_distance_that_is_none_is_told_under_its_field(typed: str, store: Store) -> None:
    with pytest.raises(Invalid) as caught:
        print_settings.save_stock(store, True, "0", typed)
    assert set(caught.value.problems) == {"down"}
    assert print_settings.stock(store) == Stock()


@settings(max_examples=30, deadline=None)
@given(distance=st.decimals(-FARTHEST, FARTHEST, places=1))
def test_every_distance_within_reach_is_kept_as_typed(empty_book: factory.Original, distance: object) -> None:
    with factory.passing_store(empty_book) as store:
        print_settings.save_stock(store, False, str(distance).replace(".", ","), "0")
        assert print_settings.stock(store).right == float(str(distance))
