"""Reports on screen: picked by keyboard, the page that is printed, people behind figures, locked, reopened."""

from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from db.store import Store
from desktop.gui.context import AppContext
from desktop.gui.fields.dialog import FieldDialog
from desktop.gui.reports.dialogs import GroupsDialog, TypedDialog
from desktop.gui.reports.page import ReportsPage
from desktop.gui.reports.people_dialog import PeopleDialog
from desktop.services.reports import runs
from tests.gui.keyboard import ENTER, press, write
from tests.gui.recorder import Recorder
from tests.printing.reading import pdf_text
from tests.services.reports.test_counting import admit


@pytest.fixture
def people(store: Store) -> list[int]:
    return [
        admit(store, "2026-01-10", 1, full_name="Lò Thị Sáng", occupation="Làm ruộng"),
        admit(store, "2026-02-10", 2, full_name="Vàng A Lạ", sex="male", occupation="Thầy cúng"),
    ]


@pytest.fixture
def page(context: AppContext, people: list[int], qtbot: QtBot) -> ReportsPage:
    made = ReportsPage(context)
    qtbot.addWidget(made)
    made.resize(1140, 680)
    made.show()
    return made


def pick(page: ReportsPage, name: str, qtbot: QtBot) -> None:
    """Choose a report by the arrow keys and wait until its page is seen."""
    table = page.choice.table
    table.setFocus()
    while page.choice.definition.name != name:
        before = table.currentIndex().row()
        press(table, Qt.Key.Key_Down)
        assert table.currentIndex().row() > before
    qtbot.waitUntil(lambda: not page.context.jobs.is_busy)


def text_of(page: ReportsPage) -> str:
    return " ".join(pdf_text(page._pdf).split())


def test_the_page_that_will_be_printed_is_seen(page: ReportsPage, qtbot: QtBot) -> None:
    pick(page, "bieu-2", qtbot)
    assert page.view.page_count >= 1
    assert "ĐẢNG VIÊN MỚI KẾT NẠP" in text_of(page)
    assert "Năm 2026" in text_of(page)


def test_a_period_is_typed_in_words(page: ReportsPage, qtbot: QtBot) -> None:
    pick(page, "bieu-2", qtbot)
    for typed, kept in (
        ("Quý 1 năm 2026", "quý 1/2026"),
        ("6 tháng 2026", "6 tháng đầu 2026"),
        ("02/2026", "2/2026"),
        ("2025", "2025"),
    ):
        write(page.choice.period_line, typed)
        press(page.choice.period_line, ENTER)
        assert page.choice.period_line.text() == kept
    qtbot.waitUntil(lambda: not page.context.jobs.is_busy)
    assert "Năm 2025" in text_of(page)
    page.choice.turn(1)
    assert page.choice.period_line.text() == "2026"
    write(page.choice.period_line, "hôm kia")
    press(page.choice.period_line, ENTER)
    assert "không phải là kỳ báo cáo" in page.choice.period_words.text()
    assert page.choice.period_line.text() == "hôm kia"


def test_enter_on_a_figure_lists_its_people_and_opens_one(
    page: ReportsPage, recorder: Recorder, people: list[int], qtbot: QtBot
) -> None:
    pick(page, "bieu-2", qtbot)
    page.tabs.setCurrentWidget(page.figures)
    opened: list[int] = []
    page.context.person_wanted.connect(opened.append)

    def look(dialog: QDialog) -> bool:
        assert isinstance(dialog, PeopleDialog)
        assert [dialog.model.line(row).label for row in range(2)] == ["Vàng A Lạ", "Lò Thị Sáng"]
        press(dialog.table, ENTER)
        return True

    recorder.answers.append(look)
    page.figures.table.setCurrentIndex(page.figures.model.index(0, 1))
    assert "2 người trong sổ" in page.figures.about.text()
    press(page.figures.table, ENTER)
    assert opened == [people[1]]


