"""An office's list into the book through the window, taken back in one step."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.gui.context import AppContext
from desktop.gui.importing import tables
from desktop.gui.importing.page import ImportPage
from desktop.gui.importing.targets import NOTHING, all_targets, target_words
from desktop.gui.main_window import MainWindow
from desktop.services import backups, importing
from desktop.services.importing.refusals import UnreadableFile
from tests.gui.keyboard import ENTER, press
from tests.gui.recorder import Recorder

LIST = Path(__file__).resolve().parents[2] / "files" / "danh-sach-nguon-2024.xlsx"
READING = 20_000


@pytest.fixture
def window(context: AppContext, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(context)
    qtbot.addWidget(made, before_close_func=MainWindow.hide)
    made.show()
    qtbot.waitExposed(made)
    made.actions_by_name["import"].trigger()
    return made


@pytest.fixture
def page(window: MainWindow, recorder: Recorder, qtbot: QtBot) -> ImportPage:
    """The page with the sample read and understood."""
    shown = window.pile.page
    assert isinstance(shown, ImportPage)
    assert window.focusWidget() is shown.choose_step.choose_button
    recorder.answers.append(LIST)
    shown.choose_step.choose_button.click()
    qtbot.waitUntil(lambda: shown.steps.currentWidget() is shown.columns_step, timeout=READING)
    return shown


def test_a_list_comes_in_and_goes_back_in_one_step(
    window: MainWindow, page: ImportPage, context: AppContext, qtbot: QtBot
) -> None:
    assert page.columns_step.onward.hasFocus()
    page.columns_step.onward.click()
    assert page.plan is not None
    assert page.plan.read == 65
    assert len(page.plan.new) == 64
    page.preview_step.onward.click()
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.result_step, timeout=READING)
    assert context.store.count("person", stage="source") > 3
    assert len(backups.list_backups(context.store.path)) == 1
    assert "65 dòng" in window.status.message.text()
    before = context.store.count("party_cell")
    window.status.undo_button.click()
    assert context.store.count("person") == 5
    assert context.store.count("party_cell") < before


def test_a_column_is_corrected_by_hand_and_kept_under_a_name(page: ImportPage, context: AppContext) -> None:
    step = page.columns_step
    place = next(place for place, box in enumerate(step.boxes) if box.currentText() == "Dân tộc")
    box = step.boxes[place]
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert step.boxes[place].currentText() == NOTHING
    step.onward.click()
    assert page.plan is not None
    assert all("ethnicity" not in person.values for person in page.plan.new)
    step.kept.emit("Danh sách của xã")
    assert importing.list_layouts(context.store) == ["Danh sách của xã"]
    page.refresh()
    assert page.choose_step._layouts.count() == 2


def test_a_sheet_that_is_no_list_is_said_and_the_choice_goes_back(page: ImportPage, recorder: Recorder) -> None:
    page.columns_step.sheet.setCurrentText("Sheet2")
    page.columns_step.sheet_chosen.emit("Sheet2")
    assert recorder.said[-1][0] == "tell"
    assert "Sổ không thay đổi" in recorder.said[-1][1]
    assert page.columns_step.sheet.currentText() == "Nguồn 2024"


def test_ctrl_enter_goes_on_from_every_table_and_the_folder_is_remembered(
    page: ImportPage, context: AppContext
) -> None:
    on = (ENTER, Qt.KeyboardModifier.ControlModifier)
    press(page.columns_step.sheet, *on)
    assert page.steps.currentWidget() is page.preview_step
    assert context.preferences.get("import_folder") == str(LIST.parent)


def test_a_proposal_can_be_refused(page: ImportPage, context: AppContext) -> None:
    page.columns_step.onward.click()
    assert page.plan is not None
    model = page.preview_step.proposals
    place = next(place for place, each in enumerate(page.plan.proposals) if each.key == "person.full_name")
    proposal = page.plan.proposals[place]
    assert model.data(model.index(place, 0), Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    model.setData(model.index(place, 0), Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    assert proposal.value in {person.full_name for person in page.plan.new}
    model.setData(model.index(place, 0), Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    assert proposal.proposed in {person.full_name for person in page.plan.new}


def test_what_was_refused_is_copied_without_formulas(page: ImportPage) -> None:
    page.columns_step.onward.click()
    assert page.plan is not None
    page.result_step.show_done(page.plan)
    page.result_step._copy.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "Dòng\tHọ và tên\tCột\tGiá trị trong tệp\tVì sao"
    assert len(lines) == 1 + len(page.plan.rejected)
    names = {person.row: person.full_name for person in page.plan.people}
    assert lines[1].split("\t")[1] == names[page.plan.rejected[0].row]
    tables.copy_rows(tables.LEFT_OUT, [importing_row("=1+1")])
    assert QGuiApplication.clipboard().text().splitlines()[1] == "7\t'=1+1"


def importing_row(why: str):
    from desktop.domain.sheets.model import LeftOut

    return LeftOut(7, why)


def test_a_file_that_is_no_list_is_said_calmly(
    window: MainWindow, recorder: Recorder, tmp_path: Path, qtbot: QtBot
) -> None:
    page = window.pile.page
    assert isinstance(page, ImportPage)
    (tmp_path / "a.xlsx").write_bytes(b"khong phai Excel")
    with qtbot.captureExceptions() as caught:
        page.read(tmp_path / "a.xlsx")
        qtbot.waitUntil(lambda: not page.context.jobs.is_busy, timeout=READING)
    # The program's own hook turns it into a box.
    assert [type(error) for _, error, _ in caught] in ([UnreadableFile], [type(caught[0][1])])
    assert page.steps.currentWidget() is page.choose_step


def test_every_target_has_words_of_its_own() -> None:
    words = [target_words(target) for target in all_targets()]
    assert len(words) == len(set(words))
    assert not [word for word in words if "." in word or "_" in word]
