"""The model of the list: the first screenful at once, keys later, at most a page of rows a paint."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from db import book, people_list, recovery
from db.people_list import PeopleQuery
from db.store import Store
from desktop.gui.people import model as model_module
from desktop.gui.people.columns import COLUMNS, masked
from desktop.gui.people.model import KEY_ROLE, PAGE, RECORD_ROLE, SCREENFUL, PeopleModel
from desktop.gui.widgets.table import DataTable

# Several times what is fetched at a time: keys by thousands, pages of which some are held.
NUMBER = 20_000


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A book of many people."""
    store = book.create(tmp_path_factory.mktemp("large") / "large.book", recovery.new_secret(), "mật khẩu thử", "thử")
    with store.action("Nạp") as action:
        action.insert_all(
            "person",
            (
                {"full_name": f"Nguyễn Văn {chr(97 + number % 26)}{number:06}", "stage": "source"}
                for number in range(NUMBER)
            ),
        )
    yield store
    store.close()


def names(model: PeopleModel) -> list[str]:
    return [model.data(model.index(row, 0)) for row in range(model.rowCount())]


def test_a_small_list_is_whole_at_once(store: Store, qtbot: QtBot) -> None:
    model = PeopleModel(store)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    with qtbot.waitSignal(model.counted, check_params_cb=lambda count: count == 5):
        model.show_query(PeopleQuery())
    assert names(model)[1:3] == ["Lò Thị Ánh", "Trần Văn Bình"]
    assert model.is_whole


def test_columns_show_the_words_of_the_office(store: Store) -> None:
    model = PeopleModel(store)
    model.show_query(PeopleQuery(text="anh"))
    shown = [model.data(model.index(0, column)) for column in range(model.columnCount())]
    assert shown[:6] == ["Lò Thị Ánh", "11/02/1999", "Nữ", "Chi bộ thôn Đông", "Nguồn", "••••••••8901"]
    headings = [model.headerData(place, Qt.Orientation.Horizontal) for place in range(len(COLUMNS))]
    assert headings == [column.heading for column in COLUMNS]
    assert model.data(model.index(0, 0), RECORD_ROLE).full_name == "Lò Thị Ánh"


def test_a_row_has_no_rows_below_it(store: Store) -> None:
    model = PeopleModel(store)
    model.show_query(PeopleQuery())
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.columnCount(model.index(0, 0)) == 0
    assert model.data(QModelIndex()) is None


@pytest.mark.parametrize(("typed", "shown"), [(None, ""), ("123", "123"), ("012345678901", "••••••••8901")])
def test_only_the_last_digits_are_read(typed: str | None, shown: str) -> None:
    assert masked(typed) == shown


def test_the_first_screenful_comes_before_the_count(large: Store, qtbot: QtBot) -> None:
    model = PeopleModel(large)
    model.show_query(PeopleQuery())
    assert model.rowCount() == SCREENFUL
    with qtbot.waitSignal(model.counted, check_params_cb=lambda count: count == NUMBER):
        pass
    assert model.rowCount() == NUMBER


def test_a_new_search_forgets_the_keys_of_the_one_before(large: Store, qtbot: QtBot) -> None:
    model = PeopleModel(large)
    model.show_query(PeopleQuery())
    model._gather()
    with qtbot.waitSignal(model.counted):
        model.show_query(PeopleQuery(text="a000026"))
    assert names(model) == ["Nguyễn Văn a000026"]


def test_a_paint_reads_no_more_than_two_pages(large: Store, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    fetched: list[int] = []
    by_keys = people_list.by_keys

    def counting(store: Store, keys: list[int]):
        fetched.append(len(keys))
        return by_keys(store, keys)

    monkeypatch.setattr(model_module.people_list, "by_keys", counting)
    model = PeopleModel(large)
    table = DataTable("people", "Danh sách")
    qtbot.addWidget(table)
    table.setModel(model)
    model.show_query(PeopleQuery())
    model.finish()
    table.resize(900, 600)
    table.show()
    qtbot.waitExposed(table)
    for row in (0, NUMBER // 2, NUMBER - 1):
        fetched.clear()
        table.scrollTo(model.index(row, 0), DataTable.ScrollHint.PositionAtTop)
        table.viewport().repaint()
        # A screenful may lie across the seam of two pages.
        assert len(fetched) <= 2
        assert all(number <= PAGE for number in fetched)


def test_rows_and_keys_belong_together_far_down(large: Store) -> None:
    model = PeopleModel(large)
    model.show_query(PeopleQuery())
    model.finish()
    for row in (0, SCREENFUL, PAGE * 7 + 3, NUMBER - 1):
        index = model.index(row, 0)
        assert large.get("person", index.data(KEY_ROLE)).full_name == index.data()
        assert model.row_of(index.data(KEY_ROLE)) == row


def test_pages_held_are_few(large: Store) -> None:
    model = PeopleModel(large)
    model.show_query(PeopleQuery())
    model.finish()
    for row in range(0, NUMBER, PAGE):
        model.index(row, 0).data()
    assert len(model._pages) <= model_module._PAGES_HELD
