"""Tests of the stage: it follows from what is recorded; each is reached; a side step holds until something later."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import cases, choices
from db.records import Case, Record
from db.store import Store
from desktop.domain.stages import PATH, SIDE, stage_of
from tests import factory

# The main line as the procedure tells it: each step that is recorded, and the stage it brings at least.
REACHED = [
    ("listed", "source"),
    ("sympathiser_chosen", "sympathiser"),
    ("class_proposed", "sympathiser"),
    ("procedure_requested", "procedure_requested"),
    ("procedure_allowed", "procedure_allowed"),
    ("application_letter", "declared"),
    ("personal_history", "declared"),
    ("stamped", "declared"),
    ("background_check_sent", "checking"),
    ("background_check_answered", "checking"),
    ("cell_comment", "checking"),
    ("political_conclusion", "source"),
    ("history_certified", "history_certified"),
    ("opinion_summary", "source"),
    ("cell_meeting", "cell_voted"),
    ("section_report", "source"),
    ("committee_meeting", "committee_voted"),
    ("province_consent", "source"),
    ("standing_committee_meeting", "source"),
    ("admission_decision", "decided"),
    ("decision_received", "decided"),
    ("ceremony_consent", "decided"),
    ("admission_ceremony", "probationary"),
    ("member_file", "probationary"),
    ("data_entered", "probationary"),
    ("probation_extended", "probationary"),
    ("self_review", "probationary"),
    ("mentor_review", "probationary"),
    ("recognition_opinion_summary", "probationary"),
    ("recognition_cell_meeting", "recognition_voted"),
    ("recognition_section_report", "recognition_voted"),
    ("recognition_committee_meeting", "recognition_voted"),
    ("recognition_standing_committee_meeting", "recognition_voted"),
    ("recognition_decision", "official"),
    ("card_given", "official"),
]
MAIN = [kind for kind, _ in REACHED]


@pytest.fixture(scope="module")
def empty(empty_book: factory.Original) -> Case:
    """A candidate of whom only the dossier is known."""
    with factory.passing_store(empty_book) as store:
        case = cases.load(store, factory.make_candidate(store).person_id)
    return replace(case, steps=())


def step(kind: str, happened_on: str | None = None, key: int = 0) -> Record:
    return Record(id=key, kind=kind, happened_on=happened_on)


def with_steps(case: Case, *kinds: str, **rows: Any) -> Case:
    steps = tuple(step(kind, f"2026-01-{day:02}", day) for day, kind in enumerate(kinds, start=1))
    return replace(case, steps=steps, **rows)


def enrolled(kind: str) -> tuple[Record, ...]:
    return (Record(training_class=Record(kind=kind)),)


def test_every_kind_of_step_is_known_to_the_stages() -> None:
    assert [*MAIN, *SIDE] == list(choices.STEP_KIND)
    assert [*PATH, *SIDE] == list(choices.STAGE)


@pytest.mark.parametrize(("kind", "stage"), REACHED)
def test_each_step_alone_brings_its_stage(kind: str, stage: str, empty: Case) -> None:
    assert stage_of(with_steps(empty, kind)) == stage


def test_the_whole_road_passes_every_stage_in_order(empty: Case) -> None:
    seen: list[str] = []
    for count in range(1, len(MAIN) + 1):
        kinds = MAIN[:count]
        rows: dict[str, Any] = {}
        if "class_proposed" in kinds:
            seen.append(stage_of(with_steps(empty, *kinds[:-1])) or "")
            rows["enrolments"] = enrolled("awareness")
            seen.append(stage_of(with_steps(empty, *kinds, **rows)) or "")
            rows["certificates"] = (Record(kind="awareness"),)
        if "opinion_summary" in kinds:
            rows["introductions"] = (Record(kind="official_member"),)
        seen.append(stage_of(with_steps(empty, *kinds, **rows)) or "")
    passed = [stage for place, stage in enumerate(seen) if stage not in seen[:place]]
    assert tuple(passed) == PATH


def test_without_a_dossier_there_is_no_stage(empty: Case) -> None:
    assert stage_of(replace(empty, dossier=None)) is None


def test_a_dossier_of_which_nothing_is_recorded_is_a_source(empty: Case) -> None:
    assert stage_of(empty) == "source"


@pytest.mark.parametrize("kind", ["new_member", "refresher"])
def test_other_classes_bring_no_stage(kind: str, empty: Case) -> None:
    other = replace(empty, enrolments=enrolled(kind), certificates=(Record(kind=kind),))
    assert stage_of(other) == "source"


def test_letters_of_introduction_count_after_the_certified_history(empty: Case) -> None:
    introductions = (Record(kind="official_member"),)
    assert stage_of(with_steps(empty, "listed", introductions=introductions)) == "source"
    assert stage_of(with_steps(empty, "history_certified", introductions=introductions)) == "introduced"


@pytest.mark.parametrize("side", SIDE)
@pytest.mark.parametrize("place", [1, 5, len(MAIN)])
def test_a_side_step_takes_off_the_road_wherever_it_happens(side: str, place: int, empty: Case) -> None:
    assert stage_of(with_steps(empty, *MAIN[:place], side)) == side


@pytest.mark.parametrize("side", SIDE)
def test_what_happens_after_a_side_step_brings_back_on_the_road(side: str, empty: Case) -> None:
    assert (
        stage_of(with_steps(empty, "listed", "sympathiser_chosen", side, "procedure_requested"))
        == "procedure_requested"
    )


@pytest.mark.parametrize("days", [("2026-01-01", None), (None, "2026-01-01"), (None, None)])
def test_without_a_day_the_order_of_recording_decides(days: tuple[str | None, str | None], empty: Case) -> None:
    first, second = days
    before, after = step("cell_meeting", first, 1), step("withdrawn", second, 2)
    for steps in ((before, after), (after, before)):
        assert stage_of(replace(empty, steps=steps)) == "withdrawn"
    late = (step("withdrawn", first, 1), step("cell_meeting", second, 2))
    assert stage_of(replace(empty, steps=late)) == "cell_voted"


def test_an_older_step_typed_in_later_does_not_bring_back(empty: Case) -> None:
    steps = (step("removed", "2026-02-01", 1), step("sympathiser_chosen", "2025-02-01", 2))
    assert stage_of(replace(empty, steps=steps)) == "removed"


def test_a_person_typed_in_today_was_taken_off_the_list_long_ago(empty: Case) -> None:
    rows = step("removed", "2024-06-05", 2), step("listed", "2026-11-20", 1)
    assert stage_of(replace(empty, steps=rows)) == "removed"


def test_of_two_side_steps_the_later_counts(empty: Case) -> None:
    assert stage_of(with_steps(empty, "listed", "withdrawn", "removed")) == "removed"


@given(kinds=st.lists(st.sampled_from(MAIN), max_size=8))
def test_the_order_of_typing_never_matters_on_the_road(kinds: list[str]) -> None:
    bare = Case(**dict.fromkeys(Case.__dataclass_fields__, ()) | {"dossier": Record(id=1)})
    stages = {stage_of(with_steps(bare, *order)) for order in (kinds, kinds[::-1], sorted(kinds))}
    assert len(stages) == 1
    assert stages <= set(PATH)


def test_the_stages_are_those_the_book_can_keep(store: Store) -> None:
    person_id = factory.make_person(store)
    for stage in (*PATH, *SIDE):
        with store.action("Giai đoạn") as action:
            action.update("person", person_id, {"stage": stage})
        assert store.get("person", person_id).stage == stage
