"""Tests of the engine: when checks begin, what is not known, and that no case however odd brings it down."""

import json
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import choices
from db.fields import Field, fields_of
from desktop.domain import case_files, stages
from desktop.domain.rules import messages
from desktop.domain.rules.engine import check, check_all
from desktop.domain.rules.model import CERTAINTIES, LEVELS
from desktop.domain.rules.rulebook import RuleBook
from tests.domain.checks.spoiling import TODAYS, clean, cut_from
from tests.domain.rules.shipped import shipped_book

TODAY = date(2025, 11, 25)
EARLY = {"age_over_today", "age_limit_near", "not_of_age_today", "certificate_running_out", "certificate_run_out"}


def found(plain: dict[str, Any], edition: str = "2025", today: date = TODAY) -> set[str]:
    return {finding.rule for finding in check(case_files.read(json.dumps(plain)), shipped_book().get(edition), today)}


def test_before_the_permission_only_age_certificate_and_help_are_looked_at() -> None:
    plain = clean("k1")
    cut_from("procedure_requested")(plain)
    plain |= {"born_on": "1960-01", "citizen_id": "1", "schooling": "1/12", "family": []}
    plain |= {"mentor_assignments": [], "background_checks": []}
    plain["certificates"][0]["issued_on"] = "2019-01-01"
    assert found(plain) == {"age_over_today", "certificate_run_out", "nobody_helping"}
    plain["steps"].append({"kind": "procedure_allowed", "happened_on": "2025-10-10"})
    assert found(plain) >= {"age_over_today", "certificate_run_out", "nobody_helping", "citizen_id_length"}


def test_a_dossier_taken_over_in_the_midst_is_not_asked_for_what_was_before() -> None:
    plain = clean("k1")
    early = {"application_letter", "personal_history", "stamped", "history_certified", "opinion_summary"}
    plain["steps"] = [step for step in plain["steps"] if step["kind"] not in early]
    plain |= {"opinions": [], "background_checks": [], "introductions": [], "items": []}
    today = TODAYS["k1"]
    assert found(plain, today=today) >= {"application_missing", "certification_missing", "too_few_introducers"}
    plain["dossier"]["known_from"] = "cell_meeting"
    assert not found(plain, today=today) & {"application_missing", "certification_missing", "too_few_introducers"}


@pytest.mark.parametrize("side", stages.SIDE)
def test_a_dossier_off_the_path_is_left_alone(side: str) -> None:
    plain = clean("k1")
    plain["steps"].append({"kind": side, "happened_on": "2027-02-01", "document_number": "1-QĐ/ĐU"})
    plain["citizen_id"] = "1"
    assert "citizen_id_length" not in found(plain, today=TODAYS["k1"])


def test_who_never_was_a_candidate_has_no_findings() -> None:
    assert found({"full_name": "Vàng A Thử", "citizen_id": "1"}) == set()


def test_what_several_rows_say_in_the_same_words_is_said_once() -> None:
    plain = clean("k1")
    visits = [row for row in plain["background_checks"] if row.get("verifier")]
    assert len(visits) > 1
    for row in visits:
        row["verifier"]["official_on"] = "2026-05-19"
    told = check(case_files.read(json.dumps(plain)), shipped_book().get("2025"), TODAY)
    assert [finding.rule for finding in told].count("verifier_not_official") == 1


def test_findings_in_bulk_are_those_of_each() -> None:
    cases = [case_files.read(json.dumps(clean(name))) for name in TODAYS]
    rules = shipped_book().get("2025")
    assert check_all(cases, rules, TODAY) == {case.person.uid: check(case, rules, TODAY) for case in cases}


def test_every_sentence_is_whole_and_names_only_what_there_is(book: RuleBook) -> None:
    for rules in book.rules.values():
        for rule in rules.checks:
            assert rule.level in LEVELS
            assert rule.certainty in CERTAINTIES
            assert rule.message.endswith((".", "?"))
            assert rule.remedy.endswith(".")
            assert rule.cite
            assert "  " not in rule.message + rule.remedy + rule.cite
            assert messages.placeholders(rule.cite) == set()
    names = {kind for rules in book.rules.values() for kind in rules.path}
    assert names <= set(choices.STEP_KIND)


