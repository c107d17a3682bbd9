"""Tests of the office: set up once, its chain of committees as its model says, cells typed or pasted."""

import pytest

from db.errors import KnownError
from db.store import Store
from desktop.domain.validation import Invalid
from desktop.services import office
from desktop.services.office import CellLine, OfficeSetup, parse_cells

TYPED = """1. Chi bộ thôn 1
2) Chi bộ tổ dân phố số 12
 - Chi bộ Trường Tiểu học 2
• Chi bộ Trạm Y tế
5\tChi bộ Quân sự
6 Chi bộ Công an (2)
Chi bộ thôn 1
CHI BỘ THÔN 1

Đảng uỷ Nông trường Mẫu
+ Chi bộ Đội 1
7 - Chi bộ Đội 2
ĐẢNG ỦY Công ty Chè
Chi bộ Đội 1

Chi bộ cơ quan Đảng ủy
"""


def test_cells_keep_the_numbers_of_their_names_and_stand_under_their_committee() -> None:
    farm, company = "Đảng uỷ Nông trường Mẫu", "ĐẢNG ỦY Công ty Chè"
    assert parse_cells(TYPED) == [
        CellLine("Chi bộ thôn 1"),
        CellLine("Chi bộ tổ dân phố số 12"),
        CellLine("Chi bộ Trường Tiểu học 2"),
        CellLine("Chi bộ Trạm Y tế"),
        CellLine("Chi bộ Quân sự"),
        CellLine("Chi bộ Công an (2)"),
        CellLine("Chi bộ Đội 1", farm),
        CellLine("Chi bộ Đội 2", farm),
        CellLine("Chi bộ Đội 1", company),
        CellLine("Chi bộ cơ quan Đảng ủy"),
    ]


@pytest.mark.parametrize("text", ["", "\n \n", "-", "1.", "  3  "])
def test_lines_without_a_name_are_no_cells(text: str) -> None:
    assert parse_cells(text) == []


SETUP = OfficeSetup(
    "Đảng ủy xã An Mẫu",
    superior=" Đảng ủy huyện Mẫu Sơn ",
    cells=tuple(parse_cells(TYPED)),
    values={"place_name": "An Mẫu", "secretary": "Hoàng Văn Chính"},
)


@pytest.mark.parametrize(
    ("model", "levels"), [("deciding", ["competent", "superior"]), ("grassroots", ["grassroots", "competent"])]
)
def test_the_chain_follows_the_model(model: str, levels: list[str], store: Store) -> None:
    office.set_up(store, OfficeSetup("Đảng ủy xã An Mẫu", model, "Đảng ủy huyện Mẫu Sơn"))
    own = store.get("party_committee", store.get("office", 1).committee_id)
    upper = store.get("party_committee", own.parent_id)
    assert [own.level, upper.level] == levels
    assert (own.name, upper.name, upper.parent_id) == ("Đảng ủy xã An Mẫu", "Đảng ủy huyện Mẫu Sơn", None)
    assert set(office.MODELS) == set(office.MODEL_TITLES)


@pytest.mark.parametrize("superior", [None, "", "  "])
def test_the_committee_above_may_be_unknown(superior: str | None, store: Store) -> None:
    office.set_up(store, OfficeSetup("Đảng ủy xã An Mẫu", superior=superior))
    assert [row.parent_id for row in store.list("party_committee")] == [None]


def test_setting_up_writes_office_cells_and_sources_in_one_action(store: Store) -> None:
    changes = office.set_up(store, SETUP)
    held = store.get("office", 1)
    assert (held.name, held.place_name, held.secretary) == ("Đảng ủy xã An Mẫu", "An Mẫu", "Hoàng Văn Chính")
    assert store.count("party_cell") == 10
    names = {row.id: row.name for row in store.list("party_committee")}
    team = [names[cell.committee_id] for cell in store.list("party_cell", name="Chi bộ Đội 1")]
    assert team == ["Đảng uỷ Nông trường Mẫu", "ĐẢNG ỦY Công ty Chè"]
    assert "Đảng ủy huyện Mẫu Sơn" in names.values()
    assert {row.name for row in office.list_sources(store)} == set(office.SOURCES)
    assert {row.action for row in store.list("change_log")} == {changes.action}
    with pytest.raises(KnownError, match="đã có tên cơ quan"):
        office.set_up(store, SETUP)


def test_an_office_without_a_name_is_not_set_up(store: Store) -> None:
    with pytest.raises(Invalid):
        office.set_up(store, OfficeSetup(" "))
    with pytest.raises(Invalid):
        office.set_up(store, OfficeSetup("x", values={"place_name": "x" * 201}))
    assert store.count("party_committee") + store.count("change_log") == 0


def test_the_office_is_corrected(store: Store) -> None:
    office.set_up(store, SETUP)
    office.save_office(store, {"secretary": " Hà Thị Vân "})
    assert store.get("office", 1).secretary == "Hà Thị Vân"
    with pytest.raises(Invalid):
        office.save_office(store, {"name": ""})


def test_cells_are_added_and_corrected(store: Store) -> None:
    office.set_up(store, OfficeSetup("Đảng ủy xã An Mẫu"))
    key, changes = office.save_cell(store, {"name": "Chi bộ thôn 10"})
    assert changes.label == "Thêm Chi bộ thôn 10"
    assert store.get("party_cell", key).committee_id == store.get("office", 1).committee_id
    office.save_cell(store, {"name": "Chi bộ thôn 9", "secretary": "Vàng A Dơ"}, key)
    assert store.get("party_cell", key).name == "Chi bộ thôn 9"
    office.save_cell(store, {"name": "Chi bộ Bản Ẩm"})
    assert [cell.name for cell in office.list_cells(store)] == ["Chi bộ Bản Ẩm", "Chi bộ thôn 9"]
    with pytest.raises(Invalid):
        office.save_cell(store, {"secretary": "x"})


def test_sources_out_of_use_are_not_offered(store: Store) -> None:
    office.set_up(store, SETUP)
    first = office.list_sources(store)[0]
    with store.action("Thôi dùng") as action:
        action.update("source_category", first.id, {"is_active": 0})
    assert first.name not in {row.name for row in office.list_sources(store)}
