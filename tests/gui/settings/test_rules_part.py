"""The tab of the rules: a province's rules chosen, days typed, refused, kept; a broken own file said."""

from pytestqt.qtbot import QtBot

from db.store import Store
from desktop import paths
from desktop.gui.context import AppContext
from desktop.gui.settings.page import SettingsPage
from desktop.services import rule_book
from tests.gui.keyboard import write


def opened(context: AppContext, qtbot: QtBot) -> SettingsPage:
    page = SettingsPage(context)
    qtbot.addWidget(page)
    page.show()
    page.tabs.setCurrentWidget(page.rules)
    return page


def test_the_rules_of_a_province_take_hold_at_once(context: AppContext, store: Store, qtbot: QtBot) -> None:
    page = opened(context, qtbot)
    assert page.rules.overlay.count() > 1
    page.rules.overlay.setCurrentIndex(1)
    page.rules.overlay.activated.emit(1)
    chosen = page.rules.overlay.itemData(1)
    assert rule_book.open_rules(store).overlay == chosen
    assert page.rules.overlay.currentData() == chosen


def test_days_are_typed_a_line_each_and_a_wrong_one_is_named(context: AppContext, store: Store, qtbot: QtBot) -> None:
    page = opened(context, qtbot)
    write(page.rules.days_off, "02/06/2026\n30/02/2026")
    assert page.has_unsaved()
    assert not page.save()
    assert "30/02/2026" in page.rules.problem.text()
    write(page.rules.days_off, "2/6/2026")
    assert page.save()
    assert not page.has_unsaved()
    assert page.rules.days_off.toPlainText() == "02/06/2026"
    assert [day.isoformat() for day in rule_book.extra_days(store)[0]] == ["2026-06-02"]


def test_a_broken_own_file_is_said_with_its_line(context: AppContext, store: Store, qtbot: QtBot) -> None:
    folder = paths.own_rules(store.path)
    folder.mkdir()
    (folder / "riêng.toml").write_text('[edition]\nid = "x"\ntitle = \n', encoding="utf-8")
    page = opened(context, qtbot)
    warning = page.rules.warning
    assert warning.isVisible()
    assert "riêng.toml" in warning.text()
    assert "dòng 3" in warning.text()
