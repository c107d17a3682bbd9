"""Figures that five places published: the consistent ones come out as printed, the others are pointed out."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.store import Store
from desktop.domain.reports import periods
from desktop.domain.reports.model import Cell, Report, Rounding
from desktop.services.reports import making
from desktop.services.reports.settings import Wish
from tests import factory

FILE = Path(__file__).parents[2] / "files/published-figures.json"
CASES = {case["place"]: case for case in json.loads(FILE.read_text(encoding="utf-8"))["cases"]}
TODAY = date(2026, 3, 2)
NAMES = {"Đoàn viên": "youth_union", "Nữ": "women", "Dân tộc thiểu số": "ethnic_minority", "Nông thôn": "rural"}
NAMES |= {"Người tại chỗ": "local"}
LEVELS = {"Thạc sĩ": "master", "Đại học": "university", "Cao đẳng": "college", "Trung cấp": "vocational_secondary"}


def type_figures(store: Store, period: str, figures: Mapping[str, int], **more: Any) -> None:
    """Figures as an office types them for the time before the program."""
    days = periods.parse(period)
    for name, value in figures.items():
        row = {"name": name, "starts_on": days.first.isoformat(), "ends_on": days.last.isoformat(), "value": value}
        factory.insert(store, "typed_figure", row | more)


def set_quota(store: Store, first: int, last: int, number: int, kind: str = "number") -> None:
    factory.insert(store, "quota", {"first_year": first, "last_year": last, "kind": kind, "number": number})


def report(store: Store, name: str, period: str, rounding: str = "half_up", decimals: int = 2) -> Report:
    wish = Wish(Rounding(rounding, decimals))
    return making.make(store, name, periods.parse(period), TODAY, wish)


def share(store: Store, period: str, **more: Any) -> str:
    return report(store, "chi-tieu", period, **more).cell("total", "percent").text


def test_the_share_of_a_quota_depends_on_the_years_taken(store: Store) -> None:
    case = CASES["Hóa Quỳ 2020-2024"]
    set_quota(store, 2020, 2024, case["quota_per_year"])
    type_figures(store, "2021..2024", {"admitted": case["admitted"]})
    assert share(store, "2020..2024") == case["share_of_quota_5y"]
    assert share(store, "2021..2024") == case["share_of_quota_4y"]
    factory.insert(store, "member_stock", {"counted_on": "2024-12-31", "members": case["members"]})
    whole = report(store, "so-sanh", "2021..2024")
    assert whole.cell("2021..2024", "members").value == case["members"]


def test_two_years_without_a_quota_have_no_share(store: Store) -> None:
    type_figures(store, "2023..2024", {"admitted": CASES["Như Xuân 2023-2024"]["admitted"]})
    found = report(store, "chi-tieu", "2023..2024")
    assert (found.cell("total", "value").value, found.cell("total", "percent")) == (163, Cell())


@pytest.fixture
def bac_kan(store: Store) -> Mapping[str, Any]:
    case: Mapping[str, Any] = CASES["Bắc Kạn 2016-2020"]
    for number, admitted in case["admitted"].items():
        type_figures(store, number, {"admitted": admitted})
    for number, quota in case["quota"].items():
        set_quota(store, int(number), int(number), quota)
    return case


@pytest.mark.parametrize("number", ["2017", "2018", "2019", "2020"])
def test_truncated_shares_come_out_as_printed(store: Store, bac_kan: Mapping[str, Any], number: str) -> None:
    printed = bac_kan["printed"][number]
    decimals = len(printed.partition(",")[2])
    assert share(store, number, rounding=bac_kan["rounding"], decimals=decimals) == printed
    assert share(store, number, rounding="half_up", decimals=1) != printed


def test_years_add_up_to_the_whole(store: Store, bac_kan: Mapping[str, Any]) -> None:
    found = report(store, "chi-tieu", "2016..2020")
    assert found.cell("total", "value").value == bac_kan["admitted_total"]
    assert found.cell("total", "value").typed
    type_figures(store, "2016..2020", {"admitted": bac_kan["admitted_total"]})
    again = report(store, "chi-tieu", "2016..2020")
    assert again.cell("total", "value").value == bac_kan["admitted_total"]
    assert not again.findings


def test_degrees_that_are_shares_of_another_base_are_pointed_out(store: Store) -> None:
    case = CASES["Bắc Kạn degrees"]
    type_figures(store, "2016..2020", {"admitted": case["base"]})
    for label, value in case["counts"].items():
        name = f"admitted.qualification.{LEVELS[label]}"
        type_figures(store, "2016..2020", {name: value}, published_share=case["printed"][label])
    found = report(store, "bieu-2", "2016..2020")
    sentences = [finding.sentence for finding in found.findings]
    assert [each for each in sentences if "76,94 % không phải của 303" in each and "64,88 %" in each]
    assert [each for each in sentences if "cộng lại 468" in each and "467" in each]
    # The shares that were truncated are shares all the same.
    assert not [each for each in sentences if "19,05" in each or "16,05" in each or "0,21" in each]
    assert found.cell("admitted.qualification.university", "value").value == case["counts"]["Đại học"]


def test_classes_and_their_people_are_counted_apart_from_admissions(store: Store) -> None:
    case = CASES["Bắc Kạn classes"]
    figures = {
        "admitted": 467,
        "classes.awareness": case["awareness_classes"],
        "learners.awareness": case["awareness_learners"],
        "classes.new_member": case["new_member_classes"],
        "learners.new_member": case["new_member_learners"],
        "classes.refresher": case["committee_classes"],
        "learners.refresher": case["committee_attendances"],
    }
    type_figures(store, "2016..2020", figures)
    found = report(store, "bao-cao", "2016..2020")
    told = " ".join(found.sentences)
    for words in ("11 lớp bồi dưỡng nhận thức về Đảng cho 741 người", "09 lớp", "521 người", "03 lớp", "594 người"):
        assert words in told
    assert not found.findings


def test_three_quarters_of_a_quota(store: Store) -> None:
    case = CASES["Sa Bình half term"]
    set_quota(store, 2020, 2022, case["quota"], "term_total")
    type_figures(store, "2020..2022", {"admitted": case["admitted"]})
    assert share(store, "2020..2022") == case["printed"]


def test_the_same_counted_from_people_and_a_class(store: Store) -> None:
    case = CASES["Sa Bình half term"]
    set_quota(store, 2020, 2022, case["quota"], "term_total")
    with store.action("Lập danh sách") as action:
        held = action.insert("training_class", {"kind": "awareness", "name": "Khóa I", "starts_on": "2021-04-05"})
        for number in range(case["sent_to_class"]):
            person = action.insert("person", {"full_name": f"Y Thử {number}", "sex": "female"})
            action.insert("enrolment", {"training_class_id": held, "person_id": person})
            if number < case["admitted"]:
                dossier = action.insert("dossier", {"person_id": person})
                ceremony = {"kind": "admission_ceremony", "happened_on": f"202{number % 3}-05-19"}
                action.insert("step", {"dossier_id": dossier, **ceremony})
    found = report(store, "chi-tieu", "2020..2022")
    assert found.cell("total", "percent").text == case["printed"]
    assert len(found.cell("total", "value").people) == case["admitted"]
    assert f"cho {case['sent_to_class']} người" in " ".join(report(store, "bao-cao", "2020..2022").sentences)
    learners = next(line for _, line in report(store, "lop", "2021").lines() if line.label == "Khóa I")
    assert len(learners.cells[1].people) == case["sent_to_class"]


def test_groups_overlap_and_are_shares_of_the_whole(store: Store) -> None:
    case = CASES["Sa Thầy half term"]
    named = {f"admitted.{NAMES[label]}": count for label, count in case["flags"].items()}
    type_figures(store, "2020..2022", {"admitted": case["admitted"]} | named)
    wish = Wish(Rounding(keeps_zeros=True))
    found = making.make(store, "bao-cao", periods.parse("2020..2022"), TODAY, wish)
    for label, printed in case["computed"].items():
        cell = found.cell(f"admitted.{NAMES[label]}", "percent")
        assert cell.text == printed
        assert (cell.part, cell.whole) == (case["flags"][label], case["admitted"])
    assert not found.findings


def test_a_sentence_of_the_press_with_one_and_two_decimals(store: Store) -> None:
    case = CASES["Tuần Giáo 2016-3/2018"]
    named = {f"admitted.{NAMES[label]}": count for label, count in case["flags"].items()}
    period = "2016..2018-03"
    type_figures(store, period, {"admitted": case["admitted"], "members.after": case["members"]} | named)
    type_figures(store, period, {"villages": case["villages"], "villages.own": case["villages_with_own_cell"]})
    for label, (printed, decimals) in case["printed"].items():
        found = report(store, "bao-cao", period, case["rounding"], decimals)
        assert found.cell(f"admitted.{NAMES[label]}", "percent").text == printed
        assert f"({printed} %)" in found.sentences[0]
    printed, decimals = case["villages_printed"]
    found = report(store, "thon", period, case["rounding"], decimals)
    assert found.cell("villages.own", "whole_share").text == printed
    assert "3.790" in report(store, "bao-cao", period).sentences[0]
    set_quota(store, 2016, 2020, 150)
    # Two years and three months: 337,5.
    assert share(store, period, decimals=1) == "139,3"


def test_the_mean_of_a_year_and_the_share_of_the_young(store: Store) -> None:
    case = CASES["Khánh Hòa 2015-2020"]
    figures = {"admitted": case["admitted"], "admitted.youth": case["youth"], "members.after": case["members"]}
    type_figures(store, "2016..2020", figures)
    found = report(store, "bao-cao", "2016..2020")
    assert f"bình quân mỗi năm {case['average_per_year']}" in found.sentences[0]
    assert found.cell("admitted.youth", "percent").text == case["youth_share"][0]
    assert "44.216" in found.sentences[0]
