"""Makes the book that a release leaves behind for ever: `python -m tests.make_fixture 1` writes tests/files/v1.book."""

import json
import sys
from datetime import date
from pathlib import Path

from db import keys, schema
from db.recovery import code_text, new_secret
from desktop.services import classes, mentoring, people
from tests import factory

FILES = Path(__file__).parent / "files"
TODAY = date(2026, 3, 2)


def make(folder: Path, version: int) -> None:
    """A small invented office in `folder`: the book, its key file, and what a later program must find in it."""
    path = folder / f"v{version}.book"
    for old in (path, keys.key_file_of(path)):
        old.unlink(missing_ok=True)
    secret = new_secret()
    store = factory.new_store(folder, path.name, secret)
    factory.make_office(store)
    cell = factory.make_cell(store, name="Chi bộ thôn Đông")
    values = {"full_name": "Đặng Thị Hòa", "sex": "female", "born_on": "03/1999", "citizen_id": "012345678901"}
    first, _ = people.add_person(store, values, cell, TODAY)
    people.save_row(store, "family_member", first, {"relation": "father", "full_name": "Đặng Văn Núi"})
    people.add_person(store, {"full_name": "Vàng A Dơ", "sex": "male", "born_on": "2001"}, cell, TODAY)
    member, _ = mentoring.add_member(store, "Hoàng Văn Chính", cell, {"official_on": "03/06/2002"})
    dossier = store.find("dossier", person_id=first)
    assert dossier is not None
    mentoring.assign(store, dossier.id, member, {"started_on": "03/03/2026", "resolution_number": "05-NQ/CB"})
    class_id, _ = classes.save_class(store, {"kind": "awareness", "name": "Lớp nhận thức về Đảng khóa I"})
    classes.enrol(store, class_id, [first])
    meeting = factory.insert(store, "meeting", {"kind": "cell", "party_cell_id": cell, "held_on": "2026-03-02"})
    considered = {"meeting_id": meeting, "dossier_id": dossier.id, "purpose": "choose", "votes_for": 7}
    factory.insert(store, "meeting_case", considered)
    factory.insert(store, "paper_number", {"kind": "NQ", "number": "05-NQ/CB", "party_cell_id": cell})
    factory.insert(store, "quota", {"first_year": 2026, "last_year": 2026, "kind": "number", "number": 10})
    factory.insert(store, "member_stock", {"counted_on": "2025-12-31", "party_cell_id": cell, "members": 21})
    village = factory.insert(store, "village", {"name": "Thôn Đông"})
    factory.insert(store, "village_status", {"village_id": village, "starts_on": "2025-07-01", "cell": "own"})
    sent = {"sequence": 1, "starts_on": "2026-01-01", "ends_on": "2026-03-31", "extent": "figures"}
    sent |= {"made_at": "2026-04-02T08:15:00+07:00", "made_by": factory.USER, "fingerprint": "0" * 64}
    factory.insert(store, "hand_over", sent | {"people": 0, "figures": 96, "files": 9})
    kept = {"name": "Biểu mẫu", "file_name": "bieu-mau.xlsx", "sha256": "0" * 64, "content": b"PK"}
    factory.insert(store, "superior_template", kept)
    expected = {
        "code": code_text(secret),
        "passphrase": factory.PASSPHRASE,
        "people": [person.full_name for person in store.list("person")],
        "stages": [person.stage for person in store.list("person")],
        "log_rows": store.count("change_log"),
    }
    store.close()
    path.with_name(path.name + "-journal").unlink(missing_ok=True)
    path.with_suffix(".json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    asked = int(sys.argv[1])
    if asked != schema.current_version():
        sys.exit(f"this program writes version {schema.current_version()}")
    FILES.mkdir(exist_ok=True)
    make(FILES, asked)
    print(FILES / f"v{asked}.book")
