"""Plans as typed in grids: all lines or none, sentences under what cannot be kept, villages joined and split."""

from datetime import date

import pytest

from db import undo
from db.store import Store
from desktop.domain.reports import periods
from desktop.domain.validation import Invalid
from desktop.services import plans
from desktop.services.plans import Edit, InvalidLines
from desktop.services.reports import making, typed
from desktop.services.reports.settings import Wish
from tests import factory

TODAY = date(2026, 8, 20)
YEAR = {"first_year": "2026", "last_year": "2026"}


def test_lines_of_a_grid_are_one_action_and_are_taken_back(store: Store) -> None:
    cells = [factory.make_cell(store) for _ in range(2)]
    edits = [Edit(None, {**YEAR, "party_cell_id": cell, "kind": "number", "number": "3"}) for cell in cells]
    changes = plans.save_lines(store, "quota", edits)
    assert [(row.party_cell_id, row.number) for row in store.list("quota")] == [(cell, 3) for cell in cells]
    (first, _) = store.list("quota")
    plans.save_lines(store, "quota", [Edit(first.id, {"number": "4", "youth": "60%"})])
    assert store.get("quota", first.id).youth == "60%"
    undo.undo(store, undo.list_actions(store)[0].number)
    undo.undo(store, changes.action)
    assert not store.count("quota")


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({**YEAR, "kind": "number"}, "number"),
        ({**YEAR, "kind": "share", "share": "ba"}, "share"),
        ({**YEAR, "kind": "range", "number": "5", "number_to": "4"}, "number_to"),
        ({"first_year": "2026", "last_year": "2025", "kind": "number", "number": "5"}, "last_year"),
        ({"first_year": "26", "last_year": "26", "kind": "number", "number": "5"}, "first_year"),
        ({**YEAR, "kind": "number", "number": "5", "women": "nhiều"}, "women"),
        ({**YEAR, "kind": "number", "number": "-5"}, "number"),
        ({**YEAR, "kind": "number", "number": "5", "number_to": "7"}, "number_to"),
        ({**YEAR, "kind": "share", "share": "3,5", "number": "7"}, "number"),
    ],
)
def test_a_quota_that_says_nothing_is_refused_and_nothing_is_kept(
    store: Store, values: dict[str, str], name: str
) -> None:
    good = Edit(None, {**YEAR, "kind": "number", "number": "5", "member_in_charge": "Lò Văn Hai"})
    with pytest.raises(InvalidLines) as refused:
        plans.save_lines(store, "quota", [good, Edit(None, values)])
    assert {(place, field) for place, field in refused.value.problems} >= {(1, name)}
    assert not store.count("quota")


def test_a_body_has_one_quota_for_the_same_years(store: Store) -> None:
    edit = Edit(None, {**YEAR, "kind": "number", "number": "5"})
    with pytest.raises(InvalidLines, match="Đã có chỉ tiêu"):
        plans.save_lines(store, "quota", [edit, edit])
    plans.save_lines(store, "quota", [edit])
    plans.save_lines(store, "quota", [Edit(None, {**edit.values, "last_year": "2030", "kind": "term_total"})])


def test_villages_are_joined_and_split_and_last_year_stays_true(store: Store) -> None:
    olds = [factory.insert(store, "village", {"name": f"Bản {name}"}) for name in ("A", "B", "C")]
    joined, changes = plans.merge_villages(store, olds[:2], "Bản Đoàn Kết", "1/7/2026")
    plans.split_village(store, olds[2], ["Bản C Một", " ", "Bản C Hai"], "01/07/2026")
    report = making.make(store, "thon", periods.parse("2026"), TODAY, Wish())
    assert [report.cell("villages", column).value for column in ("value", "previous")] == [3, 3]
    assert store.get("village", joined).starts_on == store.get("village", olds[0]).ends_on == "2026-07-01"
    with pytest.raises(Invalid, match="không có vào trước ngày này"):
        plans.merge_villages(store, [olds[0], joined], "Bản Nữa", "01/08/2026")
    with pytest.raises(Invalid, match="ít nhất hai"):
        plans.merge_villages(store, [joined], "Bản Nữa", "01/08/2026")
    undo.undo(store, changes.action)
    assert store.get("village", olds[0]).ends_on is None


def test_figures_are_typed_for_a_report_and_taken_back(store: Store) -> None:
    period = periods.parse("2020")
    report = making.make(store, "bieu-2", period, TODAY, Wish())
    names = [each.name for each in typed.typable(store, report)]
    assert names[:2] == ["admitted", "admitted.women"]
    typed.type_figures(store, period, {"admitted": ("55", ""), "admitted.women": ("20", "36,3")})
    again = making.make(store, "bieu-2", period, TODAY, Wish())
    assert again.cell("admitted", "value").typed
    assert {each.name: each.value for each in typed.typable(store, again)}["admitted"] == 55
    assert not [finding for finding in again.findings if finding.key == "admitted.women"]
    with pytest.raises(Invalid) as refused:
        typed.type_figures(store, period, {"admitted": ("54", ""), "admitted.women": ("hai mươi", "")})
    assert list(refused.value.problems) == ["admitted.women"]
    assert store.list("typed_figure", name="admitted")[0].value == 55
    typed.type_figures(store, period, {"admitted": ("", "")})
    assert [row.name for row in store.list("typed_figure")] == ["admitted.women"]


def test_figures_of_cells_and_of_the_report_in_words_are_typed_too(store: Store) -> None:
    cell = factory.make_cell(store, name="Chi bộ thôn Đông", member_in_charge="Lò Văn Hai")
    values = {**YEAR, "kind": "number", "number": "9", "youth": "60%"}
    plans.save_lines(store, "quota", [Edit(None, values), Edit(None, {**values, "party_cell_id": cell, "youth": ""})])
    period = periods.parse("2026")
    report = making.make(store, "chi-tieu", period, TODAY, Wish())
    names = [each.name for each in typed.typable(store, report)]
    assert names == [f"admitted@{cell}", "admitted", "admitted.youth_union"]
    typed.type_figures(store, period, {f"admitted@{cell}": ("4", "")})
    again = making.make(store, "chi-tieu", period, TODAY, Wish())
    assert [again.cell(key, "value").text for key in (store.get("party_cell", cell).uid, "total")] == ["4", "4"]
    press = making.make(store, "bao-cao", period, TODAY, Wish())
    assert {"admitted.women", "classes.awareness", "villages.own"} <= {x.name for x in typed.typable(store, press)}
    typed.type_figures(store, period, {"classes.awareness": ("2", ""), "learners.awareness": ("90", "")})
    assert "Mở 02 lớp" in " ".join(making.make(store, "bao-cao", period, TODAY, Wish()).sentences)
    # Lines of classes and of other periods are no figures of this one.
    for name in ("lop", "so-sanh", "ket-nap"):
        assert not typed.typable(store, making.make(store, name, period, TODAY, Wish()))
