"""P15: erased is erased: not in any decrypted page, free ones included, also after going back to an older copy."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from PIL import Image

from db import book, driver
from db import scans as scan_file
from db.journal import find_broken_link
from db.store import Store
from desktop import paths
from desktop.services import backups, drafts, erasing, mentoring, people, scans
from tests.faults import canaries, offices, pages, saver
from tests.faults.promise import Outcome

PROMISED = "0 hits; chain valid; control without secure_delete found"


def measure(folder: Path, is_full: bool) -> Outcome:
    """Erase people who left traces everywhere; go back to an older copy; the same on a book that does not overwrite."""
    rounds = 8 if is_full else 1
    hits = broken = 0
    for number in range(rounds):
        erased, restored, chain = _try(folder / f"own {number}")
        hits += erased + restored
        broken += not chain
    with _no_overwriting():
        control = _try(folder / "control")[0]
    told = f"{hits} hits in pages and readable log of {rounds * 2} books (erased, restored)"
    reached = f"{told}; {broken} chains broken; control without secure_delete: {'found' if control else 'NOT FOUND'}"
    return Outcome("erasing a person", reached, PROMISED, hits == broken == 0 and control > 0)


def _try(folder: Path) -> tuple[int, int, bool]:
    """Whether the canary is in the book after erasing, after going back, and whether the chain of both is whole."""
    store = offices.opened(offices.make(folder, people=30))
    person_id = _live(store)
    copy = backups.backup(store).path
    if not canaries.is_in(_everything(store)):
        raise RuntimeError("the canary was never in the book")
    store = offices.opened(store)
    erasing.erase_person(store, person_id, "đơn số 05", date(2026, 3, 2))
    erased = canaries.is_in(_everything(store))
    is_whole = _is_whole(store)
    done = backups.restore(store.path, copy, store.secret, saver.USER)
    restored = canaries.is_in(_everything(store))
    is_whole = is_whole and _is_whole(store) and done.erased_again == 1
    return int(erased), int(restored), is_whole and paths.backups(store.path).is_dir()


def _live(store: Store) -> int:
    """A person with relatives, steps, a mentor's work, a draft, views, and a life long enough to fill pages."""
    values = {"full_name": canaries.NAME, "citizen_id": canaries.CITIZEN_ID, "sex": "male"}
    person_id, _ = people.add_person(store, values, None, offices.TODAY)
    for number in range(12):
        relative = {"relation": "sibling", "full_name": f"{canaries.NAME} {number}", "note": canaries.NAME * 10}
        people.save_row(store, "family_member", person_id, relative)
        people.save_person(store, person_id, {"personal_history": f"{number} {canaries.NAME} " * 400})
    drafts.keep(store, "person", person_id, {"history": {"note": canaries.NAME}})
    people.note_viewed(store, person_id)
    people.save_row(store, "party_member", person_id, {"card_number": "99.000.111"})
    own = store.list("party_member", person_id=person_id)[0]
    mentoring.assign(store, 1, own.id, {"started_on": "03/03/2026"})
    _scan(store, person_id)
    return person_id


def _scan(store: Store, person_id: int) -> None:
    """A scanned paper of the person, with the name in the file and in its bytes."""
    dossier = store.list("dossier", person_id=person_id)[0]
    people.save_row(store, "dossier_item", dossier.id, {"paper": "1-KNĐ"})
    item = store.list("dossier_item", dossier_id=dossier.id)[0]
    path = store.path.parent / f"{canaries.NAME}.pdf"
    Image.new("L", (200, 300)).save(path, "PDF")
    with path.open("ab") as file:
        file.write(f"\n% {canaries.NAME}\n".encode())
    scans.attach(store, item.id, path)
    path.unlink()
    if not canaries.is_in(scans.read(store, item.id).pdf):
        raise RuntimeError("the canary was never in the scan")


def _everything(store: Store) -> bytes:
    """The decrypted pages of a book, all of its log and its scans that its keys can read; the book is closed then."""
    store.close()
    again = offices.opened(store)
    log = [again.journal.reveal(row) for row in again.list("change_log")]
    read = [scans.read(again, item.id).pdf for item in again.list("dossier_item") if item.scan_id]
    again.close()
    kept = pages.decrypted(scan_file.scans_file_of(store.path), store.secret)
    return (
        b"".join([pages.decrypted(store.path, store.secret), kept, *read])
        + json.dumps(log, ensure_ascii=False).encode()
    )


def _is_whole(closed: Store) -> bool:
    store = offices.opened(closed)
    try:
        book.full_check(store)
        return find_broken_link(store.connection) is None
    finally:
        store.close()


@contextmanager
def _no_overwriting() -> Iterator[None]:
    """Books opened meanwhile leave deleted rows where they were."""
    kept = driver.SETTINGS
    driver.SETTINGS = tuple(("secure_delete", "OFF", 0) if each[0] == "secure_delete" else each for each in kept)
    try:
        yield
    finally:
        driver.SETTINGS = kept
