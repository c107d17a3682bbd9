"""The list of people: found without accents, in Vietnamese order, one screenful at a time, its keys in chunks."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import book, people_list, recovery
from db.people_list import ORDERS, PeopleQuery
from db.store import Store

CELLS = ("Chi bộ thôn Đông", "Chi bộ Trạm Y tế")
PEOPLE = (
    ("Lò Thị Ánh", "1999-02-11", "012345678901", 1, "source"),
    ("Nguyễn Thị Bích", "1980", "012345678902", 2, "certified"),
    ("Trần Đình Đào", "2001-07", None, 1, "source"),
    ("Hoàng Văn Hòa", None, None, None, "source"),
    ("Nguyễn Văn Hoà", "1990-01-01", None, 2, "certified"),
)
SEARCHES = st.text(alphabet="aăâđeêio nguyễnòHÒ0129%_'\"*-", max_size=12)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = book.create(tmp_path_factory.mktemp("book") / "a.book", recovery.new_secret(), "mật khẩu thử", "thử")
    with made.action("Lập sổ") as action:
        for name in CELLS:
            action.insert("party_cell", {"name": name})
        for full_name, born_on, citizen_id, cell_id, stage in PEOPLE:
            values = {"full_name": full_name, "born_on": born_on, "citizen_id": citizen_id, "stage": stage}
            person_id = action.insert("person", {**values, "party_cell_id": cell_id})
            action.insert("dossier", {"person_id": person_id, "number": f"HS-{person_id:03}"})
        action.insert("person", {"full_name": "Người Chỉ Là Đảng Viên"})
    yield made
    made.close()


@pytest.fixture(scope="module")
def found(store: Store) -> Callable[..., list[str]]:
    return lambda **wanted: [row.full_name for row in people_list.page(store, PeopleQuery(**wanted))]


def test_everybody_with_a_stage_is_listed_by_given_name(found: Callable[..., list[str]]) -> None:
    assert found()[:3] == ["Lò Thị Ánh", "Nguyễn Thị Bích", "Trần Đình Đào"]
    assert set(found()) == {name for name, *_ in PEOPLE}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("hoa", ["Hoàng Văn Hòa", "Nguyễn Văn Hoà"]),
        ("HÒA", ["Hoàng Văn Hòa", "Nguyễn Văn Hoà"]),
        ("dao", ["Trần Đình Đào"]),
        ("nguyen h", ["Nguyễn Văn Hoà"]),
        ("8902", ["Nguyễn Thị Bích"]),
        ("dong", ["Lò Thị Ánh", "Trần Đình Đào"]),
        ("y te", ["Nguyễn Thị Bích", "Nguyễn Văn Hoà"]),
        ("hs-003", ["Trần Đình Đào"]),
        ("oa", []),
        ("%", []),
    ],
)
def test_words_are_sought_without_accents(found: Callable[..., list[str]], text: str, names: list[str]) -> None:
    assert sorted(found(text=text)) == sorted(names)


def test_stage_and_cell_narrow_the_list(found: Callable[..., list[str]]) -> None:
    assert found(stage="certified") == ["Nguyễn Thị Bích", "Nguyễn Văn Hoà"]
    assert found(cell_id=1) == ["Lò Thị Ánh", "Trần Đình Đào"]
    assert found(stage="certified", text="bich") == ["Nguyễn Thị Bích"]


def test_every_order_can_be_turned_round(store: Store) -> None:
    for order in ORDERS:
        upward = people_list.keys(store, PeopleQuery(order=order))
        downward = people_list.keys(store, PeopleQuery(order=order, descending=True))
        assert sorted(upward) == sorted(downward) == [1, 2, 3, 4, 5]
    assert people_list.keys(store, PeopleQuery(order="born_on"))[1:] == [2, 5, 1, 3]


@given(SEARCHES)
def test_page_keys_count_and_rows_agree(store: Store, text: str) -> None:
    query = PeopleQuery(text)
    rows = people_list.page(store, query)
    keys = people_list.keys(store, query)
    assert [row.id for row in rows] == keys
    assert people_list.count(store, query) == len(keys)
    assert people_list.by_keys(store, keys) == {row.id: row for row in rows}


def test_keys_come_in_chunks(store: Store) -> None:
    assert [len(chunk) for chunk in people_list.key_chunks(store, PeopleQuery(), size=2)] == [2, 2, 1]


def test_the_first_screenful_needs_no_sorting(store: Store) -> None:
    """The plan of the plain list and of a search is one walk of the covering index."""
    for text in ("", "a", "nguyen"):
        where, parameters = people_list._where(store, PeopleQuery(text))
        order = people_list._order(PeopleQuery(text))
        plan = store.rows(f"EXPLAIN QUERY PLAN SELECT person.id FROM person WHERE {where} ORDER BY {order}", parameters)
        assert [row.detail for row in plan] == ["SCAN person USING COVERING INDEX person_list"]


def test_a_page_starts_where_it_is_told(store: Store, tmp_path: Path) -> None:
    rows = people_list.page(store, PeopleQuery(), offset=1, limit=2)
    assert [row.full_name for row in rows] == ["Nguyễn Thị Bích", "Trần Đình Đào"]
    assert rows[0].cell == "Chi bộ Trạm Y tế"


@pytest.mark.parametrize("lack", people_list.LACKS)
def test_whoever_lacks_something_is_found_and_nobody_else(lack: str, found: Callable[..., list[str]]) -> None:
    lacking = {
        "citizen_id": {"Trần Đình Đào", "Hoàng Văn Hòa", "Nguyễn Văn Hoà"},
        "born_on": {"Nguyễn Thị Bích", "Trần Đình Đào", "Hoàng Văn Hòa"},
        "party_cell_id": {"Hoàng Văn Hòa"},
    }
    # Nobody of the book has a photo, a mentor, a certificate or a native place.
    assert set(found(lack=lack)) == lacking.get(lack, {name for name, *_ in PEOPLE})


def test_those_behind_the_path_need_no_mentor() -> None:
    from desktop.domain import stages

    beyond = (stages.PATH[-1], *stages.SIDE)
    assert f"NOT IN {beyond}" in people_list.LACKS["mentor"][1]


def test_only_among_some(store: Store, found: Callable[..., list[str]]) -> None:
    keys = people_list.keys(store, PeopleQuery())
    assert found(among=frozenset(keys[:1])) == ["Lò Thị Ánh"]
    assert found(among=frozenset()) == []
