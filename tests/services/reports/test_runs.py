"""What becomes of a report: completed it says the same for ever, it is sent, and opened again only with a reason."""

from datetime import date

import pytest

from db import undo
from db.errors import CannotUndo, NotAllowed
from db.store import Store
from desktop.domain import roles
from desktop.domain.reports import periods
from desktop.domain.reports.model import plain
from desktop.domain.validation import Invalid
from desktop.services import erasing
from desktop.services.reports import resources, runs, settings
from desktop.services.reports.runs import Locked, Shown
from desktop.services.reports.settings import Wish
from tests import factory
from tests.services.reports.test_counting import admit, set_quota

TODAY = date(2026, 8, 20)
YEAR = periods.parse("2026")


def show(store: Store, name: str = "bieu-2") -> Shown:
    return runs.show(store, name, YEAR, TODAY, settings.remembered(store, name))


@pytest.fixture
def person(store: Store) -> int:
    factory.make_office(store)
    set_quota(store, 2026, 2026, 3)
    cell = factory.make_cell(store)
    admit(store, "2026-03-02", cell, full_name="Giàng A Ở Lại", occupation="Nghề lạ")
    return admit(store, "2026-03-03", cell, full_name="Lò Thị Khóa", occupation="Làm ruộng")


@pytest.mark.parametrize("name", [each.name for each in resources.reports()])
def test_a_completed_report_says_what_it_said(store: Store, person: int, name: str) -> None:
    before = show(store, name)
    assert (before.state, before.is_locked) == ("draft", False)
    runs.complete(store, before.report)
    admit(store, "2026-03-04")
    after = show(store, name)
    assert after.report == before.report
    assert after.state == "complete"
    assert [(event.kind, event.done_by) for event in after.events] == [("completed", factory.USER)]
    with pytest.raises(Locked, match="đã khóa"):
        runs.complete(store, before.report)


def test_people_behind_the_figures_of_a_completed_report(store: Store, person: int) -> None:
    runs.complete(store, show(store).report)
    report = show(store).report
    assert report.cell("admitted.occupation.farmer", "value").people == (person,)
    assert any(finding.people for finding in report.findings)


def test_it_is_opened_again_with_a_reason_and_made_anew(store: Store, person: int) -> None:
    runs.complete(store, show(store).report)
    run_id = show(store).run_id
    assert run_id is not None
    runs.mark_sent(store, run_id)
    assert show(store).state == "sent"
    admit(store, "2026-03-04")
    with pytest.raises(Invalid, match="Lý do"):
        runs.reopen(store, run_id, "  ")
    runs.reopen(store, run_id, "Sót một người")
    opened = show(store)
    assert (opened.state, opened.report.cell("admitted", "value").value) == ("draft", 3)
    assert [event.kind for event in opened.events] == ["completed", "sent", "reopened"]
    assert opened.events[-1].reason == "Sót một người"
    runs.complete(store, opened.report)
    assert show(store).report.cell("admitted", "value").value == 3


def test_what_is_not_complete_is_not_sent(store: Store, person: int) -> None:
    runs.complete(store, show(store).report)
    run_id = show(store).run_id
    assert run_id is not None
    runs.reopen(store, run_id, "Xem lại")
    for deed in (lambda: runs.mark_sent(store, run_id), lambda: runs.reopen(store, run_id, "Xem lại")):
        with pytest.raises(Locked):
            deed()


def test_completing_is_not_taken_back_but_by_opening(store: Store, person: int) -> None:
    changes = runs.complete(store, show(store).report)
    with pytest.raises(CannotUndo):
        undo.undo(store, changes.action)


def test_only_those_with_the_right_lock_reports(store: Store, person: int) -> None:
    report = show(store).report
    store.act_as("Lan", roles.table().rights("Lan", "typist"))
    with pytest.raises(NotAllowed, match="khóa, ghi đã gửi hoặc mở lại báo cáo"):
        runs.complete(store, report)


def test_somebody_erased_is_erased_from_completed_reports(store: Store, person: int) -> None:
    runs.complete(store, show(store, "ket-nap").report)
    runs.complete(store, show(store).report)
    erasing.erase_person(store, person, "đơn đề nghị", TODAY)
    (table,) = show(store, "ket-nap").report.tables
    assert [line.label for line in table.lines] == ["Giàng A Ở Lại", "(đã xóa)"]
    cell = show(store).report.cell("admitted", "value")
    assert (cell.value, len(cell.people)) == (2, 1)
    assert plain(show(store, "ket-nap").report)
    assert "Lò Thị Khóa" not in str(store.list("report_run")) + str(store.list("report_person"))


def test_rounding_is_remembered_by_report(store: Store) -> None:
    wish = Wish(guidance="hd-11").with_rounding("truncate").with_decimals(1)
    settings.remember(store, "bieu-2", wish)
    assert settings.remembered(store, "R3") == wish
    assert settings.remembered(store, "bieu-1") == Wish()
    settings.remember(store, "form-2", wish.with_decimals(0))
    assert settings.remembered(store, "bieu-2").rounding.decimals == 0
    assert show(store).report.guidance.startswith("Hướng dẫn 11")
