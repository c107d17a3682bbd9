"""The check that repairs: a copy first, keys, stages and leftovers set right, damage only told, nothing half."""

import pytest

from db import book, log
from db.errors import CannotWrite
from db.journal import find_broken_link
from db.log import LogQuery
from db.store import Store
from desktop.services import backups, people, repairing
from tests import factory
from tests.db.full_disk import no_file_beyond


@pytest.fixture
def office(store: Store) -> Store:
    factory.make_office(store)
    factory.make_candidate(store, "Lò Thị Ánh")
    return store


def test_a_good_book_is_copied_and_left_as_it_is(office: Store) -> None:
    before = factory.snapshot(office)
    made = repairing.check_and_repair(office)
    assert "Không có gì phải sửa." in made.done
    assert made.found.problems == ()
    assert factory.snapshot(office) == before
    assert len(backups.list_backups(office.path)) == 1
    assert log.page(office, LogQuery(kind="book"))[0].label == repairing.LABEL


def test_what_follows_from_other_columns_is_written_anew(office: Store) -> None:
    person = office.list("person")[0]
    spoilt = "UPDATE person SET search_key = ' khac', sort_key = x'00', stage = 'official' WHERE id = ?"
    office.connection.execute(spoilt, (person.id,))
    office.journal.forget()
    factory.insert(office, "photo", {"sha256": "a" * 64, "content": b"x"})
    factory.insert(office, "draft", {"place": "person", "record_id": 999, "content": "{}", "saved_at": "2026-03-02"})
    made = repairing.check_and_repair(office)
    told = " ".join(made.done)
    for words in ("tìm kiếm, sắp xếp của 1 dòng", "giai đoạn của 1 người", "2 ảnh, bản nháp"):
        assert words in told
    again = office.get("person", person.id)
    assert (again.search_key, again.sort_key, again.stage) == (person.search_key, person.sort_key, person.stage)
    assert office.count("photo") == office.count("draft") == 0
    assert "Không có gì phải sửa." in repairing.check_and_repair(office).done
    assert find_broken_link(office.connection) is None


def test_without_room_for_the_copy_nothing_is_touched(office: Store) -> None:
    people.save_person(office, 1, {"workplace": "Trạm y tế"})
    before = factory.snapshot(office)
    with no_file_beyond(4096), pytest.raises(CannotWrite):
        repairing.check_and_repair(office)
    assert factory.snapshot(office) == before


def test_a_damaged_page_is_told_and_not_repaired(office: Store) -> None:
    # The weekly check was today; an ordinary start reads no page that it does not need.
    factory.reopen(office).close()
    with office.path.open("r+b") as file:
        file.seek(-2000, 2)
        file.write(bytes(50))
    again = book.open_book(office.path, office.secret, "thử")
    made = repairing.check_and_repair(again)
    assert made.done == ()
    assert "bị hỏng" in made.found.problems[0]
    assert backups.list_backups(office.path) == []
    again.close()
