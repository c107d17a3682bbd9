"""Tests of classes: the roster, results, numbers counted on, certificates given once and only to those who passed."""

import pytest

from db.errors import NotFound
from db.store import Store
from desktop.domain.validation import Invalid
from desktop.services import classes
from tests import factory


@pytest.fixture
def learners(store: Store) -> list[int]:
    """Three candidates; lists show them in this order."""
    return [
        int(factory.make_candidate(store, name).person_id) for name in ("Lò Thị Ánh", "Trần Văn Bình", "Hà Thị Đào")
    ]


@pytest.fixture
def held(store: Store, learners: list[int]) -> tuple[int, list[int]]:
    """A class with the three on its roster, and the keys of their enrolments."""
    class_id = factory.make_class(store)
    classes.enrol(store, class_id, learners)
    return class_id, [row.id for row in classes.roster(store, class_id)]


def stages(store: Store, learners: list[int]) -> list[str | None]:
    return [store.get("person", person_id).stage for person_id in learners]


def pass_all(store: Store, held: tuple[int, list[int]]) -> None:
    classes.save_results(store, held[0], dict.fromkeys(held[1], "good"))


def test_a_class_is_opened_and_corrected(store: Store) -> None:
    values = {"kind": "awareness", "name": "Lớp khóa I", "starts_on": "2/2/2026", "ends_on": "6/2/2026"}
    class_id, changes = classes.save_class(store, values)
    assert (store.get("training_class", class_id).ends_on, changes.label) == ("2026-02-06", "Mở lớp")
    same, changes = classes.save_class(store, {"batch": "I"}, class_id)
    assert (same, changes.label, store.get("training_class", class_id).batch) == (class_id, "Sửa lớp", "I")
    for wrong, words in (
        ({"ends_on": "1/2/2026"}, "sớm hơn khai giảng"),
        ({"starts_on": "7/2/2026"}, "sớm hơn khai giảng"),
        ({"name": ""}, "chưa có"),
    ):
        with pytest.raises(Invalid, match=words):
            classes.save_class(store, wrong, class_id)
    with pytest.raises(Invalid):
        classes.save_class(store, {"name": "Không có loại"})
    with pytest.raises(NotFound):
        classes.save_class(store, {"name": "x"}, 99)


def test_enrolling_twice_keeps_one_place(store: Store, learners: list[int]) -> None:
    class_id = factory.make_class(store)
    assert classes.enrol(store, class_id, [learners[0], learners[0]]).label.startswith("Ghi 1 học viên")
    assert not classes.enrol(store, class_id, learners[:1])
    classes.enrol(store, class_id, learners[::-1])
    assert [row.full_name for row in classes.roster(store, class_id)] == ["Lò Thị Ánh", "Trần Văn Bình", "Hà Thị Đào"]
    assert stages(store, learners) == ["in_class"] * 3


def test_nobody_unknown_is_enrolled(store: Store, learners: list[int]) -> None:
    class_id = factory.make_class(store)
    with pytest.raises(NotFound):
        classes.enrol(store, class_id, [learners[0], 99])
    with pytest.raises(NotFound):
        classes.enrol(store, 99, learners)
    assert store.count("enrolment") == 0


def test_another_kind_of_class_moves_nobody(store: Store, learners: list[int]) -> None:
    classes.enrol(store, factory.make_class(store, kind="new_member"), learners)
    assert stages(store, learners) == ["source"] * 3


def test_results_are_kept_and_cleared(store: Store, held: tuple[int, list[int]]) -> None:
    class_id, (first, second, third) = held
    classes.save_results(store, class_id, {first: "excellent", second: "absent", third: None})
    assert [row.result for row in classes.roster(store, class_id)] == ["excellent", "absent", None]
    classes.save_results(store, class_id, {first: None})
    assert classes.roster(store, class_id)[0].result is None
    with pytest.raises(Invalid, match="danh mục"):
        classes.save_results(store, class_id, {second: "good", first: "Giỏi"})
    assert classes.roster(store, class_id)[1].result == "absent"


@pytest.mark.parametrize(
    ("first", "proposed"),
    [
        ("012/GCN", ["012/GCN", "013/GCN"]),
        ("9", ["9", "10"]),
        ("099", ["099", "100"]),
        ("GCN-7/26", ["GCN-7/26", "GCN-8/26"]),
        ("không số", []),
        ("", []),
    ],
)
def test_numbers_are_counted_on_for_those_who_passed(
    first: str, proposed: list[str], store: Store, held: tuple[int, list[int]]
) -> None:
    class_id, keys = held
    classes.save_results(store, class_id, {keys[0]: "average", keys[1]: "failed", keys[2]: "fair"})
    found = classes.propose_numbers(store, class_id, first)
    assert found == dict(zip([keys[0], keys[2]], proposed, strict=False))


