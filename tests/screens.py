"""Drives the real window on the invented office and writes a picture of every page to build/screens/."""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget

from db import people_list
from db.people_list import PeopleQuery
from desktop.gui.app import Program
from desktop.gui.handover.figure_dialog import FigureDialog
from desktop.gui.handover.template_page import TemplatePage
from desktop.gui.importing.page import ImportPage
from desktop.gui.main_window import MainWindow
from desktop.gui.person.page import PersonPage
from desktop.gui.person.sections import Sections
from desktop.gui.preferences import Preferences
from desktop.gui.start.window import StartWindow
from desktop.gui.widgets.search_box import SearchBox
from desktop.services import demo, people, session
from tests.fault_screens import shoot_faults
from tests.gui.recorder import Recorder

TODAY = date(2026, 3, 3)
OUT = Path(__file__).resolve().parent.parent / "build" / "screens"
LIST = Path(__file__).resolve().parent / "files" / "danh-sach-nguon-2024.xlsx"
TEMPLATE = LIST.with_name("bieu-mau-cap-tren.xlsx")
WAIT_SECONDS = 60


class Screens:
    """One run; `shoot` writes the window as it is seen."""

    def __init__(self, folder: Path) -> None:
        app = QApplication.instance() or QApplication([])
        assert isinstance(app, QApplication)
        self.app = app
        self.recorder = Recorder()
        self.program = Program(
            app, Preferences(folder / "preferences.json"), lambda: TODAY, make_messages=lambda _: self.recorder
        )
        self.folder = folder
        self.count = 0

    def shoot(self, name: str) -> None:
        """Write the window in front as a numbered picture."""
        self.settle()
        window = self.program.window
        assert window is not None
        self.save(window.grab(), name)

    def save(self, picture: QPixmap, name: str) -> None:
        """Write a picture under the next number."""
        self.count += 1
        picture.save(str(OUT / f"{self.count:02}-{name}.png"))

    def settle(self) -> None:
        """Let everything that waits in the event loop happen, timers of the list included."""
        end = time.monotonic() + 0.4
        while time.monotonic() < end:
            self.app.processEvents()

    def wait(self, condition: Callable[[], bool]) -> None:
        """Let the window live until something is so."""
        end = time.monotonic() + WAIT_SECONDS
        while not condition():
            self.app.processEvents()
            if time.monotonic() > end:
                raise TimeoutError("the window did not come so far")

    @property
    def main(self) -> MainWindow:
        """The main window in front."""
        assert isinstance(self.program.window, MainWindow)
        return self.program.window

    def type_into(self, widget: QWidget, text: str) -> None:
        """Type as a keyboard does, letters with marks included."""
        widget.setFocus()
        for letter in text:
            self.app.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))


def shoot_start(screens: Screens) -> None:
    """The first run, page by page, and the page that opens a book."""
    screens.program.start(None)
    start = screens.program.window
    assert isinstance(start, StartWindow)
    start.make_new()
    pages = start.currentWidget()
    typed = ("Đảng ủy xã Suối Trong", "Suối Trong", "")
    office, model, cells, passphrase, sheet = pages.pages
    for line, text in zip((office.name, office.place_name, office.province), typed, strict=True):
        screens.type_into(line, text)
    screens.shoot("lap-so-1-co-quan")
    office.go_on()
    screens.type_into(model.superior, "Đảng ủy huyện Suối Ngoài")
    screens.shoot("lap-so-2-mo-hinh")
    model.go_on()
    cells.cells.setPlainText("Chi bộ thôn Đông\nChi bộ thôn Tây\nChi bộ Trường Tiểu học\nChi bộ Trạm Y tế")
    screens.shoot("lap-so-3-chi-bo")
    cells.go_on()
    pages.draft.path = screens.folder / "Sổ" / "Đảng ủy xã Suối Trong.book"
    passphrase.enter()
    screens.type_into(passphrase.passphrase, "bốn từ dễ nhớ")
    screens.type_into(passphrase.repeated, "bốn từ dễ nhớ")
    screens.shoot("lap-so-4-mat-khau")
    passphrase.go_on()
    screens.wait(lambda: pages.currentWidget() is sheet)
    screens.shoot("lap-so-5-to-ma")
    screens.recorder.answers.append(screens.folder / "USB.pdf")
    sheet.save_button.click()
    screens.shoot("lap-so-5-to-ma-da-luu")
    sheet.go_on()
    screens.wait(lambda: isinstance(screens.program.window, MainWindow))
    screens.shoot("danh-sach-trong")
    session.close(screens.main.context.store)


