"""Tests of the field registry against the layout: every column a clerk sees has its field, and the other way round."""

import re
from collections import Counter
from typing import Any

import pytest

from db import choices, fields
from db.store import Store

# Tables no clerk fills: the program's own, and links whose rows say nothing themselves.
WITHOUT_FIELDS = {
    "setting",
    "photo",
    "person_key",
    "erased_person",
    "person_source_category",
    "scan",
    "printed_paper",
    "import_layout",
    "draft",
    "change_log",
    "village_predecessor",
    "superior_template",
    "template_cell",
    "report_person",
}
# Columns that are keys or follow from others.
EVERYWHERE = {"id", "uid", "search_key", "sort_key"}
WITHOUT_FIELD = {
    "person": {"photo_id"},
    "party_member": {"person_id", "started_on", "ended_on", "end_reason"},
    "dossier": {"person_id", "party_cell_id"},
    "dossier_item": {"dossier_id", "scan_id"},
    "step": {"dossier_id"},
    "mentor_assignment": {"dossier_id"},
    "introduction": {"dossier_id"},
    "background_check": {"dossier_id"},
    "opinion": {"dossier_id"},
    "dossier_receipt": {"dossier_id"},
    "special_group": {"dossier_id"},
    "overruling": {"dossier_id"},
    "enrolment": {"training_class_id"},
    "certificate": {"person_id", "enrolment_id"},
    "meeting_case": {"meeting_id", "dossier_id", "step_id", "mentor_assignment_id", "decision_step_id"},
    "paper_number": {"dossier_id", "meeting_id", "review_round_id", "training_class_id"},
    "village_status": {"village_id"},
    "mentor_report": {"dossier_id"},
    "report_event": {"report_run_id"},
    "office": {"committee_id"},
    "party_committee": {"note"},
    "party_cell": {"note"},
    "village": {"note"},
} | {
    table: {"person_id"}
    for table in ("family_member", "career_period", "training_record", "abroad_stay", "reward", "discipline")
}
SQL_TYPES = {"flag": "INTEGER", "integer": "INTEGER", "reference": "INTEGER"}
ALL = [field for table in fields.tables() for field in fields.fields_of(table)]


def columns(store: Store, table: str) -> dict[str, Any]:
    return {row.name: row for row in store.rows(f"PRAGMA table_info([{table}])")}


def allowed_values(store: Store) -> dict[tuple[str, str], set[str]]:
    """The values of CHECK (column IN ('a', 'b')) in the layout."""
    found = {}
    for row in store.rows("SELECT name, sql FROM sqlite_schema WHERE type = 'table'"):
        for column, values in re.findall(r"CHECK \((\w+) IN \((.*?)\)\)", row.sql, re.DOTALL):
            found[row.name, column] = set(re.findall(r"'(\w+)'", values))
    return {key: values for key, values in found.items() if values}


def test_every_table_is_in_the_registry_or_known_to_be_without(store: Store) -> None:
    assert set(fields.tables()) | WITHOUT_FIELDS == set(store.table_names)
    assert not set(fields.tables()) & WITHOUT_FIELDS


def test_every_field_has_its_column_and_every_column_its_field(store: Store) -> None:
    for table in fields.tables():
        named = {field.name for field in fields.fields_of(table)}
        hidden = WITHOUT_FIELD.get(table, set()) | (EVERYWHERE & set(store.columns(table)))
        assert named | hidden == set(store.columns(table)), table
        assert not named & hidden, table


def test_fields_are_kept_in_columns_of_their_kind(store: Store) -> None:
    for field in ALL:
        column = columns(store, field.table)[field.name]
        assert column.type == SQL_TYPES.get(field.kind, "TEXT"), field
        if column.notnull and column.dflt_value is None:
            assert field.required, field


def test_choices_are_those_of_the_layout(store: Store) -> None:
    constrained = allowed_values(store)
    for field in ALL:
        assert (field.kind == "choice") == (field.choices is not None), field
        if field.choices and (field.table, field.name) in constrained:
            assert set(field.choices) == constrained.pop((field.table, field.name))
    assert constrained.pop(("printed_paper", "state")) == set(choices.PAPER_STATE)
    # Steps are of kinds that rules may add to; the log is nobody's form.
    assert set(constrained) == {("change_log", "kind")}


def test_every_choice_has_words_of_its_own() -> None:
    for name, offered in vars(choices).items():
        if isinstance(offered, dict) and not name.startswith("_"):
            assert all(words.strip() == words and words for words in offered.values()), name
            repeated = {words for words, count in Counter(offered.values()).items() if count > 1}
            assert not repeated, name


def test_references_point_where_the_layout_does(store: Store) -> None:
    for field in ALL:
        targets = {row["from"]: row["table"] for row in store.rows(f"PRAGMA foreign_key_list([{field.table}])")}
        assert field.refers_to == targets.get(field.name), field
        assert (field.kind == "reference") == (field.refers_to is not None), field


def test_labels_and_names_are_unique_within_a_table() -> None:
    for table in fields.tables():
        labels = [field.label for field in fields.fields_of(table)]
        names = [field.name for field in fields.fields_of(table)]
        assert len(set(labels)) == len(labels), table
        assert len(set(names)) == len(names), table


def test_every_person_field_but_the_stage_stands_in_a_section() -> None:
    assert [field.name for field in fields.fields_of("person") if not field.section] == ["stage"]
    assert set(fields.sections("person")) >= {"Sơ yếu", "Nghề nghiệp, trình độ", "Lịch sử bản thân"}
    assert sum(map(len, fields.sections("person").values())) == len(fields.fields_of("person"))


def test_what_is_sensitive_is_marked() -> None:
    assert {f"{field.table}.{field.name}" for field in ALL if field.is_sensitive} >= {
        "person.citizen_id",
        "person.phone",
        "family_member.political_history",
        "family_member.criminal_record",
        "party_member.card_number",
    }


def test_lengths_are_given_and_kinds_known() -> None:
    known = {"text", "long_text", "date", "partial_date", "choice", "flag", "integer", "reference"}
    assert {field.kind for field in ALL} == known
    assert all(0 < field.max_length <= 50_000 for field in ALL)


def test_looking_up() -> None:
    assert fields.field("person", "sex").show_choice("female") == "Nữ"
    assert fields.field("person", "sex").show_choice(None) == ""
    assert fields.find_field("person", "photo_id") is None
    assert fields.fields_of("change_log") == ()
    with pytest.raises(KeyError, match=r"person\.fullname"):
        fields.field("person", "fullname")