def test_unknown_words_are_put_into_a_group_once(
    page: ReportsPage, recorder: Recorder, store: Store, qtbot: QtBot
) -> None:
    pick(page, "bieu-2", qtbot)
    before = page.findings.count()
    rows = [page.findings.item(row).text() for row in range(before)]
    row = next(row for row, text in enumerate(rows) if "Nghề nghiệp: 1 người" in text)

    def decide(dialog: QDialog) -> bool:
        assert isinstance(dialog, GroupsDialog)
        assert dialog.model.lines[0].label == "Thầy cúng"
        dialog.show()
        dialog.table.setFocus()
        QTest.keyClicks(dialog.table, "k")
        editor = QApplication.focusWidget()
        assert editor is not None
        QTest.keyClicks(editor, "hac")
        dialog.save()
        return bool(dialog.result())

    recorder.answers.append(decide)
    page.findings.setCurrentRow(row)
    page.open_finding()
    assert [(each.dimension, each.value, each.leaf) for each in store.list("value_group")] == [
        ("occupation", "thay cung", "other")
    ]
    assert page.findings.count() < before


def test_figures_are_typed_for_an_earlier_year(
    page: ReportsPage, recorder: Recorder, store: Store, qtbot: QtBot
) -> None:
    pick(page, "bieu-2", qtbot)
    write(page.choice.period_line, "2020")
    press(page.choice.period_line, ENTER)

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, TypedDialog)
        dialog.model.setData(dialog.model.index(0, 2), "1.055")
        dialog.model.setData(dialog.model.index(1, 2), "nhiều")
        dialog.save()
        assert "phải là số" in dialog.state.text()
        dialog.model.setData(dialog.model.index(1, 2), "400")
        dialog.save()
        return bool(dialog.result())

    recorder.answers.append(fill)
    page.type_button.click()
    assert [(row.name, row.value) for row in store.list("typed_figure")] == [
        ("admitted", 1055),
        ("admitted.women", 400),
    ]
    qtbot.waitUntil(lambda: not page.context.jobs.is_busy)
    assert "1.055*" in text_of(page)


def test_a_report_is_locked_sent_and_opened_with_a_reason(
    page: ReportsPage, recorder: Recorder, store: Store, qtbot: QtBot
) -> None:
    pick(page, "ket-nap", qtbot)
    recorder.answers.append(True)
    page.complete_button.click()
    assert "khóa" in recorder.said[-1][1]
    assert page.state.text().startswith("Hoàn thành ")
    assert not page.complete_button.isEnabled()
    admit(store, "2026-03-01", 1, full_name="Đến Sau")
    page.refresh()
    qtbot.waitUntil(lambda: not page.context.jobs.is_busy)
    assert "Đến Sau" not in text_of(page)
    assert "BẢN ĐANG LÀM" not in text_of(page)
    page.sent_button.click()
    assert "gửi" in page.state.text().casefold()

    def tell_why(dialog: QDialog) -> bool:
        assert isinstance(dialog, FieldDialog)
        dialog.save()
        assert "chưa có" in dialog.form.editors["reason"].problem.text().casefold()
        write(dialog.form.editors["reason"].input, "Sót một người")
        dialog.save()
        return bool(dialog.result())

    recorder.answers.append(tell_why)
    page.reopen_button.click()
    assert "Sót một người" in page.state.text()
    qtbot.waitUntil(lambda: not page.context.jobs.is_busy)
    assert "Đến Sau" in text_of(page)


def test_how_shares_are_written_is_remembered(page: ReportsPage, store: Store, qtbot: QtBot) -> None:
    pick(page, "bao-cao", qtbot)
    page.choice.rounding.setCurrentIndex(1)
    page.choice.decimals.setCurrentIndex(1)
    held = store.find("report_setting", report="bao-cao")
    assert held is not None
    assert (held.rounding, held.decimals) == ("truncate", 1)
    pick(page, "so-sanh", qtbot)
    assert page.choice.wish().rounding.rounding == "half_up"
    qtbot.waitUntil(lambda: not page.context.jobs.is_busy)