def shoot_unlock(screens: Screens, made: demo.Demo) -> None:
    """The page that opens a book, wrong passphrase and right."""
    screens.program.start(made.book)
    start = screens.program.window
    assert isinstance(start, StartWindow)
    screens.shoot("mo-so")
    screens.type_into(start.unlock.secret, "mật khẩu sai")
    start.unlock.open()
    screens.wait(lambda: bool(start.unlock.problem.text()))
    screens.shoot("mo-so-sai-mat-khau")
    time.sleep(2)
    start.unlock.secret.setText(made.passphrase)
    start.unlock.open()
    screens.wait(lambda: isinstance(screens.program.window, MainWindow))


def shoot_list(screens: Screens) -> None:
    """The list, searched and filtered, and adding a person."""
    window = screens.main
    screens.wait(lambda: not window.pile.page.reading.is_running)
    screens.shoot("viec-can-lam")
    window.pile.go("people")
    screens.shoot("danh-sach")
    search = window.findChild(SearchBox)
    assert search is not None
    screens.type_into(search, "nguyen")
    screens.shoot("tim-khong-dau")
    search.clear()
    screens.type_into(search, "không có ai như thế")
    screens.shoot("khong-tim-thay")
    window.doings.clear_search()
    window.doings.search_for("")
    window.doings.offer_undo()
    screens.shoot("hoan-tac")
    window.doings.add_person()
    screens.shoot("them-nguoi")
    window.pile.back()
    window.doings.toggle_help()
    screens.shoot("tro-giup")
    window.doings.toggle_help()


def shoot_person(screens: Screens) -> None:
    """Every tab of a person's page, and the papers before they are printed."""
    window = screens.main
    rows = people_list.page(window.context.store, PeopleQuery(stage="certified")) or people_list.page(
        window.context.store, PeopleQuery()
    )
    window.context.open_person(rows[0].id)
    tabs = window.pile.page.findChild(QTabWidget)
    for place in range(tabs.count()):
        tabs.setCurrentIndex(place)
        screens.shoot(f"ho-so-{place + 1}")
    shoot_path(screens)
    window.context.open_print([rows[0].id])
    screens.wait(lambda: not window.context.jobs.is_busy)
    screens.shoot("xem-truoc-in")
    window.pile.back()


def shoot_path(screens: Screens) -> None:
    """The path of somebody whose cell voted with too few: what blocks it, every section, the check sheet."""
    window = screens.main
    store = window.context.store
    person = people_list.page(store, PeopleQuery(stage="cell_voted"))[0]
    dossier = store.list("dossier", person_id=person.id)[-1]
    meeting = store.list("step", dossier_id=dossier.id, kind="cell_meeting")[0]
    people.save_row(store, "step", dossier.id, {"votes_for": 1}, meeting.id)
    window.context.open_row(person.id, "path", None, "")
    page = window.pile.page
    assert isinstance(page, PersonPage)
    screens.wait(lambda: page.review is not None)
    screens.shoot("quy-trinh")
    sections = page.tabs.currentWidget()
    assert isinstance(sections, Sections)
    for place in range(1, sections.names.count()):
        sections.names.setCurrentIndex(place)
        screens.shoot(f"quy-trinh-{place + 1}")
    page.path.panel.sheet_wanted.emit()
    screens.wait(lambda: not window.context.jobs.is_busy)
    screens.shoot("phieu-kiem-tra")
    window.pile.back()
    window.pile.back()
    window.doings.show_checks()
    screens.shoot("cac-phep-kiem-tra")
    window.pile.back()


