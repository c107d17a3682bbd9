"""The main window by keyboard alone: searching, sorting, filtering, adding, undoing, leaving."""

from collections.abc import Callable, Iterable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.gui import menus, text_size
from desktop.gui.context import AppContext
from desktop.gui.main_window import MainWindow
from desktop.gui.messages import Unsaved
from desktop.gui.people.add_page import AddPersonPage
from desktop.gui.people.page import PeoplePage
from desktop.gui.person.page import PersonPage
from desktop.gui.places import PLACES
from desktop.gui.tasks.page import TasksPage
from desktop.services import people as people_service
from desktop.services import print_settings
from tests.gui.keyboard import press, write
from tests.gui.recorder import Recorder


@pytest.fixture
def window(context: AppContext, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(context)
    qtbot.addWidget(made, before_close_func=forget_what_is_typed)
    made.show()
    qtbot.waitExposed(made)
    return made


def forget_what_is_typed(window: MainWindow) -> None:
    """So that the end of a test asks nothing."""
    if window.pile.page is not None:
        window.pile.page.discard()
    window.hide()


@pytest.fixture
def people(window: MainWindow) -> PeoplePage:
    page = window.pile.go("people")
    assert isinstance(page, PeoplePage)
    return page


def listed(page: PeoplePage) -> list[str]:
    return [page.model.index(row, 0).data() for row in range(page.model.rowCount())]


def ask(window: MainWindow, name: str) -> None:
    """What its entry in the menu does."""
    window.actions_by_name[name].trigger()


def test_the_list_with_the_counts_of_the_places(window: MainWindow, people: PeoplePage, qtbot: QtBot) -> None:
    assert listed(people)[1] == "Lò Thị Ánh"
    buttons = {button.accessibleName() for button in window.side.findChildren(QPushButton)}
    qtbot.waitUntil(lambda: "Hồ sơ kết nạp, 5" in {b.accessibleName() for b in window.side.findChildren(QPushButton)})
    assert len(buttons) == len(PLACES)
    assert "Đảng ủy xã Suối Trong" in window.status.book.text()
    assert "Chưa sao lưu" in window.status.book.text()


def test_names_of_places_are_whole_in_every_text_size(window: MainWindow, context: AppContext, qtbot: QtBot) -> None:
    try:
        for percent in (150, 90):
            text_size.choose(context.preferences, percent)
            window.resize(1366, 768)
            for place in PLACES:
                window.side.mark(place.key)
                name = next(label for label in window.side.findChildren(QLabel) if label.text() == place.title)
                qtbot.waitUntil(lambda name=name: name.font().bold() and name.width() >= name.sizeHint().width())
    finally:
        text_size.choose(context.preferences, 100)


def test_a_page_with_help_beside_it_stays_on_the_screen(window: MainWindow, people: PeoplePage) -> None:
    window.resize(1366, 768)
    ask(window, "help")
    for place in PLACES:
        window.pile.go(place.key)
        assert window.minimumSizeHint().width() <= 1366


def test_searching_without_accents_and_opening_with_enter(
    window: MainWindow, people: PeoplePage, qtbot: QtBot, person_id: Callable[[str], int]
) -> None:
    ask(window, "search")
    write(window.top.search, "dao")
    assert listed(people) == ["Nguyễn Thị Đào"]
    press(window.top.search, Qt.Key.Key_Down)
    assert people.table.hasFocus()
    press(people.table, Qt.Key.Key_Return)
    page = window.pile.page
    assert isinstance(page, PersonPage)
    assert page.person_id == person_id("Nguyễn Thị Đào")
    page.tabs.widget(0).setFocus()
    press(window, Qt.Key.Key_Escape)
    assert window.pile.page is people
    assert people.table.hasFocus()


def test_escape_empties_the_search(window: MainWindow, people: PeoplePage) -> None:
    write(window.top.search, "không có ai như thế")
    assert listed(people) == []
    press(window.top.search, Qt.Key.Key_Escape)
    assert len(listed(people)) == 5


def test_filters_narrow_and_are_remembered(window: MainWindow, people: PeoplePage, context: AppContext) -> None:
    people.filters.stage.setFocus()
    press(people.filters.stage, Qt.Key.Key_Down)
    assert people.filters.stage.currentData() == "source"
    assert len(listed(people)) == 3
    again = PeoplePage(context)
    again.refresh()
    assert len(listed(again)) == 3
    people._clear()
    assert len(listed(people)) == 5


def test_a_heading_sorts_and_sorts_back(window: MainWindow, people: PeoplePage) -> None:
    people._sort_by(1)
    assert listed(people) == sorted(
        listed(people), key=lambda name: people.context.store.find("person", full_name=name).born_on
    )
    upward = listed(people)
    people._sort_by(1)
    assert listed(people) == upward[::-1]
    people._sort_by(6)
    assert listed(people) == upward[::-1]


def test_a_new_person_is_typed_saved_shown_and_taken_back(
    window: MainWindow, people: PeoplePage, context: AppContext, qtbot: QtBot
) -> None:
    ask(window, "add_person")
    page = window.pile.page
    assert isinstance(page, AddPersonPage)
    assert page.form.editors["full_name"].input.hasFocus()
    write(page.form.editors["full_name"].input, "Vì Thị Yến")
    write(page.form.editors["born_on"].input, "3/2/98")
    ask(window, "save")
    qtbot.waitUntil(lambda: isinstance(window.pile.page, PersonPage))
    assert context.store.find("person", full_name="Vì Thị Yến").born_on == "1998-02-03"
    assert window.status.message.text() == "Đã thêm Vì Thị Yến."
    ask(window, "back")
    assert "Vì Thị Yến" in listed(people)
    ask(window, "undo")
    assert window.status.message.text() == "Hoàn tác: Thêm Vì Thị Yến?"
    assert window.status.undo_button.hasFocus()
    press(window.status.undo_button, Qt.Key.Key_Space)
    assert people.table.hasFocus()
    assert "Vì Thị Yến" not in listed(people)
    assert context.store.find("person", full_name="Vì Thị Yến") is None


def test_an_offer_of_undoing_can_be_declined(window: MainWindow, people: PeoplePage) -> None:
    with window.context.store.action("Thêm thôn") as action:
        action.insert("village", {"name": "Thôn Đông"})
    ask(window, "undo")
    assert window.status.undo_button.isVisible()
    press(window.status.undo_button, Qt.Key.Key_Escape)
    assert not window.status.undo_button.isVisible()
    assert people.table.hasFocus()
    assert len(listed(people)) == 5


def test_a_setting_is_kept_without_an_offer_that_could_not_be_held(window: MainWindow, context: AppContext) -> None:
    context.show_status("Đã lưu.", print_settings.save_stock(context.store, True, "1", "2"))
    assert window.status.undo_button.isHidden()
    context.show_status("Đã lưu.", people_service.save_person(context.store, 1, {"note": "đã gặp"}))
    assert not window.status.undo_button.isHidden()


def test_nothing_typed_is_lost_without_a_question(window: MainWindow, recorder: Recorder) -> None:
    ask(window, "add_person")
    page = window.pile.page
    assert isinstance(page, AddPersonPage)
    write(page.form.editors["full_name"].input, "Vì Thị Yến")
    recorder.answers.append(Unsaved.STAY)
    press(window, Qt.Key.Key_Escape)
    assert window.pile.page is page
    recorder.answers.append(Unsaved.DISCARD)
    press(window, Qt.Key.Key_Escape)
    assert isinstance(window.pile.page, TasksPage)
    assert [method for method, _ in recorder.said] == ["ask_unsaved", "ask_unsaved"]


def test_an_empty_page_is_left_without_a_question(window: MainWindow, recorder: Recorder) -> None:
    ask(window, "add_person")
    press(window, Qt.Key.Key_Escape)
    assert isinstance(window.pile.page, TasksPage)
    assert not recorder.said


def test_a_name_that_is_missing_is_said_under_its_field(window: MainWindow) -> None:
    ask(window, "add_person")
    page = window.pile.page
    assert isinstance(page, AddPersonPage)
    write(page.form.editors["ethnicity"].input, "Thái")
    assert page.save() is False
    assert page.form.editors["full_name"].problem.text()


def test_every_place_opens_with_its_shortcut(window: MainWindow) -> None:
    for place in PLACES:
        ask(window, f"go.{place.key}")
        assert window.pile.place_key == place.key
        assert window.pile.page is not None
        assert window.pile.page.title == place.title


def test_help_explains_the_page_in_front(window: MainWindow) -> None:
    ask(window, "help")
    assert window.help_panel is not None
    assert "Việc cần làm" in window.help_panel.text.toPlainText()
    ask(window, "go.keeping")
    assert "Sao lưu ngay" in window.help_panel.text.toPlainText()
    press(window, Qt.Key.Key_Escape)
    assert not window.help_panel.isVisible()


def test_work_on_the_book_makes_the_window_read_only(window: MainWindow, context: AppContext, qtbot: QtBot) -> None:
    closings: list[bool] = []
    window.close_wanted.connect(lambda: closings.append(True))

    def wait_to_be_stopped(report) -> None:
        while True:
            report(0, 0)

    job = context.jobs.run("Đang ghi", wait_to_be_stopped, pytest.fail, holds_store=True)
    assert not window.pile.isEnabled()
    assert window.status.progress.isVisible()
    window.close()
    assert not closings
    with qtbot.waitSignal(job.ended):
        window.status.progress.cancel.click()
    assert window.pile.isEnabled()
    window.close()
    assert closings == [True]


def test_the_keyboard_is_back_where_it_was_after_work_on_the_book(
    window: MainWindow, context: AppContext, qtbot: QtBot
) -> None:
    window.top.search.setFocus()
    job = context.jobs.run("Đang ghi", lambda report: None, lambda _: None, holds_store=True)
    with qtbot.waitSignal(job.ended):
        assert window.focusWidget() is not window.top.search
    assert window.focusWidget() is window.top.search


class Shown(QObject):
    """Notes every window that opens."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(watched)
        return False


def test_no_page_opens_a_window_of_its_own(window: MainWindow, qapp: QApplication) -> None:
    shown = Shown()
    qapp.installEventFilter(shown)
    for doing in ("add_person", "import", "settings", *(f"go.{place.key}" for place in PLACES)):
        ask(window, doing)
    window.context.open_person(1)
    qapp.removeEventFilter(shown)
    assert not shown.windows


def test_names_are_only_text_on_every_label(window: MainWindow, person_id: Callable[[str], int]) -> None:
    """A name with markup in it is read as it was typed, in labels, tooltips and titles."""
    window.context.open_person(person_id("Hà Quang <b>Minh</b>"))
    labels = window.findChildren(QLabel)
    assert any("<b>Minh</b>" in label.text() for label in labels)
    assert [label.text() for label in labels if label.textFormat() != Qt.TextFormat.PlainText] == []
    assert [widget for widget in window.findChildren(QWidget) if "<b>" in widget.toolTip()] == []


def test_everything_that_takes_the_keyboard_has_a_name(window: MainWindow) -> None:
    for doing in ("add_person", "import", "settings", "go.keeping", "go.people"):
        ask(window, doing)
        nameless = [
            widget
            for widget in window.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isVisible()
            and not (widget.accessibleName() or getattr(widget, "text", str)())
            and type(widget).__module__.startswith("desktop")
        ]
        assert not nameless


def letters_of(texts: Iterable[str]) -> list[str]:
    """The underlined letters that Alt, or a letter in an open menu, leads to."""
    return [text[text.index("&") + 1].casefold() for text in texts if "&" in text]


def test_no_underlined_letter_is_given_twice() -> None:
    assert len(set(letters_of(menus.MENUS))) == len(menus.MENUS)
    for entries in menus.MENUS.values():
        letters = letters_of(entry.text for entry in entries)
        assert len(set(letters)) == len(letters), letters


def test_no_shortcut_is_given_twice() -> None:
    entries = [entry for entries in menus.MENUS.values() for entry in entries]
    keys = [QKeySequence(entry.shortcut).toString() for entry in entries if entry.shortcut]
    assert keys
    assert len(keys) == len(set(keys))
    assert all(keys)
