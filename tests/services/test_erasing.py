"""Erasing: nothing readable of the person stays, what others need stays nameless, the log says that it was done."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db import book, undo
from db import erasing as db_erasing
from db.copies import reading
from db.errors import CannotUndo, NotFound
from db.journal import find_broken_link
from db.records import Record
from db.store import Store
from desktop.domain.validation import Invalid
from desktop.services import backups, drafts, erasing, mentoring, people
from tests import factory

CANARY = "Đèo Khau Phạ Mẫu"
REQUEST = "đơn số 05"
ASKED_ON = date(2026, 3, 2)


def readable(store: Store) -> str:
    """Everything in the book that can be read with what is in it: all rows, and all of the log whose keys are there."""
    rows = [dict(row) for table in store.table_names for row in store.list(table)]
    log = [store.journal.reveal(row) for row in store.list("change_log")]
    return json.dumps([rows, log], ensure_ascii=False, default=lambda value: value.decode("utf-8", "replace"))


@pytest.fixture
def person_id(store: Store) -> int:
    """A person with everything that may hang on one, whose name many actions wrote down."""
    cell = factory.make_cell(store)
    values = {"full_name": CANARY, "citizen_id": "012345678901", "workplace": CANARY}
    person_id, _ = people.add_person(store, values, cell, ASKED_ON)
    people.save_row(store, "family_member", person_id, {"relation": "father", "full_name": f"{CANARY} Cha"})
    people.set_photo(store, person_id, picture())
    drafts.keep(store, "person", person_id, {"history": {"note": CANARY}})
    people.note_viewed(store, person_id)
    return person_id


def picture() -> bytes:
    from io import BytesIO

    from PIL import Image

    kept = BytesIO()
    Image.new("RGB", (300, 400), "white").save(kept, "JPEG")
    return kept.getvalue()


def test_nothing_of_the_person_can_be_read_any_more(store: Store, person_id: int) -> None:
    assert CANARY in readable(store)
    changes = erasing.erase_person(store, person_id, REQUEST, ASKED_ON)
    assert "person" in changes
    held = readable(store)
    assert CANARY not in held
    assert "012345678901" not in held
    assert store.count("photo") == store.count("draft") == store.count("person") == 0
    assert find_broken_link(store.connection) is None
    book.full_check(store)


def test_a_meeting_and_a_number_stay_without_the_person(store: Store, person_id: int) -> None:
    dossier = store.list("dossier", person_id=person_id)[0]
    meeting = factory.insert(store, "meeting", {"kind": "cell", "held_on": "2026-03-02"})
    case = {"meeting_id": meeting, "dossier_id": dossier.id, "purpose": "admission", "conclusion": CANARY}
    factory.insert(store, "meeting_case", case)
    subject = {"number": "12-QĐ/ĐU", "kind": "QĐ", "subject": f"Kết nạp {CANARY}", "dossier_id": dossier.id}
    factory.insert(store, "paper_number", subject)
    assert CANARY in readable(store)
    erasing.erase_person(store, person_id, REQUEST, ASKED_ON)
    assert CANARY not in readable(store)
    assert (store.count("meeting"), store.count("meeting_case")) == (1, 0)
    (number,) = store.list("paper_number")
    assert (number.number, number.subject, number.dossier_id) == ("12-QĐ/ĐU", None, None)


def test_the_log_says_what_was_asked_and_names_every_row_that_went(store: Store, person_id: int) -> None:
    changes = erasing.erase_person(store, person_id, f"  {REQUEST} ", ASKED_ON)
    rows = undo.changes_of(store, changes.action)
    assert {row.label for row in rows} == {"Xóa dữ liệu cá nhân theo yêu cầu ngày 02/03/2026: đơn số 05"}
    assert {"person", "dossier", "step", "family_member", "photo", "draft", "erased_person"} <= {
        row.table_name for row in rows
    }
    assert all(row.old is None and row.new is None for row in rows if row.person_id == person_id)
    assert store.count("person_key", person_id=person_id) == 0
    (listed,) = store.list("erased_person")
    assert listed.requested_on == "2026-03-02"


def test_it_is_never_taken_back(store: Store, person_id: int) -> None:
    changes = erasing.erase_person(store, person_id, REQUEST, ASKED_ON)
    before = factory.snapshot(store)
    own = [each.number for each in undo.list_actions(store) if each.label == undo.ERASED_LABEL]
    assert own
    for number in (changes.action, *own):
        with pytest.raises(CannotUndo):
            undo.undo(store, number)
    assert factory.snapshot(store) == before


@pytest.mark.parametrize("request_text", [" ", CANARY, f"đơn của {CANARY.upper()}", "CCCD 012345678901"])
def test_a_request_that_says_nothing_or_names_the_person_is_refused(
    request_text: str, store: Store, person_id: int
) -> None:
    before = factory.snapshot(store)
    with pytest.raises(Invalid):
        erasing.erase_person(store, person_id, request_text, ASKED_ON)
    assert factory.snapshot(store) == before


def test_a_person_who_is_not_there(store: Store) -> None:
    with pytest.raises(NotFound):
        erasing.erase_person(store, 99, REQUEST, ASKED_ON)


def others_of(store: Store) -> dict[str, Any]:
    return {table: store.list(table) for table in ("mentor_assignment", "introduction", "dossier")}


def test_the_dossiers_of_others_stay_whole_with_a_nameless_member(store: Store) -> None:
    member, _ = mentoring.add_member(store, CANARY, None, {"card_number": "99.000.111"})
    dossier = factory.make_candidate(store, "Lò Thị Ánh")
    assignment = mentoring.assign(store, dossier.id, member, {"started_on": "03/03/2026"}).ids("mentor_assignment")
    mentoring.end(store, next(iter(assignment)), {"ended_on": "04/04/2026"})
    people.save_row(store, "introduction", dossier.id, {"kind": "official_member", "party_member_id": member})
    check = {"dossier_id": dossier.id, "committee": "Đảng ủy xã An Nguồn", "verifier_id": member}
    factory.insert(store, "background_check", check)
    before = others_of(store)
    erasing.erase_person(store, store.get("party_member", member).person_id, REQUEST, ASKED_ON)
    assert others_of(store) == before
    person = store.get("person", store.get("party_member", member).person_id)
    assert person.full_name == "(đã xóa)"
    held = readable(store)
    assert CANARY not in held
    assert "99.000.111" not in held
    assert "Lò Thị Ánh" in held
    book.full_check(store)


def test_a_member_only_sent_to_verify_goes_and_the_check_stays(store: Store) -> None:
    member, _ = mentoring.add_member(store, CANARY, None, {})
    dossier = factory.make_candidate(store, "Lò Thị Ánh")
    check = {"dossier_id": dossier.id, "committee": "Đảng ủy xã An Nguồn", "verifier_id": member}
    check_id = factory.insert(store, "background_check", check)
    changes = erasing.erase_person(store, store.get("party_member", member).person_id, REQUEST, ASKED_ON)
    assert store.get("background_check", check_id).verifier_id is None
    assert store.count("party_member") == 0
    assert CANARY not in readable(store)
    # What changed in the dossier of another is logged with its values, as ever.
    (row,) = [row for row in undo.changes_of(store, changes.action) if row.table_name == "background_check"]
    assert (row.old, row.new) == ({"verifier_id": member}, {"verifier_id": None})
    assert find_broken_link(store.connection) is None


def named_elsewhere(store: Store) -> dict[str, int]:
    """Texts of others in which the person is named in several spellings, and texts that only look alike."""
    cell = factory.make_cell(store, secretary=CANARY.upper())
    dossier = factory.make_candidate(store, "Lò Thị Ánh", note="Ở gần nhà Đèo Khau Phạ")
    relative = {"person_id": dossier.person_id, "relation": "sibling", "full_name": CANARY}
    step = {
        "dossier_id": dossier.id,
        "kind": "sent_to_class",
        "note": f"đi cùng đ/c {CANARY.lower()}, CCCD 012345678901.",
    }
    factory.make_person(store, CANARY)
    return {
        "party_cell": cell,
        "family_member": factory.insert(store, "family_member", relative),
        "step": factory.insert(store, "step", step),
        "verification_reply": factory.insert(
            store, "verification_reply", {"asked_by": "Đảng ủy xã Bình Mẫu", "person_name": CANARY}
        ),
    }


def test_texts_of_others_that_name_the_person_are_shown(store: Store, person_id: int) -> None:
    places = named_elsewhere(store)
    found = erasing.find_mentions(store, person_id)
    assert {(each.table, each.row_id) for each, _ in found} == set(places.items())
    told = " ".join(line for _, line in found)
    for words in ("Hồ sơ Lò Thị Ánh, họ và tên", "Nơi khác đề nghị", "Chi bộ, ", "012345678901"):
        assert words in told


def test_where_it_is_wished_the_name_is_replaced_and_the_log_keeps_no_new_trace(store: Store, person_id: int) -> None:
    places = named_elsewhere(store)
    chosen = [each for each, _ in erasing.find_mentions(store, person_id) if each.table != "family_member"]
    begun = store.list("change_log")[-1].id
    changes = erasing.erase_person(store, person_id, REQUEST, ASKED_ON, chosen)
    assert store.get("party_cell", places["party_cell"]).secretary == "(đã xóa)"
    assert store.get("verification_reply", places["verification_reply"]).person_name == "(đã xóa)"
    assert store.get("step", places["step"]).note == "đi cùng đ/c (đã xóa), CCCD (đã xóa)."
    assert store.get("family_member", places["family_member"]).full_name == CANARY
    assert store.find("person", full_name=CANARY) is not None
    since = [row for row in store.list("change_log") if row.id > begun]
    assert (
        CANARY.casefold() not in json.dumps([store.journal.reveal(row) for row in since], ensure_ascii=False).casefold()
    )
    with pytest.raises(CannotUndo):
        undo.undo(store, changes.action)
    assert find_broken_link(store.connection) is None


def test_what_was_replaced_is_replaced_again_after_going_back(store: Store, person_id: int) -> None:
    places = named_elsewhere(store)
    copy = backups.backup(store).path
    chosen = [each for each, _ in erasing.find_mentions(store, person_id) if each.table == "step"]
    erasing.erase_person(store, person_id, REQUEST, ASKED_ON, chosen)
    store.close()
    done = backups.restore(store.path, copy, store.secret, factory.USER)
    assert done.erased_again == 1
    again = book.open_book(store.path, store.secret, factory.USER)
    assert again.get("step", places["step"]).note == "đi cùng đ/c (đã xóa), CCCD (đã xóa)."
    assert again.get("verification_reply", places["verification_reply"]).person_name == CANARY
    again.close()


def test_somebody_is_erased_again_in_a_copy_of_every_earlier_layout(tmp_path: Path) -> None:
    for path in sorted((Path(__file__).parents[1] / "files" / "books").glob("v*.book")):
        expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        folder = tmp_path / path.stem
        folder.mkdir()
        copy = folder / path.name
        shutil.copyfile(path, copy)
        with reading(copy, book.secret_from_code(expected["code"])) as connection:
            uid = connection.execute("SELECT uid FROM person WHERE full_name = ?", expected["people"][:1]).fetchone()[0]
            entry = Record(person_uid=uid, requested_on=None, erased_at="2026-03-02T08:00:00", places=[("step", 1)])
            assert db_erasing.erase_again(connection, [entry]) == 1
