"""Tests of the sheet of the member database: out for new members, back in as members who can help and introduce."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from db import undo
from db.store import Store
from desktop.domain.addresses import Address, split_address
from desktop.domain.reports import periods
from desktop.domain.sheets.plan import ImportPlan
from desktop.services import importing
from desktop.services.handover import members_sheet
from tests import factory

TODAY = date(2026, 4, 2)
YEAR = periods.parse("2026")
PERSON = {
    "sex": "male",
    "born_on": "1999-02-11",
    "citizen_id": "001099000123",
    "ethnicity": "Thái",
    "religion": "Không",
    "native_place": "bản Mẫu, xã An Mẫu, tỉnh Đông Hà",
    "permanent_address": "Tổ 3, xã An Mẫu, Đông Hà",
    "birth_registration_place": "xã Nước Ngoài, Thụy Điển",
}


@pytest.fixture
def office(store: Store) -> Store:
    factory.make_office(store, province="tỉnh Đông Hà")
    cell = factory.make_cell(store, name="Chi bộ thôn Đông")
    dossier = factory.make_candidate(store, "Quàng Văn Bình", party_cell_id=cell, **PERSON)
    for kind, on in (("admission_ceremony", "2026-02-03"), ("card_given", "2026-03-03")):
        factory.insert(store, "step", {"dossier_id": dossier.id, "kind": kind, "happened_on": on})
    member = {"person_id": dossier.person_id, "party_cell_id": cell, "card_number": "012345678901"}
    factory.insert(store, "party_member", member | {"admitted_on": "2026-02-03"})
    return store


def rows(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    headings, *lines = [[cell.value or "" for cell in row] for row in load_workbook(path).active.iter_rows()]
    return headings, [dict(zip(headings, line, strict=True)) for line in lines]


def written(store: Store, folder: Path) -> Path:
    return members_sheet.export(store, members_sheet.gather(store, YEAR), folder / "đảng viên mới")


def test_a_new_member_stands_under_the_headings_of_the_database(office: Store, tmp_path: Path) -> None:
    headings, found = rows(written(office, tmp_path))
    assert headings[:5] == ["STT", "ID", "Họ và tên*", "Tên gọi khác", "Giới tính*"]
    assert len(found) == 1
    row = {heading.rstrip("*"): text for heading, text in found[0].items() if text}
    assert row == {
        "STT": "1",
        "Họ và tên": "Quàng Văn Bình",
        "Giới tính": "Nam",
        "Sinh ngày": "11/02/1999",
        "Dân tộc": "Thái",
        "Tôn giáo": "Không",
        "Số định danh": "001099000123",
        "Số thẻ Đảng": "012345678901",
        "Ngày cấp thẻ": "03/03/2026",
        "Tổ chức đảng": "Chi bộ thôn Đông",
        "Quê quán - Quốc gia": "Việt Nam",
        "Quê quán - Tỉnh": "Đông Hà",
        "Quê quán - Địa chỉ chi tiết": "bản Mẫu, xã An Mẫu",
        "Thường trú - Quốc gia": "Việt Nam",
        "Thường trú - Tỉnh": "Đông Hà",
        "Thường trú - Địa chỉ chi tiết": "Tổ 3, xã An Mẫu",
        # Nobody can tell which of the two is what, so nothing is guessed.
        "Nơi khai sinh - Địa chỉ chi tiết": "xã Nước Ngoài, Thụy Điển",
        "Ngày vào Đảng": "03/02/2026",
        "Trạng thái": "Đang sinh hoạt",
    }


def test_numbers_of_twelve_digits_are_text(office: Store, tmp_path: Path) -> None:
    cells = [cell for row in load_workbook(written(office, tmp_path)).active.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}


@pytest.mark.parametrize(
    ("text", "own", "expected"),
    [
        ("xã A, tỉnh B", None, Address("Việt Nam", "B", "xã A")),
        ("phường A, TP B", "thành phố B", Address("Việt Nam", "B", "phường A")),
        ("phường A, TP B", "tỉnh C", Address("", "", "phường A, TP B")),
        ("xã A, tỉnh B, Việt Nam", None, Address("Việt Nam", "B", "xã A")),
        ("tỉnh B", None, Address("Việt Nam", "B", "")),
        ("xã A", "B", Address("", "", "xã A")),
        ("", "B", Address()),
    ],
)
def test_addresses_come_apart_where_their_words_say_so(text: str, own: str | None, expected: Address) -> None:
    assert split_address(text, own) == expected


def plan(store: Store, path: Path) -> ImportPlan:
    found = importing.understand(importing.read_file(path), store=store, today=TODAY)
    return importing.plan(store, found)


@pytest.fixture
def sheet(office: Store, tmp_path: Path) -> Path:
    return written(office, tmp_path)


@pytest.fixture
def other(tmp_path: Path) -> Store:
    """The book of another office, where somebody is known by nothing but a name."""
    (tmp_path / "khác").mkdir()
    opened = factory.new_store(tmp_path / "khác")
    factory.make_office(opened)
    return opened


def test_members_come_in_as_members_and_not_as_candidates(sheet: Path, other: Store) -> None:
    changes = importing.apply(other, plan(other, sheet), backup=lambda: None)
    person = other.list("person")[0]
    assert (person.full_name, person.stage, person.citizen_id) == ("Quàng Văn Bình", None, "001099000123")
    assert person.native_place == "bản Mẫu, xã An Mẫu, Đông Hà"
    member = other.list("party_member")[0]
    assert (member.person_id, member.card_number, member.admitted_on) == (person.id, "012345678901", "2026-02-03")
    assert (member.is_verified, member.note) == (1, "Trạng thái: Đang sinh hoạt")
    assert other.count("dossier") == other.count("step") == 0
    assert other.get("party_cell", member.party_cell_id).name == "Chi bộ thôn Đông"
    again = plan(other, sheet)
    assert (len(again.new), len(again.changed), len(again.same)) == (0, 0, 1)
    undo.undo(other, changes.action)
    assert other.count("person") == 0
    other.close()


def test_a_mentor_known_by_name_alone_is_verified_by_the_list(sheet: Path, other: Store) -> None:
    person = factory.insert(other, "person", {"full_name": "Quàng Văn Bình"})
    member = factory.insert(other, "party_member", {"person_id": person, "is_verified": 0})
    planned = plan(other, sheet)
    assert (len(planned.new), len(planned.changed)) == (0, 1)
    importing.apply(other, planned, backup=lambda: None)
    assert other.count("person") == other.count("party_member") == 1
    held = other.get("party_member", member)
    assert (held.is_verified, held.card_number) == (1, "012345678901")
    assert other.get("person", person).born_on == "1999-02-11"
    other.close()


def test_of_two_who_share_a_name_neither_is_taken_for_the_one_in_the_list(sheet: Path, other: Store) -> None:
    for _ in range(2):
        person = factory.insert(other, "person", {"full_name": "Quàng Văn Bình"})
        factory.insert(other, "party_member", {"person_id": person, "is_verified": 0})
    planned = plan(other, sheet)
    assert len(planned.new) == 1
    assert any("trùng họ tên" in warning.why for warning in planned.warnings)
    other.close()


def test_a_kept_layout_gives_the_headings_and_their_order(office: Store, tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Số TT", "Họ tên", "Số thẻ đảng viên", "Ghi của nơi nhận", "Quê quán - Tỉnh", "Ngày kết nạp"])
    book.active.append(["1", "Lò Văn Mẫu", "098765432109", "", "Đông Hà", "03/02/2020"])
    book.save(tmp_path / "mẫu nơi nhận.xlsx")
    found = importing.understand(importing.read_file(tmp_path / "mẫu nơi nhận.xlsx"), store=office, today=TODAY)
    importing.save_layout(office, "Bảng của nơi nhận", found.mapping)
    headings, lines = rows(written(office, tmp_path))
    assert headings == ["Số TT", "Họ tên", "Số thẻ đảng viên", "Ghi của nơi nhận", "Quê quán - Tỉnh", "Ngày kết nạp"]
    assert list(lines[0].values()) == ["1", "Quàng Văn Bình", "012345678901", "", "Đông Hà", "03/02/2026"]
