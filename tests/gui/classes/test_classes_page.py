"""A class on screen: opened, filled, graded by the keyboard, numbered, certified."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from db import undo
from db.store import Store
from desktop.domain.paper_wishes import CERTIFICATES, CLASS, STOCK_TEST, Wish
from desktop.gui.classes.learners_dialog import LearnersDialog
from desktop.gui.classes.page import ClassesPage
from desktop.gui.classes.roster_model import NUMBER, RESULT_COLUMN
from desktop.gui.context import AppContext
from desktop.gui.fields.dialog import FieldDialog
from desktop.services import classes, print_settings
from desktop.services.print_settings import Stock
from tests.gui.keyboard import ENTER, press, press_focused, write
from tests.gui.recorder import Recorder

LEARNERS = ("Lò Thị Ánh", "Trần Văn Bình", "Nguyễn Thị Đào")


@pytest.fixture
def page(context: AppContext, qtbot: QtBot) -> ClassesPage:
    made = ClassesPage(context)
    qtbot.addWidget(made)
    made.resize(1140, 680)
    made.show()
    return made


@pytest.fixture
def held(page: ClassesPage, store: Store, person_id: Callable[[str], int]) -> int:
    """The key of a class with three learners, shown on the page."""
    key, changes = classes.save_class(store, {"kind": "awareness", "name": "Lớp nhận thức khóa I"})
    page.context.changed.emit(changes)
    page.context.changed.emit(classes.enrol(store, key, [person_id(name) for name in LEARNERS]))
    return key


def grade(page: ClassesPage, letters: str) -> None:
    """Type a letter a row, from the first."""
    table = page.panel.roster.table
    table.setFocus()
    table.setCurrentIndex(page.panel.roster.model.index(0, RESULT_COLUMN))
    for letter in letters:
        QTest.keyClicks(table, letter)
        press(table, ENTER)


def test_the_first_class_is_opened_from_the_empty_place(page: ClassesPage, store: Store) -> None:
    assert page.stack.currentIndex() == 1
    page.begin_new()
    editors = page.panel.form.editors
    assert editors["kind"].input.hasFocus()
    write(editors["name"].input, "Lớp nhận thức khóa I")
    write(editors["starts_on"].input, "8/9/2025")
    assert page.save()
    assert store.find("training_class", name="Lớp nhận thức khóa I").starts_on == "2025-09-08"
    assert page.panel.roster.isEnabled()
    assert not page.has_unsaved()


def test_a_class_that_ends_before_it_begins_is_refused_under_the_field(page: ClassesPage, store: Store) -> None:
    page.begin_new()
    editors = page.panel.form.editors
    for name, text in (("name", "Lớp"), ("starts_on", "8/9/2025"), ("ends_on", "1/9/2025")):
        write(editors[name].input, text)
    assert not page.save()
    assert "Sớm hơn" in editors["ends_on"].problem.text()
    assert store.count("training_class") == 0
    write(editors["ends_on"].input, "12/9/2025")
    assert page.save()
    assert store.count("training_class") == 1


def test_learners_are_chosen_by_search_without_accents(
    page: ClassesPage, store: Store, recorder: Recorder, person_id: Callable[[str], int]
) -> None:
    key, changes = classes.save_class(store, {"kind": "awareness", "name": "Lớp"})
    page.context.changed.emit(changes)

    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, LearnersDialog)
        dialog.show()
        write(dialog.search, "dao")
        press(dialog.search, Qt.Key.Key_Down)
        press(dialog.table, ENTER)
        return bool(dialog.result())

    recorder.answers.append(answer)
    press(page.panel.roster.table, Qt.Key.Key_Insert)
    assert [row.person_id for row in store.list("enrolment", training_class_id=key)] == [person_id("Nguyễn Thị Đào")]
    assert page.panel.roster.model.rows[0].full_name == "Nguyễn Thị Đào"


def test_results_are_typed_by_letters_and_saved_in_one_action(page: ClassesPage, store: Store, held: int) -> None:
    before = len(undo.list_actions(store))
    grade(page, "gkv")
    assert page.has_unsaved()
    assert store.count("enrolment", result=None) == 3
    assert page.save()
    assert [row.result for row in classes.roster(store, held)] == ["good", "fair", "absent"]
    assert len(undo.list_actions(store)) == before + 1


def test_the_same_letter_again_means_the_next_result(page: ClassesPage, held: int) -> None:
    table = page.panel.roster.table
    table.setCurrentIndex(page.panel.roster.model.index(0, RESULT_COLUMN))
    texts = []
    for _ in range(3):
        QTest.keyClicks(table, "k")
        texts.append(table.currentIndex().data())
    assert texts == ["Khá", "Không đạt", "Khá"]
    press(table, Qt.Key.Key_Delete)
    assert table.currentIndex().data() == ""
    assert not page.has_unsaved()


def test_numbers_are_proposed_changed_and_issued(page: ClassesPage, store: Store, held: int) -> None:
    grade(page, "ggv")
    roster = page.panel.roster
    write(roster.form.editors["first_number"].input, "012/GCN")
    write(roster.form.editors["issued_on"].input, "30/9/2025")
    press_focused(ENTER)
    assert [roster.model.index(row, NUMBER).data() for row in range(3)] == ["012/GCN", "013/GCN", ""]
    roster.model.setData(roster.model.index(1, NUMBER), "020/GCN")
    assert page.save()
    rows = classes.roster(store, held)
    assert [(row.number, row.issued_on) for row in rows[:2]] == [("012/GCN", "2025-09-30"), ("020/GCN", "2025-09-30")]
    assert rows[2].certificate_id is None
    assert store.get("person", rows[0].person_id).stage == "certified"


def test_certificates_need_their_day(page: ClassesPage, store: Store, held: int) -> None:
    grade(page, "g")
    roster = page.panel.roster
    write(roster.form.editors["first_number"].input, "012/GCN")
    roster.propose_button.click()
    assert not page.save()
    assert "Chưa có" in roster.form.editors["issued_on"].problem.text()
    assert roster.model.numbers
    assert store.count("certificate") == 0


def test_a_number_is_typed_in_the_grid(page: ClassesPage, held: int, qtbot: QtBot) -> None:
    table = page.panel.roster.table
    table.setFocus()
    table.setCurrentIndex(page.panel.roster.model.index(0, NUMBER))
    QTest.keyClicks(table, "7")
    press_focused(ENTER)
    qtbot.waitUntil(lambda: page.panel.roster.model.index(0, NUMBER).data() == "7")
    assert table.currentIndex().row() == 1


def test_a_number_in_an_open_cell_counts_as_typed(page: ClassesPage, held: int) -> None:
    table = page.panel.roster.table
    table.setCurrentIndex(page.panel.roster.model.index(0, NUMBER))
    QTest.keyClicks(table, "7")
    assert page.has_unsaved()
    page.panel.save()
    assert page.panel.roster.model.index(0, NUMBER).data() == "7"


def test_a_learner_with_a_certificate_is_not_dropped(
    page: ClassesPage, store: Store, held: int, recorder: Recorder
) -> None:
    grade(page, "g")
    assert page.save()
    first = classes.roster(store, held)[0]
    page.context.changed.emit(classes.issue_certificates(store, held, {first.id: "1"}, "2025-09-30"))
    page.panel.roster.table.setCurrentIndex(page.panel.roster.model.index(0, 0))
    press(page.panel.roster.table, Qt.Key.Key_Delete)
    assert "đã được cấp giấy chứng nhận" in recorder.said[-1][1]
    page.panel.roster.table.setCurrentIndex(page.panel.roster.model.index(2, 0))
    press(page.panel.roster.table, Qt.Key.Key_Delete)
    assert store.count("enrolment") == 2


def test_certificates_are_offered_for_print_once_issued(
    page: ClassesPage, context: AppContext, store: Store, held: int, qtbot: QtBot
) -> None:
    assert not page.panel.roster.print_button.isEnabled()
    grade(page, "g")
    assert page.save()
    first = classes.roster(store, held)[0]
    context.changed.emit(classes.issue_certificates(store, held, {first.id: "1"}, "2025-09-30"))
    with qtbot.waitSignal(context.papers_wanted) as wanted:
        page.panel.roster.print_button.click()
    assert wanted.args == [Wish(CERTIFICATES, (held,))]
    with qtbot.waitSignal(context.papers_wanted) as wanted:
        page.panel.roster.papers_button.click()
    assert wanted.args == [Wish(CLASS, (held,))]


def test_stock_is_asked_once_and_then_tried(
    page: ClassesPage, context: AppContext, store: Store, recorder: Recorder, held: int, qtbot: QtBot
) -> None:
    panel = page.panel.roster
    assert panel.test_button.isHidden()

    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, FieldDialog)
        editors = dialog.form.editors
        editors["is_used"].input.click()
        write(editors["right"].input, "hai")
        dialog.save()
        assert "mi-li-mét" in editors["right"].problem.text()
        write(editors["right"].input, "-2,5")
        dialog.save()
        return bool(dialog.result())

    recorder.answers.append(answer)
    panel.stock_button.click()
    assert print_settings.stock(store) == Stock(True, -2.5, 0)
    assert not panel.test_button.isHidden()
    with qtbot.waitSignal(context.papers_wanted) as wanted:
        panel.test_button.click()
    assert wanted.args == [Wish(STOCK_TEST, (held,))]