def test_certificates_bring_the_stage_and_keep_number_and_day(
    store: Store, held: tuple[int, list[int]], learners: list[int]
) -> None:
    class_id, keys = held
    pass_all(store, held)
    numbers = classes.propose_numbers(store, class_id, "01/GCN")
    changes = classes.issue_certificates(store, class_id, numbers, "10/2/2026")
    assert stages(store, learners) == ["certified"] * 3
    rows = classes.roster(store, class_id)
    assert [(row.number, row.issued_on) for row in rows] == [(f"0{n}/GCN", "2026-02-10") for n in (1, 2, 3)]
    certificate = store.get("certificate", rows[0].certificate_id)
    assert (certificate.kind, certificate.issued_by, certificate.enrolment_id) == ("awareness", "TTCT An Mẫu", keys[0])
    assert store.get("training_class", class_id).certificates_on == "2026-02-10"
    assert changes.label.startswith("Cấp 3 giấy chứng nhận")
    assert classes.propose_numbers(store, class_id, "04/GCN") == {}
    line = classes.list_classes(store)[0]
    assert (line.learners, line.certified) == (3, 3)


def refuse(
    store: Store, held: tuple[int, list[int]], numbers: dict[int, str], words: str, day: str = "10/2/2026"
) -> None:
    before = factory.snapshot(store)
    with pytest.raises(Invalid, match=words):
        classes.issue_certificates(store, held[0], numbers, day)
    assert factory.snapshot(store) == before


def test_what_is_no_certificate_is_refused(store: Store, held: tuple[int, list[int]]) -> None:
    first, second, third = held[1]
    classes.save_results(store, held[0], {first: "good", second: "good", third: "failed"})
    refuse(store, held, {first: "01", third: "02"}, "Hà Thị Đào chưa có kết quả đạt")
    refuse(store, held, {first: "01", second: " 01 "}, "“01” ghi hai lần")
    refuse(store, held, {first: "01", second: " "}, "Trần Văn Bình: chưa có số")
    refuse(store, held, {first: "x" * 51}, "dài 51 chữ")
    refuse(store, held, {first: "01"}, "chưa có", day="")
    refuse(store, held, {first: "01"}, "không phải là ngày", day="31/2/2026")


def test_a_number_is_given_once_in_a_kind(store: Store, held: tuple[int, list[int]], learners: list[int]) -> None:
    pass_all(store, held)
    classes.issue_certificates(store, held[0], {held[1][0]: "01"}, "10/2/2026")
    refuse(store, held, {held[1][1]: "01"}, "đã cấp cho Lò Thị Ánh")
    other = factory.make_class(store, kind="new_member")
    classes.enrol(store, other, learners[1:2])
    key = classes.roster(store, other)[0].id
    classes.save_results(store, other, {key: "good"})
    classes.issue_certificates(store, other, {key: "01"}, "10/2/2026")
    assert store.count("certificate", number="01") == 2


def test_numbers_given_wrongly_are_corrected_together(store: Store, held: tuple[int, list[int]]) -> None:
    class_id, keys = held
    pass_all(store, held)
    classes.issue_certificates(store, class_id, dict(zip(keys, ("1", "2", "3"), strict=True)), "10/2/2026")
    classes.issue_certificates(store, class_id, dict(zip(keys, ("2", "3", "4"), strict=True)), "11/2/2026")
    assert [(row.number, row.issued_on) for row in classes.roster(store, class_id)] == [
        (number, "2026-02-11") for number in ("2", "3", "4")
    ]
    assert store.count("certificate") == 3
    assert store.get("training_class", class_id).certificates_on == "2026-02-10"


def test_a_learner_leaves_unless_a_certificate_was_issued(
    store: Store, held: tuple[int, list[int]], learners: list[int]
) -> None:
    pass_all(store, held)
    classes.issue_certificates(store, held[0], {held[1][0]: "01"}, "10/2/2026")
    with pytest.raises(Invalid, match="đã được cấp giấy chứng nhận"):
        classes.drop(store, held[1][0])
    assert classes.drop(store, held[1][1]).label == "Đưa Trần Văn Bình ra khỏi lớp"
    assert stages(store, learners) == ["certified", "source", "in_class"]
    with pytest.raises(NotFound):
        classes.drop(store, held[1][1])


def test_who_still_needs_a_class(store: Store, held: tuple[int, list[int]]) -> None:
    factory.make_candidate(store, "Chưa Học")
    factory.make_member(store, "Đảng Viên")
    by_list = factory.make_candidate(store, "Đã Có Giấy").person_id
    factory.insert(store, "certificate", {"person_id": by_list, "kind": "awareness"})
    assert [row.full_name for row in classes.list_awaiting(store, "awareness")] == ["Chưa Học"]
    assert len(classes.list_awaiting(store, "new_member")) == 5


def test_classes_are_listed_newest_first(store: Store) -> None:
    days = ("2025-03-01", "2026-03-01", None)
    first, second, third = (factory.make_class(store, starts_on=day, ends_on=None) for day in days)
    assert [row.id for row in classes.list_classes(store)] == [second, first, third]
    assert [row.learners for row in classes.list_classes(store)] == [0, 0, 0]
