"""Committees: a merger is one action, dossiers keep to the bodies of each day, and each model of an office works."""

from datetime import date
from typing import Any

import pytest

from db import cases, undo
from db.errors import KnownError
from db.store import Store
from desktop.domain.chains import as_of_step
from desktop.domain.path import Path
from desktop.domain.step_fields import presets
from desktop.domain.validation import Invalid
from desktop.services import committees, findings, meetings, office, paper_orders, steps
from desktop.services.office import CellLine, OfficeSetup
from desktop.services.rule_book import open_rules
from tests import factory

BEFORE, AFTER = date(2025, 6, 28), date(2025, 7, 10)
LAST_DAY = "30/06/2025"
STEPS = (("procedure_allowed", "05/05/2025"), ("cell_meeting", "20/06/2025"))


def set_up(store: Store, **values: Any) -> None:
    """A commune under a district: its committee proposes, the district's decides."""
    given = {"model": "grassroots", "superior": "Huyện ủy Mẫu", "cells": (CellLine("Chi bộ thôn Đông"),)} | values
    office.set_up(store, OfficeSetup("Đảng ủy xã Mẫu Cũ", **given))


def candidate(store: Store, *recorded: tuple[str, str]) -> Any:
    dossier = factory.make_candidate(store, party_cell_id=store.list("party_cell")[0].id)
    for kind, on in recorded or STEPS:
        values = {"happened_on": on, "body": "Chi bộ thôn Đông"}
        steps.record(store, dossier.id, kind, values, date(2026, 12, 31))
    return dossier


def path_of(store: Store, dossier: Any, today: date) -> Path:
    return findings.review(store, dossier.person_id, today).path


def next_kind(store: Store, dossier: Any, today: date) -> str:
    station = path_of(store, dossier, today).next
    return station.kind if station else ""


def merge(store: Store) -> None:
    """The commune and its district end on the last day of June; the new commune decides under the province."""
    committees.save_committee(store, {"level": "competent", "name": "Đảng ủy xã Mẫu Mới"})
    old, district, new = (
        store.find("party_committee", name=name) for name in ("Đảng ủy xã Mẫu Cũ", "Huyện ủy Mẫu", "Đảng ủy xã Mẫu Mới")
    )
    committees.save_committee(store, {"ends_on": LAST_DAY}, district.id)
    committees.merge(store, old.id, {"parent_id": new.id, "last_on": LAST_DAY})


def test_a_dossier_sees_the_committees_of_each_day(store: Store) -> None:
    set_up(store)
    dossier = candidate(store)
    assert next_kind(store, dossier, BEFORE) == "committee_meeting"
    merge(store)
    assert next_kind(store, dossier, BEFORE) == "committee_meeting"
    assert next_kind(store, dossier, AFTER) == "standing_committee_meeting"
    case = cases.load(store, dossier.person_id)
    assert [row.name for row in case.chain] == ["Đảng ủy xã Mẫu Mới"]
    (former,) = case.former_chains
    assert [row.name for row in former.committees] == ["Đảng ủy xã Mẫu Cũ", "Huyện ủy Mẫu"]


def test_a_meeting_is_proposed_those_who_stood_under_its_body_on_its_day(store: Store) -> None:
    set_up(store)
    dossier = candidate(store)
    merge(store)
    old, new = (store.find("party_committee", name=name).id for name in ("Đảng ủy xã Mẫu Cũ", "Đảng ủy xã Mẫu Mới"))
    proposed = {
        (kind, on): [each.dossier_id for each in meetings.propose_cases(store, kind, body, on, AFTER)]
        for kind, body in (("grassroots", old), ("standing_committee", new))
        for on in (BEFORE.isoformat(), AFTER.isoformat())
    }
    assert {key for key, found in proposed.items() if found == [dossier.id]} == {
        ("grassroots", BEFORE.isoformat()),
        ("standing_committee", AFTER.isoformat()),
    }


def test_papers_cite_the_bodies_of_their_day(store: Store) -> None:
    set_up(store)
    dossier = candidate(store, *STEPS, ("committee_meeting", "25/06/2025"))
    merge(store)
    order = paper_orders.gather(store, dossier.person_id, AFTER)
    above = {wanted.paper.form: wanted.case.chain[0].name for wanted in order.wanted if wanted.case}
    assert above["6-KNĐ"] == above["8-KNĐ"] == "Đảng ủy xã Mẫu Cũ"
    assert above["9-KNĐ"] == "Đảng ủy xã Mẫu Mới"


def test_a_committee_that_met_before_its_last_day_is_no_fault_and_the_old_one_decides_no_more(store: Store) -> None:
    set_up(store)
    dossier = candidate(store, *STEPS, ("committee_meeting", "25/06/2025"))
    merge(store)
    values = {"happened_on": "08/07/2025", "body": "Huyện ủy Mẫu", "document_number": "12-QĐ/HU"}
    steps.record(store, dossier.id, "admission_decision", values, date(2026, 12, 31))
    found = {each.rule: each.message for each in findings.review(store, dossier.person_id, AFTER).findings}
    assert "committee_not_above" not in found
    assert "Đảng ủy xã Mẫu Mới" in found["decided_by_another_body"]
    assert "Huyện ủy Mẫu" in found["body_did_not_exist"]


