"""Drafts are kept once, replaced and dropped; looking at a person is logged once a day."""

from datetime import date

import pytest

from db.errors import NotFound
from db.store import Store
from desktop.services import drafts, people

TYPED = {"person": {"religion": "Không", "born_on": "31/02/1999"}}


def test_a_draft_is_kept_replaced_and_dropped(store: Store) -> None:
    assert drafts.find(store, "person", 1) is None
    drafts.keep(store, "person", 1, TYPED)
    drafts.keep(store, "person", 1, {"person": {"religion": "Phật giáo"}})
    drafts.keep(store, "person", 2, TYPED)
    found = drafts.find(store, "person", 1)
    assert found is not None
    assert found.content == {"person": {"religion": "Phật giáo"}}
    drafts.drop(store, "person", 1)
    assert drafts.find(store, "person", 1) is None
    assert store.count("draft") == 1


def test_nothing_typed_is_no_draft(store: Store) -> None:
    drafts.keep(store, "person", 1, TYPED)
    drafts.keep(store, "person", 1, {})
    drafts.drop(store, "person", 1)
    assert store.count("draft") == 0


def test_the_same_again_is_not_written_again(store: Store) -> None:
    drafts.keep(store, "person", 1, TYPED)
    written = store.count("change_log")
    drafts.keep(store, "person", 1, TYPED)
    assert store.count("change_log") == written


def test_looking_at_a_person_is_logged_once_a_day_for_each(store: Store) -> None:
    keys = [people.add_person(store, {"full_name": name}, None, date(2026, 3, 2))[0] for name in ("Lò Ánh", "Hà Minh")]
    for key in (*keys, *keys):
        people.note_viewed(store, key)
    assert [store.count("change_log", kind="event", person_id=key) for key in keys] == [1, 1]


def test_nobody_is_not_looked_at(store: Store) -> None:
    with pytest.raises(NotFound):
        people.note_viewed(store, 99)
