"""The list of forms: what is unverified, what the office changed, what it has checked and for which words."""

from datetime import date

import pytest

from db.errors import KnownError
from db.store import Store
from desktop import paths
from desktop.domain.editions import Edition
from desktop.services import form_list
from desktop.services.form_list import FormEntry

TODAY = date(2026, 3, 2)


def edition_of(store: Store) -> Edition:
    return form_list.editions(store, TODAY)[0]


def entry_of(store: Store, code: str) -> FormEntry:
    found = form_list.list_forms(store, edition_of(store))
    return next(entry for entry in found.entries if entry.code == code)


def test_a_check_holds_for_these_words_and_is_taken_back(store: Store) -> None:
    before = entry_of(store, "NQ-PC")
    assert before.is_to_check
    changes = form_list.mark_checked(store, [before, entry_of(store, "NQ-CT")], TODAY)
    assert "NQ-PC, NQ-CT" in changes.label
    checked = entry_of(store, "NQ-PC")
    assert (checked.checked_by, checked.checked_on) == (store.user, "2026-03-02")
    assert not checked.is_to_check
    own = form_list.copy_to_own(store, edition_of(store), "NQ-PC")
    assert entry_of(store, "NQ-PC").checked_on
    own.write_text(own.read_text(encoding="utf-8") + "\nThêm một câu.\n", encoding="utf-8")
    changed = entry_of(store, "NQ-PC")
    assert changed.is_own
    assert changed.checked_on == ""
    assert entry_of(store, "NQ-CT").checked_on
    form_list.withdraw(store, [entry_of(store, "NQ-CT")])
    assert entry_of(store, "NQ-CT").checked_on == ""


def test_a_broken_own_form_is_told_and_the_shipped_one_is_listed(store: Store) -> None:
    own = paths.own_forms(store.path)
    own.mkdir()
    (own / "6.md").write_text("---\ncode: 6-KNĐ\n", encoding="utf-8")
    found = form_list.list_forms(store, edition_of(store))
    assert "“6.md”, dòng" in found.warnings[0]
    assert not entry_of(store, "6-KNĐ").is_own


def test_a_copy_never_takes_the_place_of_the_office_s_own_words(store: Store) -> None:
    form_list.copy_to_own(store, edition_of(store), "6-KNĐ")
    with pytest.raises(KnownError, match="đã có bản riêng"):
        form_list.copy_to_own(store, edition_of(store), "6-KNĐ")
