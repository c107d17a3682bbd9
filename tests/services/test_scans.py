"""A scan of a signed paper: attached, seen, replaced, taken away and back, copied out; erased with its person."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from db import erasing
from db import scans as scan_file
from db.errors import BadInputFile, NotFound
from db.records import Record
from db.scans import Sealed
from db.store import Store
from desktop.services import erasing as erasing_service
from desktop.services import history, holdings, own_requests, scans
from tests import factory


@pytest.fixture
def item(store: Store) -> Record:
    factory.make_office(store)
    dossier = factory.make_candidate(store, "Sầm Thị Quỳnh Như", party_cell_id=factory.make_cell(store))
    return store.get(
        "dossier_item", factory.insert(store, "dossier_item", {"dossier_id": dossier.id, "paper": "1-KNĐ"})
    )


def pdf(path: Path, pages: int = 1) -> Path:
    sheets = [Image.new("L", (200, 300), shade) for shade in range(pages)]
    sheets[0].save(path, "PDF", save_all=True, append_images=sheets[1:])
    return path


def newest_label(store: Store) -> str:
    row = store.rows("SELECT * FROM change_log ORDER BY id DESC LIMIT 1")[0]
    return row.label or (store.journal.reveal(row) or {})["label"]


def test_it_is_attached_replaced_and_taken_back(store: Store, item: Record, tmp_path: Path) -> None:
    first, second = pdf(tmp_path / "đơn.pdf"), pdf(tmp_path / "đơn đã ký.pdf", 2)
    scans.attach(store, item.id, first)
    replaced = scans.attach(store, item.id, second)
    assert scans.read(store, item.id).pdf == second.read_bytes()
    assert scans.describe(store, store.get("dossier_item", item.id)).startswith("đơn đã ký.pdf, ")
    history.undo(store, replaced.action)
    assert scans.read(store, item.id).pdf == first.read_bytes()
    removed = scans.detach(store, item.id)
    with pytest.raises(NotFound, match="chưa có bản quét"):
        scans.read(store, item.id)
    history.undo(store, removed.action)
    assert scans.read(store, item.id).pdf == first.read_bytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "BMP"])
def test_a_picture_becomes_a_page(store: Store, item: Record, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "đơn"
    Image.new("RGB", (400, 300), "navy").save(path, kind)
    scans.attach(store, item.id, path)
    (page,) = PdfReader(BytesIO(scans.read(store, item.id).pdf)).pages
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    assert (round(width), round(width / height, 2)) == (842, 1.33)


def test_every_sheet_of_a_scanner_is_a_page_and_tells_nothing_else(store: Store, item: Record, tmp_path: Path) -> None:
    sheets = [Image.new("1", (300, 400), 1), Image.new("RGB", (300, 400), "white")]
    path, notes = tmp_path / "nghị quyết.tif", Image.Exif()
    notes[0x010E] = "chup tai nha"
    sheets[0].save(path, save_all=True, append_images=sheets[1:], exif=notes)
    assert b"chup tai nha" in path.read_bytes()
    scans.attach(store, item.id, path)
    kept = scans.read(store, item.id).pdf
    assert len(PdfReader(BytesIO(kept)).pages) == 2
    assert b"chup tai nha" not in kept


def test_what_cannot_be_kept_is_told_and_changes_nothing(store: Store, item: Record, tmp_path: Path) -> None:
    (tmp_path / "rỗng.pdf").write_bytes(b"")
    (tmp_path / "hỏng.pdf").write_bytes(b"%PDF-1.7 nothing more")
    (tmp_path / "văn bản.docx").write_bytes(b"PK\x03\x04 no picture")
    Image.new("1", (8000, 6000)).save(tmp_path / "lớn.png")
    with (tmp_path / "nặng.pdf").open("wb") as heavy:
        heavy.truncate(scan_file.LARGEST_SCAN + 1)
    for name, told in (
        ("không có.pdf", "Không đọc được"),
        ("rỗng.pdf", "rỗng"),
        ("hỏng.pdf", "không phải PDF hay ảnh"),
        ("văn bản.docx", "không phải PDF hay ảnh"),
        ("lớn.png", "40 triệu điểm ảnh"),
        ("nặng.pdf", "50 MB"),
    ):
        with pytest.raises(BadInputFile, match=told):
            scans.attach(store, item.id, tmp_path / name)
    assert store.count("scan") == 0
    assert store.get("dossier_item", item.id).scan_id is None


def test_the_log_tells_who_copied_it_out(store: Store, item: Record, tmp_path: Path) -> None:
    scans.attach(store, item.id, pdf(tmp_path / "đơn.pdf"))
    shown = scans.read(store, item.id)
    assert scans.save_copy(store, shown, tmp_path / "bản sao.pdf").read_bytes() == shown.pdf
    assert newest_label(store) == "Xuất bản quét 1-KNĐ của Sầm Thị Quỳnh Như ra tệp"
    scans.note_printed(store, shown)
    assert newest_label(store) == "In bản quét 1-KNĐ của Sầm Thị Quỳnh Như"


def test_it_is_told_among_what_is_held_and_what_goes(store: Store, item: Record, tmp_path: Path) -> None:
    scans.attach(store, item.id, pdf(tmp_path / "đơn.pdf"))
    person_id = store.get("dossier", item.dossier_id).person_id
    request = own_requests.read({"request": "đơn ngày 01/3/2026", "requested_on": "2026-03-01"}, date(2026, 3, 2))
    held = holdings.gather(store, person_id, request, date(2026, 3, 2))
    assert held.lines["Bản quét giấy tờ"][0].startswith("1-KNĐ: đơn.pdf, 1 KB")
    assert "1 bản quét" in erasing_service.what_goes(store, person_id)[0]


def test_whoever_is_erased_leaves_no_scan_that_opens(store: Store, item: Record, tmp_path: Path) -> None:
    scans.attach(store, item.id, pdf(tmp_path / "đơn của Như.pdf"))
    row = store.list("scan")[0]
    person_id = store.get("dossier", item.dossier_id).person_id
    lost = scan_file.sealed(store, row, person_id)
    assert scan_file.open_sealed(store.path, store.secret, lost).startswith(b"%PDF")
    erasing.erase(store, person_id, "Xóa theo đơn", None, "2026-03-02T08:00:00+07:00")
    assert store.count("scan") == store.count("person_key") == 0
    # The file still has the bytes, and whoever has the whole book cannot open them.
    assert b"%PDF" not in scan_file.read(store.path, store.secret, row.sha256)
    with pytest.raises(Exception, match="hỏng hoặc thuộc sổ khác"):
        scan_file.open_sealed(store.path, store.secret, Sealed(row.sha256, bytes(32)))
