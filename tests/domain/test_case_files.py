"""Case files: what `show --json` writes is read back whole and fits the schema; a wrong one names its path."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from db import cases
from db.errors import BadInputFile
from db.store import Store
from desktop.domain import case_files
from desktop.domain.case_schema import case_schema
from desktop.domain.plain import plain_case
from desktop.domain.stages import stage_of
from tests import factory
from tests.domain.checks.spoiling import TODAYS, clean

ROOT = Path(__file__).resolve().parents[2]


def full_person(store: Store) -> int:
    """Somebody with a row in every list of a case."""
    factory.make_office(store)
    village = factory.insert(store, "village", {"name": "Bản Mẫu Một"})
    cell = factory.make_cell(store, name="Chi bộ bản Mẫu Một", village_id=village)
    member = factory.make_member(store, party_cell_id=cell)
    dossier = factory.make_candidate(store, "Vàng A Thử", party_cell_id=cell, born_on="1999-05")
    person, old = dossier.person_id, dossier.id
    with store.action("Ghi đủ") as action:
        new = action.insert("dossier", {"person_id": person, "is_readmission": 1, "known_from": "cell_meeting"})
        mother = action.insert("family_member", {"person_id": person, "relation": "mother", "full_name": "Vàng Thị Mẹ"})
        action.insert("certificate", {"person_id": person, "kind": "awareness", "number": "01/GCN"})
        enrolment = {"person_id": person, "training_class_id": factory_class(store)}
        action.insert("enrolment", enrolment)
        action.insert("party_member", {"person_id": person, "admitted_on": "2026-01-09", "started_on": "2026-01-09"})
        for table in ("career_period", "training_record", "abroad_stay"):
            action.insert(table, {"person_id": person, "started_on": "2020-09"})
        action.insert("reward", {"person_id": person, "reason": "Bằng khen"})
        action.insert("discipline", {"person_id": person, "reason": "Khiển trách", "is_examined_only": 1})
        action.insert("step", {"dossier_id": new, "kind": "cell_meeting", "happened_on": "2025-12-05", "votes_for": 11})
        action.insert("step", {"dossier_id": old, "kind": "withdrawn", "happened_on": "2024-12-05"})
        action.insert("introduction", {"dossier_id": new, "kind": "official_member", "party_member_id": member})
        action.insert("mentor_assignment", {"dossier_id": new, "party_member_id": member})
        action.insert("dossier_item", {"dossier_id": new, "paper": "đơn"})
        about = {
            "dossier_id": new,
            "family_member_id": mother,
            "verifier_id": member,
            "committee": "Đảng ủy xã An Nguồn",
        }
        action.insert("background_check", about)
        for table, kind in (("opinion", "residence"), ("dossier_receipt", "received"), ("special_group", "student")):
            action.insert(table, {"dossier_id": new, "kind": kind})
        old = action.insert("party_committee", {"level": "grassroots", "name": "Đảng ủy xã Cũ"})
        action.insert("former_parent", {"party_cell_id": cell, "parent_id": old, "last_on": "2025-06-30"})
        told = {"rule": "age_under", "message": "Chưa đủ tuổi.", "reason": "Đã xét", "overruled_by": "Hoàng Văn Chính"}
        action.insert("overruling", told | {"dossier_id": new, "overruled_on": "2026-02-03"})
    return int(person)


def factory_class(store: Store) -> int:
    return store.list("training_class")[0].id if store.count("training_class") else 0


def test_what_a_book_holds_of_a_person_is_read_back_whole(store: Store) -> None:
    factory.make_class(store)
    person = full_person(store)
    with store.action("Giai đoạn") as action:
        action.update("person", person, {"stage": stage_of(cases.load(store, person))})
    plain = plain_case(cases.load(store, person))
    again = plain_case(case_files.read(json.dumps(plain, ensure_ascii=False)))
    assert again == plain
    assert all(
        plain[name]
        for name in (
            *("background_checks", "opinions", "receipts", "special_groups", "overrulings", "earlier_dossiers"),
            "former_committees",
        )
    )


def test_the_committed_schema_is_that_of_the_registry(golden: Callable[[Path, str], None]) -> None:
    golden(ROOT / "resources/case.schema.json", json.dumps(case_schema(), ensure_ascii=False, indent=1) + "\n")


@pytest.mark.parametrize("name", TODAYS)
def test_a_case_file_stands_alone(name: str) -> None:
    case = case_files.read(json.dumps(clean(name)))
    assert case.dossier is not None
    assert case.cell is not None
    assert case.introductions[-1].member.person.full_name
    assert {check.relative in (None, *case.family) for check in case.background_checks} == {True}


def test_a_name_is_enough() -> None:
    case = case_files.read('{"full_name": "Vàng A Thử"}')
    assert (case.dossier, case.cell, case.steps, case.person.stage) == (None, None, (), None)


def spoil(change: Callable[[Any], object]) -> str:
    plain = clean("k1")
    change(plain)
    return json.dumps(plain)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "JSON"),
        ("[" * 100_000, "JSON"),
        ("[]", "không đúng kiểu"),
        ("{}", "thiếu mục: full_name"),
        (spoil(lambda plain: plain.update(surname="Lò")), "có mục lạ: surname"),
        (spoil(lambda plain: plain.update(born_on="14/5/2003")), "“born_on”"),
        (spoil(lambda plain: plain.update(born_on="2003-02-30")), "“born_on” “2003-02-30” không phải là ngày có thật"),
        (spoil(lambda plain: plain["steps"][3].update(kind="party")), "“steps[3].kind”"),
        (spoil(lambda plain: plain["steps"][3].update(happened_on="2025-13-01")), "“steps[3].happened_on”"),
        (spoil(lambda plain: plain["steps"][3].update(votes_for=-1)), "“steps[3].votes_for”"),
        (spoil(lambda plain: plain["steps"][3].update(votes_for="11")), "“steps[3].votes_for”"),
        (spoil(lambda plain: plain["steps"][3].pop("kind")), "“steps[3]” thiếu mục: kind"),
        (spoil(lambda plain: plain["introductions"][1]["member"].update(official_on="2015")), "official_on"),
        (spoil(lambda plain: plain.update(full_name="a" * 101)), "“full_name”"),
        (spoil(lambda plain: plain["background_checks"][1]["relative"].update(full_name="Ai Đó")), "Ai Đó"),
    ],
)
def test_a_wrong_file_names_the_path(text: str, says: str) -> None:
    with pytest.raises(BadInputFile) as caught:
        case_files.read(text)
    assert says in caught.value.sentence
    assert "Chưa có gì thay đổi" in caught.value.sentence
