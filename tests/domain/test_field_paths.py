"""Tests of the way from a finding to its field, and of the fields asked for when a step is recorded."""

import pytest

from db import fields
from db.choices import STEP_KIND
from db.records import Record
from desktop.domain import field_paths
from desktop.domain.field_paths import Place, locate
from desktop.domain.step_fields import fields_for, presets
from tests.domain.test_path import RULES, make_case

CASE = make_case(
    ("listed", "2026-01-05"),
    ("cell_meeting", "2026-02-05"),
    introductions=(Record(id=7, kind="official_member"),),
    background_checks=(Record(id=9),),
)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("born_on", Place("person", None, "born_on")),
        ("dossier.opened_on", Place("dossier", None, "opened_on")),
        ("steps[1].votes_for", Place("step", 1, "votes_for")),
        ("family", Place("family_member", None, "")),
        ("introductions[0].member.official_on", Place("introduction", 7, "party_member_id")),
        ("background_checks[0].verifier", Place("background_check", 9, "verifier_id")),
        ("family[4].born_on", Place("family_member", None, "born_on")),
    ],
)
def test_a_path_leads_to_a_row_and_a_field(path: str, place: Place) -> None:
    assert locate(CASE, path) == place


def test_every_table_has_fields_to_lead_to() -> None:
    assert [table for table in field_paths.TABLES.values() if not fields.fields_of(table)] == []


@pytest.mark.parametrize("kind", STEP_KIND)
def test_every_step_asks_for_its_day_first_and_for_fields_there_are(kind: str) -> None:
    asked = fields_for(kind, RULES.steps.get(kind))
    assert asked[0] == "happened_on"
    assert len(set(asked)) == len(asked)
    assert [name for name in asked if fields.find_field("step", name) is None] == []


def test_what_a_check_reads_of_a_certified_history_is_asked_for() -> None:
    assert "result" in fields_for("history_certified", RULES.steps["history_certified"])


def test_votes_are_asked_for_and_never_filled_in() -> None:
    chain = (Record(level="grassroots", name="Đảng ủy Ủy ban nhân dân xã"),)
    case = make_case(cell=Record(name="Chi bộ thôn Đông"), chain=chain)
    for kind in ("cell_meeting", "committee_meeting", "standing_committee_meeting"):
        assert {"votes_base", "votes_for", "votes_against"} <= set(fields_for(kind, RULES.steps[kind]))
    assert presets(case, "cell_meeting", RULES) == {"body": "Chi bộ thôn Đông"}
    assert presets(case, "committee_meeting", RULES) == {"body": "Đảng ủy Ủy ban nhân dân xã"}
    assert presets(case, "section_report", RULES) == {}


def test_the_committee_that_allows_and_decides_is_named() -> None:
    commune = Record(level="competent", name="Đảng ủy xã Mẫu")
    under_commune = make_case(chain=(commune,))
    through_another = make_case(chain=(Record(level="grassroots", name="Đảng ủy trường"), commune))
    authorised = make_case(chain=(Record(level="grassroots", name="Đảng ủy trường", is_authorised=1), commune))
    standing = {"body": "Ban Thường vụ Đảng ủy xã Mẫu"}
    assert presets(under_commune, "procedure_allowed", RULES) == standing
    assert presets(under_commune, "stamped", RULES) == {"body": "Đảng ủy xã Mẫu"}
    assert presets(through_another, "procedure_allowed", RULES) == {"body": "Đảng ủy trường"}
    assert presets(through_another, "history_certified", RULES) == {"body": "Đảng ủy trường"}
    assert presets(through_another, "admission_decision", RULES) == standing
    assert presets(authorised, "admission_decision", RULES) == {"body": "Đảng ủy trường"}
    assert presets(make_case(chain=()), "admission_decision", RULES) == {}


def test_the_official_day_is_that_of_the_ceremony_a_year_later() -> None:
    held = (Record(kind="admission_ceremony", happened_on="2024-02-29"),)
    assert presets(make_case(steps=held), "recognition_decision", RULES) == {"takes_effect_on": "2025-02-28"}
    assert presets(make_case(steps=held), "admission_decision", RULES) == {}
    extended = (*held, Record(kind="probation_extended", happened_on="2025-03-01"))
    assert presets(make_case(steps=extended), "recognition_decision", RULES) == {}
    assert presets(make_case(), "recognition_decision", RULES) == {}
