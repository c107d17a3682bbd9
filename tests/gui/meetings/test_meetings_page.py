"""A meeting on screen: begun, its votes typed by the keyboard, its papers asked for; a round with its decisions."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db import undo
from db.rights import RIGHTS, Rights
from db.store import Store
from desktop.domain.paper_states import FINAL, MEETING
from desktop.domain.paper_wishes import Wish
from desktop.gui.context import AppContext
from desktop.gui.field_place import FieldPlace
from desktop.gui.fields.dialog import FieldDialog
from desktop.gui.meetings.considered import ConsideredPart
from desktop.gui.meetings.dialogs import ConsiderDialog, NewMeetingDialog
from desktop.gui.meetings.grid_table import GridTable
from desktop.gui.meetings.page import MeetingsPage
from desktop.gui.messages import Unsaved
from desktop.services import meetings
from tests import factory
from tests.gui.conftest import TODAY
from tests.gui.keyboard import ENTER, press, press_focused, write
from tests.gui.recorder import Recorder

CELL = 1
HELD = "2026-03-01"


@pytest.fixture(autouse=True)
def _listed(store: Store) -> None:
    """The people of the cell stand on its source list: that it chooses them comes next."""
    for dossier in store.list("dossier", party_cell_id=CELL):
        factory.insert(store, "step", {"dossier_id": dossier.id, "kind": "listed", "happened_on": "2026-01-05"})


@pytest.fixture
def page(context: AppContext, qtbot: QtBot) -> MeetingsPage:
    made = MeetingsPage(context)
    qtbot.addWidget(made)
    made.resize(1140, 680)
    made.show()
    return made


@pytest.fixture
def held(page: MeetingsPage, store: Store) -> int:
    """The key of a meeting of a cell that considers the people of its source list, shown on the page."""
    proposed = meetings.propose_cases(store, "cell", CELL, HELD, page.context.today())
    values = {"kind": "cell", "party_cell_id": CELL, "held_on": HELD}
    key, changes = meetings.open_meeting(store, values, [(each.dossier_id, each.purpose) for each in proposed])
    page.context.changed.emit(changes)
    return key


@pytest.fixture
def wishes(context: AppContext) -> Iterator[list[Wish]]:
    """The papers that were asked for."""
    asked: list[Wish] = []
    context.papers_wanted.connect(asked.append)
    yield asked
    context.papers_wanted.disconnect(asked.append)


def type_votes(page: MeetingsPage, *cells: str) -> None:
    """Type into one cell after the other from the first, Enter behind each."""
    table = page.meetings.panel.votes.table
    table.to_first_cell()
    for text in cells:
        for letter in text:
            # The first digit opens the editor, which then has the keyboard.
            QTest.keyClicks(_typed_into(table), letter)
        QTest.keyClick(_typed_into(table), ENTER)
        QApplication.processEvents()  # an editor gives its text over a moment after Enter


def _typed_into(table: GridTable) -> QWidget:
    """The editor that is open in a table, else the table."""
    focused = QApplication.focusWidget()
    return focused if focused is not None and table.isAncestorOf(focused) else table


def write_attendance(page: MeetingsPage, **numbers: int) -> None:
    for name, number in numbers.items():
        write(page.meetings.panel.votes.form.editors[name].input, str(number))


def test_the_first_meeting_is_begun_from_the_empty_place(page: MeetingsPage, store: Store, recorder: Recorder) -> None:
    assert page.meetings.stack.currentIndex() == 1

    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, NewMeetingDialog)
        dialog.show()
        assert dialog.focusWidget() is dialog.form.editors["kind"].input
        write(dialog.form.editors["party_cell_id"].input, "dong")
        press_focused(ENTER)
        write(dialog.form.editors["held_on"].input, "1/3/2026")
        names = [row.person.full_name for row in dialog.considered.model.rows]
        assert names == ["Lò Thị Ánh", "Nguyễn Thị Đào"]
        press(dialog.form.editors["held_on"].input, ENTER)
        assert dialog.focusWidget() is dialog.form.editors["party_cell_id"].input
        press(dialog.form.editors["party_cell_id"].input, ENTER)  # what is hidden behind it is passed over
        assert dialog.focusWidget() is dialog.considered.table
        press(dialog.considered.table, Qt.Key.Key_Space)  # the first one is left out
        press(dialog.considered.table, ENTER)
        return bool(dialog.result())

    recorder.answers.append(answer)
    page.meetings.begin_new()
    (meeting,) = store.list("meeting")
    assert (meeting.party_cell_id, meeting.held_on) == (CELL, HELD)
    assert [row.full_name for row in meetings.cases_of(store, meeting.id)] == ["Nguyễn Thị Đào"]
    assert page.meetings.panel.meeting is not None
    assert page.meetings.panel.votes.form.editors["member_total"].input.hasFocus()


def test_a_meeting_without_its_cell_is_refused_in_the_dialog(
    context: AppContext, store: Store, recorder: Recorder, qtbot: QtBot
) -> None:
    dialog = NewMeetingDialog(context)
    qtbot.addWidget(dialog)
    dialog.save()
    assert dialog.result() == 0
    assert "Chưa chọn chi bộ" in dialog.form.editors["party_cell_id"].problem.text()
    assert store.count("meeting") == 0


def test_votes_are_typed_once_and_become_steps_in_one_action(page: MeetingsPage, store: Store, held: int) -> None:
    before = len(undo.list_actions(store))
    write_attendance(page, member_total=9, official_total=8, present=9, present_official=8, votes_base=8)
    type_votes(page, "8", "0", "d", "05-NQ/CB", "7", "1", "k", "")
    assert page.has_unsaved()
    assert store.count("step", kind="sympathiser_chosen") == 0
    assert page.save()
    assert not page.has_unsaved()
    assert len(undo.list_actions(store)) == before + 1
    rows = meetings.cases_of(store, held)
    assert [(row.votes_for, row.votes_against, row.result) for row in rows] == [(8, 0, "agreed"), (7, 1, "not_agreed")]
    (step,) = store.list("step", kind="sympathiser_chosen")
    assert (step.document_number, step.happened_on) == ("05-NQ/CB", HELD)
    assert page.meetings.panel.votes.model.index(0, 6).data() == "đã ghi"
    assert store.get("meeting", held).present == 9


def test_only_digits_are_votes(page: MeetingsPage, held: int) -> None:
    votes = page.meetings.panel.votes
    type_votes(page, "8a")
    assert votes.model.value(0, "votes_for") == 8
    assert not votes.model.setData(votes.model.index(0, 2), "nhiều")
    votes.table.setCurrentIndex(votes.model.index(0, 2))
    press(votes.table, Qt.Key.Key_Delete)
    assert votes.model.value(0, "votes_for") is None
    assert not page.has_unsaved()


def test_a_vote_in_an_open_cell_is_kept_by_saving(page: MeetingsPage, store: Store, held: int) -> None:
    table = page.meetings.panel.votes.table
    table.to_first_cell()
    QTest.keyClicks(table, "7")
    assert page.has_unsaved()
    assert page.meetings.panel.save_button.isEnabled()
    assert page.save()
    assert meetings.cases_of(store, held)[0].votes_for == 7


def test_attendance_that_does_not_add_up_is_said_and_still_saved(
    page: MeetingsPage, store: Store, held: int, qtbot: QtBot
) -> None:
    write_attendance(page, member_total=9, present=12)
    found = page.meetings.panel.votes.found
    qtbot.waitUntil(lambda: "có mặt 12 nhiều hơn tổng số 9" in found.text())
    assert page.save()
    assert store.get("meeting", held).present == 12
    write_attendance(page, present=8)
    qtbot.waitUntil(lambda: not found.text())


def test_a_day_to_come_is_refused_under_the_field(page: MeetingsPage, store: Store, held: int) -> None:
    panel = page.meetings.panel
    write(panel.form.editors["held_on"].input, "1/4/2026")
    type_votes(page, "8", "0", "d")
    assert not page.save()
    assert "chưa tới" in panel.form.editors["held_on"].problem.text()
    assert panel.tabs.currentIndex() == 1
    assert panel.votes.model.typed
    assert store.count("step", kind="sympathiser_chosen") == 0


def test_what_is_known_of_the_members_is_taken_at_request(page: MeetingsPage, store: Store, held: int) -> None:
    factory.make_member(store, "Cầm Văn Hưng", party_cell_id=CELL)
    page.refresh()
    votes = page.meetings.panel.votes
    assert "Sổ có 1 đảng viên của chi bộ, 1 chính thức" in votes.known.text()
    assert votes.form.values()["member_total"] is None
    votes.take_known.click()
    votes.reckon.click()
    assert [votes.form.values()[name] for name in ("member_total", "official_total", "votes_base")] == [1, 1, 1]
    votes.number.click()
    assert votes.form.values()["document_number"] == "01-NQ/CB"
    assert page.has_unsaved()


def test_somebody_else_is_found_and_considered(
    page: MeetingsPage, store: Store, held: int, recorder: Recorder, person_id: Callable[[str], int]
) -> None:
    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, ConsiderDialog)
        dialog.show()
        assert dialog.considered.model.rows == []  # those of the cell are there already
        write(dialog.considered.search, "hoa")
        dialog.considered.purpose.setCurrentIndex(dialog.considered.purpose.findData("remove"))
        press(dialog.considered.search, Qt.Key.Key_Down)
        press(dialog.considered.table, Qt.Key.Key_Space)
        dialog.save()
        return bool(dialog.result())

    recorder.answers.append(answer)
    press(page.meetings.panel.votes.table, Qt.Key.Key_Insert)
    rows = meetings.cases_of(store, held)
    assert (rows[-1].person_id, rows[-1].purpose) == (person_id("Nguyễn Văn Hòa"), "remove")
    page.meetings.panel.votes.table.setCurrentIndex(page.meetings.panel.votes.model.index(2, 0))
    press(page.meetings.panel.votes.table, Qt.Key.Key_Delete)
    assert len(meetings.cases_of(store, held)) == 2


def test_the_mentor_is_chosen_in_the_details(page: MeetingsPage, store: Store, held: int, recorder: Recorder) -> None:
    member = factory.make_member(store, "Cầm Văn Hưng", party_cell_id=CELL)

    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, FieldDialog)
        dialog.show()
        write(dialog.form.editors["mentor_id"].input, "cam van hung")
        press_focused(ENTER)
        dialog.save()
        return bool(dialog.result())

    recorder.answers.append(answer)
    press(page.meetings.panel.votes.table, Qt.Key.Key_F4)
    page.meetings.panel.votes.model.put(0, "result", "agreed")
    assert page.save()
    (assigned,) = store.list("mentor_assignment")
    assert (assigned.party_member_id, assigned.started_on) == (member, HELD)


def test_leaving_typed_votes_asks(page: MeetingsPage, store: Store, held: int, recorder: Recorder) -> None:
    values = {"kind": "cell", "party_cell_id": 2, "held_on": "2026-02-01"}
    other, changes = meetings.open_meeting(store, values, [])
    page.context.changed.emit(changes)
    type_votes(page, "8")
    recorder.answers.append(Unsaved.STAY)
    place = page.meetings.table.row_of(other)
    assert place is not None
    page.meetings.table.selectRow(place)
    QTest.qWait(10)
    assert page.meetings.panel.meeting is not None
    assert page.meetings.panel.meeting.id == held
    assert page.has_unsaved()


def test_papers_are_asked_for_once_what_is_typed_is_kept(
    page: MeetingsPage, store: Store, held: int, wishes: list[Wish]
) -> None:
    page.meetings.panel.before_button.click()
    page.print()
    type_votes(page, "8", "0", "d")
    page.meetings.panel.after_button.click()
    page.print()
    assert [(wish.about, wish.keys, wish.state) for wish in wishes] == [
        ("meeting", (held,), MEETING),
        ("meeting", (held,), MEETING),
        ("meeting", (held,), FINAL),
        ("meeting", (held,), FINAL),
    ]
    assert store.count("step", kind="sympathiser_chosen") == 1


def test_a_meeting_with_results_is_not_deleted(page: MeetingsPage, store: Store, held: int, recorder: Recorder) -> None:
    type_votes(page, "8", "0", "d")
    assert page.save()
    page.meetings.panel.delete_button.click()
    assert "đã ghi vào quy trình" in recorder.said[-1][1]
    assert store.count("meeting") == 1


@pytest.fixture
def round_meeting(page: MeetingsPage, store: Store, person_id: Callable[[str], int]) -> int:
    """A meeting of the standing committee with two people voted for by their cells."""
    committee = store.find("party_committee", level="competent")
    assert committee is not None
    considered = []
    for name in ("Lò Thị Ánh", "Trần Văn Bình"):
        dossier = store.list("dossier", person_id=person_id(name))[0]
        considered.append((dossier.id, "admission"))
    values = {"kind": "standing_committee", "party_committee_id": committee.id, "held_on": HELD}
    key, changes = meetings.open_meeting(store, values, considered, "Đợt 1 năm 2026")
    page.context.changed.emit(changes)
    return key


def test_a_round_numbers_its_papers_and_decides_together(
    page: MeetingsPage, store: Store, round_meeting: int, qtbot: QtBot
) -> None:
    panel = page.meetings.panel
    assert panel.heading.text().startswith("Đợt 1 năm 2026")
    panel.round.propose_button.click()
    assert panel.round.form.values()["submission_number"] == "02-TTr/BXDĐ"
    type_votes(page, "7", "0", "d", "", "6", "1", "d", "")
    assert page.save()
    assert store.count("paper_number") == 3
    panel.tabs.setCurrentIndex(3)
    panel.decisions.propose_button.click()
    assert "ngày ký" in panel.decisions.form.editors["dated_on"].problem.text()
    write(panel.decisions.form.editors["dated_on"].input, "2/3/2026")
    panel.decisions.propose_button.click()
    assert [panel.decisions.model.value(row, "decision_number") for row in (0, 1)] == ["01-QĐ/ĐU", "02-QĐ/ĐU"]
    panel.decisions.model.put(1, "decision_number", "15-QĐ/ĐU")
    panel.decisions.write_button.click()
    steps = store.list("step", kind="admission_decision")
    assert [step.document_number for step in steps] == ["01-QĐ/ĐU", "15-QĐ/ĐU"]
    assert not page.has_unsaved()


def test_an_account_that_only_reads_types_nothing(
    page: MeetingsPage, store: Store, held: int, context: AppContext, qtbot: QtBot
) -> None:
    words = dict.fromkeys(RIGHTS, "ghi vào sổ")
    store.act_as("Lan", Rights("Lan", "Người xem", frozenset(), words, dict.fromkeys(RIGHTS, ("Bí thư",))))
    reading = MeetingsPage(context)
    qtbot.addWidget(reading)
    reading.show()
    table = reading.meetings.panel.votes.table
    table.to_first_cell()
    QTest.keyClicks(table, "8")
    assert not reading.has_unsaved()
    assert not reading.meetings.new_button.isEnabled()


def test_the_meeting_that_waits_for_somebody_is_shown(page: MeetingsPage, store: Store, held: int) -> None:
    other, changes = meetings.open_meeting(store, {"kind": "cell", "party_cell_id": 2, "held_on": "2026-03-02"}, [])
    page.context.changed.emit(changes)
    page.tabs.setCurrentIndex(1)
    page.context.open_meeting(meetings.NextMeeting("cell", CELL, held))
    assert page.tabs.currentIndex() == 0
    assert page.meetings.panel.meeting is not None
    assert (page.meetings.panel.meeting.id, other) == (held, held + 1)


def test_what_a_paper_misses_is_led_to(
    page: MeetingsPage, store: Store, round_meeting: int, recorder: Recorder
) -> None:
    panel, second = page.meetings.panel, meetings.cases_of(store, round_meeting)[1]
    other, changes = meetings.open_meeting(store, {"kind": "cell", "party_cell_id": 2, "held_on": "2026-03-02"}, [])
    page.context.changed.emit(changes)
    page.meetings.show_key(other)

    def lead(table: str, name: str, **more: int) -> QWidget | None:
        page.context.field_place_wanted.emit(FieldPlace("meetings", round_meeting, table, name, **more))
        return QApplication.focusWidget()

    assert lead("meeting", "present") is panel.votes.form.editors["present"].input
    assert panel.meeting.id == round_meeting
    assert lead("meeting", "chair") is panel.form.editors["chair"].input
    assert lead("review_round", "tally_head") is panel.round.form.editors["tally_head"].input
    for how in ({"row_id": second.id}, {"person_id": second.person_id}):
        assert lead("meeting_case", "votes_against", **how) is panel.votes.table
        assert panel.votes.table.currentIndex().row() == 1
        assert panel.votes.model.columns[panel.votes.table.currentIndex().column()].key == "votes_against"

    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, FieldDialog)
        dialog.show()
        assert dialog.focusWidget() is dialog.form.editors["votes_invalid"].input
        return False

    recorder.answers.append(answer)
    lead("meeting_case", "votes_invalid", row_id=second.id)
    assert not recorder.answers


def test_a_new_meeting_is_begun_for_somebody_without_one(page: MeetingsPage, recorder: Recorder) -> None:
    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, NewMeetingDialog)
        assert dialog.form.values()["party_cell_id"] == CELL
        assert len(dialog.considered.considered) == 2
        return False

    recorder.answers.append(answer)
    page.context.open_meeting(meetings.NextMeeting("cell", CELL))
    assert recorder.answers == type(recorder.answers)()


def test_numbers_are_entered_corrected_and_refused_when_taken(
    page: MeetingsPage, store: Store, recorder: Recorder
) -> None:
    def enter(number: str, problem: str = "") -> None:
        def answer(dialog: QDialog) -> bool:
            assert isinstance(dialog, FieldDialog)
            dialog.show()
            write(dialog.form.editors["number"].input, number)
            write(dialog.form.editors["dated_on"].input, "2/3/2026")
            write(dialog.form.editors["subject"].input, "V/v tập huấn")
            dialog.save()
            assert problem in dialog.form.editors["number"].problem.text()
            return bool(dialog.result())

        recorder.answers.append(answer)

    page.tabs.setCurrentIndex(1)
    enter("07-CV/ĐU")
    press(page.numbers.table, Qt.Key.Key_Insert)
    enter("7-CV/ĐU", "đã cấp cho V/v tập huấn")
    press(page.numbers.table, Qt.Key.Key_Insert)
    assert [row.number for row in store.list("paper_number")] == ["07-CV/ĐU"]
    enter("08-CV/ĐU")
    page.numbers.correct()
    assert [row.number for row in store.list("paper_number")] == ["08-CV/ĐU"]
    page.numbers.table.choose(0)
    press(page.numbers.table, Qt.Key.Key_Delete)
    assert store.count("paper_number") == 0


def test_where_no_meeting_is_kept_the_keyboard_stands_on_the_first_step(page: MeetingsPage, qtbot: QtBot) -> None:
    qtbot.waitExposed(page)
    page.take_keyboard()
    step = page.focusWidget()
    assert isinstance(step, QPushButton)
    assert step.text() == "Cuộc họp mới"


def test_where_many_dossiers_are_gone_through_the_dialog_is_used_meanwhile(
    context: AppContext, store: Store, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = [(each.dossier_id, each.purpose) for each in meetings.propose_cases(store, "cell", CELL, HELD, TODAY)]
    monkeypatch.setattr(meetings, "_CHUNK", 1)
    part = ConsideredPart(context)
    qtbot.addWidget(part)
    part.propose(meetings.proposing(store, "cell", CELL, HELD, TODAY), ["choose"])
    assert part.count.text() == f"Đang xem đến lượt ai: 1/{len(expected)} hồ sơ…"
    assert not part.model.rows
    qtbot.waitUntil(lambda: len(part.model.rows) == len(expected))
    # Whoever is quicker than the reading loses nobody.
    part.propose(meetings.proposing(store, "cell", CELL, HELD, TODAY), ["choose"])
    assert part.considered == expected
    assert not part.reading.is_running
