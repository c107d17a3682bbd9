"""Figures counted from people: groups, partitions, periods, people behind them, typed stretches beside the counted."""

from datetime import date
from typing import Any

import pytest

from db.store import Store
from desktop.domain.reports import periods
from desktop.domain.reports.model import Report, plain
from desktop.services import due
from desktop.services.reports import making, resources, settings, so_far
from desktop.services.reports.settings import Wish
from tests import factory
from tests.services.reports.test_published_figures import set_quota, type_figures

TODAY = date(2026, 8, 20)


def admit(store: Store, day: str, cell_id: int | None = None, **person: Any) -> int:
    """Somebody admitted on a day; returns the person's key."""
    dossier = factory.make_candidate(store, party_cell_id=cell_id, **{"stage": "probationary", **person})
    factory.insert(store, "step", {"dossier_id": dossier.id, "kind": "admission_ceremony", "happened_on": day})
    return int(dossier.person_id)


def made(store: Store, name: str, period: str, today: date = TODAY) -> Report:
    return making.make(store, name, periods.parse(period), today, Wish())


def value(report: Report, key: str, column: str = "value") -> Any:
    return report.cell(key, column).value


@pytest.fixture
def cells(store: Store) -> list[int]:
    factory.make_office(store)
    return [
        factory.make_cell(store, name="Chi bộ thôn Đông", member_in_charge="Lò Văn Hai"),
        factory.make_cell(store, name="Chi bộ thôn Tây", member_in_charge="Lò Văn Hai"),
        factory.make_cell(store, name="Chi bộ Trường", member_in_charge="Vàng Thị Ba"),
    ]


def test_every_report_is_made_of_an_empty_book(store: Store) -> None:
    for definition in resources.reports():
        assert plain(made(store, definition.name, "2026"))["report"] == definition.name


def test_form_two_counts_people_once_a_block(store: Store, cells: list[int]) -> None:
    farmer = admit(
        store,
        "2026-03-02",
        cells[0],
        occupation="Làm ruộng",
        ethnicity="Thái",
        schooling="12/12",
        youth_union_joined_on="2014",
        qualification="Trung cấp Chăn nuôi",
    )
    teacher = admit(
        store,
        "2026-05-19",
        cells[2],
        sex="male",
        born_on="1988-05-20",
        occupation="Viên chức, giáo viên",
        ethnicity="Kinh",
        religion="Không",
        schooling="12/12",
        qualification="Cử nhân Sư phạm",
        degree="Thạc sĩ",
    )
    admit(store, "2025-12-31", cells[0], occupation="Nông dân")
    found = made(store, "bieu-2", "2026-H1")
    expected = {
        "admitted": 2,
        "admitted.women": 1,
        "admitted.ethnic_minority": 1,
        "admitted.religious": 0,
        "admitted.youth_union": 1,
        "admitted.occupation.farmer": 1,
        "admitted.occupation.public_employee": 1,
        "admitted.age.18": 1,
        "admitted.age.36": 1,
        "admitted.schooling.upper_secondary": 2,
        "admitted.qualification.master": 1,
        "admitted.qualification.university": 0,
        "admitted.qualification.vocational_secondary": 1,
    }
    assert {key: value(found, key) for key in expected} == expected
    assert found.cell("admitted.occupation.farmer", "value").people == (farmer,)
    assert set(found.cell("admitted", "value").people) == {farmer, teacher}
    assert not found.findings
    # On the day before the 38th birthday one is 37.
    assert found.cell("admitted.age.mean", "value").text == "32"


def test_an_unknown_occupation_is_asked_about_and_remembered(store: Store, cells: list[int]) -> None:
    person = admit(store, "2026-03-02", cells[0], occupation="Nghệ nhân đan lát")
    (unknown, block) = made(store, "bieu-2", "2026").findings[:2]
    sentences = {unknown.sentence, block.sentence}
    assert "1. Nghề nghiệp: 1 người ghi giá trị chưa biết xếp vào nhóm nào." in sentences
    assert "1. Nghề nghiệp: các nhóm cộng lại 0, không bằng “I. Tổng số đảng viên mới kết nạp” 1." in sentences
    assert (person,) in {unknown.people, block.people}
    values = {"dimension": "occupation", "value": "nghe nhan dan lat", "leaf": "other"}
    factory.insert(store, "value_group", values)
    again = made(store, "bieu-2", "2026")
    assert value(again, "admitted.occupation.other") == 1
    assert not [finding for finding in again.findings if finding.sentence.startswith("1.")]


