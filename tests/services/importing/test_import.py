"""What an import does to a book that already holds people: never a blank over a value, every difference listed."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db import cases
from db.errors import KnownError
from db.store import Store
from desktop.domain.sheets.mapping import Target
from desktop.domain.sheets.model import Understanding
from desktop.domain.sheets.plan import ImportPlan
from desktop.services import importing
from desktop.services.importing.apply import ImportStopped
from tests.domain.sheets.builders import understood
from tests.services.importing.files import HEADER, LAN, SON, xlsx

TODAY = date(2026, 3, 3)
Row = Iterable[Any]


def nothing() -> None:
    """No copy is needed of a book that lives for one test."""


def listed(*rows: Row) -> Understanding:
    return understood([HEADER, *rows])


def imported(store: Store, *rows: Row) -> ImportPlan:
    plan = importing.plan(store, listed(*rows))
    importing.apply(store, plan, nothing)
    return plan


def counts(plan: ImportPlan) -> tuple[int, int, int]:
    assert plan.read == len(plan.new) + len(plan.changed) + len(plan.same) + len(plan.left_out)
    return len(plan.new), len(plan.changed), len(plan.same)


def changed(row: Row, **places: Any) -> list[Any]:
    """A row with other values, by the position of the column ("c3" is the fourth)."""
    values = list(row)
    for place, value in places.items():
        values[int(place[1:])] = value
    return values


def test_a_blank_never_overwrites_a_value(store: Store) -> None:
    imported(store, LAN)
    plan = importing.plan(store, listed(changed(LAN, c3=None, c4=None, c5=None, c6=None, c7=None, c8=None)))
    assert counts(plan) == (0, 0, 1)


def test_a_blank_is_filled_in_and_a_difference_is_listed_with_old_and_new(store: Store) -> None:
    imported(store, SON)
    plan = imported(store, changed(SON, c1="Hà Văn Sơn", c4="038098117579", c3="Nữ"))
    [person] = plan.changed
    assert [(change.label, change.old, change.new) for change in person.changes] == [
        ("Giới tính", "Nam", "Nữ"),
        ("Số định danh cá nhân", "", "038098117579"),
    ]
    held = store.find("person", full_name="Hà Văn Sơn")
    assert held is not None
    assert (held.sex, held.citizen_id, held.born_on) == ("female", "038098117579", "1998-02-04")


def test_a_date_known_less_well_takes_nothing_away(store: Store) -> None:
    imported(store, SON)
    assert counts(importing.plan(store, listed(changed(SON, c2=1998)))) == (0, 0, 1)


def test_a_date_known_better_is_taken(store: Store) -> None:
    imported(store, changed(SON, c2=1998))
    plan = imported(store, SON)
    assert counts(plan) == (0, 1, 0)
    assert [(change.old, change.new) for change in plan.changed[0].changes] == [("1998", "04/02/1998")]


def test_another_cell_moves_the_person_and_the_dossier(store: Store) -> None:
    imported(store, LAN)
    plan = imported(store, changed(LAN, c5="CHI BỘ THÔN TÂY"))
    assert [(change.old, change.new) for change in plan.changed[0].changes] == [("Chi bộ thôn Đông", "Chi bộ thôn Tây")]
    west = store.find("party_cell", name="Chi bộ thôn Tây")
    assert west is not None
    [person] = store.list("person", full_name="Lê Thị Lan")
    [dossier] = store.list("dossier", person_id=person.id)
    assert (person.party_cell_id, dossier.party_cell_id) == (west.id, west.id)


def test_a_cell_the_book_does_not_have_is_made_under_the_office_and_told(store: Store) -> None:
    plan = imported(store, changed(LAN, c5="thôn Nam"), changed(SON, c5="Thôn Nam"))
    made = store.find("party_cell", name="Chi bộ thôn Nam")
    assert made is not None
    assert made.committee_id == store.get("office", 1).committee_id
    assert plan.new_cells == ("Chi bộ thôn Nam",)
    assert ("Chi bộ thôn Nam", "chưa có trong sổ, sẽ được thêm") in {(each.value, each.why) for each in plan.warnings}
    assert {person.party_cell_id for person in store.list("person", stage="source")} <= {made.id}


def test_a_certificate_is_completed_or_added_and_lifts_the_stage(store: Store) -> None:
    imported(store, changed(LAN, c7=None))
    imported(store, LAN, changed(SON, c7="1/7/2024"))
    assert [(held.number, held.issued_on) for held in store.list("certificate")] == [
        ("12/GCN", "2024-06-05"),
        (None, "2024-07-01"),
    ]
    assert {person.stage for person in store.list("person") if person.stage} == {"certified"}
    plan = imported(store, changed(LAN, c8="13/GCN"))
    assert counts(plan) == (0, 1, 0)
    assert store.count("certificate") == 3


def test_a_certificate_lifts_the_stage_of_someone_in_the_book(store: Store) -> None:
    imported(store, SON)
    imported(store, changed(SON, c8="7/GCN"))
    assert [person.stage for person in store.list("person", full_name="Hà Văn Sơn")] == ["certified"]


def test_a_known_member_is_assigned_and_not_made_again(store: Store) -> None:
    imported(store, LAN)
    imported(store, changed(SON, c6="đ/c HÀ VĂN MƯỜI"))
    assert store.count("party_member") == 1
    assert store.count("mentor_assignment") == 2


def test_a_name_of_several_members_is_left_to_the_clerk(store: Store) -> None:
    with store.action("Thêm đảng viên") as action:
        for _ in range(2):
            person_id = action.insert("person", {"full_name": "Hà Văn Mười"})
            action.insert("party_member", {"person_id": person_id})
    plan = imported(store, LAN)
    assert store.count("mentor_assignment") == 0
    assert any("hãy phân công" in warning.why for warning in plan.warnings)


def test_of_several_members_the_one_of_the_cell_is_meant(store: Store) -> None:
    east = store.find("party_cell", name="Chi bộ thôn Đông")
    assert east is not None
    with store.action("Thêm đảng viên") as action:
        wanted = 0
        for cell_id in (None, east.id):
            person_id = action.insert("person", {"full_name": "Hà Văn Mười"})
            wanted = action.insert("party_member", {"person_id": person_id, "party_cell_id": cell_id})
    imported(store, LAN)
    assert [held.party_member_id for held in store.list("mentor_assignment")] == [wanted]


def test_help_that_ended_is_not_assigned_anew(store: Store) -> None:
    imported(store, LAN)
    [held] = store.list("mentor_assignment")
    with store.action("Thôi giúp đỡ") as action:
        action.update("mentor_assignment", held.id, {"ended_on": "2025-01-01"})
    assert counts(importing.plan(store, listed(LAN))) == (0, 0, 1)


def test_a_mentor_who_comes_in_as_a_candidate_stays_one_person(store: Store) -> None:
    with store.action("Thêm người") as action:
        action.insert("person", {"full_name": "Hà Văn Sơn", "born_on": "1998-02-04"})
    plan = imported(store, SON)
    assert counts(plan) == (0, 1, 0)
    [person] = store.list("person", full_name="Hà Văn Sơn")
    assert person.stage == "source"
    assert cases.load(store, person.id).dossier is not None


def test_another_persons_number_is_rejected_and_the_row_comes_in(store: Store) -> None:
    imported(store, LAN)
    plan = imported(store, changed(SON, c4="038199117579"))
    assert counts(plan) == (1, 0, 0)
    assert [(cell.value, cell.why) for cell in plan.rejected] == [("038199117579", "số này trong sổ là của Lê Thị Lan")]
    assert store.count("person", full_name="Hà Văn Sơn", citizen_id=None) == 1


def test_one_number_for_two_people_of_a_file(store: Store) -> None:
    plan = imported(store, LAN, changed(SON, c4="038199117579"))
    assert counts(plan) == (2, 0, 0)
    assert "dòng 2" in plan.rejected[0].why


def test_a_repeat_fills_in_blanks_and_its_differences_are_told(store: Store) -> None:
    plan = imported(store, changed(LAN, c3=None, c5=None), changed(LAN, c2="4/2/1999"))
    assert counts(plan) == (1, 0, 1)
    [person] = store.list("person", full_name="Lê Thị Lan")
    assert (person.sex, person.born_on) == ("female", "1999-02-03")
    assert person.party_cell_id is not None
    assert any("giữ dòng 2" in warning.why for warning in plan.warnings)


def test_two_rows_never_become_one_person_of_the_book(store: Store) -> None:
    with store.action("Thêm người") as action:
        action.insert("person", {"full_name": "Hà Văn Sơn", "born_on": "1998", "stage": "source"})
    plan = importing.plan(store, listed(SON, changed(SON, c2="5/2/1998")))
    assert len(plan.new) == 1


def test_a_refused_proposal_keeps_what_is_written(store: Store) -> None:
    found = listed(changed(LAN, c1="LÊ THỊ LAN", c4=38199117579))
    refused = {proposal.identity for row in found.rows for proposal in row.proposals}
    assert refused == {(2, "person.full_name"), (2, "person.citizen_id")}
    plan = importing.plan(store, found, refused)
    importing.apply(store, plan, nothing)
    assert store.count("person", full_name="LÊ THỊ LAN", citizen_id=None) == 1
    assert [cell.value for cell in plan.rejected] == ["38199117579"]
    assert plan.proposals == ()


def test_rows_left_out_are_counted_and_told(store: Store) -> None:
    report = importing.report(importing.plan(store, listed(LAN, changed(SON, c1=None))))
    assert (report["read"], report["left_out"]) == (2, [{"row": 3, "why": "không có họ và tên"}])
    told = importing.describe(report)
    assert told[0] == "Đọc 2 dòng: 1 người mới, 0 người thay đổi, 0 dòng không có gì mới, 1 dòng không nhận."
    assert "Không nhận dòng 3: không có họ và tên." in told


def test_the_copy_comes_first_and_without_it_nothing_is_written(store: Store) -> None:
    def fail() -> None:
        assert store.count("person") == 0
        raise KnownError("Ổ đĩa đầy.")

    with pytest.raises(KnownError, match="Ổ đĩa đầy"):
        importing.apply(store, importing.plan(store, listed(LAN)), fail)
    assert store.count("person") == 0


def test_stopped_in_the_middle_nothing_has_changed(store: Store) -> None:
    told: list[tuple[int, int]] = []
    rows = [changed(LAN, c0=number, c1=f"Vi Thị {chr(64 + number)}", c4=None) for number in range(1, 25)]
    plan = importing.plan(store, listed(*rows))
    with pytest.raises(ImportStopped, match="không thay đổi"):
        importing.apply(store, plan, nothing, lambda *done: told.append(done), lambda: bool(told))
    assert told == [(0, 24)]
    assert (store.count("person"), store.count("party_member")) == (0, 0)
    importing.apply(store, plan, nothing, lambda *done: told.append(done))
    assert told[-1] == (24, 24)
    assert store.count("person", stage="certified") == 24


def test_a_layout_is_kept_under_a_name_and_used_again(store: Store, tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [("Họ và tên", "Cột lạ", "Dân tộc"), ("Lê Lan", "xã Đông", "Kinh")])
    found = importing.understand(importing.read_file(path), today=TODAY)
    importing.save_layout(store, "Mẫu xã Đông", found.mapping.with_target(1, Target("person", "native_place")))
    assert importing.list_layouts(store) == ["Mẫu xã Đông"]
    again = importing.understand(importing.read_file(path), layout="Mẫu xã Đông", store=store, today=TODAY)
    assert again.rows[0].values["person.native_place"] == "xã Đông"
    importing.save_layout(store, "Mẫu xã Đông", found.mapping)
    assert importing.load_layout(store, "Mẫu xã Đông") == found.mapping


def test_a_layout_that_is_not_kept_is_named(store: Store) -> None:
    with pytest.raises(KnownError, match="“Không có”"):
        importing.load_layout(store, "Không có")


def test_five_thousand_people_need_no_query_each(store: Store) -> None:
    """The statements of a plan do not grow with the rows of the file."""
    rows = [
        changed(LAN, c0=number, c1=f"Vi Thị {number}", c4=None, c6=None, c7=None, c8=None) for number in range(1, 5001)
    ]
    asked: list[str] = []
    store.connection.set_trace_callback(asked.append)
    plan = importing.plan(store, listed(*rows))
    store.connection.set_trace_callback(None)
    assert len(plan.new) == 5000
    assert len(asked) < 20
