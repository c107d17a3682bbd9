"""Scans of signed papers: attached to a paper of a dossier, shown, printed, copied out, taken away."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db import scans
from db.changes import Changes
from db.errors import BadInputFile, NotFound
from db.files import write_whole
from db.records import Record
from db.store import Store
from db.text import nfc
from desktop.vietnamese import show_date, show_number

# What the box for choosing a file offers.
KINDS = "Bản quét (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.bmp)"
_LONGEST_NAME, _SHOWN_NAME = 200, 60


@dataclass(frozen=True)
class ShownScan:
    """A scan that was read: whose, of which paper, and its PDF."""

    person_id: int
    full_name: str
    paper: str
    pdf: bytes

    @property
    def title(self) -> str:
        """What it is, in words."""
        return f"bản quét {self.paper} của {self.full_name}"


def attach(store: Store, item_id: int, path: Path) -> Changes:
    """Put the scan in a file with a paper of a dossier, in place of the one before; undone, that one is back.

    Raises NotFound, NotAllowed, BadInputFile, CannotWrite.
    """
    from desktop.printing import scanned

    store.require("write")
    item, person = _paper(store, item_id)
    pdf = scanned.as_pdf(_content(path))
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    # Its own action: the scan itself stays when attaching it is taken back, so that it can be done again.
    with store.action("Nhận một bản quét vào sổ") as action:
        scan_id = scans.keep(store, action, person.id, pdf, nfc(path.name)[:_LONGEST_NAME], at)
    with store.action(f"Đính bản quét {item.paper} của {person.full_name}") as action:
        action.update("dossier_item", item_id, {"scan_id": scan_id})
    return action.changes


def detach(store: Store, item_id: int) -> Changes:
    """Take the scan away from a paper; undone, it is back. Raises NotFound, NotAllowed."""
    item, person = _paper(store, item_id)
    with store.action(f"Bỏ bản quét {item.paper} của {person.full_name}") as action:
        action.update("dossier_item", item_id, {"scan_id": None})
    return action.changes


def read(store: Store, item_id: int) -> ShownScan:
    """The scan of a paper. Raises NotFound when there is none or its file is not here, DamagedBook."""
    item, person = _paper(store, item_id)
    if item.scan_id is None:
        raise NotFound(f"Giấy tờ “{item.paper}” chưa có bản quét. Sổ còn nguyên.")
    sealed = scans.sealed(store, store.get("scan", item.scan_id), person.id)
    pdf = scans.open_sealed(store.path, store.secret, sealed)
    return ShownScan(person.id, person.full_name, item.paper, pdf)


def describe(store: Store, item: Record) -> str:
    """The scan of a paper in a line: the file it came from, its size and day; empty without one."""
    if item.scan_id is None:
        return ""
    scan = store.get("scan", item.scan_id)
    name = scan.name if len(scan.name) <= _SHOWN_NAME else f"{scan.name[:_SHOWN_NAME]}…"
    return f"{name}, {show_number(max(1, scan.size // 1024))} KB, nhận ngày {show_date(scan.added_at[:10])}"


def of_person(store: Store, person_id: int) -> tuple[str, ...]:
    """A line for each scan the book keeps of a person's papers, of all their dossiers."""
    dossiers = store.list("dossier", person_id=person_id)
    items = (item for dossier in dossiers for item in store.list("dossier_item", dossier_id=dossier.id))
    return tuple(f"{item.paper}: {describe(store, item)}" for item in items if item.scan_id is not None)


def save_copy(store: Store, scan: ShownScan, target: Path) -> Path:
    """Write a copy of a scan out of the book, and note it; where it lies. Raises NotAllowed, CannotWrite."""
    store.require("export")
    write_whole(target, scan.pdf)
    store.event(f"Xuất {scan.title} ra tệp", scan.person_id, kind="export")
    return target


def note_printed(store: Store, scan: ShownScan) -> None:
    """Log that a scan was printed."""
    store.event(f"In {scan.title}", scan.person_id, kind="print")


def _paper(store: Store, item_id: int) -> tuple[Record, Record]:
    item = store.get("dossier_item", item_id)
    return item, store.get("person", store.get("dossier", item.dossier_id).person_id)


def _content(path: Path) -> bytes:
    """The bytes of a file whose size was looked at first."""
    try:
        if path.stat().st_size > scans.LARGEST_SCAN:
            raise scans.wrong_size()
        content = path.read_bytes()
    except OSError as error:
        raise BadInputFile(f"Không đọc được tệp “{path.name}”. Chưa nhận gì. Hãy chọn tệp khác.") from error
    scans.require_size(content)
    return content