def test_files_are_saved(page: ReportsPage, recorder: Recorder, tmp_path: Path, qtbot: QtBot) -> None:
    pick(page, "ket-nap", qtbot)
    for kind in ("pdf", "docx", "xlsx"):
        recorder.answers.append(tmp_path / "ra")
        page.save_buttons[kind].click()
        qtbot.waitUntil(lambda: not page.context.jobs.is_busy)
        assert (tmp_path / f"ra.{kind}").stat().st_size > 2000
    sheet = openpyxl.load_workbook(tmp_path / "ra.xlsx").active
    assert sheet is not None
    assert "Lò Thị Sáng" in [cell.value for row in sheet.iter_rows() for cell in row]


def test_a_double_click_on_the_page_lists_the_people(
    page: ReportsPage, recorder: Recorder, people: list[int], qtbot: QtBot
) -> None:
    pick(page, "bieu-2", qtbot)
    found: list[list[str]] = []

    def look(dialog: QDialog) -> bool:
        assert isinstance(dialog, PeopleDialog)
        found.append([dialog.model.line(row).label for row in range(dialog.model.rowCount())])
        return False

    # The second line of the table: women, this period.
    words = pypdfium2.PdfDocument(page._pdf)[0].get_textpage()
    place = words.get_text_range().index("Nữ")
    _, bottom, _, top = words.get_charbox(place)
    width, height = page.view._sizes[0]
    zoom = page.view.zoom()
    recorder.answers.append(look)
    spot = QPointF(width * 0.62, height - (bottom + top) / 2) * zoom
    QTest.mouseDClick(page.view.picture, Qt.MouseButton.LeftButton, pos=spot.toPoint())
    assert found == [["Lò Thị Sáng"]]
    # Beside the table there is nothing to open.
    QTest.mouseDClick(page.view.picture, Qt.MouseButton.LeftButton, pos=(QPointF(5, 5) * zoom).toPoint())
    assert len(found) == 1


def test_where_many_are_counted_the_report_is_made_beside_the_window(
    page: ReportsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    pick(page, "bieu-1", qtbot)
    monkeypatch.setattr(runs, "_MANY", 0)
    labels: list[str] = []
    page.context.jobs.started.connect(lambda job: labels.append(job.label))
    press(page.choice.table, Qt.Key.Key_Down)
    # Nothing of the report before stands under the name of the new one.
    assert page.shown is None
    assert page.state.text() == "Đang tính số liệu…"
    assert not page.figures.model.rowCount()
    qtbot.waitUntil(lambda: bool(page._pdf))
    assert labels == ["Đang tính số liệu", "Đang làm báo cáo"]
    assert "ĐẢNG VIÊN MỚI KẾT NẠP" in text_of(page)


def test_a_report_that_is_stopped_shows_nothing_and_says_so(
    page: ReportsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "_MANY", 0)
    page.context.jobs.started.connect(lambda job: job.cancel())
    page.refresh()
    qtbot.waitUntil(lambda: not page.context.jobs.is_busy)
    assert page.shown is None
    assert "F5" in page.state.text()


def test_a_page_that_is_left_is_drawn_when_it_is_seen_again(page: ReportsPage, qtbot: QtBot) -> None:
    pick(page, "bieu-2", qtbot)
    page.refresh()
    page.hide()
    qtbot.waitUntil(lambda: not page.context.jobs.is_busy)
    assert not page._pdf
    page.show()
    qtbot.waitUntil(lambda: bool(page._pdf))
    assert "ĐẢNG VIÊN MỚI KẾT NẠP" in text_of(page)
    assert "chưa" in page.state.text()  # the rows of this guidance were not compared with its text
