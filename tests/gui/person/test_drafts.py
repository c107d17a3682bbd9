"""What is typed and not saved is kept in the book and offered again; it is never in the way of anything else."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from db import undo
from db.store import Store
from desktop.gui.book_line import opening_words
from desktop.gui.context import AppContext
from desktop.gui.fields.record_list import RecordList
from desktop.gui.people.add_page import AddPersonPage
from desktop.gui.person.list_part import ListPart
from desktop.gui.person.page import PersonPage
from desktop.services import drafts
from tests.gui.keyboard import write

NAME = "Lò Thị Ánh"


@pytest.fixture
def open_page(context: AppContext, person_id: Callable[[str], int], qtbot: QtBot) -> Callable[[], PersonPage]:
    """Opens the person's page; a second call is like starting again after the power went."""

    def opened() -> PersonPage:
        page = PersonPage(context, person_id(NAME))
        qtbot.addWidget(page)
        page.draft.timer.setInterval(0)
        page.show()
        return page

    return opened


def editor(page: PersonPage, name: str):
    return next(form.editors[name] for form in page.history.forms.values() if name in form.editors)


def family_of(page: PersonPage) -> RecordList:
    part = next(part for part in page.parts if part.title == "Gia đình")
    assert isinstance(part, ListPart)
    return part.list


def type_all(page: PersonPage) -> None:
    write(editor(page, "religion").input, "Không")
    write(editor(page, "born_on").input, "31/02/1999")
    editor(page, "sex").restore("male")
    editor(page, "party_cell_id").restore(2)
    family = family_of(page)
    family.begin_new()
    write(family.form.editors["full_name"].input, "Lò Văn Păn")


def test_what_was_typed_is_offered_again(open_page: Callable[[], PersonPage], store: Store, qtbot: QtBot) -> None:
    before = open_page()
    assert not before.draft.isVisible()
    type_all(before)
    before._on_edited()
    qtbot.waitUntil(lambda: len(before._collect()) == 2 and drafts.find(store, "person", before.person_id) is not None)
    before.draft.keep()
    page = open_page()
    assert page.draft.isVisible()
    assert not page.has_unsaved()
    page.draft.restore_button.click()
    assert editor(page, "religion").typed() == "Không"
    assert editor(page, "born_on").typed() == "31/02/1999"
    assert "không phải là ngày" in editor(page, "born_on").problem.text()
    assert editor(page, "sex").take() == "male"
    assert editor(page, "party_cell_id").typed() == "Chi bộ thôn Tây"
    assert family_of(page).form.editors["full_name"].typed() == "Lò Văn Păn"
    assert page.has_unsaved()
    assert not page.draft.isVisible()


def test_saving_leaves_no_draft(open_page: Callable[[], PersonPage], store: Store) -> None:
    page = open_page()
    write(editor(page, "religion").input, "Không")
    page.draft.keep()
    assert store.count("draft") == 1
    assert page.save()
    assert store.count("draft") == 0


def test_discarding_leaves_no_draft(open_page: Callable[[], PersonPage], store: Store) -> None:
    page = open_page()
    write(editor(page, "religion").input, "Không")
    page.draft.keep()
    page.discard()
    assert store.count("draft") == 0


def test_an_unanswered_offer_survives_what_is_typed_after_it(open_page: Callable[[], PersonPage], store: Store) -> None:
    before = open_page()
    write(editor(before, "religion").input, "Không")
    before.draft.keep()
    page = open_page()
    write(editor(page, "ethnicity").input, "Thái")
    page.draft.keep()
    kept = drafts.find(store, "person", page.person_id)
    assert kept.content == {"person": {"religion": "Không", "ethnicity": "Thái"}}
    page.draft.drop_button.click()
    assert store.count("draft") == 0


def test_a_draft_is_nothing_to_undo_and_names_nobody_in_the_log(
    open_page: Callable[[], PersonPage], store: Store
) -> None:
    page = open_page()
    write(editor(page, "ethnicity").input, "Thái")
    assert page.save()
    saved = undo.last_action(store)
    write(editor(page, "religion").input, "Không")
    page.draft.keep()
    assert undo.last_action(store) == saved
    assert all(action.label != "Giữ nội dung chưa lưu" for action in undo.list_actions(store, page.person_id))
    rows = store.list("change_log", table_name="draft")
    assert rows
    assert all(NAME not in row.label and "Không".encode() not in (row.payload or b"") for row in rows)


def test_a_page_that_goes_out_of_sight_keeps_its_draft_at_once(
    open_page: Callable[[], PersonPage], store: Store
) -> None:
    page = open_page()
    page.draft.timer.setInterval(60_000)
    write(editor(page, "religion").input, "Không")
    assert store.count("draft") == 0
    page.hide()
    assert store.count("draft") == 1
    assert not page.draft.timer.isActive()


def test_looking_only_writes_no_draft(open_page: Callable[[], PersonPage], store: Store) -> None:
    page = open_page()
    page.draft.keep()
    page.hide()
    assert store.count("change_log", table_name="draft") == 0


def test_the_same_text_is_written_once(open_page: Callable[[], PersonPage], store: Store) -> None:
    page = open_page()
    write(editor(page, "religion").input, "Không")
    page.draft.keep()
    written = store.count("change_log")
    page.draft.keep()
    assert store.count("change_log") == written


def test_a_new_person_half_typed_waits_too_and_the_window_says_where(context: AppContext, qtbot: QtBot) -> None:
    page = AddPersonPage(context)
    qtbot.addWidget(page)
    page.draft.timer.setInterval(0)
    page.show()
    write(page.form.editors["full_name"].input, "Vì Thị Yến")
    qtbot.waitUntil(lambda: drafts.find(context.store, drafts.NEW_PERSON, 0) is not None)
    assert "trang thêm người" in opening_words(context)
    again = AddPersonPage(context)
    qtbot.addWidget(again)
    again.show()
    assert again.draft.isVisible()
    again.draft.take_back()
    assert again.form.editors["full_name"].input.text() == "Vì Thị Yến"
    assert again.save()
    assert not opening_words(context)
