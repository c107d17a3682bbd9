"""The tree of scans: folders by code and person, names by number, repeats counted, paths that Windows takes."""

import io
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from db import scans
from db.errors import KnownError
from db.records import Record
from db.store import Store
from desktop import paths
from desktop.domain import scan_tree as tree_rules
from desktop.services import scan_tree, steps
from tests import factory

TODAY = date(2026, 3, 2)
SCAN = b"%PDF-1.4 scan"


@pytest.fixture
def dossier(store: Store) -> Record:
    office = factory.make_office(store)
    with store.action("Mã tổ chức") as action:
        action.update("party_committee", office.committee_id, {"organisation_code": "38168053"})
    cell = factory.make_cell(store)
    return factory.make_candidate(store, "Sầm Thị Quỳnh Như", party_cell_id=cell, citizen_id="099001110001")


def scanned(store: Store, dossier: Record, paper: str, content: bytes = SCAN) -> None:
    with store.action("Bản quét") as action:
        scan = scans.keep(store, action, dossier.person_id, content, "a.pdf", "2026-03-02T08:00:00+07:00")
        action.insert("dossier_item", {"dossier_id": dossier.id, "paper": paper, "scan_id": scan})


def written(store: Store, dossier: Record, root: Path, with_papers: bool = False) -> list[str]:
    tree = scan_tree.plan(store, [dossier.person_id], TODAY, with_papers)
    return [path.relative_to(root).as_posix() for path in scan_tree.write(tree, root)]


def test_scans_lie_in_the_folders_of_organisation_and_person(store: Store, dossier: Record, tmp_path: Path) -> None:
    for paper in ("1-KNĐ", "2-knd", "3-KNĐ", "3-KNĐ", "BÌA"):
        scanned(store, dossier, paper)
    folder = "38.168.053.000.000/099001110001_SamThiQuynhNhu"
    assert written(store, dossier, tmp_path) == [
        f"{folder}/01.Ly lich nguoi xin vao dang.pdf",
        f"{folder}/37.Don xin vao dang.pdf",
        f"{folder}/39.Giay gioi thieu nguoi vao dang.1.pdf",
        f"{folder}/39.Giay gioi thieu nguoi vao dang.2.pdf",
    ]
    assert (tmp_path / folder / "37.Don xin vao dang.pdf").read_bytes() == SCAN
    scan_tree.choose_separator(store, is_underscore=True)
    assert f"{folder}/37.Don_xin_vao_dang.pdf" in written(store, dossier, tmp_path)


def test_papers_of_what_happened_stand_beside_scans(store: Store, dossier: Record, tmp_path: Path) -> None:
    scanned(store, dossier, "1-KNĐ")
    steps.record(store, dossier.id, "application_letter", {"happened_on": "05/02/2026"}, TODAY)
    steps.record(store, dossier.id, "personal_history", {"happened_on": "06/02/2026"}, TODAY)
    files = written(store, dossier, tmp_path, with_papers=True)
    assert [Path(file).name[:2] for file in files] == ["01", "37"]
    assert (tmp_path / files[1]).read_bytes() == SCAN
    assert "LÝ LỊCH" in PdfReader(io.BytesIO((tmp_path / files[0]).read_bytes())).pages[0].extract_text()
    scan_tree.record(store, scan_tree.plan(store, [dossier.person_id], TODAY))
    assert store.count("change_log", person_id=dossier.person_id, kind="event", table_name="export") == 1


def test_long_folders_shorten_names_and_are_refused_when_nothing_is_left(
    store: Store, dossier: Record, tmp_path: Path
) -> None:
    scanned(store, dossier, "3-KNĐ")
    scanned(store, dossier, "3-KNĐ")
    deep = tmp_path / ("a" * (255 - len(str(tmp_path)) - 75))
    for file in written(store, dossier, deep):
        assert len(str(deep / file)) <= tree_rules.LONGEST_PATH
        assert Path(file).name.startswith("39.Giay")
    too_deep = tmp_path / ("a" * (250 - len(str(tmp_path)) - 40))
    with pytest.raises(KnownError, match="gần gốc ổ đĩa"):
        written(store, dossier, too_deep)
    assert not too_deep.exists()


def test_what_is_missing_is_told_and_nothing_to_hand_over_is_refused(store: Store, tmp_path: Path) -> None:
    factory.make_office(store)
    dossier = factory.make_candidate(store)
    with pytest.raises(KnownError, match="Chưa có bản quét"):
        scan_tree.plan(store, [dossier.person_id], TODAY, with_papers=False)
    scanned(store, dossier, "1-KNĐ")
    tree = scan_tree.plan(store, [dossier.person_id], TODAY, with_papers=False)
    assert len(tree.remarks) == 2
    assert tree.leaves[0].folder == "chua-co-ma-to-chuc/000000000000_QuangVanBinh"


def test_every_number_has_a_name_and_every_form_a_number(store: Store) -> None:
    catalogue = tree_rules.read(paths.scan_tree().read_text(encoding="utf-8"))
    used = {number for forms in catalogue.forms.values() for number in forms.values()}
    assert used <= set(catalogue.names)
    assert all(1 <= number <= 104 for number in catalogue.names)
    assert all(name.isascii() for name in catalogue.names.values())
