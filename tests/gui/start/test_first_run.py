"""From nothing to an open book by keyboard: five pages, and the recovery sheet before the book is used."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.store import Store
from desktop.gui.jobs import Jobs
from desktop.gui.start.first_run import FirstRun
from desktop.services import session
from tests.gui.conftest import TODAY
from tests.gui.keyboard import ENTER, press, write
from tests.gui.recorder import Recorder

PASSPHRASE = "bốn từ dễ nhớ"


@pytest.fixture
def run(recorder: Recorder, qtbot: QtBot) -> Iterator[FirstRun]:
    jobs = Jobs()
    made = FirstRun(recorder, jobs, lambda: TODAY)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.start()
    yield made
    jobs.wait()


@pytest.fixture
def opened(run: FirstRun) -> Iterator[list[Store]]:
    stores: list[Store] = []
    run.opened.connect(stores.append)
    yield stores
    for store in stores:
        store.close()


def fill(run: FirstRun, folder: Path) -> Any:
    """The first four pages, and the page of the sheet."""
    office, model, cells, passphrase, sheet = run.pages
    write(office.name, "Đảng ủy xã Suối Trong")
    for line in (office.name, office.place_name, office.province):
        press(line, ENTER)
    write(model.superior, "Đảng ủy huyện Suối Ngoài")
    press(model.superior, ENTER)
    write(cells.cells, "1. Chi bộ thôn Đông\n2. Chi bộ thôn Tây\n")
    cells.go_on()
    run.draft.path = folder / "Sổ" / "a.book"
    write(passphrase.passphrase, PASSPHRASE)
    write(passphrase.repeated, PASSPHRASE)
    press(passphrase.repeated, ENTER)
    return sheet


def test_a_book_is_made_in_five_pages(
    run: FirstRun, opened: list[Store], recorder: Recorder, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet = fill(run, tmp_path)
    qtbot.waitUntil(lambda: run.currentWidget() is sheet)
    assert not sheet.onward.isEnabled()
    assert not run.draft.path.exists()
    recorder.answers.append(tmp_path / "Két" / "Mã khôi phục.pdf")
    (tmp_path / "Két").mkdir()
    press(sheet.save_button, Qt.Key.Key_Space)
    assert sheet.onward.hasFocus()
    press(sheet.onward, ENTER)
    qtbot.waitUntil(lambda: bool(opened))
    store = opened[0]
    assert store.get("office", 1).name == "Đảng ủy xã Suối Trong"
    assert [cell.name for cell in store.list("party_cell")] == ["Chi bộ thôn Đông", "Chi bộ thôn Tây"]
    assert (tmp_path / "Két" / "Mã khôi phục.pdf").read_bytes().startswith(b"%PDF")
    code = run.draft.new.code
    store.close()
    opened[0] = session.open_with_code(run.draft.path, code, today=TODAY)
    opened[0].close()
    opened[0] = session.open_with_passphrase(run.draft.path, PASSPHRASE, today=TODAY)


def test_the_sheet_is_not_saved_beside_the_book(
    run: FirstRun, opened: list[Store], recorder: Recorder, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet = fill(run, tmp_path)
    qtbot.waitUntil(lambda: run.currentWidget() is sheet)
    recorder.answers.append(run.draft.path.parent / "Mã khôi phục.pdf")
    sheet.save_button.click()
    assert sheet.problem.isVisible()
    assert not sheet.onward.isEnabled()


def test_a_printed_sheet_opens_the_way_onward(
    run: FirstRun, opened: list[Store], recorder: Recorder, qtbot: QtBot, tmp_path: Path
) -> None:
    def to_file(printer: Any, folder: Path = tmp_path / "Két") -> bool:
        printer.setOutputFormat(printer.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(folder / "printed.pdf"))
        return True

    sheet = fill(run, tmp_path)
    qtbot.waitUntil(lambda: run.currentWidget() is sheet)
    recorder.answers.append(False)
    sheet.print_button.click()
    assert not sheet.onward.isEnabled()
    recorder.answers.append(lambda printer: to_file(printer, run.draft.path.parent))
    sheet.print_button.click()
    assert not sheet.onward.isEnabled()
    assert sheet.problem.text()
    (tmp_path / "Két").mkdir()
    recorder.answers.append(to_file)
    sheet.print_button.click()
    assert sheet.onward.isEnabled()
    assert (tmp_path / "Két" / "printed.pdf").stat().st_size > 10_000


def test_what_is_wrong_is_said_on_the_page(run: FirstRun, tmp_path: Path) -> None:
    office, model, _, passphrase, _ = run.pages
    office.go_on()
    assert run.currentWidget() is office
    assert office.problem.text() == "Hãy gõ tên cơ quan."
    write(office.name, "Đảng ủy xã Suối Trong")
    office.go_on()
    model.models.buttons()[1].click()
    model.go_on()
    assert run.currentWidget() is model
    assert "cấp ủy cấp trên" in model.problem.text()
    run.draft.path = tmp_path / "a.book"
    write(passphrase.passphrase, "ngắn")
    assert "ít nhất 8" in passphrase.problem_now()
    write(passphrase.passphrase, PASSPHRASE)
    write(passphrase.repeated, "khác hẳn")
    assert "khác nhau" in passphrase.problem_now()
    write(passphrase.repeated, PASSPHRASE)
    (tmp_path / "a.book").write_bytes(b"x")
    assert "Đã có tệp" in passphrase.problem_now()


def test_enter_moves_on_from_a_choice_and_ctrl_enter_from_lines(run: FirstRun) -> None:
    office, model, cells, passphrase, _ = run.pages
    write(office.name, "Đảng ủy xã Suối Trong")
    office.go_on()
    press(model.first_control(), ENTER)
    assert model.superior.hasFocus()
    press(model.superior, ENTER)
    write(cells.cells, "Chi bộ thôn Đông")
    press(cells.cells, ENTER, Qt.KeyboardModifier.ControlModifier)
    assert run.currentWidget() is passphrase
    assert run.draft.cells == "Chi bộ thôn Đông"


def test_going_back_keeps_what_was_typed(run: FirstRun) -> None:
    office, model, *_ = run.pages
    write(office.name, "Đảng ủy xã Suối Trong")
    office.go_on()
    model.back.click()
    assert run.currentWidget() is office
    assert office.name.text() == "Đảng ủy xã Suối Trong"
