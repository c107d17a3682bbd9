"""The person's page on a real book: every tab read, typed into, saved, refused, taken back, by keyboard."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db import undo
from db.store import Store
from desktop.gui.context import AppContext
from desktop.gui.fields.record_list import RecordList
from desktop.gui.messages import Unsaved
from desktop.gui.person.history import History
from desktop.gui.person.journal import Journal
from desktop.gui.person.list_part import ListPart
from desktop.gui.person.page import PersonPage
from desktop.gui.person.part import PersonPart
from desktop.gui.person.sections import Sections
from tests.gui.keyboard import ENTER, press, press_focused, write
from tests.gui.recorder import Recorder

NAME = "Lò Thị Ánh"


@pytest.fixture
def page(context: AppContext, person_id: Callable[[str], int], qtbot: QtBot) -> PersonPage:
    made = PersonPage(context, person_id(NAME))
    qtbot.addWidget(made)
    made.resize(1140, 680)
    made.show()
    return made


def part_of(page: PersonPage, title: str) -> PersonPart:
    """A tab or a section of one, shown."""
    for place, part in enumerate(page.parts):
        page.tabs.setCurrentIndex(place)
        if part.title == title:
            return part
        for at, section in enumerate(part.parts if isinstance(part, Sections) else ()):
            if section.title == title:
                part.names.setCurrentIndex(at)
                return section
    raise LookupError(title)


def list_of(page: PersonPage, title: str) -> RecordList:
    part = part_of(page, title)
    assert isinstance(part, ListPart)
    return part.list


def history_of(page: PersonPage) -> History:
    part = part_of(page, "Lý lịch")
    assert isinstance(part, History)
    return part


def editor(page: PersonPage, name: str):
    return next(form.editors[name] for form in history_of(page).forms.values() if name in form.editors)


def test_fields_of_several_sections_are_saved_in_one_action(page: PersonPage, store: Store) -> None:
    before = len(undo.list_actions(store, page.person_id))
    write(editor(page, "ethnicity").input, "Thái")
    write(editor(page, "youth_union_joined_on").input, "3/2015")
    write(editor(page, "personal_history").input, "Sinh ra ở bản Mé.\nHọc tại xã.")
    assert page.has_unsaved()
    assert page.save_button.isEnabled()
    assert page.save()
    person = store.get("person", page.person_id)
    assert (person.ethnicity, person.youth_union_joined_on) == ("Thái", "2015-03")
    assert person.personal_history == "Sinh ra ở bản Mé.\nHọc tại xã."
    assert len(undo.list_actions(store, page.person_id)) == before + 1
    assert not page.has_unsaved()
    assert not page.save_button.isEnabled()


def test_a_refused_value_keeps_everything_typed_and_the_keyboard_goes_to_it(page: PersonPage, store: Store) -> None:
    write(editor(page, "full_name").input, "")
    write(editor(page, "citizen_id").input, "12345678")
    write(editor(page, "ethnicity").input, "Thái")
    write(editor(page, "born_on").input, "31/02/1999")
    assert not page.save()
    assert editor(page, "full_name").input.hasFocus()
    assert "phải đủ 12 chữ số" in editor(page, "citizen_id").problem.text()
    assert editor(page, "citizen_id").input.text() == "12345678"
    assert "không phải là ngày" in editor(page, "born_on").problem.text()
    assert store.get("person", page.person_id).ethnicity is None
    assert page.has_unsaved()


def test_a_bad_date_is_said_under_its_field_in_the_tab_it_is_in(page: PersonPage) -> None:
    write(editor(page, "left_party_on").input, "40/13/1990")
    part_of(page, "Gia đình")
    assert not page.save()
    assert page.tabs.currentIndex() == 0
    assert "không phải là ngày" in editor(page, "left_party_on").problem.text()


def test_saving_is_offered_back(page: PersonPage, context: AppContext, store: Store, qtbot: QtBot) -> None:
    write(editor(page, "religion").input, "Không")
    with qtbot.waitSignal(context.status_shown) as shown:
        page.save()
    text, changes = shown.args
    assert NAME in text
    context.changed.emit(undo.undo(store, changes.action))
    assert store.get("person", page.person_id).religion is None
    assert editor(page, "religion").input.text() == ""


def test_an_undo_elsewhere_leaves_unsaved_text_alone(page: PersonPage, context: AppContext, store: Store) -> None:
    write(editor(page, "religion").input, "Không")
    with store.action("Việc khác") as action:
        action.update("person", page.person_id, {"ethnicity": "Thái", "religion": "Phật giáo"})
    context.changed.emit(action.changes)
    assert editor(page, "religion").input.text() == "Không"
    assert editor(page, "ethnicity").input.text() == "Thái"


def test_sources_are_ticked_and_saved(page: PersonPage, context: AppContext, store: Store) -> None:
    with store.action("Nguồn") as action:
        youth = action.insert("source_category", {"name": "Đoàn viên ưu tú"})
    context.changed.emit(action.changes)
    history = history_of(page)
    press(history.sources[youth], Qt.Key.Key_Space)
    assert page.has_unsaved()
    assert page.save()
    assert store.count("person_source_category", person_id=page.person_id) == 1


def test_a_relative_is_added_edited_removed_and_brought_back(
    page: PersonPage, context: AppContext, store: Store
) -> None:
    family = list_of(page, "Gia đình")
    press(family.table, Qt.Key.Key_Insert)
    assert family.form.editors["relation"].input.hasFocus()
    family.form.editors["relation"].put("father")
    write(family.form.editors["full_name"].input, "Lò Văn Păn")
    write(family.form.editors["born_on"].input, "1970")
    assert family.save()
    row = store.find("family_member", person_id=page.person_id)
    assert (row.relation, row.full_name, row.born_on) == ("father", "Lò Văn Păn", "1970")
    assert family.table.currentIndex().row() == 0
    press(family.table, ENTER)
    assert family.form.editors["relation"].input.hasFocus()
    write(family.form.editors["occupation"].input, "Làm ruộng")
    assert page.save()
    assert store.get("family_member", row.id).occupation == "Làm ruộng"
    press(family.table, Qt.Key.Key_Delete)
    assert family.row_count == 0
    context.changed.emit(undo.undo(store, undo.last_action(store).number))
    assert family.row_count == 1


def test_a_row_without_what_is_required_is_refused_and_kept_on_screen(page: PersonPage, store: Store) -> None:
    family = list_of(page, "Gia đình")
    family.begin_new()
    write(family.form.editors["full_name"].input, "Lò Văn Păn")
    assert not page.save()
    assert "Chưa có" in family.form.editors["relation"].problem.text()
    assert family.form.editors["relation"].input.hasFocus()
    assert family.form.editors["full_name"].typed() == "Lò Văn Păn"
    assert store.count("family_member") == 0


def test_going_to_another_row_saves_the_one_being_edited(page: PersonPage, store: Store, qtbot: QtBot) -> None:
    career = list_of(page, "Công tác")
    for started_on, work in (("2015", "Học sinh"), ("2018", "Sinh viên")):
        career.begin_new()
        write(career.form.editors["started_on"].input, started_on)
        write(career.form.editors["work"].input, work)
        assert career.save()
    write(career.form.editors["position"].input, "Lớp trưởng")
    press(career.table, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: career.current() is not None and career.current().work == "Học sinh")
    assert store.find("career_period", work="Sinh viên").position == "Lớp trưởng"


def test_insert_in_the_editor_keeps_the_row_and_begins_the_next(page: PersonPage, store: Store) -> None:
    family = list_of(page, "Gia đình")
    family.begin_new()
    family.form.editors["relation"].put("father")
    write(family.form.editors["full_name"].input, "Lò Văn Păn")
    press(family.form.editors["full_name"].input, Qt.Key.Key_Insert)
    assert store.find("family_member", person_id=page.person_id).full_name == "Lò Văn Păn"
    assert family.form.editors["full_name"].typed() == ""
    family.form.editors["relation"].put("mother")
    write(family.form.editors["full_name"].input, "Lò Thị Mến")
    press(family.form.editors["political_history"].input, Qt.Key.Key_Insert)
    assert store.count("family_member", person_id=page.person_id) == 2
    assert family.current() is None


def test_what_stands_above_is_copied_and_before_the_first_row_what_the_person_has(
    page: PersonPage, store: Store
) -> None:
    write(editor(page, "native_place").input, "xã Mẫu")
    assert page.save()
    family = list_of(page, "Gia đình")
    family.begin_new()
    copy = (Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    editors = family.form.editors
    press(editors["native_place"].input, *copy)
    assert editors["native_place"].typed() == "xã Mẫu"
    editors["relation"].put("father")
    write(editors["full_name"].input, "Lò Văn Păn")
    write(editors["native_place"].input, "xã Thử")
    assert family.save()
    family.begin_new()
    press(editors["native_place"].input, *copy)
    assert editors["native_place"].typed() == "xã Thử"
    press(editors["died_on"].input, *copy)
    assert editors["died_on"].typed() == ""
    family.discard()
    family.begin_new()
    press(editors["full_name"].input, Qt.Key.Key_D, copy[1] | Qt.KeyboardModifier.ShiftModifier)
    assert family.form.changed_values() == {"birth_place": "xã Mẫu", "native_place": "xã Thử"}


def test_escape_asks_only_when_something_would_be_lost(page: PersonPage, recorder: Recorder) -> None:
    family = list_of(page, "Gia đình")
    family.begin_new()
    press_focused(Qt.Key.Key_Escape)
    assert recorder.said == []
    family.begin_new()
    write(family.form.editors["full_name"].input, "Lò Văn Păn")
    recorder.answers.append(Unsaved.STAY)
    press_focused(Qt.Key.Key_Escape)
    assert family.form.editors["full_name"].typed() == "Lò Văn Păn"
    recorder.answers.append(Unsaved.DISCARD)
    press_focused(Qt.Key.Key_Escape)
    assert not page.has_unsaved()
    assert [method for method, _ in recorder.said] == ["ask_unsaved", "ask_unsaved"]


LISTS = {
    "Công tác": {"work": "Giáo viên"},
    "Đào tạo": {"school": "Trường Đại học Tây Bắc"},
    "Đi nước ngoài": {"country": "Lào"},
    "Khen thưởng": {"reason": "Giấy khen"},
    "Kỷ luật": {"reason": "Không có"},
    "Giấy chứng nhận": {"kind": "awareness", "number": "01/GCN"},
    "Đảng tịch": {"admitted_on": "19/05/2020"},
    "Giấy tờ trong hồ sơ": {"paper": "đơn", "pages": "2"},
    "Các bước": {"kind": "sympathiser_chosen", "happened_on": "10/02/2026"},
    "Người giới thiệu": {"kind": "youth_union", "organisation": "Đoàn xã"},
}


@pytest.mark.parametrize("title", LISTS)
def test_every_list_takes_a_row(page: PersonPage, store: Store, title: str) -> None:
    shown = list_of(page, title)
    before = store.count(shown.kind.table)
    shown.begin_new()
    for name, typed in LISTS[title].items():
        editor = shown.form.editors[name]
        if editor.field.kind == "choice":
            editor.put(typed)
        else:
            write(editor.input, typed)
    assert page.save(), [editor.problem.text() for editor in shown.form.editors.values()]
    assert store.count(shown.kind.table) == before + 1
    assert shown.row_count == 1


def test_a_step_moves_the_stage_and_the_path(page: PersonPage) -> None:
    steps = list_of(page, "Các bước")
    steps.begin_new()
    steps.form.editors["kind"].put("sympathiser_chosen")
    write(steps.form.editors["happened_on"].input, "10/02/2026")
    assert page.save()
    assert page.header.stage.text() == "Giai đoạn: Cảm tình Đảng"
    assert "Cảm tình Đảng 10/02/2026" in page.header.path.accessibleDescription()


def test_the_dossier_has_its_own_number(page: PersonPage, store: Store) -> None:
    dossier = part_of(page, "Hồ sơ")
    write(dossier.form.editors["number"].input, "12/2026")
    assert page.save()
    assert store.find("dossier", person_id=page.person_id).number == "12/2026"


def test_the_journal_tells_in_the_words_of_the_fields_and_undoes(page: PersonPage, store: Store) -> None:
    write(editor(page, "born_on").input, "12/02/1999")
    assert page.save()
    journal = part_of(page, "Nhật ký")
    assert isinstance(journal, Journal)
    difference = journal.details.record(0)
    assert (difference.what, difference.old, difference.new) == ("Ngày sinh", "11/02/1999", "12/02/1999")
    journal.undo_button.click()
    assert store.get("person", page.person_id).born_on == "1999-02-11"
    assert "(đã hoàn tác)" in journal.done.data(journal.done.index(1, 2))


def test_the_photograph_is_changed_and_removed(
    page: PersonPage, store: Store, recorder: Recorder, tmp_path: Path
) -> None:
    from PIL import Image

    picture = BytesIO()
    Image.new("RGB", (300, 400), "navy").save(picture, "PNG")
    (tmp_path / "anh.png").write_bytes(picture.getvalue())
    recorder.answers.append(tmp_path / "anh.png")
    page.header.photo.change_button.click()
    assert store.get("person", page.person_id).photo_id is not None
    assert not page.header.photo.picture.pixmap().isNull()
    page.header.photo.remove_button.click()
    assert store.get("person", page.person_id).photo_id is None


def test_a_file_that_is_no_picture_is_refused_with_a_sentence(
    page: PersonPage, store: Store, recorder: Recorder, tmp_path: Path
) -> None:
    (tmp_path / "anh.jpg").write_text("không phải ảnh", encoding="utf-8")
    recorder.answers.append(tmp_path / "anh.jpg")
    page.header.photo.change_button.click()
    assert "không phải ảnh" in recorder.said[-1][1]
    assert store.get("person", page.person_id).photo_id is None


def test_a_name_is_shown_as_text(context: AppContext, person_id: Callable[[str], int], qtbot: QtBot) -> None:
    page = PersonPage(context, person_id("Hà Quang <b>Minh</b>"))
    qtbot.addWidget(page)
    page.show()
    assert page.title == "Hà Quang <b>Minh</b>"
    assert editor(page, "full_name").typed() == "Hà Quang <b>Minh</b>"


def test_a_link_leads_to_the_field(page: PersonPage, context: AppContext) -> None:
    context.open_row(page.person_id, "step", None, "happened_on")
    assert page.tabs.tabText(page.tabs.currentIndex()) == "Quy trình"
    context.open_row(page.person_id, "person", None, "native_place")
    assert editor(page, "native_place").input.hasFocus()


def test_insert_on_the_name_of_a_list_begins_its_row(page: PersonPage, qtbot: QtBot) -> None:
    qtbot.waitExposed(page)
    page.activateWindow()
    press(page, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    press_focused(Qt.Key.Key_Insert)
    career = list_of(page, "Công tác")
    assert career.form.editors["started_on"].input.hasFocus()


@pytest.mark.parametrize("place", range(7))
def test_alt_and_a_digit_lead_into_a_tab(page: PersonPage, qtbot: QtBot, place: int) -> None:
    qtbot.waitExposed(page)
    page.activateWindow()
    press(page, Qt.Key(Qt.Key.Key_1 + place), Qt.KeyboardModifier.AltModifier)
    shown = page.tabs.currentWidget()
    focused = page.focusWidget()
    assert page.tabs.currentIndex() == place
    assert shown is not None
    assert focused is not None
    assert shown.isAncestorOf(focused)


def test_alt_and_a_digit_lead_out_of_a_field_and_leave_nothing_in_it(page: PersonPage, qtbot: QtBot) -> None:
    qtbot.waitExposed(page)
    page.activateWindow()
    name = editor(page, "full_name")
    name.input.setFocus()
    press(name.input, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert page.tabs.currentIndex() == 3
    assert name.typed() == NAME
