"""Dossiers in and out of the whole office: the newest first, those not back yet, Enter to where a line is recorded."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from db.store import Store
from desktop.gui.context import AppContext
from desktop.gui.keeping.page import KeepingPage
from desktop.gui.keeping.receipts_part import ReceiptsPart
from tests.gui.keyboard import ENTER, press

ANH, BINH = "Lò Thị Ánh", "Trần Văn Bình"


@pytest.fixture
def dossiers(store: Store, person_id: Callable[[str], int]) -> dict[str, int]:
    return {name: store.find("dossier", person_id=person_id(name)).id for name in (ANH, BINH)}


@pytest.fixture
def page(context: AppContext, dossiers: dict[str, int], qtbot: QtBot) -> KeepingPage:
    lines = (
        (ANH, "received", "2026-01-05", None),
        (ANH, "returned", "2026-01-12", "Thiếu chữ ký"),
        (BINH, "received", "2026-01-20", None),
        (BINH, "returned", "2026-01-25", "Sai ngày"),
        (BINH, "received", "2026-02-02", None),
    )
    with context.store.action("Ghi giao nhận") as action:
        for name, kind, day, reason in lines:
            values = {"dossier_id": dossiers[name], "kind": kind, "happened_on": day, "reason": reason}
            action.insert("dossier_receipt", values)
    made = KeepingPage(context)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def part(page: KeepingPage) -> ReceiptsPart:
    page.tabs.setCurrentWidget(page.receipts)
    return page.receipts


def shown(part: ReceiptsPart) -> list[tuple[str, str]]:
    return [(part.model.index(row, 0).data(), part.model.index(row, 1).data()) for row in range(part.model.rowCount())]


def test_the_newest_stands_first_and_what_is_out_is_counted(part: ReceiptsPart) -> None:
    assert shown(part)[0] == ("02/02/2026", BINH)
    assert len(shown(part)) == 5
    assert "1 hồ sơ đã trả lại" in part.told.text()


def test_only_dossiers_that_have_not_come_back(
    part: ReceiptsPart, context: AppContext, dossiers: dict[str, int]
) -> None:
    part.only_out.click()
    assert shown(part) == [("12/01/2026", ANH)]
    with context.store.action("Nhận lại") as action:
        values = {"dossier_id": dossiers[ANH], "kind": "received", "happened_on": "2026-03-01"}
        action.insert("dossier_receipt", values)
    context.show_status("", action.changes)
    assert not shown(part)
    assert not part.open_button.isEnabled()


def test_enter_opens_the_line_of_the_person(
    part: ReceiptsPart, context: AppContext, person_id: Callable[[str], int], qtbot: QtBot
) -> None:
    part.table.selectRow(0)
    with qtbot.waitSignal(context.row_wanted) as wanted:
        press(part.table, ENTER)
    assert wanted.args[:2] == [person_id(BINH), "dossier_receipt"]