def test_a_step_of_the_old_chain_that_was_left_out_is_missed(store: Store) -> None:
    set_up(store)
    dossier = candidate(store, *STEPS, ("admission_decision", "29/06/2025"))
    merge(store)
    missed = [each.rule for each in findings.review(store, dossier.person_id, AFTER).findings]
    assert "committee_meeting_missing" in missed
    later = candidate(store, *STEPS, ("admission_decision", "05/07/2025"))
    assert "committee_meeting_missing" not in {
        each.rule for each in findings.review(store, later.person_id, AFTER).findings
    }


def test_a_committee_taken_up_by_the_one_above_it_does_not_make_that_one_young(store: Store) -> None:
    committees.save_committee(store, {"level": "competent", "name": "Đảng ủy xã Mẫu"})
    above = store.find("party_committee", name="Đảng ủy xã Mẫu").id
    committees.save_committee(store, {"level": "grassroots", "name": "Đảng ủy Trường Mẫu", "parent_id": above})
    below = store.find("party_committee", name="Đảng ủy Trường Mẫu")
    committees.merge(store, below.id, {"parent_id": above, "last_on": LAST_DAY})
    assert store.get("party_committee", below.id).ends_on == "2025-06-30"
    assert store.get("party_committee", above).starts_on is None


def test_one_undo_takes_a_merger_back(store: Store) -> None:
    set_up(store)
    committees.save_committee(store, {"level": "competent", "name": "Đảng ủy xã Mẫu Mới"})
    before = factory.snapshot(store)
    old, new = (store.find("party_committee", name=f"Đảng ủy xã Mẫu {word}") for word in ("Cũ", "Mới"))
    changes = committees.merge(store, old.id, {"parent_id": new.id, "last_on": LAST_DAY})
    assert store.get("office", 1).committee_id == new.id
    assert store.get("party_committee", new.id).starts_on == "2025-07-01"
    undo.undo(store, changes.action)
    held = factory.snapshot(store)
    assert all(held[table] == before[table] for table in ("party_cell", "party_committee", "former_parent", "office"))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"last_on": LAST_DAY}, "parent_id"),
        ({"parent_id": 1}, "last_on"),
        ({"parent_id": 1, "last_on": "31/02/2025"}, "last_on"),
    ],
)
def test_a_merger_without_successor_or_day_is_refused(values: dict[str, Any], field: str, store: Store) -> None:
    set_up(store)
    with pytest.raises(Invalid) as refused:
        committees.merge(store, 2, values)
    assert field in refused.value.problems
    assert store.count("former_parent") == 0


def test_a_committee_does_not_succeed_or_stand_above_itself(store: Store) -> None:
    set_up(store)
    district, own = store.list("party_committee")
    with pytest.raises(KnownError, match="khác"):
        committees.merge(store, own.id, {"parent_id": own.id, "last_on": LAST_DAY})
    with pytest.raises(Invalid):
        committees.save_committee(store, {"parent_id": own.id}, district.id)


def test_a_former_parent_is_of_a_cell_or_of_a_committee(store: Store) -> None:
    set_up(store)
    values = {"parent_id": 1, "last_on": "2020-06-30"}
    for owners in ({}, {"party_cell_id": 1, "committee_id": 2}):
        with pytest.raises(Invalid):
            committees.save_former(store, values | owners)
    committees.save_former(store, values | {"party_cell_id": 1})
    (held,) = committees.list_former(store)
    committees.save_former(store, {"last_on": "2021-06-30"}, held.id)
    assert committees.list_former(store)[0].last_on == "2021-06-30"
    committees.delete_former(store, held.id)
    assert committees.list_former(store) == []


def kinds(store: Store, dossier: Any) -> set[str]:
    return {station.kind for station in path_of(store, dossier, AFTER).stations}


def test_the_four_models_of_an_office(store: Store) -> None:
    """Proposing under a district; deciding over a committee of its own; right under it; a committee authorised."""
    set_up(store)
    proposing = candidate(store)
    assert {"committee_meeting", "standing_committee_meeting"} <= kinds(store, proposing)
    merge(store)
    direct = candidate(store, ("procedure_allowed", "05/07/2025"), ("cell_meeting", "09/07/2025"))
    assert not {"committee_meeting", "section_report", "recognition_committee_meeting"} & kinds(store, direct)
    new = store.find("party_committee", name="Đảng ủy xã Mẫu Mới")
    committees.save_committee(store, {"level": "grassroots", "name": "Đảng ủy UBND xã", "parent_id": str(new.id)})
    below = store.find("party_committee", name="Đảng ủy UBND xã")
    committees.move_cell(store, 1, {"committee_id": below.id, "last_on": "01/07/2025"})
    assert "committee_meeting" in kinds(store, direct)
    assert "section_report" not in kinds(store, direct)
    committees.save_committee(store, {"is_authorised": 1}, below.id)
    assert "committee_meeting" in kinds(store, direct)
    assert "standing_committee_meeting" not in kinds(store, direct)
    papers = {wanted.paper.form for wanted in paper_orders.gather(store, direct.person_id, AFTER).wanted}
    assert "9A-KNĐ" in papers
    assert "9-KNĐ" not in papers


def test_the_body_is_proposed_of_the_day(store: Store) -> None:
    set_up(store)
    dossier = candidate(store)
    merge(store)
    case = cases.load(store, dossier.person_id)
    rules = open_rules(store).of_dossier(case.dossier, AFTER).rules
    before, after = (as_of_step(case, rules.path, "committee_meeting", on) for on in (BEFORE, AFTER))
    assert presets(before, "committee_meeting", rules) == {"body": "Đảng ủy xã Mẫu Cũ"}
    assert presets(after, "committee_meeting", rules) == {}
