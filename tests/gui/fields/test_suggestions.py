"""Texts the book holds are offered while typing, taken only when chosen; Ctrl+D copies what stands before."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QListView
from pytestqt.qtbot import QtBot

from db import fields as registry
from db.fields.alike import alike
from db.store import Store
from desktop.gui.fields.form import FieldForm
from desktop.services import known_texts, people
from tests.gui.keyboard import ENTER, press, press_focused, write

NAMES = ("birth_place", "native_place", "permanent_address", "ethnicity", "full_name")
COPY = (Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def form(store: Store, qtbot: QtBot) -> FieldForm:
    for name, column, place in (
        ("Lò Thị Ánh", "permanent_address", "bản Mẫu Một, xã Mẫu"),
        ("Lò Văn Păn", "native_place", "bản Mẫu Một, xã Mẫu"),
        ("Vì Thị Mai", "native_place", "xã Thử"),
    ):
        people.add_person(store, {"full_name": name, column: place}, None, date(2026, 3, 1))
    made = FieldForm(store, [registry.field("person", name) for name in NAMES])
    qtbot.addWidget(made)
    made.show_values({})
    made.show()
    return made


def line_of(form: FieldForm, name: str) -> QLineEdit:
    line = form.editors[name].input
    assert isinstance(line, QLineEdit)
    line.setFocus()
    return line


def offered() -> list[str]:
    shown = QApplication.activePopupWidget()
    if not isinstance(shown, QListView):
        return []
    model = shown.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_the_most_used_place_is_offered_first_in_every_field_of_places(form: FieldForm) -> None:
    press(line_of(form, "birth_place"), Qt.Key.Key_Down)
    assert offered() == ["bản Mẫu Một, xã Mẫu", "xã Thử"]


def test_typed_letters_narrow_without_accents_and_enter_keeps_what_was_typed(form: FieldForm) -> None:
    line = line_of(form, "native_place")
    write(line, "ban mau")
    assert offered() == ["bản Mẫu Một, xã Mẫu"]
    press_focused(ENTER)
    assert form.changed_values() == {"native_place": "ban mau"}
    assert form.editors["permanent_address"].input.hasFocus()
    assert offered() == []


def test_a_text_is_taken_by_choosing_it(form: FieldForm) -> None:
    write(line_of(form, "native_place"), "thu")
    press_focused(Qt.Key.Key_Down)
    press_focused(ENTER)
    assert form.changed_values() == {"native_place": "xã Thử"}


def test_official_words_are_offered_though_nobody_has_them(form: FieldForm) -> None:
    write(line_of(form, "ethnicity"), "muo")
    assert offered() == ["Mường"]


def test_a_field_of_names_offers_nobody(form: FieldForm) -> None:
    write(line_of(form, "full_name"), "Lò")
    assert offered() == []


def test_a_place_is_copied_from_the_place_before_it(form: FieldForm) -> None:
    write(line_of(form, "birth_place"), "xã Nào Đó")
    press(line_of(form, "native_place"), *COPY)
    press(line_of(form, "ethnicity"), *COPY)
    assert form.changed_values() == {"birth_place": "xã Nào Đó", "native_place": "xã Nào Đó"}


def test_like_fields_are_text_that_is_not_sensitive() -> None:
    named = {column for table in registry.tables() for each in registry.fields_of(table) for column in alike(each)}
    assert named
    for table, name in named:
        field = registry.field(table, name)
        assert field.kind == "text", f"{table}.{name}"
        assert not field.is_sensitive, f"{table}.{name}"
        assert alike(field)[0] == (table, name)


def test_a_field_like_no_other_has_nothing_to_offer(store: Store) -> None:
    assert known_texts.texts(store, registry.field("person", "full_name")) == []
