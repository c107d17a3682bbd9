"""Tests of the path: the next step, what lies behind a person, limits, and what waits for a day to come."""

from datetime import date
from typing import Any

import pytest

from db.records import Case, Record
from desktop.domain import stages
from desktop.domain.path import PHASES, Path
from desktop.domain.rules.model import Rules
from desktop.services.rule_book import shipped_rules

TODAY = date(2026, 1, 5)
RULES = shipped_rules().book.applying(TODAY)
NOTHING: dict[str, Any] = dict.fromkeys(
    "dossiers family career training abroad rewards disciplines source_categories items introductions"
    " mentor_assignments enrolments certificates memberships papers".split(),
    (),
)


def make_case(*kinds: str | tuple[str, str], known_from: str | None = None, **values: Any) -> Case:
    """A case with steps, each a kind or a kind with its day."""
    told = [(kind, None) if isinstance(kind, str) else kind for kind in kinds]
    steps = tuple(Record(id=place, kind=kind, happened_on=on) for place, (kind, on) in enumerate(told))
    dossier = Record(id=1, known_from=known_from, is_readmission=0)
    given = NOTHING | {"office": Record(), "cell": None, "chain": (), "steps": steps} | values
    case = Case(person=Record(uid="a", id=1), photo=None, dossier=dossier, **given)
    case.person["stage"] = stages.stage_of(case)
    return case


def path(*kinds: str | tuple[str, str], rules: Rules = RULES, **values: Any) -> Path:
    return Path(make_case(*kinds, **values), rules, TODAY)


def next_kind(*kinds: str | tuple[str, str], **values: Any) -> str | None:
    found = path(*kinds, **values).next
    return found.kind if found else None


def test_the_first_step_not_recorded_comes_next() -> None:
    assert next_kind() == "listed"
    assert next_kind("listed") == "sympathiser_chosen"
    assert next_kind("listed", "sympathiser_chosen", "class_proposed", "procedure_requested") == "procedure_allowed"


def test_papers_before_the_vote_may_come_in_any_order() -> None:
    assert next_kind("procedure_allowed", "personal_history", "stamped") == "application_letter"


def test_what_lies_before_a_gate_is_not_asked_for_again() -> None:
    assert next_kind("cell_meeting") == "standing_committee_meeting"
    assert next_kind("listed", "admission_ceremony") == "member_file"


def test_steps_of_committees_that_are_not_there_are_left_out() -> None:
    chain = (Record(level="grassroots", name="Đảng ủy cơ sở"),)
    assert next_kind("cell_meeting", chain=chain) == "committee_meeting"
    assert "committee_meeting" not in {station.kind for station in path("cell_meeting").stations}


def test_an_imported_dossier_begins_where_it_is_known_from() -> None:
    assert next_kind(known_from="personal_history") == "personal_history"


def test_a_certificate_leaves_the_proposal_behind() -> None:
    certificate = Record(kind="awareness", issued_on="2025-05-05")
    assert next_kind("listed", "sympathiser_chosen", certificates=(certificate,)) == "procedure_requested"
    assert not path("listed", "sympathiser_chosen", certificates=(certificate,)).waits_for_class


def test_the_request_waits_for_the_class() -> None:
    assert path("listed", "sympathiser_chosen", "class_proposed").waits_for_class


@pytest.mark.parametrize("last", ["withdrawn", "recognition_decision"])
def test_nothing_comes_after_the_end(last: str) -> None:
    assert next_kind(("listed", "2025-01-01"), (last, "2026-01-01")) is None


def test_a_limit_counts_from_the_day_of_its_first_step() -> None:
    assert path(("cell_meeting", "2026-01-05")).due_on("admission_decision") == date(2026, 4, 6)
    assert path("cell_meeting").due_on("admission_decision") is None


def test_recognition_opens_when_the_months_of_probation_are_over() -> None:
    walked = path(("admission_ceremony", "2026-01-09"), "member_file")
    opening = {station.kind: station.opens_on for station in walked.stations}
    assert opening["self_review"] == opening["recognition_cell_meeting"] == date(2027, 1, 9)
    assert opening["member_file"] is None
    assert walked.next is not None
    assert walked.next.kind == "self_review"


def test_optional_steps_and_later_ones_may_be_recorded_beside_the_next() -> None:
    others = {rule.kind for rule in path("listed").others()}
    assert {"political_conclusion", "class_proposed"} <= others
    assert not {"listed", "sympathiser_chosen"} & others


def test_what_may_be_recorded_is_sorted_into_phases() -> None:
    walked = path("listed", "procedure_allowed")
    phases = walked.others_by_phase()
    assert [rule for rules in phases.values() for rule in rules] == list(walked.others())
    first = {title: rules[0].kind for title, rules in phases.items()}
    assert list(first) == [title for title in PHASES if title in first]
    assert first["Kết nạp, công nhận chính thức"] == "admission_ceremony"
    assert phases["Làm hồ sơ, thẩm tra lý lịch"][-1].kind == "opinion_summary"


def voted(kind: str, place: int, votes_for: int) -> Record:
    numbers = {"votes_base": 12, "member_total": 11, "votes_for": votes_for}
    return Record(id=place, kind=kind, happened_on=f"2025-12-{place:02}", **numbers)


def test_a_meeting_with_too_few_votes_has_to_be_held_again() -> None:
    failed, agreed = voted("cell_meeting", 1, 7), voted("cell_meeting", 2, 8)
    above = voted("standing_committee_meeting", 3, 5)
    assert next_kind(steps=(failed,)) == "cell_meeting"
    assert next_kind(steps=(failed, agreed)) == "standing_committee_meeting"
    assert next_kind(steps=(agreed, above)) == "standing_committee_meeting"
    assert next_kind(steps=(failed, above)) == "standing_committee_meeting"
    assert next_kind(steps=(failed, voted("standing_committee_meeting", 3, 6))) == "admission_decision"
