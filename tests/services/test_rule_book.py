"""Tests of the office's rules: its own files beside the book, its overlay, its table of working days."""

from datetime import date

import pytest

from db.errors import BadValue, KnownError
from db.store import Store
from desktop import paths
from desktop.domain.editions import BadEdition
from desktop.services import rule_book

OWN = """
[edition]
id = "tinh-mau"
title = "Hướng dẫn của Tỉnh ủy Mẫu"
applies_from = 2025-07-01
extends = "2025"
overlay = true

[steps.admission_decision]
within = { count = 7, unit = "working_days", from = "cell_meeting" }
"""


def put(store: Store, text: str | bytes, name: str = "riêng.toml") -> None:
    folder = paths.own_rules(store.path)
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())


def test_an_own_file_is_used_where_the_office_chooses_it(store: Store) -> None:
    put(store, OWN)
    rules = rule_book.open_rules(store)
    assert "tinh-mau" in {edition.id for edition in rule_book.overlays(rules)}
    assert rules.of_dossier(None, date(2026, 1, 5)).rules.edition.id == "2025"
    rule_book.choose_overlay(store, "tinh-mau")
    rules = rule_book.open_rules(store)
    assert rules.of_dossier(None, date(2026, 1, 5)).rules.edition.id == "tinh-mau"
    rule_book.choose_overlay(store, None)
    assert rule_book.open_rules(store).overlay is None


def test_an_unknown_overlay_is_refused(store: Store) -> None:
    with pytest.raises(BadEdition):
        rule_book.choose_overlay(store, "không có")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (OWN.replace("count = 7", 'count = "bảy"'), ["riêng.toml", "dòng 10", "count"]),
        (OWN + "[[[", ["riêng.toml", "dòng"]),
        (OWN.encode("utf-16"), ["riêng.toml", "UTF-8"]),
    ],
)
def test_a_broken_own_file_is_refused_with_its_place_and_the_rest_goes_on(
    text: str | bytes, told: list[str], store: Store
) -> None:
    put(store, text)
    rules = rule_book.open_rules(store)
    assert "tinh-mau" not in rules.book.rules
    assert "2025" in rules.book.rules
    (warning,) = rules.warnings
    assert [word for word in told if word not in warning] == []


def test_extra_days_of_the_office_move_limits(store: Store) -> None:
    def due_on() -> date:
        limit = rule_book.open_rules(store).book.get("2025").steps["admission_ceremony"].limit
        assert limit is not None
        return limit.due_on(date(2026, 6, 1))

    before = due_on()
    rule_book.save_extra_days(store, "02/06/2026\n03/06/2026", "")
    assert due_on() == rule_book.open_rules(store).book.get("2025").table.add_working_days(before, 2)
    rule_book.save_extra_days(store, "02/06/2026\n03/06/2026", "6/6/2026")
    assert rule_book.extra_days(store) == ((date(2026, 6, 2), date(2026, 6, 3)), (date(2026, 6, 6),))
    rule_book.save_extra_days(store, "", "")
    assert due_on() == before


def test_a_line_that_is_no_day_is_named(store: Store) -> None:
    with pytest.raises(BadValue, match="30/02/2026"):
        rule_book.save_extra_days(store, "02/06/2026\n30/02/2026", "")
    with pytest.raises(KnownError, match="02/06/2026"):
        rule_book.save_extra_days(store, "02/06/2026", "2/6/2026")
    assert rule_book.extra_days(store) == ((), ())
