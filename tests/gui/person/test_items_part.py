"""Scans on the person's page: attached, seen, replaced, taken away, from the keyboard."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.rights import RIGHTS, Rights
from db.store import Store
from desktop.gui.context import AppContext
from desktop.gui.person.items_part import ItemsPart
from desktop.gui.person.page import PersonPage
from desktop.gui.printing.scan_page import ScanPage
from desktop.services import scans
from tests import factory
from tests.gui.keyboard import press
from tests.gui.recorder import Recorder


@pytest.fixture
def item(store: Store, person_id: Callable[[str], int]) -> int:
    dossier = store.list("dossier", person_id=person_id("Lò Thị Ánh"))[0]
    return factory.insert(store, "dossier_item", {"dossier_id": dossier.id, "paper": "1-KNĐ"})


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    Image.new("L", (300, 400), 200).save(tmp_path / "đơn.png")
    return tmp_path / "đơn.png"


@pytest.fixture
def part(context: AppContext, item: int, person_id: Callable[[str], int], qtbot: QtBot) -> ItemsPart:
    return opened(context, person_id("Lò Thị Ánh"), qtbot)


def opened(context: AppContext, person_id: int, qtbot: QtBot) -> ItemsPart:
    page = PersonPage(context, person_id)
    qtbot.addWidget(page)
    page.resize(1140, 680)
    page.show()
    assert page.lead_to("dossier_item", "")
    part = page.findChild(ItemsPart)
    assert isinstance(part, ItemsPart)
    return part


def test_a_scan_is_attached_seen_and_taken_away_by_keys(
    part: ItemsPart, store: Store, item: int, picture: Path, recorder: Recorder, qtbot: QtBot
) -> None:
    assert "chưa có bản quét" in part.scan.text()
    recorder.answers.append(picture)
    press(part.list.table, Qt.Key.Key_F4)
    assert part.scan.text().startswith("Bản quét: đơn.png, ")
    assert part.list.model.index(0, 4).data() == "có"
    assert part.attach_button.text() == "Thay bản quét… (F4)"
    with qtbot.waitSignal(part.context.scan_wanted) as wanted:
        press(part.list.table, Qt.Key.Key_F6)
    assert wanted.args == [item]
    part.detach_button.click()
    assert "chưa có bản quét" in part.scan.text()
    assert not part.view_button.isEnabled()
    assert store.count("scan") == 1


def test_what_is_typed_for_the_paper_is_kept_before_its_scan(
    part: ItemsPart, store: Store, item: int, picture: Path, recorder: Recorder
) -> None:
    part.list.form.editors["title"].input.setText("Đơn xin vào Đảng")
    part.list.form.editors["title"].edited.emit()
    recorder.answers.append(picture)
    press(part.list.table, Qt.Key.Key_F4)
    assert store.get("dossier_item", item).title == "Đơn xin vào Đảng"
    assert store.get("dossier_item", item).scan_id is not None


def test_a_bad_file_is_told(part: ItemsPart, tmp_path: Path, recorder: Recorder) -> None:
    (tmp_path / "đơn.pdf").write_bytes(b"%PDF-1.7 nothing")
    recorder.answers.append(tmp_path / "đơn.pdf")
    press(part.list.table, Qt.Key.Key_F4)
    assert any("không phải PDF hay ảnh" in text for _, text in recorder.said)
    assert "chưa có bản quét" in part.scan.text()


def test_the_scan_is_seen_and_copied_out(
    context: AppContext, store: Store, item: int, picture: Path, tmp_path: Path, recorder: Recorder, qtbot: QtBot
) -> None:
    scans.attach(store, item, picture)
    page = ScanPage(context, item)
    qtbot.addWidget(page)
    page.show()
    assert page.title == "Bản quét 1-KNĐ của Lò Thị Ánh"
    assert page.view.page_count == 1
    recorder.answers.append(tmp_path / "bản sao.pdf")
    page.save_button.click()
    assert (tmp_path / "bản sao.pdf").read_bytes() == scans.read(store, item).pdf


def test_an_account_that_only_reads_attaches_nothing(
    context: AppContext, store: Store, item: int, person_id: Callable[[str], int], qtbot: QtBot
) -> None:
    words = dict.fromkeys(RIGHTS, "ghi vào sổ")
    store.act_as("Lan", Rights("Lan", "Người xem", frozenset(), words, dict.fromkeys(RIGHTS, ("Bí thư",))))
    part = opened(context, person_id("Lò Thị Ánh"), qtbot)
    assert not part.attach_button.isEnabled()
    press(part.list.table, Qt.Key.Key_F4)
    assert store.count("scan") == 0
