"""The lists of two invented offices, as they would really come: every count, every cell that cannot be taken."""

import json
from datetime import date

import pytest

from db import cases, undo
from db.store import Store
from desktop.domain.sheets.model import Understanding
from desktop.domain.sheets.plan import ImportPlan
from desktop.services import importing
from tests.services.importing.files import CLASS_LIST, FILES, LIST_2024

TODAY = date(2026, 3, 3)
EXPECTED = json.loads((FILES / "lop-nhan-thuc-VnTime.expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def source_list() -> Understanding:
    return importing.understand(importing.read_file(LIST_2024), today=TODAY)


@pytest.fixture(scope="module")
def class_list() -> Understanding:
    return importing.understand(importing.read_file(CLASS_LIST), today=TODAY)


def nothing() -> None:
    """No copy is needed of a book that lives for one test."""


def imported(store: Store, understood: Understanding) -> ImportPlan:
    plan = importing.plan(store, understood)
    importing.apply(store, plan, nothing)
    return plan


def test_the_counts_of_the_source_list(store: Store, source_list: Understanding) -> None:
    report = importing.report(importing.plan(store, source_list))
    assert {key: report[key] for key in ("read", "new", "changed", "same", "left_out")} == {
        "read": 65,
        "new": 64,
        "changed": 0,
        "same": 1,
        "left_out": [],
    }
    assert [(cell["row"], cell["value"]) for cell in report["rejected"]] == [(34, "03819812"), (43, "31/02/1999")]
    assert json.loads(json.dumps(report)) == report


def test_what_is_proposed_for_the_source_list(source_list: Understanding) -> None:
    proposals = [proposal for row in source_list.rows for proposal in row.proposals]
    by_field: dict[str, dict[str, str]] = {}
    for proposal in proposals:
        by_field.setdefault(proposal.key, {})[proposal.value] = proposal.proposed
    assert by_field["person.full_name"]["NGUYỄN MINH SƠN"] == "Nguyễn Minh Sơn"
    assert len(by_field["person.full_name"]) == 6
    assert by_field["person.ethnicity"] == {"H'Mông": "Mông"}
    assert by_field["person.religion"] == {"0": "Không"}
    mended = by_field["person.citizen_id"]
    assert all(number == f"0{written}" and len(number) == 12 for written, number in mended.items())
    assert len(mended) == 24


def test_the_people_of_the_source_list(store: Store, source_list: Understanding) -> None:
    imported(store, source_list)
    hai = store.find("person", full_name="Bùi Hữu Hải")
    assert hai is not None
    assert (hai.born_on, hai.sex, hai.citizen_id, hai.stage) == (None, "male", "038202214301", "certified")
    an = store.find("person", full_name="Bùi Minh An")
    assert an is not None
    assert (an.born_on, an.religion) == ("2003", "Công giáo")
    bich = store.find("person", full_name="Đặng Thị Bích")
    assert bich is not None
    assert (bich.citizen_id, bich.born_on) == (None, "1998-08-20")
    assert store.count("person", stage="certified") == 45
    assert store.count("person", stage="source") == 19
    assert store.count("party_cell") == 9


def test_one_person_of_the_source_list_in_full(store: Store, source_list: Understanding) -> None:
    imported(store, source_list)
    found = store.find("person", full_name="Lục Phương Diệp")
    assert found is not None
    case = cases.load(store, found.id)
    assert case.cell is not None
    assert case.cell.name == "Chi bộ thôn Đồng Tâm"
    assert case.chain[0].name == "Đảng ủy xã Suối Trong"
    [certificate] = case.certificates
    assert (certificate.kind, certificate.number, certificate.issued_on) == ("awareness", "068/GCN", "2023-08-03")
    [assignment] = case.mentor_assignments
    assert (assignment.member.person.full_name, assignment.started_on) == ("Lê Đức Sơn", None)
    assert assignment.member.is_verified == 0
    assert [step.kind for step in case.steps] == ["listed"]


def test_the_repeated_person_is_in_the_book_once(store: Store, source_list: Understanding) -> None:
    plan = imported(store, source_list)
    assert store.count("person", full_name="Nguyễn Thị Oanh") == 1
    assert [(same.row, same.repeats) for same in plan.same] == [(23, 22)]
    oanh = store.find("person", full_name="Nguyễn Thị Oanh")
    assert oanh is not None
    assert (oanh.qualification, oanh.note) == ("Cao đẳng", None)


def test_the_same_list_again_changes_nothing(store: Store, source_list: Understanding) -> None:
    imported(store, source_list)
    again = importing.plan(store, source_list)
    assert (len(again.new), len(again.changed), len(again.same)) == (0, 0, 65)
    before = store.count("change_log")
    importing.apply(store, again, nothing)
    assert store.count("change_log") == before


def test_one_undo_takes_the_whole_import_back(store: Store, source_list: Understanding) -> None:
    counted = ("person", "dossier", "step", "certificate", "party_member", "mentor_assignment", "party_cell")
    before = [store.count(table) for table in counted]
    imported(store, source_list)
    last = undo.last_action(store)
    assert last is not None
    assert last.label == "Nhập danh sách từ danh-sach-nguon-2024.xlsx"
    undo.undo(store, last.number)
    assert [store.count(table) for table in counted] == before


@pytest.mark.parametrize("position", range(len(EXPECTED)))
def test_the_class_list_in_old_letters(class_list: Understanding, position: int) -> None:
    expected, row = EXPECTED[position], class_list.rows[position]
    assert row.values["person.full_name"] == expected["name"]
    assert row.values["person.born_on"] == expected["born"]
    assert row.values["person.sex"] == {"Nam": "male", "Nữ": "female"}[expected["sex"]]
    assert row.values["person.ethnicity"] == expected["eth"]
    assert row.cell_name == expected["cell"]
    assert row.values["person.occupation"] == expected["job"]
    assert [proposal.value for proposal in row.proposals] == ([expected["name"].upper()] if expected["caps"] else [])
    assert row.rejected == row.warnings == ()


def test_the_counts_of_the_class_list(store: Store, class_list: Understanding) -> None:
    plan = imported(store, class_list)
    assert (plan.read, len(plan.new), plan.rejected) == (len(EXPECTED), len(EXPECTED), ())
    held = store.list("certificate")
    assert {certificate.number for certificate in held} == {f"{number:03}/GCN-TTCT" for number in range(3, 33)}
    assert {certificate.note for certificate in held} == {"Xếp loại: Giỏi", "Xếp loại: Khá", "Xếp loại: Trung bình"}
