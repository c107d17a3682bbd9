"""How the window looks: contrast enough to read, sizes within their limits, one style sheet without holes."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from desktop.gui import style, text_size
from desktop.gui.preferences import Preferences

READ = [
    *((ink, ground) for ink in ("ink", "muted", "accent", "good") for ground in ("surface", "side", "stripe", "tint")),
    *(("ink", ground) for ground in ("selected", "hover", "pressed")),
    ("muted", "selected"),
    ("surface", "accent"),
    ("surface", "accent_dark"),
    ("surface", "ink"),
]


def luminance(colour: str) -> float:
    parts = [value / 255 for value in QColor(colour).getRgb()[:3]]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize(("ink", "ground"), READ)
def test_what_is_read_stands_out(ink: str, ground: str) -> None:
    lighter, darker = sorted((luminance(style.COLOURS[ink]), luminance(style.COLOURS[ground])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_the_style_sheet_has_no_unfilled_names() -> None:
    assert "$" not in style.style_sheet(10)


def test_text_sizes_are_kept_within_their_limits(qapp: QApplication, tmp_path: Path) -> None:
    preferences = Preferences(tmp_path / "preferences.json")
    try:
        assert text_size.choose(preferences, 150) == 150
        assert qapp.font().pointSizeF() == pytest.approx(15.75)
        assert text_size.change(preferences, 10) == 150
        assert text_size.choose(preferences, 10) == 90
        assert text_size.current(Preferences(tmp_path / "preferences.json")) == 90
    finally:
        text_size.choose(preferences, 100)


def test_preferences_outlive_a_broken_file(tmp_path: Path) -> None:
    file = tmp_path / "preferences.json"
    file.write_text("{ nửa chừng", encoding="utf-8")
    preferences = Preferences(file)
    assert preferences.get("text_size", 100) == 100
    preferences.set("text_size", 110)
    assert Preferences(file).get("text_size") == 110


def test_the_list_of_a_box_shows_all_of_its_few_choices(qapp: QApplication, qtbot: QtBot) -> None:
    style.apply(qapp)
    page = QWidget()
    qtbot.addWidget(page)
    box = QComboBox(page)
    box.addItems(["Bí thư", "Cán bộ tổ chức", "Người nhập liệu", "Người xem"])
    page.show()
    qapp.processEvents()
    box.showPopup()
    qapp.processEvents()
    view = box.view()
    last = view.visualRect(box.model().index(box.count() - 1, 0))
    assert last.bottom() <= view.viewport().height()
    box.hidePopup()
