"""The invented office: the same for a seed, true to the rules it is made of, with the clean cases as they are told."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db import book, cases
from db.records import Case
from db.store import Store
from desktop.domain import stages
from desktop.domain.reports import periods
from desktop.services import due, findings, receipts
from desktop.services.demo import Demo, make_demo
from desktop.services.handover import templates
from desktop.services.handover.figures import PeriodFigures
from desktop.services.reports import resources, runs, typed
from desktop.services.reports.settings import Wish

TODAY = date(2026, 11, 21)
VOTED = ("cell_meeting", "recognition_cell_meeting", "committee_meeting", "standing_committee_meeting")
# What differs between two books of one seed: keys, times and payloads of the log.
OWN_TO_A_BOOK = ("change_log", "person_key", "setting")


def opened(demo: Demo) -> Store:
    return book.open_book(demo.book, book.secret_from_passphrase(demo.book, demo.passphrase), "thử", today=TODAY)


def content(store: Store) -> dict[str, list[Any]]:
    return {table: store.list(table) for table in store.table_names if table not in OWN_TO_A_BOOK}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return make_demo(tmp_path_factory.mktemp("demo"), people=40, seed=7, today=TODAY)


@pytest.fixture(scope="module")
def store(demo: Demo) -> Iterator[Store]:
    store = opened(demo)
    yield store
    store.close()


@pytest.fixture(scope="module")
def candidates(store: Store) -> dict[str, Case]:
    """Every candidate by citizen id."""
    people = [person.id for person in store.list("person") if person.stage is not None]
    return {case.person.citizen_id: case for case in cases.load_all(store, people).values()}


def test_the_passphrase_beside_the_book_opens_it(demo: Demo) -> None:
    assert (demo.book.parent / "passphrase.txt").read_text(encoding="utf-8") == f"{demo.passphrase}\n"
    assert book.secret_from_passphrase(demo.book, demo.passphrase)


def test_as_many_candidates_as_asked_for(demo: Demo, candidates: dict[str, Case]) -> None:
    assert demo.people == len(candidates) == 40


@pytest.mark.parametrize("people", [0, 2, 5])
def test_a_very_small_office(tmp_path: Path, people: int) -> None:
    small = opened(make_demo(tmp_path, people=people, today=TODAY))
    assert sum(person.stage is not None for person in small.list("person")) == people
    small.close()


def test_the_same_seed_gives_the_same_office(tmp_path: Path, store: Store) -> None:
    again = opened(make_demo(tmp_path, people=40, seed=7, today=TODAY))
    assert content(again) == content(store)
    again.close()


def test_another_seed_gives_other_people_and_other_uids(tmp_path: Path, store: Store) -> None:
    other = opened(make_demo(tmp_path, people=40, seed=8, today=TODAY))
    assert {row.uid for row in other.list("person")}.isdisjoint(row.uid for row in store.list("person"))
    assert {row.full_name for row in other.list("person")} != {row.full_name for row in store.list("person")}
    other.close()


def test_every_stage_occurs_and_follows_from_the_steps(candidates: dict[str, Case]) -> None:
    assert {case.person.stage for case in candidates.values()} == {*stages.PATH, *stages.SIDE}
    wrong = {key: case.person.stage for key, case in candidates.items() if stages.stage_of(case) != case.person.stage}
    assert wrong == {}


def test_what_happened_happened_in_order_and_not_later_than_today(candidates: dict[str, Case]) -> None:
    order = list(stages_of_steps())
    for case in candidates.values():
        if case.person.citizen_id.endswith(("999901", "999902", "999903")):
            continue
        kinds = [step.kind for step in case.steps if step.kind not in stages.SIDE]
        assert kinds == sorted(kinds, key=order.index)
        assert all(step.happened_on <= TODAY.isoformat() for step in case.steps)


def stages_of_steps() -> Iterator[str]:
    from db.choices import STEP_KIND

    yield from STEP_KIND


def test_votes_are_possible_and_pass_unless_refused(candidates: dict[str, Case]) -> None:
    voted = [(case, step) for case in candidates.values() for step in case.steps if step.kind in VOTED]
    assert len(voted) > 20
    for case, step in voted:
        assert step.votes_for + step.votes_against <= step.present <= step.member_total
        assert step.votes_base <= step.member_total
        enough = 3 * step.votes_for >= 2 * step.votes_base
        assert enough is not (case.person.stage == "refused" and step is case.steps[-2])


def test_probation_lasts_twelve_months(candidates: dict[str, Case]) -> None:
    seen = 0
    for case in candidates.values():
        days = {step.kind: date.fromisoformat(step.happened_on) for step in case.steps}
        if "recognition_cell_meeting" in days:
            seen += 1
            admitted = days["admission_ceremony"]
            assert days["recognition_cell_meeting"] > admitted.replace(year=admitted.year + 1)
    assert seen >= 3


def test_only_cells_under_a_grassroots_committee_have_its_vote(candidates: dict[str, Case]) -> None:
    decided = [case for case in candidates.values() if any(step.kind == "admission_decision" for step in case.steps)]
    under = {len(case.chain) == 3 for case in decided}
    assert under == {True, False}
    for case in decided:
        assert any(step.kind == "committee_meeting" for step in case.steps) == (len(case.chain) == 3)


def test_numbers_of_decisions_and_certificates_come_once(store: Store, candidates: dict[str, Case]) -> None:
    steps = [step for case in candidates.values() for step in case.steps if step.kind.endswith("_decision")]
    decisions = [step.document_number for step in steps]
    assert len(decisions) == len(set(decisions)) > 10
    certificates = [(row.kind, row.number) for row in store.list("certificate")]
    assert len(certificates) == len(set(certificates)) > 20


def test_citizen_ids_are_well_built_and_from_the_invented_range(store: Store) -> None:
    people = [person for person in store.list("person") if person.citizen_id]
    for person in people:
        place, sex, year, serial = re.fullmatch(r"(\d{3})(\d)(\d\d)(\d{6})", person.citizen_id).groups()
        assert place == "038"
        assert int(sex) == ("male", "female").index(person.sex) + 2 * (person.born_on >= "2000")
        assert year == person.born_on[2:4]
        assert serial.startswith("9999")
    assert len({person.citizen_id for person in people}) == len(people)


def test_kinds_of_classes_past_and_running(store: Store) -> None:
    classes = store.list("training_class")
    assert {row.kind for row in classes} == {"awareness", "new_member", "refresher"}
    running = [row for row in classes if row.certificates_on is None]
    assert running
    assert all(row.starts_on <= TODAY.isoformat() for row in running)
    assert all(row.result is None for row in store.list("enrolment", training_class_id=running[0].id))


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Case]:
    """The clean cases when the last of their days is past, by citizen id."""
    store = opened(make_demo(tmp_path_factory.mktemp("finished"), people=3, today=date(2027, 6, 1)))
    people = [person.id for person in store.list("person") if person.stage is not None]
    found = {case.person.citizen_id: case for case in cases.load_all(store, people).values()}
    store.close()
    return found


@pytest.mark.parametrize("today", [date(2025, 11, 20), date(2025, 12, 12), TODAY, date(2027, 2, 1), date(2028, 1, 1)])
def test_nothing_lies_ahead_of_the_day_and_nothing_is_to_be_mended(tmp_path: Path, today: date) -> None:
    store = opened(make_demo(tmp_path, people=20, today=today))
    dated = [row.happened_on for row in store.list("step")] + [row.received_on for row in store.list("dossier_item")]
    assert max(filter(None, dated)) <= today.isoformat()
    told = findings.tell(findings.review_all(store, today))
    assert [found for found in told.plain if found["level"] == "block"] == []
    store.close()


def test_the_village_youth_union_member_is_an_official_member(finished: dict[str, Case]) -> None:
    case = finished["038303999901"]
    assert (case.person.full_name, case.person.born_on, case.person.stage) == (
        "Lò Thị Thí Dụ",
        "2003-05-14",
        "official",
    )
    assert case.person.youth_union_joined_on == "2019-03-26"
    assert [row.name for row in case.chain] == ["Đảng ủy xã An Mẫu", "Tỉnh ủy Mẫu"]
    assert case.photo is not None
    assert len(case.career) == 5
    assert len(case.family) == 7
    assert {row.number: row.issued_on for row in case.certificates} == {
        "123/GCN": "2024-05-24",
        "31/GCN": "2026-06-18",
    }
    assert steps_of(case)["cell_meeting"] == ("2025-12-05", "24-NQ/CB", 14, 13, 12, 11, 11, 0)
    assert steps_of(case)["admission_decision"][:2] == ("2025-12-24", "210-QĐ/ĐU")
    assert steps_of(case)["admission_ceremony"][0] == "2026-01-09"
    assert steps_of(case)["recognition_cell_meeting"] == ("2027-01-19", "38-NQ/CB", 15, 14, 13, 13, 13, 0)
    assert steps_of(case)["recognition_decision"][:2] == ("2027-01-28", "402-QĐ/ĐU")
    assert "committee_meeting" not in steps_of(case)
    assert case.mentor_assignments[0].member.person.full_name == "Quàng Văn Giúp"
    assert case.mentor_assignments[0].resolution_number == "05-NQ/CB"
    assert [row.kind for row in case.introductions] == ["youth_union", "official_member"]
    assert [row.official_on for row in case.memberships] == ["2027-01-09"]


def test_the_teacher_has_two_introducers_and_the_vote_of_the_committee_between(finished: dict[str, Case]) -> None:
    case = finished["038188999902"]
    assert (case.person.full_name, case.person.stage) == ("Trần Thị Ví Dụ", "official")
    assert case.chain[0].name == "Đảng ủy UBND xã An Mẫu"
    assert {row.member.person.full_name for row in case.introductions} == {"Lê Thị Giúp Mẫu", "Phạm Văn Giới Mẫu"}
    assert len(case.career) == 6
    assert sum(row.relation.endswith(("grandfather", "grandmother")) for row in case.family) == 8
    assert steps_of(case)["cell_meeting"] == ("2025-12-15", "31-NQ/CB", 18, 17, 16, 15, 14, 1)
    assert steps_of(case)["committee_meeting"][:2] == ("2026-01-05", "12-NQ/ĐU")
    assert steps_of(case)["admission_decision"][:2] == ("2026-01-21", "222-QĐ/ĐU")
    assert steps_of(case)["recognition_committee_meeting"][:2] == ("2027-03-02", "41-NQ/ĐU")
    assert steps_of(case)["recognition_decision"][:2] == ("2027-03-11", "431-QĐ/ĐU")
    assert [row.official_on for row in case.memberships] == ["2027-02-03"]


def test_the_owner_of_a_business_is_on_probation_with_his_own_papers(finished: dict[str, Case]) -> None:
    case = finished["038081999903"]
    assert (case.person.full_name, case.person.stage) == ("Phạm Giả Định", "probationary")
    assert len(case.career) == 7
    assert steps_of(case)["cell_meeting"] == ("2025-12-10", "25-NQ/CB", 21, 20, 17, 16, 15, 1)
    assert steps_of(case)["admission_decision"][:2] == ("2026-01-08", "214-QĐ/ĐU")
    assert steps_of(case)["admission_ceremony"][0] == "2026-01-23"
    assert [(row.number, row.issued_on) for row in case.certificates] == [("210/GCN", "2024-11-22")]
    titles = {row.title for row in case.items}
    assert {"Giấy chứng nhận đăng ký doanh nghiệp", "Thỏa ước lao động tập thể"} <= titles
    assert all(row.received_on for row in case.items)


def steps_of(case: Case) -> dict[str, tuple[Any, ...]]:
    names = ("happened_on", "document_number", "member_total", "official_total")
    names += ("votes_base", "present_official", "votes_for", "votes_against")
    return {step.kind: tuple(step[name] for name in names) for step in case.steps}


def test_places_are_invented(store: Store) -> None:
    texts = [
        value
        for table in ("person", "family_member", "party_cell", "village", "office", "training_class", "party_committee")
        for row in store.list(table)
        for value in row.values()
        if isinstance(value, str)
    ]
    named = {
        word for text in texts for word in re.findall(r"(?:xã|huyện|tỉnh|Tỉnh ủy) ([A-ZĐ]\w+(?: [A-ZĐ]\w+)?)", text)
    }
    assert named == {"An Mẫu", "Bình Mẫu", "An Nguồn", "Thử Sơn", "Mẫu"}


def test_an_office_is_never_made_over_another_book(demo: Demo) -> None:
    from db.errors import KnownError

    before = demo.book.read_bytes()
    with pytest.raises(KnownError):
        make_demo(demo.book.parent, people=3)
    assert demo.book.read_bytes() == before


def test_the_office_has_meetings_that_agree_with_the_steps_and_a_round_with_decisions(store: Store) -> None:
    held = {row.id: row for row in store.list("meeting")}
    considered = store.list("meeting_case")
    for case in considered:
        step = store.find("step", id=case.step_id) if case.step_id else None
        if step is not None:
            assert (step.happened_on, step.dossier_id) == (held[case.meeting_id].held_on, case.dossier_id)
            assert step.votes_for == case.votes_for
    decided = Counter(held[case.meeting_id].review_round_id for case in considered if case.decision_step_id)
    assert None not in decided
    assert max(decided.values()) > 1
    assert any(row.review_round_id and row.held_on > TODAY.isoformat() for row in held.values())


def test_the_superiors_file_is_filled_at_the_cells_chosen_for_it(store: Store) -> None:
    template = templates.list_templates(store)[0]
    data = templates.read_sheets(template)
    assert [cell.labels for cell in template.cells] == [
        templates.labels(data, cell.sheet, (cell.row, cell.column)) for cell in template.cells
    ]
    filled = templates.fill(template, PeriodFigures(store, periods.year(TODAY.year), TODAY))
    assert (filled.cells, filled.empty) == (8, ())


def test_an_ordinary_office_has_slips_to_be_told_and_dossiers_in_and_out(tmp_path: Path) -> None:
    store = opened(make_demo(tmp_path, people=60, today=TODAY))
    told = findings.tell(findings.review_all(store, TODAY))
    grave = [found["level"] for found in told.plain]
    assert (grave.count("block"), grave.count("warn")) == (1, 3), told.lines
    assert [duty.is_overdue for duty in due.duties(store, TODAY, TODAY)] == [True]
    lines = receipts.list_receipts(store)
    assert [line.is_out for line in lines].count(True) == 1
    assert all(line.happened_on <= TODAY.isoformat() for line in lines)
    store.close()


@pytest.mark.parametrize("name", [each.name for each in resources.reports()])
def test_every_report_of_a_full_office_is_made_with_what_may_be_typed_for_it(store: Store, name: str) -> None:
    shown = runs.show(store, name, periods.year(TODAY.year), TODAY, Wish())
    assert shown.report.tables
    keys = [each.name for each in typed.typable(store, shown.report)]
    assert len(keys) == len(set(keys))
