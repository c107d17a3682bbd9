"""Tests of requests of other places: kept, answered, taken away; the limit counts from their receipt."""

from datetime import date

import pytest

from db.store import Store
from desktop.domain.validation import Invalid
from desktop.services import requests

TODAY = date(2026, 3, 2)
ASKED = {"kind": "history", "asked_by": "Đảng ủy xã Bình Mẫu", "received_on": "05/01/2026"}


def add(store: Store, **values: str) -> int:
    (key,) = requests.save_request(store, ASKED | values).ids(requests.TABLE)
    return key


def test_a_request_is_due_thirty_working_days_after_its_receipt(store: Store) -> None:
    key = add(store)
    assert requests.due_on(store, store.get(requests.TABLE, key), TODAY) == date(2026, 2, 23)
    changes = requests.save_request(store, {"answered_on": "20/02/2026"}, key)
    assert changes.label == "Xác nhận lý lịch cho Đảng ủy xã Bình Mẫu"
    assert requests.due_on(store, store.get(requests.TABLE, key), TODAY) is None


def test_what_is_to_be_answered_stands_first(store: Store) -> None:
    answered, newer, older = add(store, answered_on="06/01/2026"), add(store), add(store, received_on="02/01/2026")
    assert [row.id for row in requests.list_requests(store)] == [older, newer, answered]
    requests.delete_request(store, newer)
    assert [row.id for row in requests.list_requests(store)] == [older, answered]


def test_who_asks_must_be_known(store: Store) -> None:
    with pytest.raises(Invalid):
        requests.save_request(store, {"kind": "history", "asked_by": " "})
    assert store.count(requests.TABLE) == 0