def test_a_cancelled_decision_admitted_nobody(store: Store, cells: list[int]) -> None:
    person = admit(store, "2026-03-02", cells[0])
    dossier = store.find("dossier", person_id=person)
    assert dossier is not None
    factory.insert(store, "step", {"dossier_id": dossier.id, "kind": "cancelled", "happened_on": "2026-06-10"})
    assert value(made(store, "bieu-2", "2026-Q1"), "admitted") == 1
    assert value(made(store, "bieu-2", "2026-H1"), "admitted") == 0


def test_form_one_goes_from_start_to_end(store: Store, cells: list[int]) -> None:
    for cell, members in zip(cells, (20, 15, 8), strict=True):
        values = {"counted_on": "2025-12-31", "party_cell_id": cell, "members": members}
        factory.insert(store, "member_stock", values)
    for day in ("2026-01-10", "2026-02-10"):
        admit(store, day, cells[0])
    type_figures(store, "2026", {"deceased": 1, "arrived.commune": 3})
    found = made(store, "bieu-1", "2026")
    keys = ("members.before", "members.increase", "admitted", "members.decrease", "members.after")
    assert [value(found, key) for key in keys] == [43, 5, 2, 1, 47]
    assert value(found, "admitted") == value(made(store, "bieu-2", "2026"), "admitted")
    assert found.cell("members.increase", "value").typed
    factory.insert(store, "member_stock", {"counted_on": "2026-12-31", "members": 46})
    (finding,) = made(store, "bieu-1", "2026").findings
    assert "tính ra 47" in finding.sentence
    assert "cuối kỳ là 46" in finding.sentence


def test_without_the_members_of_the_start_nothing_is_left_over(store: Store, cells: list[int]) -> None:
    admit(store, "2026-01-10", cells[0])
    found = made(store, "bieu-1", "2026")
    assert (value(found, "members.before"), value(found, "members.after")) == (None, None)
    assert value(found, "members.increase") == 1


def test_typed_days_are_not_counted_again(store: Store, cells: list[int]) -> None:
    type_figures(store, "2025-Q1", {"admitted": 4})
    inside, outside = admit(store, "2025-02-01", cells[0]), admit(store, "2025-06-01", cells[0])
    found = made(store, "bieu-2", "2025")
    cell = found.cell("admitted", "value")
    assert (cell.value, cell.people, cell.typed) == (5, (outside,), True)
    assert inside not in cell.people
    assert [each.sentence for each in found.findings if "số gõ là 4, danh sách trong sổ có 1 người" in each.sentence]


def test_a_figure_typed_for_one_cell_leaves_the_others_counted(store: Store, cells: list[int]) -> None:
    for day, cell in (("2026-01-10", 0), ("2026-02-10", 1), ("2026-03-10", 1)):
        admit(store, day, cells[cell])
    type_figures(store, "2026", {"admitted": 5}, party_cell_id=cells[0])
    found = made(store, "chi-tieu", "2026")
    keys = [store.get("party_cell", cell).uid for cell in cells[:2]]
    assert [value(found, key) for key in (*keys, "total")] == [5, 2, 7]
    assert [each.sentence for each in found.findings if "số gõ là 5, danh sách trong sổ có 1 người" in each.sentence]