DAYS = st.one_of(st.none(), st.dates(date(1850, 1, 1), date(2200, 12, 31)).map(date.isoformat))
PARTIAL = st.one_of(DAYS, DAYS.map(lambda day: day and day[:7]), DAYS.map(lambda day: day and day[:4]))
WORDS = st.one_of(st.none(), st.text(max_size=12), st.sampled_from(["Hoa", "8/10", "9/12 bổ túc", "Đảng ủy xã An Mẫu"]))
NUMBERS = st.one_of(st.none(), st.integers(0, 30))
KINDS: dict[str, st.SearchStrategy[Any]] = {
    "date": DAYS,
    "partial_date": PARTIAL,
    "integer": NUMBERS,
    "flag": st.sampled_from([0, 1]),
}


def value_of(field: Field) -> st.SearchStrategy[Any]:
    if field.choices:
        return st.sampled_from([*field.choices, *([] if field.required else [None])])
    if field.required:
        return st.sampled_from(["Lò Thị Thí Dụ", "Quàng Văn Giúp", "Đảng ủy xã An Mẫu"])
    words = WORDS.map(lambda text: text and text[: field.max_length])
    return KINDS.get(field.kind, words)


@cache
def rows_of(table: str) -> st.SearchStrategy[dict[str, Any]]:
    fields = [field for field in fields_of(table) if field.kind != "reference"]
    required = {field.name: value_of(field) for field in fields if field.required}
    optional = {field.name: value_of(field) for field in fields if not field.required}
    return st.fixed_dictionaries(required, optional=optional)


MEMBERS = st.fixed_dictionaries(
    {"full_name": st.sampled_from(["Lò Thị Thí Dụ", "Quàng Văn Giúp"])}, optional={"official_on": DAYS}
)
HELPED = st.one_of(st.none(), MEMBERS)
LISTS = {
    "family": "family_member",
    "career": "career_period",
    "training": "training_record",
    "rewards": "reward",
    "certificates": "certificate",
    "items": "dossier_item",
    "opinions": "opinion",
    "receipts": "dossier_receipt",
    "special_groups": "special_group",
    "memberships": "party_member",
    "chain": "party_committee",
    "earlier_dossiers": "dossier",
}


def with_key(rows: st.SearchStrategy[dict[str, Any]], key: str, values: st.SearchStrategy[Any]) -> Any:
    return st.builds(lambda row, value: row | {key: value}, rows, values)


CASES = st.builds(
    lambda person, lists, steps, dossier, rest: person | lists | {"steps": steps, "dossier": dossier} | rest,
    rows_of("person").map(lambda row: {key: value for key, value in row.items() if key != "stage"}),
    st.fixed_dictionaries({}, optional={name: st.lists(rows_of(table), max_size=2) for name, table in LISTS.items()}),
    st.lists(rows_of("step"), max_size=14),
    rows_of("dossier"),
    st.fixed_dictionaries(
        {},
        optional={
            "introductions": st.lists(with_key(rows_of("introduction"), "member", HELPED), max_size=3),
            "mentor_assignments": st.lists(with_key(rows_of("mentor_assignment"), "member", HELPED), max_size=3),
            "background_checks": st.lists(with_key(rows_of("background_check"), "verifier", HELPED), max_size=3),
            "enrolments": st.lists(
                with_key(rows_of("enrolment"), "training_class", rows_of("training_class")), max_size=2
            ),
            "cell": st.one_of(st.none(), with_key(rows_of("party_cell"), "village", rows_of("village"))),
        },
    ),
)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(CASES, st.sampled_from(sorted(shipped_book().rules)), st.dates(date(2017, 1, 1), date(2040, 1, 1)))
def test_no_case_however_odd_brings_the_checks_down(plain: dict[str, Any], edition: str, today: date) -> None:
    case = case_files.read(json.dumps(plain))
    for finding in check(case, shipped_book().get(edition), today):
        assert finding.message
        assert finding.field
        assert "None" not in finding.message


@pytest.mark.parametrize("name", TODAYS)
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_a_clean_case_with_rows_taken_away_brings_nothing_down(name: str, data: st.DataObject) -> None:
    plain = clean(name)
    for key in ("steps", "family", "items", "introductions", "background_checks", "certificates", "memberships"):
        kept = data.draw(st.sets(st.integers(0, 40)), label=key)
        plain[key] = [row for place, row in enumerate(plain.get(key, [])) if place in kept]
    relatives = [(row["relation"], row["full_name"]) for row in plain["family"]]
    plain["background_checks"] = [
        row
        for row in plain["background_checks"]
        if not row.get("relative") or (row["relative"]["relation"], row["relative"]["full_name"]) in relatives
    ]
    today = TODAYS[name] + timedelta(days=data.draw(st.integers(-900, 900)))
    for finding in check(case_files.read(json.dumps(plain)), shipped_book().get("hanoi-2025"), today):
        assert "None" not in finding.message
