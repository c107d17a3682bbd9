"""Plans on screen: typed by keyboard into grids, saved whole, refused with a sentence, villages joined and split."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from db.store import Store
from desktop.domain import roles
from desktop.gui.context import AppContext
from desktop.gui.grid.part import GridPart
from desktop.gui.messages import Unsaved
from desktop.gui.plans.page import VILLAGES, PlansPage
from desktop.gui.plans.village_dialogs import MergeDialog, SplitDialog
from tests import factory
from tests.gui.keyboard import ENTER, press, write
from tests.gui.recorder import Recorder


@pytest.fixture
def page(context: AppContext, qtbot: QtBot) -> PlansPage:
    made = PlansPage(context)
    qtbot.addWidget(made)
    made.resize(1140, 680)
    made.show()
    return made


def turn(page: PlansPage, name: str) -> GridPart:
    part = page.parts[name]
    page.tabs.setCurrentWidget(part)
    return part


def place(part: GridPart, row: int, key: str) -> None:
    column = next(place for place, each in enumerate(part.model.columns) if each.key == key)
    part.table.setFocus()
    part.table.setCurrentIndex(part.model.index(row, column))


def type_in(part: GridPart, text: str) -> None:
    """Type into the cell that has the keyboard and press Enter, as a clerk does."""
    first, rest = text[0], text[1:]
    QTest.keyClicks(part.table, first)
    editor = QApplication.focusWidget()
    assert editor is not None
    assert editor is not part.table
    QTest.keyClicks(editor, rest)
    press(editor, ENTER)
    # The editor hands over what was typed when the window comes to it.
    QApplication.processEvents()


def row_of(part: GridPart, label: str) -> int:
    return next(row for row, line in enumerate(part.model.lines) if line.label == label)


def test_quotas_are_typed_down_a_column_and_saved_together(page: PlansPage, store: Store) -> None:
    part = turn(page, "quotas")
    place(part, 0, "number")
    for number in ("10", "4", "6"):
        type_in(part, number)
    assert page.has_unsaved()
    assert not store.count("quota")
    assert page.save()
    assert [(row.party_cell_id, row.kind, row.number) for row in store.list("quota")] == [
        (None, "number", 10),
        (1, "number", 4),
        (2, "number", 6),
    ]
    assert not page.has_unsaved()
    page.tabs.setCurrentIndex(0)
    assert "0/10 người, đạt 0 %" in page.progress.told.text()


def test_a_choice_is_found_by_a_few_letters(page: PlansPage, store: Store) -> None:
    part = turn(page, "quotas")
    place(part, 0, "kind")
    type_in(part, "ty le")
    place(part, 0, "share")
    type_in(part, "3,5")
    assert page.save()
    (quota,) = store.list("quota")
    assert (quota.kind, quota.share) == ("share", "3,5")


def test_what_cannot_be_kept_is_marked_and_said_and_stays(page: PlansPage, store: Store) -> None:
    part = turn(page, "quotas")
    place(part, 1, "number")
    type_in(part, "5")
    place(part, 2, "number")
    type_in(part, "nam")
    assert not page.save()
    assert "phải là số" in part.state.text()
    assert part.table.currentIndex().row() == 2
    assert not store.count("quota")
    place(part, 2, "number")
    press(part.table, Qt.Key.Key_Delete)
    assert page.save()
    assert store.count("quota") == 1


def test_other_years_are_read_after_what_was_typed_is_settled(
    page: PlansPage, store: Store, recorder: Recorder
) -> None:
    part = turn(page, "quotas")
    place(part, 0, "number")
    type_in(part, "10")
    recorder.answers.append(Unsaved.SAVE)
    write(part.key_line, "2025-2030")
    press(part.key_line, ENTER)
    assert part.key_line.text() == "2025-2030"
    place(part, 0, "number")
    type_in(part, "60")
    assert page.save()
    assert [(row.first_year, row.last_year, row.kind) for row in store.list("quota")] == [
        (2026, 2026, "number"),
        (2025, 2030, "term_total"),
    ]
    write(part.key_line, "năm nào đó")
    press(part.key_line, ENTER)
    assert "“năm nào đó” không phải là kỳ báo cáo" in part.state.text()
    # The keyboard stays where it was typed, so that the next try does not end in a cell.
    assert part.key_line.hasFocus()
    assert part.key_line.text() == part.key_line.selectedText() == "2025-2030"


def test_cells_copied_from_excel_are_pasted(page: PlansPage, store: Store) -> None:
    part = turn(page, "stock")
    place(part, 1, "members")
    QGuiApplication.clipboard().setText("20\t2\n15\t\n8\t1\n")
    press(part.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.save()
    assert [(row.party_cell_id, row.members, row.probationary) for row in store.list("member_stock")] == [
        (1, 20, 2),
        (2, 15, None),
        (3, 8, 1),
    ]
    assert {row.counted_on for row in store.list("member_stock")} == {"2026-03-03"}


def test_villages_are_written_as_they_stand_from_a_day_on(page: PlansPage, store: Store) -> None:
    part = turn(page, VILLAGES)
    press(part.table, Qt.Key.Key_Insert)
    type_in(part, "Ban Moi")
    row = row_of(part, "")
    for key, text in (("cell", "rieng"), ("members", "7"), ("head_is_member", "c")):
        place(part, row, key)
        type_in(part, text)
    assert page.save()
    (village,) = store.list("village")
    (state,) = store.list("village_status")
    assert (village.name, village.kind) == ("Ban Moi", "village")
    assert (state.starts_on, state.cell, state.members, state.head_is_member) == ("2026-03-03", "own", 7, 1)
    write(part.key_line, "1/7/2026")
    press(part.key_line, ENTER)
    place(part, 0, "cell")
    type_in(part, "ghep")
    assert page.save()
    assert [(row.starts_on, row.cell, row.members) for row in store.list("village_status")] == [
        ("2026-03-03", "own", 7),
        ("2026-07-01", "joint", 7),
    ]


def test_a_unit_founded_this_year_is_not_one_of_last_year(page: PlansPage, store: Store) -> None:
    part = turn(page, VILLAGES)
    press(part.key_line, Qt.Key.Key_Insert)
    type_in(part, "Cong ty May")
    for key, text in (("kind", "doanh nghiep"), ("cell", "chua"), ("starts_on", "1/2/2026")):
        place(part, row_of(part, ""), key)
        type_in(part, text)
    assert page.save()
    write(part.key_line, "31/12/2025")
    press(part.key_line, ENTER)
    assert part.model.lines == []
    write(part.key_line, "1/3/2026")
    press(part.key_line, ENTER)
    place(part, 0, "ends_on")
    type_in(part, "1/3/2026")
    assert page.save()
    assert part.model.lines == []
    assert [(row.kind, row.starts_on, row.ends_on) for row in store.list("village")] == [
        ("firm", "2026-02-01", "2026-03-01")
    ]


def test_villages_are_joined_and_split_in_dialogs(page: PlansPage, store: Store, recorder: Recorder) -> None:
    for name in ("Bản A", "Bản B", "Bản C"):
        factory.insert(store, "village", {"name": name})
    part = turn(page, VILLAGES)

    def join(dialog: QDialog) -> bool:
        assert isinstance(dialog, MergeDialog)
        for row in (0, 1):
            dialog.villages.item(row).setCheckState(Qt.CheckState.Checked)
        write(dialog.form.editors["name"].input, "Bản Đoàn Kết")
        dialog.save()
        return bool(dialog.result())

    def divide(dialog: QDialog) -> bool:
        assert isinstance(dialog, SplitDialog)
        write(dialog.form.editors["names"].input, "Bản C Một\nBản C Hai")
        dialog.save()
        return bool(dialog.result())

    recorder.answers.extend([join, divide])
    page.merge()
    place(part, row_of(part, "Bản C"), "name")
    page.split()
    assert sorted(line.label for line in part.model.lines) == ["Bản C Hai", "Bản C Một", "Bản Đoàn Kết"]
    assert store.count("village_predecessor") == 4


def test_a_line_is_taken_out(page: PlansPage, store: Store) -> None:
    part = turn(page, "calendar")
    press(part.table, Qt.Key.Key_Insert)
    type_in(part, "10/12/2026")
    place(part, 0, "title")
    type_in(part, "Gui bieu")
    assert page.save()
    assert [row.due_on for row in store.list("calendar_entry")] == ["2026-12-10"]
    place(part, 0, "title")
    part.drop()
    assert not store.count("calendar_entry")


def test_leaving_forgets_what_the_clerk_does_not_want(page: PlansPage, store: Store) -> None:
    part = turn(page, "surveys")
    place(part, 1, "people")
    type_in(part, "40")
    assert page.has_unsaved()
    page.discard()
    assert not page.has_unsaved()
    assert not store.count("source_survey")


def test_saving_takes_what_stands_in_an_open_cell(page: PlansPage, store: Store) -> None:
    part = turn(page, "quotas")
    place(part, 0, "number")
    QTest.keyClicks(part.table, "7")
    assert page.save()
    assert [row.number for row in store.list("quota")] == [7]


def test_an_open_cell_is_unsaved_and_its_button_shown(page: PlansPage, store: Store) -> None:
    part = turn(page, "quotas")
    place(part, 0, "number")
    assert not page.has_unsaved()
    QTest.keyClicks(part.table, "7")
    assert page.has_unsaved()
    assert page.save_button.isEnabled()
    editor = QApplication.focusWidget()
    assert editor is not None
    press(editor, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert not page.has_unsaved()
    assert not page.save_button.isEnabled()


def test_the_arrow_keys_leave_a_cell_that_is_being_typed(page: PlansPage, store: Store) -> None:
    part = turn(page, "quotas")
    place(part, 0, "number")
    QTest.keyClicks(part.table, "7")
    editor = QApplication.focusWidget()
    assert editor is not None
    press(editor, Qt.Key.Key_Left)
    assert part.model.typed == {0: {"number": "7"}}
    assert part.model.columns[part.table.currentIndex().column()].key == "kind"
    # Opened on purpose, a cell is walked through letter by letter.
    place(part, 0, "number")
    press(part.table, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert editor is not None
    press(editor, Qt.Key.Key_Left)
    assert part.model.columns[part.table.currentIndex().column()].key == "number"


def test_a_text_its_column_cuts_off_is_told_whole(page: PlansPage) -> None:
    part = turn(page, "quotas")
    kind = part.model.index(0, 1)
    part.table.setColumnWidth(1, 60)
    assert part.table.whole_text(kind) == "Số mỗi năm"
    part.table.setColumnWidth(1, 400)
    assert not part.table.whole_text(kind)


def test_who_may_only_look_types_nothing(context: AppContext, store: Store, qtbot: QtBot) -> None:
    store.act_as("Lan", roles.table().rights("Lan", "reader"))
    page = PlansPage(context)
    qtbot.addWidget(page)
    page.show()
    part = turn(page, "quotas")
    place(part, 0, "number")
    QTest.keyClicks(part.table, "7")
    press(part.table, Qt.Key.Key_Delete)
    assert not page.has_unsaved()
    assert not page.save_button.isEnabled()
