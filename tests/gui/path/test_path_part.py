"""The tab "Quy trình" by keyboard: the next step recorded, what blocks it mended or let pass, checks of relatives."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from db.store import Store
from desktop.gui.context import AppContext
from desktop.gui.fields.dialog import FieldDialog
from desktop.gui.path.edition_dialog import EditionDialog
from desktop.gui.path.part import PathPart
from desktop.gui.person.checks_part import ChecksPart
from desktop.gui.person.dossier_part import DossierPart
from desktop.gui.person.list_part import ListPart
from desktop.gui.person.page import PersonPage
from desktop.services import people, steps
from desktop.services.meetings import NextMeeting
from tests.gui.keyboard import ENTER, press, press_at, write
from tests.gui.recorder import Recorder

NAME, TODAY = "Lò Thị Ánh", date(2026, 3, 3)
OUTVOTED = {"happened_on": "05/02/2026", "body": "Chi bộ thôn Đông", "votes_for": 5, "votes_base": 9}


@pytest.fixture
def dossier_id(store: Store, person_id: Callable[[str], int]) -> int:
    return int(store.list("dossier", person_id=person_id(NAME))[0].id)


@pytest.fixture
def show(
    context: AppContext, person_id: Callable[[str], int], qtbot: QtBot
) -> Callable[[], tuple[PersonPage, PathPart]]:
    """Opens the page of the person at the tab, once what the rules say stands in it."""

    def open_page() -> tuple[PersonPage, PathPart]:
        page = PersonPage(context, person_id(NAME))
        qtbot.addWidget(page)
        page.resize(1140, 680)
        page.show()
        qtbot.waitUntil(lambda: page.review is not None)
        page.lead_to("path", "")
        return page, page.path

    return open_page


def recorded(store: Store, dossier_id: int) -> list[str]:
    return [step.kind for step in store.list("step", dossier_id=dossier_id)]


def fill(values: dict[str, str]) -> Callable[[QDialog], bool]:
    """An answer to a dialog: type, then Enter at its last field."""

    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, FieldDialog)
        dialog.show()
        for name, text in values.items():
            write(dialog.form.editors[name].input, text)
        dialog.save()
        return dialog.result() == QDialog.DialogCode.Accepted

    return answer


def test_the_next_step_is_recorded_with_one_button(
    show: Callable[[], tuple[PersonPage, PathPart]], recorder: Recorder, store: Store, dossier_id: int, qtbot: QtBot
) -> None:
    steps.record(store, dossier_id, "listed", {"happened_on": "01/02/2026"}, TODAY)
    page, part = show()
    assert part.panel.record_button.hasFocus()
    assert part.panel.heading.text() == "Tiếp theo: Chi bộ chọn vào danh sách cảm tình Đảng"
    assert page.header.next_button.isVisible()
    recorder.answers.append(fill({"happened_on": "02022026", "document_number": "05-NQ/CB"}))
    press(part.panel.record_button, ENTER)
    assert recorder.said == [("run_dialog", "Ghi việc đã xảy ra")]
    assert recorded(store, dossier_id) == ["listed", "sympathiser_chosen"]
    qtbot.waitUntil(lambda: "đi học" in part.panel.heading.text())
    assert "sympathiser" in store.get("person", page.person_id).stage


def test_a_day_to_come_is_refused_under_its_field(
    show: Callable[[], tuple[PersonPage, PathPart]], recorder: Recorder, store: Store, dossier_id: int
) -> None:
    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, FieldDialog)
        dialog.show()
        write(dialog.form.editors["happened_on"].input, "04/03/2026")
        dialog.save()
        assert "chưa tới" in dialog.form.editors["happened_on"].problem.text()
        return False

    _, part = show()
    recorder.answers.append(answer)
    press(part.panel.record_button, ENTER)
    assert recorded(store, dossier_id) == []


def test_the_header_records_the_next_step_from_every_tab(
    show: Callable[[], tuple[PersonPage, PathPart]], recorder: Recorder, store: Store, dossier_id: int
) -> None:
    page, _ = show()
    page.tabs.setCurrentIndex(0)
    recorder.answers.append(fill({"happened_on": "1/2/26"}))
    press(page.header.next_button, ENTER)
    assert recorded(store, dossier_id) == ["listed"]


def test_what_has_ended_the_path_is_in_the_menu(
    show: Callable[[], tuple[PersonPage, PathPart]], recorder: Recorder, store: Store, dossier_id: int, qtbot: QtBot
) -> None:
    _, part = show()
    withdrawn = next(each for each in part.panel.others.menu().actions() if each.text() == "Xin thôi, rút đơn")
    recorder.answers.append(fill({"happened_on": "01/03/2026"}))
    withdrawn.trigger()
    assert recorded(store, dossier_id) == ["withdrawn"]
    qtbot.waitUntil(lambda: part.panel.heading.text() == "Đã kết thúc: Xin thôi, rút đơn ngày 01/03/2026.")
    assert part.stations.model().rowCount() == 0
    assert not part.panel.record_button.isVisible()


@pytest.fixture
def outvoted(store: Store, dossier_id: int) -> int:
    """The key of a meeting at which too few agreed."""
    steps.record(store, dossier_id, "procedure_allowed", {"happened_on": "10/10/2025"}, TODAY)
    steps.record(store, dossier_id, "cell_meeting", OUTVOTED, TODAY)
    return int(store.list("step", kind="cell_meeting")[0].id)


def choose_vote(part: PathPart) -> None:
    """The line of the vote, by keyboard."""
    part.findings.setFocus()
    lines = [part.findings.records.record(row).finding.rule for row in range(part.findings.records.rowCount())]
    part.findings.selectRow(lines.index("cell_vote"))


def test_enter_on_a_finding_leads_to_the_field_that_mends_it(
    show: Callable[[], tuple[PersonPage, PathPart]], outvoted: int
) -> None:
    page, part = show()
    assert "phải sửa" in page.tabs.tabText(5)
    assert "phải sửa" in page.header.due.text()
    choose_vote(part)
    assert "Điều lệ Đảng" in part.detail.toPlainText()
    press(part.findings, ENTER)
    listed = page.focusWidget()
    assert listed is not None
    assert listed.objectName() == "step.votes_for"
    assert listed.text() == "5"


def test_what_has_to_be_mended_stops_the_next_step_until_it_is_said_to_have_happened(
    show: Callable[[], tuple[PersonPage, PathPart]], recorder: Recorder, store: Store, dossier_id: int
) -> None:
    steps.record(store, dossier_id, "procedure_allowed", {"happened_on": "10/10/2025"}, TODAY)
    steps.record(store, dossier_id, "cell_meeting", OUTVOTED | {"votes_for": 8}, TODAY)
    page, part = show()
    page.tabs.setCurrentIndex(0)
    recorder.answers.append(False)
    press(page.header.next_button, ENTER)
    assert "phải sửa trước khi làm bước tiếp theo" in recorder.said[0][1]
    assert page.focusWidget() is part.findings
    assert part.findings.current() is not None
    assert part.findings.current().finding.level == "block"
    before = recorded(store, dossier_id)
    recorder.answers.extend([True, fill({"happened_on": "01/03/2026"})])
    press(page.header.next_button, ENTER)
    assert len(recorded(store, dossier_id)) == len(before) + 1


def test_a_vote_is_held_again_without_being_stopped_by_the_failed_one(
    show: Callable[[], tuple[PersonPage, PathPart]], outvoted: int, recorder: Recorder, store: Store, dossier_id: int
) -> None:
    _, part = show()
    recorder.answers.append(lambda _dialog: False)
    told = [finding.rule for finding in part.review.blocking] if part.review else []
    assert "cell_vote" in told
    recorder.answers.appendleft(True)
    press(part.panel.record_button, ENTER)
    assert "tán thành" not in recorder.said[0][1]


def test_a_finding_is_let_pass_with_reason_and_name_and_held_again(
    show: Callable[[], tuple[PersonPage, PathPart]], outvoted: int, recorder: Recorder, store: Store, qtbot: QtBot
) -> None:
    page, part = show()
    choose_vote(part)
    before = len(page.review.blocking) if page.review else 0
    recorder.answers.append(fill({"reason": "Ghi nhầm, đã đính chính", "overruled_by": "Hoàng Văn Chính"}))
    press(part.overrule_button, ENTER)
    assert store.count("overruling") == 1
    qtbot.waitUntil(lambda: len(part.review.blocking if part.review else ()) == before - 1)
    choose_vote(part)
    assert "Hoàng Văn Chính: Ghi nhầm" in part.detail.toPlainText()
    press(part.hold_button, ENTER)
    assert store.count("overruling") == 0


def test_a_station_opens_what_was_recorded(show: Callable[[], tuple[PersonPage, PathPart]], outvoted: int) -> None:
    page, part = show()
    kinds = [station.kind for station in part.review.path.stations] if part.review else []
    part.stations.setFocus()
    part.stations.selectRow(kinds.index("cell_meeting"))
    press(part.stations, ENTER)
    section = page.parts[5]
    shown = next(each for each in section.parts if isinstance(each, ListPart) and each.kind.table == "step")
    assert shown.list.current().id == outvoted


def test_a_check_is_about_a_relative_of_this_person_and_has_a_day(
    show: Callable[[], tuple[PersonPage, PathPart]],
    store: Store,
    person_id: Callable[[str], int],
    dossier_id: int,
    qtbot: QtBot,
) -> None:
    for name, relative in ((NAME, "Lò Văn Núi"), ("Trần Văn Bình", "Trần Văn Núi")):
        people.save_row(store, "family_member", person_id(name), {"relation": "father", "full_name": relative})
    page, _ = show()
    page.lead_to("background_check", "")
    part = next(each for each in page.parts[5].parts if isinstance(each, ChecksPart))
    press(part.list.table, Qt.Key.Key_Insert)
    about = part.list.form.editors["family_member_id"].input
    write(about, "nui")
    press_at(about, ENTER)
    assert about.text() == "Cha đẻ: Lò Văn Núi"
    write(part.list.form.editors["committee"].input, "Đảng ủy xã Bình Mẫu")
    write(part.list.form.editors["sent_on"].input, "05/01/2026")
    assert part.list.save()
    assert recorded(store, dossier_id) == ["background_check_sent"]
    press(part.list.form.editors["sent_on"].input, Qt.Key.Key_Insert)
    assert page.focusWidget() is about
    assert about.text() == ""
    part.list.show_key(store.list("background_check")[0].id)
    qtbot.waitUntil(lambda: "23/02/2026" in part.due.text())
    assert part.due.property("role") == "problem"


def test_nothing_is_said_of_somebody_without_a_dossier(
    context: AppContext, store: Store, qtbot: QtBot, recorder: Recorder
) -> None:
    with store.action("Thêm") as action:
        key = action.insert("person", {"full_name": "Hoàng Văn Chính"})
    page = PersonPage(context, key)
    qtbot.addWidget(page)
    page.show()
    page.lead_to("path", "")
    assert page.path.panel.heading.text() == "Người này chưa có hồ sơ kết nạp."
    assert not page.header.next_button.isVisible()
    assert not recorder.said


def test_other_rules_are_chosen_after_seeing_what_would_change(
    show: Callable[[], tuple[PersonPage, PathPart]], outvoted: int, store: Store, recorder: Recorder, dossier_id: int
) -> None:
    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, EditionDialog)
        dialog.show()
        chosen = dialog.editions.findData("2022")
        dialog.editions.setCurrentIndex(chosen)
        assert dialog.told.toPlainText()
        dialog.save()
        return True

    page, _ = show()
    part = next(each for each in page.parts[5].parts if isinstance(each, DossierPart))
    assert "rule_edition" not in part.form.editors
    recorder.answers.append(answer)
    part.rules_button.click()
    assert store.get("dossier", dossier_id).rule_edition == "2022"


def test_another_try_is_opened_when_the_last_one_has_ended(
    show: Callable[[], tuple[PersonPage, PathPart]], store: Store, dossier_id: int, qtbot: QtBot
) -> None:
    steps.record(store, dossier_id, "struck_off", {"happened_on": "02/02/2026"}, TODAY)
    page, part = show()
    assert part.panel.again_button.isVisible()
    assert not part.panel.record_button.isVisible()
    press(part.panel.again_button, ENTER)
    newest = store.list("dossier", person_id=page.person_id)[-1]
    assert newest.id != dossier_id
    assert newest.is_readmission == 1
    assert store.get("person", page.person_id).stage == "source"
    qtbot.waitUntil(lambda: not part.panel.again_button.isVisible())


def test_the_dialog_of_a_step_is_kept_by_the_key_that_saves(
    show: Callable[[], tuple[PersonPage, PathPart]], recorder: Recorder, store: Store, dossier_id: int, qtbot: QtBot
) -> None:
    def keep(dialog: QDialog) -> bool:
        assert isinstance(dialog, FieldDialog)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        write(dialog.form.editors["happened_on"].input, "01/02/2026")
        press(dialog.form.editors["happened_on"].input, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        return bool(dialog.result())

    page, _ = show()
    recorder.answers.append(keep)
    press(page.header.next_button, ENTER)
    assert recorded(store, dossier_id) == ["listed"]


def test_where_rows_are_summed_up_there_is_a_way_to_them(
    show: Callable[[], tuple[PersonPage, PathPart]], store: Store, dossier_id: int
) -> None:
    for kind in ("procedure_allowed", "application_letter", "personal_history", "stamped"):
        steps.record(store, dossier_id, kind, {"happened_on": "10/02/2026"}, TODAY)
    page, part = show()
    assert part.panel.rows_button.text() == "Thẩm tra từng người…"
    press(part.panel.rows_button, ENTER)
    shown = page.focusWidget()
    checks = next(each for each in page.parts[5].parts if isinstance(each, ChecksPart))
    assert shown is checks.list.form.editors["family_member_id"].input


def test_somebody_admitted_is_led_to_a_membership_that_knows_cell_and_day(
    show: Callable[[], tuple[PersonPage, PathPart]], store: Store, dossier_id: int
) -> None:
    for kind, on in (("procedure_allowed", "10/10/2025"), ("admission_ceremony", "10/02/2026")):
        steps.record(store, dossier_id, kind, {"happened_on": on}, TODAY)
    page, part = show()
    part.findings.setFocus()
    rules = [part.findings.records.record(row).finding.rule for row in range(part.findings.records.rowCount())]
    part.findings.selectRow(rules.index("member_not_registered"))
    press(part.findings, ENTER)
    assert page.save()
    (held,) = store.list("party_member", person_id=page.person_id)
    assert (held.admitted_on, held.party_cell_id) == ("2026-02-10", 1)


def test_where_a_meeting_comes_next_there_is_a_way_to_it(
    show: Callable[[], tuple[PersonPage, PathPart]], context: AppContext, store: Store, dossier_id: int
) -> None:
    steps.record(store, dossier_id, "listed", {"happened_on": "05/01/2026"}, TODAY)
    asked: list[object] = []
    context.meeting_wanted.connect(asked.append)
    _, part = show()
    assert part.panel.meeting_button.isVisible()
    part.panel.meeting_button.click()
    assert asked == [NextMeeting("cell", 1)]
