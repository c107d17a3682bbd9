"""Mentors assigned, replaced and ended on real pages, from the person's side and from the mentor's."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from db import undo
from db.store import Store
from desktop.gui.context import AppContext
from desktop.gui.mentors.assignment_dialog import AssignmentDialog
from desktop.gui.mentors.member_dialog import MemberDialog
from desktop.gui.mentors.page import MentorsPage
from desktop.gui.person.mentors_part import MentorsPart
from desktop.gui.person.page import PersonPage
from desktop.gui.person.sections import Sections
from desktop.printing.blocks import texts
from desktop.services import mentoring, paper_orders, papers
from tests.gui.keyboard import ENTER, press, press_at, press_focused, write
from tests.gui.recorder import Recorder

Keys = Callable[[str], int]


@pytest.fixture
def members(store: Store) -> dict[str, int]:
    """Two members, one of them not verified."""
    known, _ = mentoring.add_member(store, "Cầm Văn Hưng", 1, {"official_on": "2011-05-19", "is_verified": 1})
    unknown, _ = mentoring.add_member(store, "Quàng Thị Lả", 2, {"is_verified": 0})
    return {"known": known, "unknown": unknown}


@pytest.fixture
def assigned(store: Store, members: dict[str, int], person_id: Keys) -> int:
    """The key of an assignment that is running."""
    dossier = store.find("dossier", person_id=person_id("Lò Thị Ánh"))
    changes = mentoring.assign(store, dossier.id, members["known"], {"started_on": "2026-01-10"})
    return min(changes.ids("mentor_assignment"))


@pytest.fixture
def page(context: AppContext, assigned: int, qtbot: QtBot) -> MentorsPage:
    made = MentorsPage(context)
    qtbot.addWidget(made)
    made.resize(1140, 680)
    made.show()
    return made


def mentors_of(page: PersonPage) -> MentorsPart:
    tab = next(part for part in page.parts if part.title == "Giúp đỡ và bồi dưỡng")
    page.tabs.setCurrentWidget(tab)
    assert isinstance(tab, Sections)
    assert isinstance(tab.parts[0], MentorsPart)
    return tab.parts[0]


@pytest.fixture
def person_page(context: AppContext, members: dict[str, int], person_id: Keys, qtbot: QtBot) -> PersonPage:
    made = PersonPage(context, person_id("Trần Văn Bình"))
    qtbot.addWidget(made)
    made.resize(1140, 680)
    made.show()
    return made


def fill(dialog: QDialog, typed: dict[str, str]) -> None:
    assert isinstance(dialog, AssignmentDialog | MemberDialog)
    dialog.show()
    for name, text in typed.items():
        write(dialog.form.editors[name].input, text)
        press_at(dialog.form.editors[name].input, ENTER)


def test_a_mentor_is_assigned_and_ended_on_the_persons_page(person_page: PersonPage, store: Store) -> None:
    part = mentors_of(person_page)
    part.list.begin_new()
    editors = part.list.form.editors
    write(editors["party_member_id"].input, "cam van hung")
    press_focused(ENTER)
    write(editors["started_on"].input, "15/1/2026")
    write(editors["resolution_number"].input, "06-NQ/CB")
    write(editors["resolution_on"].input, "14/1/2026")
    assert person_page.save()
    row = store.find("mentor_assignment")
    assert (row.started_on, row.resolution_number, row.resolution_on) == ("2026-01-15", "06-NQ/CB", "2026-01-14")
    assert "Giúp đỡ: Cầm Văn Hưng" in person_page.header.facts.text()
    part.end_button.click()
    assert editors["ended_on"].input.hasFocus()
    write(editors["ended_on"].input, "1/3/2026")
    write(editors["comment"].input, "Đã giúp đỡ tận tình.")
    assert person_page.save()
    assert store.get("mentor_assignment", row.id).ended_on == "2026-03-01"
    assert "Chưa có đảng viên giúp đỡ" in person_page.header.facts.text()


def test_an_end_before_the_beginning_is_refused_under_its_field(person_page: PersonPage, store: Store) -> None:
    part = mentors_of(person_page)
    dossier = store.find("dossier", person_id=person_page.person_id)
    member = store.find("party_member")
    person_page.context.changed.emit(mentoring.assign(store, dossier.id, member.id, {"started_on": "2026-01-10"}))
    write(part.list.form.editors["ended_on"].input, "1/1/2026")
    assert not person_page.save()
    assert "Sớm hơn" in part.list.form.editors["ended_on"].problem.text()
    assert store.find("mentor_assignment").ended_on is None


def test_a_member_who_is_not_in_the_book_is_added_on_the_way(
    person_page: PersonPage, store: Store, recorder: Recorder
) -> None:
    def answer(dialog: QDialog) -> bool:
        fill(dialog, {"full_name": "Vàng A Sử"})
        dialog.save()
        return bool(dialog.result())

    recorder.answers.append(answer)
    part = mentors_of(person_page)
    part.member_button.click()
    assert part.list.form.editors["party_member_id"].typed() == "Vàng A Sử"
    write(part.list.form.editors["started_on"].input, "1/2/2026")
    assert person_page.save()
    assert store.count("mentor_assignment") == 1


def test_the_place_shows_whom_each_helps(page: MentorsPage) -> None:
    assert page.model.rowCount() == 1
    assert page.model.record(0).full_name == "Cầm Văn Hưng"
    assert page.panel.model.record(0).full_name == "Lò Thị Ánh"


def test_the_sheet_of_the_helped_person_is_offered(page: MentorsPage, person_id: Keys, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.context.papers_wanted) as wanted:
        page.panel.sheet_button.click()
    wish = wanted.args[0]
    assert wish.keys == (person_id("Lò Thị Ánh"),)
    order = paper_orders.gather_wish(page.context.store, wish, page.context.today())
    (paper,) = papers.make(order).papers
    assert "Cầm Văn Hưng".upper() in " ".join(texts(paper.document.blocks))


def test_a_mentor_takes_one_more(page: MentorsPage, store: Store, recorder: Recorder, person_id: Keys) -> None:
    def answer(dialog: QDialog) -> bool:
        fill(dialog, {"person_id": "tran van binh", "started_on": "1/3/2026", "resolution_number": "08-NQ/CB"})
        dialog.save()
        return bool(dialog.result())

    recorder.answers.append(answer)
    page.panel.assign_button.click()
    dossier = store.find("dossier", person_id=person_id("Trần Văn Bình"))
    assert store.find("mentor_assignment", dossier_id=dossier.id).resolution_number == "08-NQ/CB"
    assert page.panel.model.rowCount() == 2


def test_an_assignment_for_nobody_is_refused_under_its_field(page: MentorsPage, recorder: Recorder) -> None:
    said: list[str] = []

    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, AssignmentDialog)
        dialog.save()
        said.append(dialog.form.editors["person_id"].problem.text())
        return False

    recorder.answers.append(answer)
    page.panel.assign_button.click()
    assert "Chưa chọn" in said[0]


def test_a_mentor_is_replaced_in_one_step_that_can_be_undone(
    page: MentorsPage, store: Store, recorder: Recorder, assigned: int
) -> None:
    def answer(dialog: QDialog) -> bool:
        fill(
            dialog,
            {"party_member_id": "quang thi la", "started_on": "2/3/2026", "ended_on": "1/3/2026", "comment": "Tốt."},
        )
        dialog.save()
        return bool(dialog.result())

    recorder.answers.append(answer)
    page.panel.replace_button.click()
    assert store.get("mentor_assignment", assigned).ended_on == "2026-03-01"
    assert store.count("mentor_assignment", ended_on=None) == 1
    page.context.changed.emit(undo.undo(store, undo.last_action(store).number))
    assert store.get("mentor_assignment", assigned).ended_on is None
    assert store.count("mentor_assignment") == 1


def test_help_ends_only_with_a_day(page: MentorsPage, store: Store, recorder: Recorder, assigned: int) -> None:
    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, AssignmentDialog)
        dialog.show()
        dialog.save()
        assert "Chưa có" in dialog.form.editors["ended_on"].problem.text()
        fill(dialog, {"ended_on": "1/3/2026"})
        dialog.save()
        return bool(dialog.result())

    recorder.answers.append(answer)
    page.panel.end_button.click()
    assert store.get("mentor_assignment", assigned).ended_on == "2026-03-01"
    assert not page.panel.end_button.isEnabled()


def test_a_member_is_verified(page: MentorsPage, store: Store, members: dict[str, int]) -> None:
    write(page.search, "la")
    assert [page.model.record(place).full_name for place in range(page.model.rowCount())] == ["Quàng Thị Lả"]
    assert "Chưa xác minh" in page.panel.hint.text()
    write(page.panel.form.editors["official_on"].input, "19/5/2015")
    press(page.panel.form.editors["is_verified"].input, ENTER)
    page.panel.form.editors["is_verified"].input.click()
    assert page.save()
    member = store.get("party_member", members["unknown"])
    assert (member.official_on, member.is_verified) == ("2015-05-19", 1)


def test_enter_leads_to_a_membership_that_is_not_verified_and_back_to_the_list(
    page: MentorsPage, store: Store, members: dict[str, int], person_id: Keys
) -> None:
    dossier = store.find("dossier", person_id=person_id("Nguyễn Thị Đào"))
    mentoring.assign(store, dossier.id, members["unknown"], {})
    page.refresh()
    page.activateWindow()
    page.table.setFocus()
    press(page.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert page.panel.heading.text() == "Quàng Thị Lả"
    press(page.table, ENTER)
    editors = page.panel.form.editors
    assert editors["party_cell_id"].input.hasFocus()
    editors["party_cell_id"].input.clear()
    press(editors["party_cell_id"].input, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert page.panel.form.changed_values() == {"party_cell_id": 1}
    press(editors["note"].input, ENTER)
    assert page.table.hasFocus()
    assert store.get("party_member", members["unknown"]).party_cell_id == 1
    press(page.table, Qt.Key.Key_Up)
    press(page.table, ENTER)
    assert page.panel.table.hasFocus()


def test_an_empty_place_offers_the_first_step(context: AppContext, qtbot: QtBot) -> None:
    page = MentorsPage(context)
    qtbot.addWidget(page)
    page.show()
    assert page.stack.currentIndex() == 1
