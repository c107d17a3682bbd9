"""Portraits as files: named as the list for cards asks, nobody without what the name is made of, nothing unlogged."""

from pathlib import Path

import pytest

from db import log, photos
from db.errors import NotAllowed
from db.log import LogQuery
from db.store import Store
from desktop.domain import roles
from desktop.services import people, portraits
from desktop.services.demo import pictures
from tests import factory

CITIZEN = "042198001234"


def member(store: Store, **values: str | None) -> int:
    """Somebody with all that a portrait's name is made of, unless told otherwise."""
    own = {"full_name": "Đặng Thị Hoà", "citizen_id": CITIZEN, "born_on": "1998-02-03"} | values
    admitted_on = own.pop("admitted_on", "2025-03-26")
    person_id = factory.make_person(store, **own)
    factory.insert(store, "party_member", {"person_id": person_id, "admitted_on": admitted_on})
    people.set_photo(store, person_id, pictures._figure("female"))
    return person_id


def test_a_file_is_named_by_number_name_birth_and_admission(store: Store, tmp_path: Path) -> None:
    person_id = member(store)
    gathered = portraits.gather(store, [person_id, person_id])
    files = portraits.write(gathered, tmp_path / "ảnh")
    assert [path.name for path in files] == [f"{CITIZEN}_Đặng Thị Hoà_03-02-1998_26-03-2025.jpg"]
    assert files[0].read_bytes().startswith(b"\xff\xd8\xff")
    assert len(files[0].read_bytes()) <= photos.LARGEST_PHOTO


@pytest.mark.parametrize(
    ("lacking", "said"),
    [
        ({"citizen_id": None}, "số định danh cá nhân"),
        ({"born_on": None}, "ngày sinh"),
        ({"admitted_on": None}, "ngày vào Đảng"),
    ],
)
def test_whoever_lacks_a_part_of_the_name_is_told_not_written(
    lacking: dict[str, str | None], said: str, store: Store
) -> None:
    gathered = portraits.gather(store, [member(store, **lacking)])
    assert gathered.ready == ()
    assert gathered.left_out == (f"Đặng Thị Hoà: chưa có {said}.",)


def test_the_ceremony_tells_the_day_while_no_membership_does(store: Store) -> None:
    candidate = factory.make_candidate(store, "Quàng Văn Bình", citizen_id=CITIZEN, born_on="1990-05-01")
    values = {"dossier_id": candidate.id, "kind": "admission_ceremony", "happened_on": "2025-09-02"}
    factory.insert(store, "step", values)
    people.set_photo(store, candidate.person_id, pictures._figure("male"))
    assert portraits.gather(store, [candidate.person_id]).ready[0].name.endswith("_02-09-2025.jpg")


def test_a_name_never_leads_out_of_the_folder(store: Store, tmp_path: Path) -> None:
    gathered = portraits.gather(store, [member(store, full_name='../Y "Ngông" \\ Niê_Kdăm:')])
    (path,) = portraits.write(gathered, tmp_path)
    assert path.parent == tmp_path
    assert path.name.count("_") == 3
    assert not set(path.name) & set('<>:"/\\|?*')


def test_each_portrait_that_leaves_is_logged_with_its_person(store: Store) -> None:
    person_id = member(store)
    portraits.record(store, portraits.gather(store, [person_id]))
    (line,) = log.lines(store, LogQuery(person_id=person_id, kind="export"))
    assert line.label == "Xuất ảnh chân dung ra tệp"


def test_an_account_that_may_not_export_gets_none(store: Store) -> None:
    person_id = member(store)
    store.act_as("Lan", roles.table().rights("Lan", "typist"))
    with pytest.raises(NotAllowed, match="xuất dữ liệu"):
        portraits.gather(store, [person_id])
