"""The log in the window: filtered by keyboard, further lines while scrolling, exported, events beside changes."""

import time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db import log
from db.log import LogQuery
from db.store import Store
from desktop.gui.context import AppContext
from desktop.gui.keeping.log_details import LogDetails
from desktop.gui.keeping.log_part import LogPart
from desktop.services import people
from tests.gui.keyboard import ENTER, press, write
from tests.gui.recorder import Recorder


@pytest.fixture
def part(context: AppContext, store: Store, qtbot: QtBot) -> LogPart:
    person_id, _ = people.add_person(store, {"full_name": "Vì Thị Yến"}, None, context.today())
    people.note_viewed(store, person_id)
    store.event("Mở sổ", kind="log_on")
    made = LogPart(context)
    qtbot.addWidget(made)
    made.resize(1100, 620)
    made.show()
    qtbot.waitExposed(made)
    return made


def labels(part: LogPart) -> list[str]:
    return [part.model.index(row, 3).data() for row in range(part.model.rowCount())]


def test_events_stand_beside_changes_and_cannot_be_taken_back(part: LogPart) -> None:
    assert labels(part)[:3] == ["Mở sổ", "Xem Vì Thị Yến", "Thêm Vì Thị Yến"]
    assert not part.undo_button.isEnabled()
    assert "không hoàn tác được" in part.told.text()
    part.table.selectRow(2)
    assert part.undo_button.isEnabled()


def test_a_typed_name_finds_what_is_about_the_person(part: LogPart, qtbot: QtBot) -> None:
    write(part.filters.form.editors["name"].input, "vi yen")
    qtbot.waitUntil(lambda: labels(part) == ["Xem Vì Thị Yến", "Thêm Vì Thị Yến"])
    write(part.filters.form.editors["name"].input, "không có ai")
    qtbot.waitUntil(lambda: labels(part) == [])
    assert "Không có dòng nào" in part.told.text()


def test_the_period_is_typed_and_a_wrong_day_is_said_and_left_out(part: LogPart, qtbot: QtBot) -> None:
    since, until = (part.filters.form.editors[name] for name in ("since", "until"))
    everything = labels(part)
    write(since.input, "01/01/2999")
    qtbot.waitUntil(lambda: labels(part) == [])
    write(since.input, "31/02/2020")
    press(since.input, ENTER)
    qtbot.waitUntil(lambda: labels(part) == everything)
    assert "không phải là ngày" in since.problem.text()
    write(since.input, "01012020")
    write(until.input, "1/1/2020")
    press(until.input, ENTER)
    assert labels(part) == []


@pytest.mark.parametrize(("kind", "first"), [("view", "Xem Vì Thị Yến"), ("change", "Thêm Vì Thị Yến")])
def test_one_kind_is_chosen_by_keyboard(part: LogPart, qtbot: QtBot, kind: str, first: str) -> None:
    box = part.filters.form.editors["kind"].input
    box.setFocus()
    while box.currentData() != kind:
        place = box.currentIndex()
        box.setCurrentIndex(place + 1)
        box.activated.emit(place + 1)
    qtbot.waitUntil(lambda: labels(part)[:1] == [first])
    assert "Mở sổ" not in labels(part)


def test_who_did_it(part: LogPart, store: Store) -> None:
    box = part.filters.form.editors["user"].input
    assert [box.itemData(place) for place in range(box.count())] == [None, "thử"]


def test_what_is_found_is_exported_and_the_export_stands_on_top(
    part: LogPart, context: AppContext, recorder: Recorder, tmp_path: Path, qtbot: QtBot
) -> None:
    write(part.filters.form.editors["name"].input, "vi yen")
    qtbot.waitUntil(lambda: len(labels(part)) == 2)
    recorder.answers.append(tmp_path / "ra")
    with qtbot.waitSignal(context.status_shown) as told:
        part.export_button.click()
    assert "2 dòng" in told.args[0]
    assert (tmp_path / "ra.xlsx").exists()
    assert log.page(context.store, LogQuery())[0].kind == "export"


def test_a_hundred_thousand_lines_stand_at_once_and_more_come_while_scrolling(
    part: LogPart, store: Store, qtbot: QtBot
) -> None:
    store.connection.execute("BEGIN IMMEDIATE")
    for number in range(100_000):
        store.journal.append_event(f"Việc {number}", kind="export")
    store.connection.execute("COMMIT")
    begun = time.perf_counter()
    part.refresh()
    assert time.perf_counter() - begun < 1
    assert part.model.rowCount() == log.PAGE
    part.table.scrollToBottom()
    qtbot.waitUntil(lambda: part.model.rowCount() == 2 * log.PAGE)
    shown = labels(part)
    assert shown == [f"Việc {number}" for number in range(99_999, 99_999 - len(shown), -1)]


def test_enter_shows_what_a_line_changed_and_whose(part: LogPart, recorder: Recorder) -> None:
    shown: list[list[str]] = []

    def look(dialog: LogDetails) -> bool:
        rows = range(dialog.model.rowCount())
        shown.append([" ".join(dialog.model.index(row, column).data() for column in range(4)) for row in rows])
        return False

    for place in (0, 2):
        part.table.selectRow(place)
        recorder.answers.append(look)
        press(part.table, ENTER)
    logged_on, added = shown
    assert logged_on == []
    assert "Vì Thị Yến Họ và tên đang dùng  Vì Thị Yến" in added