def shoot_places(screens: Screens) -> None:
    """The other places and the settings."""
    window = screens.main
    for key in ("mentors", "classes", "meetings", "plans", "reports", "keeping"):
        window.pile.go(key)
        screens.wait(lambda: not window.context.jobs.is_busy)
        screens.shoot(f"noi-{key}")
    window.pile.page.back_up()
    screens.wait(lambda: not window.context.jobs.is_busy)
    screens.shoot("sao-luu-xong")
    place = window.pile.page
    for part, name in (
        (place.hand_overs, "gui-cap-tren"),
        (place.requests, "noi-khac-de-nghi"),
        (place.log, "nhat-ky"),
        (place.inactive, "ho-so-lau-khong-ghi-gi"),
    ):
        place.tabs.setCurrentWidget(part)
        screens.shoot(name)
    shoot_template(screens)
    window.doings.open_settings()
    for place in range(window.pile.page.tabs.count()):
        window.pile.page.tabs.setCurrentIndex(place)
        screens.shoot(f"thiet-lap-{place + 1}")
    window.pile.back()


def shoot_template(screens: Screens) -> None:
    """The superior's Excel file with a figure chosen for one of its cells."""
    window = screens.main
    window.doings.open_template()
    page = window.pile.page
    assert isinstance(page, TemplatePage)
    page.read(TEMPLATE)
    screens.wait(lambda: page.template is not None)

    def choose(dialog: FigureDialog) -> bool:
        screens.save(dialog.grab(), "chon-so-lieu")
        return True

    screens.recorder.answers.append(choose)
    page.table.wanted.emit(5, 3)
    screens.shoot("dien-tep-cap-tren")
    page.discard()
    window.pile.back()


def shoot_import(screens: Screens) -> None:
    """The import, step by step."""
    window = screens.main
    window.doings.open_import()
    screens.shoot("nhap-1-chon-tep")
    page = window.pile.page
    assert isinstance(page, ImportPage)
    page.read(LIST)
    screens.wait(lambda: page.steps.currentWidget() is page.columns_step)
    screens.shoot("nhap-2-cac-cot")
    page.columns_step.onward.click()
    tabs = page.preview_step.tabs
    for place in [place for place in range(tabs.count()) if tabs.isTabVisible(place)]:
        tabs.setCurrentIndex(place)
        screens.shoot(f"nhap-3-xem-truoc-{place + 1}")
    page.write()
    screens.wait(lambda: page.steps.currentWidget() is page.result_step)
    screens.shoot("nhap-4-xong")
    window.pile.go("people")
    screens.shoot("danh-sach-sau-khi-nhap")


def shoot_pages(screens: Screens, made: demo.Demo) -> None:
    """Every page of the window on the invented office."""
    shoot_start(screens)
    shoot_unlock(screens, made)
    for shoot in (shoot_list, shoot_person, shoot_places, shoot_import):
        shoot(screens)
    session.close(screens.main.context.store)
    screens.app.processEvents()


def main(wanted: Sequence[str]) -> int:
    """Write all pictures, or only those of the "pages" or the "faults"; returns 0."""
    OUT.mkdir(parents=True, exist_ok=True)
    for old in OUT.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        screens = Screens(Path(folder))
        made = demo.make_demo(Path(folder) / "demo", people=60, seed=1, today=TODAY)
        if "pages" in wanted or not wanted:
            shoot_pages(screens, made)
        if "faults" in wanted or not wanted:
            shoot_faults(screens, made)
    print(f"{screens.count} pictures in {OUT}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
