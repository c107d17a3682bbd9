"""A day of an office with the canary in it: `python -m tests.faults.office_day FOLDER`; it ends with a crash.

Everything a clerk does is done through the services: book and sheet, a person with relatives and photograph, a draft,
papers looked at and not saved, copies, wrong passphrases, a change of passphrase, a restore, an error report.
"""

import os
import signal
import sys
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from db import keys
from db.errors import KnownError
from db.log import LogQuery
from db.store import Store
from desktop import crash_report
from desktop.services import backups, drafts, history, log_export, moving, paper_orders, papers, people, session
from desktop.services.office import OfficeSetup
from tests import factory
from tests.faults import canaries, offices

BOOK = "so.book"


def main(folder: Path) -> None:
    """Live the day; the book lies in `folder`, as does everything the program wrote of itself."""
    keys.Work.__init__.__defaults__ = (8 * 1024, 1, 1)  # passphrases are tried often here
    path = folder / BOOK
    new = session.prepare(OfficeSetup("Đảng ủy xã An Mẫu"), offices.TODAY)
    store = session.create_book(path, new, factory.PASSPHRASE, "nguoi.thu")
    person_id = _work(store)
    _look_at_papers(store, person_id)
    copy = backups.backup(store).path
    backups.backup(store, folder / "USB")
    log_export.export(store, LogQuery(), folder / "USB" / "nhat-ky.xlsx")
    moving.pack(store, folder / "USB" / "so.ketnap")
    moving.take_back(store)
    session.set_passphrase(store, factory.PASSPHRASE + canaries.NAME)
    session.close(store)
    _mistype(path)
    backups.restore(path, copy, new.secret, "nguoi.thu")
    store = session.open_with_code(path, new.code, "nguoi.thu", today=offices.TODAY + timedelta(days=30))
    _fail(store, folder)
    os.write(1, new.secret.hex().encode())
    with store.action(f"Sửa {canaries.NAME}") as action:
        # A save larger than the memory it may take, cut off in the midst: what was written of it stays on the disk.
        store.connection.execute("PRAGMA cache_size = 5")
        rows = [{"person_id": person_id, "work": f"{canaries.NAME} {number}"} for number in range(2000)]
        action.insert_all("career_period", rows)
        os.kill(os.getpid(), signal.SIGKILL)


def _work(store: Store) -> int:
    from PIL import Image

    picture = BytesIO()
    Image.new("RGB", (300, 400), "white").save(picture, "JPEG", comment=canaries.NAME.encode())
    values = {"full_name": canaries.NAME, "citizen_id": canaries.CITIZEN_ID, "born_on": "1999-02-11"}
    person_id, _ = people.add_person(store, values, None, offices.TODAY)
    people.save_row(store, "family_member", person_id, {"relation": "father", "full_name": canaries.NAME})
    changes = people.save_person(store, person_id, {"workplace": canaries.NAME})
    people.set_photo(store, person_id, picture.getvalue())
    people.note_viewed(store, person_id)
    drafts.keep(store, "person", person_id, {"history": {"note": canaries.NAME}})
    history.undo(store, changes.action)
    return person_id


def _look_at_papers(store: Store, person_id: int) -> None:
    """Made in memory, as the preview does; nothing is asked to be saved."""
    made = papers.make(paper_orders.gather(store, person_id, offices.TODAY))
    if not made.pdf.startswith(b"%PDF"):
        raise RuntimeError("no papers were made")
    papers.record(store, made)


def _mistype(path: Path) -> None:
    for typed in (canaries.NAME, canaries.CITIZEN_ID, f"{canaries.NAME} 2"):
        try:
            session.open_with_passphrase(path, typed).close()
        except KnownError:
            continue


def _fail(store: Store, folder: Path) -> None:
    """A bug whose message holds a name, kept as the window would show it."""
    try:
        with store.action("Thử") as action:
            action.insert("person", {"full_name": canaries.NAME, canaries.NAME: 1})
    except ValueError as error:
        (folder / "crash.txt").write_text(crash_report.report(error), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