def test_progress_by_cell_by_charge_and_in_total(store: Store, cells: list[int]) -> None:
    for cell, number in zip(cells, (2, 1, 3), strict=True):
        values = {"first_year": 2026, "last_year": 2026, "kind": "number", "number": number, "party_cell_id": cell}
        factory.insert(store, "quota", values)
    for day, cell in (("2026-01-10", 0), ("2026-02-10", 0), ("2026-03-10", 2), ("2025-03-10", 2)):
        admit(store, day, cells[cell])
    near = factory.make_candidate(store, "Giàng A Sắp", stage="cell_voted", party_cell_id=cells[2])
    factory.make_candidate(store, "Giàng A Còn Xa", stage="source", party_cell_id=cells[2])
    found = made(store, "chi-tieu", "2026")
    east, school = (store.get("party_cell", cells[place]).uid for place in (0, 2))
    assert [value(found, key, "value") for key in (east, school, "total")] == [2, 1, 3]
    assert [found.cell(key, "percent").text for key in (east, school, "total")] == ["100", "33,33", "50"]
    assert found.cell(school, "arriving").people == (near.person_id,)
    assert value(found, school, "previous") == 1
    assert [value(found, f"charge.{name}", "value") for name in ("Lò Văn Hai", "Vàng Thị Ba")] == [2, 1]
    assert found.cell("charge.Lò Văn Hai", "quota").text == "3"
    assert found.charts[0].series[0] == ("Chỉ tiêu", (2.0, 1.0, 3.0))
    # From November nobody whose cell has voted only can be admitted within the year.
    assert not made(store, "chi-tieu", "2026", date(2026, 11, 15)).cell(school, "arriving").people


def test_a_quota_is_a_share_of_the_members_of_last_year(store: Store, cells: list[int]) -> None:
    factory.insert(store, "quota", {"first_year": 2025, "last_year": 2029, "kind": "share", "share": "3,5"})
    (finding,) = made(store, "chi-tieu", "2026").findings
    assert "chưa ghi số đảng viên cuối năm 2025" in finding.sentence
    factory.insert(store, "member_stock", {"counted_on": "2025-12-31", "members": 421})
    found = made(store, "chi-tieu", "2026")
    assert found.cell("total", "quota").text == "15 (3,5 % của 421)"
    assert not found.findings


def test_ranges_terms_and_groups_of_a_quota(store: Store, cells: list[int]) -> None:
    values = {"first_year": 2026, "last_year": 2026, "kind": "range", "number": 10, "number_to": 12}
    factory.insert(store, "quota", values | {"youth": "60%", "women": "4"})
    set_quota(store, 2025, 2029, 60, "term_total")
    admit(store, "2026-01-10", cells[0], youth_union_joined_on="2014")
    found = made(store, "chi-tieu", "2026")
    assert [found.cell(key, "quota").text for key in ("total", "total.youth", "total.women")] == ["10 - 12", "6", "4"]
    assert found.cell("total.youth", "percent").text == "16,67"
    # A cell's own groups stand below the cell, those of a committee member below the member.
    factory.insert(
        store, "quota", values | {"kind": "number", "number_to": None, "party_cell_id": cells[0], "women": "3"}
    )
    of_member = {"kind": "number", "number_to": None, "member_in_charge": "Lò Văn Hai", "youth": "50%"}
    factory.insert(store, "quota", values | of_member)
    found = made(store, "chi-tieu", "2026")
    uid = store.get("party_cell", cells[0]).uid
    shown = [found.cell(key, "quota").text for key in (f"{uid}.women", "charge.Lò Văn Hai.youth")]
    assert shown == ["3", "5"]
    assert [value(found, key) for key in (f"{uid}.women", "charge.Lò Văn Hai.youth")] == [1, 1]
    # Years without a quota of their own have their part of the term's.
    assert made(store, "chi-tieu", "2027").cell("total", "quota").text == "12"
    assert made(store, "chi-tieu", "2025..2029").cell("total", "quota").text == "60"


def test_a_quota_that_its_cells_do_not_add_up_to(store: Store, cells: list[int]) -> None:
    set_quota(store, 2026, 2026, 10)
    values = {"first_year": 2026, "last_year": 2026, "kind": "number", "number": 7, "party_cell_id": cells[0]}
    factory.insert(store, "quota", values)
    (finding,) = made(store, "chi-tieu", "2026").findings
    assert finding.sentence == "Chỉ tiêu của đảng bộ là 10, chỉ tiêu các chi bộ cộng lại là 7."


