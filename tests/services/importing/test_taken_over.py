"""People imported in mid-procedure: followed from the step behind what the list tells, without red lines before it."""

from typing import Any

import pytest

from db import cases
from db.store import Store
from desktop.services import findings, importing
from tests.domain.sheets.builders import understood
from tests.services.importing.test_import import TODAY, nothing

HEADER = [
    *("TT", "Họ và tên", "Ngày sinh", "Chi bộ", "Số GCN", "Ngày cấp GCN"),
    *("Ngày được làm thủ tục", "Ngày chi bộ họp xét", "Ngày kết nạp"),
]
CERTIFICATE = ("11/GCN", "24/5/2024")


def take_over(store: Store, *told: Any) -> int:
    row = [1, "Lò Thị Mẫu", "12/3/1999", "Chi bộ bản Mẫu", *told]
    importing.apply(store, importing.plan(store, understood([HEADER, row])), nothing)
    return store.find("person", full_name="Lò Thị Mẫu").id


@pytest.mark.parametrize(
    ("told", "known_from", "stage", "following"),
    [
        ((None, None, None, None, None), None, "source", "sympathiser_chosen"),
        ((*CERTIFICATE, None, None, None), "procedure_requested", "certified", "procedure_requested"),
        ((*CERTIFICATE, "10/10/2025", None, None), "application_letter", "procedure_allowed", "application_letter"),
        ((*CERTIFICATE, "10/10/2025", "5/12/2025", None), "section_report", "cell_voted", "standing_committee_meeting"),
        ((None, None, None, None, "9/1/2026"), "member_file", "probationary", "member_file"),
    ],
)
def test_a_dossier_is_followed_from_behind_what_the_list_tells(
    told: tuple[Any, ...], known_from: str | None, stage: str, following: str, store: Store
) -> None:
    person = take_over(store, *told)
    case = cases.load(store, person)
    assert case.dossier is not None
    assert (case.dossier.known_from, case.person.stage) == (known_from, stage)
    reviewed = findings.review(store, person, TODAY)
    assert reviewed.blocking == ()
    assert reviewed.path.next is not None
    assert reviewed.path.next.kind == following
    assert all(station.is_settled for station in reviewed.path.stations if station.is_unknown)


def test_the_day_of_the_permission_opens_the_dossier_under_its_rules(store: Store) -> None:
    person = take_over(store, None, None, "10/10/2025", None, None)
    dossier = cases.load(store, person).dossier
    assert dossier is not None
    assert (dossier.opened_on, dossier.rule_edition) == ("2025-10-10", "2025")


def test_a_later_list_adds_a_step_and_changes_none(store: Store) -> None:
    person = take_over(store, *CERTIFICATE, "10/10/2025", None, None)
    row = [1, "Lò Thị Mẫu", "12/3/1999", "Chi bộ bản Mẫu", *CERTIFICATE, "11/10/2025", "5/12/2025", None]
    plan = importing.plan(store, understood([HEADER, row]))
    assert [(each.label, each.new) for each in plan.changed[0].changes] == [("Chi bộ họp xét kết nạp", "05/12/2025")]
    importing.apply(store, plan, nothing)
    days = {step.kind: step.happened_on for step in cases.load(store, person).steps}
    assert days == {"listed": None, "procedure_allowed": "2025-10-10", "cell_meeting": "2025-12-05"}
    assert store.get("person", person).stage == "cell_voted"
