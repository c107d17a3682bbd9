"""Tests of recording steps: facts are written whole, and what follows from them is written with them."""

from datetime import date

import pytest

from db import undo
from db.store import Store
from desktop.domain.validation import Invalid
from desktop.services import dossier_rules, findings, history, people, steps
from tests import factory

TODAY = date(2026, 3, 2)


def test_a_step_is_one_action_and_moves_the_stage(store: Store) -> None:
    dossier = factory.make_candidate(store)
    changes = steps.record(store, dossier.id, "sympathiser_chosen", {"happened_on": "05/02/2026"}, TODAY)
    assert store.get("person", dossier.person_id).stage == "sympathiser"
    assert changes.label == "Chi bộ chọn vào danh sách cảm tình Đảng: Quàng Văn Bình"
    history.undo(store, changes.action)
    assert store.get("person", dossier.person_id).stage == "source"


@pytest.mark.parametrize("typed", ["", "03/03/2026", "31/02/2026"])
def test_only_a_day_that_has_come_is_a_fact(typed: str, store: Store) -> None:
    dossier = factory.make_candidate(store)
    with pytest.raises(Invalid) as refused:
        steps.record(store, dossier.id, "cell_meeting", {"happened_on": typed}, TODAY)
    assert set(refused.value.problems) == {"happened_on"}
    assert store.count("step") == 1


def test_the_permission_opens_the_dossier_under_the_rules_of_its_day(store: Store) -> None:
    dossier = factory.make_candidate(store)
    steps.record(store, dossier.id, "procedure_allowed", {"happened_on": "10/10/2025"}, TODAY)
    opened = store.get("dossier", dossier.id)
    assert (opened.opened_on, opened.rule_edition) == ("2025-10-10", "2025")


def test_a_corrected_day_keeps_the_remembered_rules(store: Store) -> None:
    dossier = factory.make_candidate(store)
    steps.record(store, dossier.id, "procedure_allowed", {"happened_on": "10/10/2025"}, TODAY)
    step = store.list("step", kind="procedure_allowed")[0]
    people.save_row(store, "step", dossier.id, {"happened_on": "10/10/2021"}, step.id)
    corrected = store.get("dossier", dossier.id)
    assert (corrected.opened_on, corrected.rule_edition) == ("2021-10-10", "2025")


def test_rules_are_changed_by_name_alone_and_the_difference_is_told_first(store: Store) -> None:
    dossier = factory.make_candidate(store)
    steps.record(store, dossier.id, "procedure_allowed", {"happened_on": "10/10/2025"}, TODAY)
    people.save_dossier(store, dossier.id, {"rule_edition": "2017", "number": "HS 7"})
    assert store.get("dossier", dossier.id).rule_edition == "2025"
    told = dossier_rules.compare(store, dossier.person_id, "2022", TODAY)
    assert told.edition.id == "2022"
    dossier_rules.change_edition(store, dossier.id, "2022")
    assert store.get("dossier", dossier.id).rule_edition == "2022"
    last = undo.last_action(store)
    assert last is not None
    assert last.label.startswith("Đổi bộ quy định của hồ sơ Quàng Văn Bình")
    assert findings.review(store, dossier.person_id, TODAY).rules.edition.id == "2022"


def test_questions_sent_and_answered_are_steps_of_the_path(store: Store) -> None:
    dossier = factory.make_candidate(store)
    for place, sent_on in (("Đảng ủy xã An Nguồn", "05/01/2026"), ("Đảng ủy xã Bình Mẫu", "03/01/2026")):
        people.save_row(store, "background_check", dossier.id, {"committee": place, "sent_on": sent_on})
    people.save_row(store, "background_check", dossier.id, {"exemption": "minor"})
    (sent,) = store.list("step", kind="background_check_sent")
    assert sent.happened_on == "2026-01-03"
    assert store.get("person", dossier.person_id).stage == "checking"
    assert store.list("step", kind="background_check_answered") == []
    for row in store.list("background_check", exemption=None):
        people.save_row(store, "background_check", dossier.id, {"answered_on": "01/02/2026"}, row.id)
    (answered,) = store.list("step", kind="background_check_answered")
    assert answered.happened_on == "2026-02-01"


def test_the_answers_are_complete_only_with_the_last_one_until_the_history_is_certified(store: Store) -> None:
    def ask(place: str, answered_on: str | None) -> None:
        values = {"committee": place, "sent_on": "05/01/2026", "answered_on": answered_on}
        people.save_row(store, "background_check", dossier.id, values)

    def days() -> list[str]:
        return [step.happened_on for step in store.list("step", kind="background_check_answered")]

    dossier = factory.make_candidate(store)
    ask("Đảng ủy xã An Nguồn", "20/01/2026")
    assert days() == ["2026-01-20"]
    ask("Đảng ủy xã Bình Mẫu", None)
    assert days() == []
    (open_one,) = store.list("background_check", answered_on=None)
    people.save_row(store, "background_check", dossier.id, {"answered_on": "01/02/2026"}, open_one.id)
    assert days() == ["2026-02-01"]
    ask("Đảng ủy xã Thử", "05/02/2026")
    assert days() == ["2026-02-05"]
    steps.record(store, dossier.id, "cell_comment", {"happened_on": "10/02/2026"}, TODAY)
    ask("Đảng ủy xã Sau", None)
    assert days() == ["2026-02-05"]