def test_villages_of_then_and_now(store: Store) -> None:
    old = [factory.insert(store, "village", {"name": f"Bản {name}", "ends_on": "2026-07-01"}) for name in ("A", "B")]
    new = factory.insert(store, "village", {"name": "Bản Mới", "starts_on": "2026-07-01"})
    for village, cell in zip((*old, new), ("own", "joint", "own"), strict=True):
        row = {"village_id": village, "starts_on": "2020-01-01" if village != new else "2026-07-01", "cell": cell}
        factory.insert(store, "village_status", row | {"head_is_member": 1})
    for village in old:
        factory.insert(store, "village_predecessor", {"village_id": new, "predecessor_id": village})
    found = made(store, "thon", "2026")
    assert [value(found, "villages", column) for column in ("value", "previous")] == [1, 2]
    assert [value(found, "villages.joint", column) for column in ("value", "previous")] == [0, 1]
    line = next(line for _, line in found.lines() if line.label == "Bản Mới")
    assert line.cells[-1].text == "Bản A, Bản B"
    assert value(made(store, "thon", "2026-H1"), "villages") == 2


def test_who_is_due_for_recognition(store: Store, cells: list[int]) -> None:
    due, later = admit(store, "2025-09-15", cells[0]), admit(store, "2025-10-02", cells[0])
    found = made(store, "chinh-thuc", "2026-09")
    (line,) = [line for _, line in found.lines()]
    assert (line.person_id, line.cells[-1].text) == (due, "15/09/2026")
    assert later not in [line.person_id for _, line in found.lines()]


def test_reports_of_mentors_that_are_missing(store: Store, cells: list[int]) -> None:
    dossier, member = factory.make_candidate(store, party_cell_id=cells[0]), factory.make_member(store)
    assigned = {"dossier_id": dossier.id, "party_member_id": member, "started_on": "2025-10-01"}
    factory.insert(store, "mentor_assignment", assigned)
    found = made(store, "giup-do", "2026")
    assert [[cell.text for cell in line.cells[2:]] for _, line in found.lines()] == [["01/01/2026", "30/06/2026"]]
    report = {"dossier_id": dossier.id, "party_member_id": member, "starts_on": "2026-01-01", "ends_on": "2026-06-30"}
    factory.insert(store, "mentor_report", report | {"given_on": "2026-07-03"})
    assert not list(made(store, "giup-do", "2026").lines())
    settings.save_mentor_months(store, 3)
    quarters = [line.cells[-1].text for _, line in made(store, "giup-do", "2026").lines()]
    assert quarters == ["31/03/2026"]
    settings.save_mentor_months(store, 0)
    assert not list(made(store, "giup-do", "2026").lines())


def test_the_quota_so_far_and_the_calendar_stand_among_the_duties(store: Store, cells: list[int]) -> None:
    assert so_far.quota_so_far(store, TODAY) == ""
    set_quota(store, 2026, 2026, 4)
    admit(store, "2026-03-02", cells[0])
    assert so_far.quota_so_far(store, TODAY) == "Đã kết nạp 1/4 người, đạt 25 % chỉ tiêu năm 2026."
    once = {"due_on": "2026-09-01", "title": "Gửi danh sách lớp"}
    yearly = {"due_on": "2024-08-01", "title": "Sơ kết", "every_year": 1, "done_on": "2025-08-03"}
    for entry in (once, yearly, once | {"title": "Đã xong", "done_on": "2026-08-10"}):
        factory.insert(store, "calendar_entry", entry)
    found = [
        (duty.what, duty.due_on.isoformat(), duty.is_overdue)
        for duty in due.duties(store, TODAY)
        if duty.table == "calendar_entry"
    ]
    assert found == [("Sơ kết", "2026-08-01", True), ("Gửi danh sách lớp", "2026-09-01", False)]


def test_a_guidance_applies_from_its_day(store: Store) -> None:
    titles = {period: made(store, "bieu-1", period) for period in ("2024", "2025", "2026")}
    assert [titles[period].certainty for period in titles] == ["likely", "unverified", "unverified"]
    labels = [next(line.label for _, line in each.lines() if line.key == "left.commune") for each in titles.values()]
    assert "huyện" in labels[0]
    assert "huyện" not in labels[1]
