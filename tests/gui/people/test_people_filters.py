"""What narrows the list of people: who helps, what is missing, what must be mended, what is due."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.people_list import LACKS
from db.store import Store
from desktop.domain.due import NEARNESS
from desktop.gui.context import AppContext
from desktop.gui.people.filters import PeopleFilters
from desktop.gui.people.page import PeoplePage
from desktop.services import mentoring, steps
from tests.gui.keyboard import press

ANH, HOA = "Lò Thị Ánh", "Nguyễn Văn Hòa"


@pytest.fixture
def page(context: AppContext, qtbot: QtBot) -> PeoplePage:
    made = PeoplePage(context)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def names(page: PeoplePage) -> set[str]:
    return {page.model.index(row, 0).data() for row in range(page.model.rowCount())}


def choose(page: PeoplePage, filter_name: str, words: str) -> None:
    """Choose an entry with the keys, as a clerk does who counts the lines."""
    box = getattr(page.filters, filter_name)
    box.setFocus()
    place = box.findText(words)
    assert place >= 0, [box.itemText(each) for each in range(box.count())]
    press(box, Qt.Key.Key_Home)
    for _ in range(place):
        press(box, Qt.Key.Key_Down)


def test_people_without_a_mentor_and_people_of_one(
    page: PeoplePage, context: AppContext, person_id: Callable[[str], int]
) -> None:
    store = context.store
    mentor = store.find("person", full_name="Trần Văn Bình")
    with store.action("Thêm đảng viên") as action:
        member = action.insert("party_member", {"person_id": mentor.id})
    dossier = store.find("dossier", person_id=person_id(ANH))
    context.show_status("", mentoring.assign(store, dossier.id, member, {"started_on": "2026-02-01"}))
    choose(page, "lack", "Chưa có người giúp đỡ")
    assert ANH not in names(page)
    assert HOA in names(page)
    page._clear()
    assert len(names(page)) == 5
    choose(page, "mentor", "Trần Văn Bình")
    assert names(page) == {ANH}


def test_what_is_missing(page: PeoplePage) -> None:
    choose(page, "lack", LACKS["born_on"][0])
    assert names(page) == {"Trần Văn Bình", HOA}
    choose(page, "lack", LACKS["citizen_id"][0])
    assert names(page) == {"Trần Văn Bình", HOA, "Hà Quang <b>Minh</b>"}


def test_what_is_overdue_and_what_must_be_mended_follow_the_book(
    page: PeoplePage, context: AppContext, person_id: Callable[[str], int], qtbot: QtBot
) -> None:
    store, today = context.store, context.today()
    dossier = store.find("dossier", person_id=person_id(ANH))
    context.show_status("", steps.record(store, dossier.id, "procedure_allowed", {"happened_on": "01/07/2025"}, today))
    context.show_status("", steps.record(store, dossier.id, "cell_meeting", {"happened_on": "10/10/2025"}, today))
    choose(page, "due", NEARNESS[0].words)
    qtbot.waitUntil(lambda: names(page) == {ANH})
    choose(page, "lack", "Có điều phải sửa")
    qtbot.waitUntil(lambda: not page.gathering.is_running)
    assert names(page) == {ANH}
    context.show_status("", steps.record(store, dossier.id, "withdrawn", {"happened_on": "01/03/2026"}, today))
    qtbot.waitUntil(lambda: not names(page))


def test_the_choice_is_remembered_without_the_keys_of_the_book(page: PeoplePage, store: Store) -> None:
    choose(page, "cell", "Chi bộ thôn Tây")
    choose(page, "lack", LACKS["citizen_id"][0])
    kept = page.filters.kept()
    assert kept["cell"] == store.find("party_cell", name="Chi bộ thôn Tây").uid
    other = PeopleFilters()
    other.show_cells(store.list("party_cell"))
    other.choose(kept)
    assert other.kept() == kept
    assert other.cell.currentText() == "Chi bộ thôn Tây"
