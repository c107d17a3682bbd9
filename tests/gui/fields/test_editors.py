"""Every kind of field is typed, understood, refused with a sentence, and never loses what was typed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from db import fields as registry
from db.fields import Field
from db.store import Store
from desktop.gui.fields.form import FieldForm
from tests.gui.keyboard import ENTER, press, press_focused, write

KINDS = ("full_name", "born_on", "citizen_id_issued_on", "sex", "party_cell_id", "personal_history")


@pytest.fixture
def form(store: Store, qtbot: QtBot) -> FieldForm:
    made = FieldForm(store, [registry.field("person", name) for name in KINDS])
    qtbot.addWidget(made)
    made.show_values({"full_name": "Lò Thị Ánh"})
    made.show()
    made.focus_first()
    return made


def type_into(form: FieldForm, name: str, text: str) -> QLineEdit:
    line = form.editors[name].input
    assert isinstance(line, QLineEdit)
    write(line, text)
    return line


def test_every_field_of_the_registry_has_an_editor_with_a_name_and_a_buddy(store: Store, qtbot: QtBot) -> None:
    for table in registry.tables():
        form = FieldForm(store, registry.fields_of(table))
        qtbot.addWidget(form)
        for editor in form.editors.values():
            assert editor.field.label in editor.input.accessibleName()
            assert editor.label.buddy() is editor.input or editor.field.kind == "flag"


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("3/2/98", "1998-02-03", "03/02/1998"),
        ("03021998", "1998-02-03", "03/02/1998"),
        ("030298", "1998-02-03", "03/02/1998"),
        ("3.2.1998", "1998-02-03", "03/02/1998"),
        ("5/1998", "1998-05", "05/1998"),
        ("1998", "1998", "1998"),
    ],
)
def test_a_date_may_be_typed_in_many_ways(form: FieldForm, typed: str, kept: str, shown: str) -> None:
    line = type_into(form, "born_on", typed)
    press(line, ENTER)
    assert form.changed_values() == {"born_on": kept}
    assert line.text() == shown


def test_a_date_that_does_not_exist_stays_with_its_sentence(form: FieldForm) -> None:
    line = type_into(form, "born_on", "31/02/1999")
    press(line, ENTER)
    assert line.text() == "31/02/1999"
    assert "không phải là ngày" in form.editors["born_on"].problem.text()
    assert form.editors["born_on"].problem.isVisible()
    assert form.problems().keys() == {"born_on"}


def test_a_year_alone_is_not_enough_where_a_day_is_wanted(form: FieldForm) -> None:
    press(type_into(form, "citizen_id_issued_on", "2021"), ENTER)
    assert "cần đủ ngày/tháng/năm" in form.editors["citizen_id_issued_on"].problem.text()


def test_enter_moves_on_through_all_fields_and_ends(form: FieldForm, qtbot: QtBot) -> None:
    for name in KINDS[:-1]:
        assert form.editors[name].input.hasFocus()
        press(form.editors[name].input, ENTER)
    area = form.editors["personal_history"].input
    assert area.hasFocus()
    press(area, ENTER)
    assert area.hasFocus()
    with qtbot.waitSignal(form.completed):
        press(area, ENTER, Qt.KeyboardModifier.ControlModifier)


def test_a_choice_is_made_by_its_first_letter(form: FieldForm) -> None:
    box = form.editors["sex"].input
    box.setFocus()
    QTest.keyClicks(box, "N")
    assert form.changed_values() == {"sex": "male"}
    assert form.is_changed()


def test_a_reference_is_found_without_accents(form: FieldForm, store: Store) -> None:
    line = type_into(form, "party_cell_id", "thon tay")
    press_focused(ENTER)
    assert line.text() == "Chi bộ thôn Tây"
    assert form.changed_values() == {"party_cell_id": store.get("party_cell", 2).id}


def test_a_reference_to_nothing_says_so_and_keeps_the_text(form: FieldForm) -> None:
    line = type_into(form, "party_cell_id", "không đâu")
    press(line, ENTER)
    assert line.text() == "không đâu"
    assert "Chưa tìm thấy" in form.editors["party_cell_id"].problem.text()


def test_numbers_and_flags(store: Store, qtbot: QtBot) -> None:
    form = FieldForm(store, [registry.field("dossier_item", "pages"), registry.field("dossier_item", "is_needed")])
    qtbot.addWidget(form)
    form.show_values({})
    write(form.editors["pages"].input, "12")
    press(form.editors["is_needed"].input, Qt.Key.Key_Space)
    assert form.values() == {"pages": 12, "is_needed": 1}
    write(form.editors["pages"].input, "12x")
    assert "không phải là số" in form.problems()["pages"]


def test_a_change_in_the_book_does_not_take_what_is_typed(form: FieldForm) -> None:
    type_into(form, "full_name", "Lò Thị Ánh Tuyết")
    form.follow({"full_name": "Lò Thị Anh", "sex": "female"})
    assert form.changed_values() == {"full_name": "Lò Thị Ánh Tuyết"}
    assert form.values()["sex"] == "female"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(text=st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=40))
def test_whatever_is_typed_is_shown_again(form: FieldForm, text: str) -> None:
    editor = form.editors["full_name"]
    editor.put_typed(text)
    assert editor.typed() == text
    assert editor.reading() == (text.strip() or None, "")


def test_a_long_text_is_not_cut(store: Store, qtbot: QtBot) -> None:
    form = FieldForm(store, [Field("person", "alias", "Các tên gọi khác", max_length=5)])
    qtbot.addWidget(form)
    write(form.editors["alias"].input, "dài hơn năm chữ")
    assert form.values() == {"alias": "dài hơn năm chữ"}


def test_a_choice_is_found_by_letters_without_accents(store: Store, qtbot: QtBot) -> None:
    form = FieldForm(store, [registry.field("family_member", "relation")])
    qtbot.addWidget(form)
    form.show()
    box = form.editors["relation"].input

    def typed(text: str) -> str:
        box._since.invalidate()
        QTest.keyClicks(box, text)
        return form.values()["relation"]

    assert typed("m") == "mother"
    assert typed("o") == "paternal_grandfather"
    assert typed("oo") == "maternal_grandfather"
    assert typed("ong ng") == "maternal_grandfather"
    assert typed("em") == "sibling"
    assert typed("xyz") == "sibling"
    # As an input method types a mark: a letter, taken back, the letter again.
    box._since.invalidate()
    QTest.keyClicks(box, "b")
    QTest.keyClicks(box, "a")
    press(box, Qt.Key.Key_Backspace)
    QTest.keyClicks(box, "a ng")
    assert form.changed_values() == {"relation": "maternal_grandmother"}
