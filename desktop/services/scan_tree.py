"""Scanned and made papers as the tree of folders in which they are handed over."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from db import cases, scans
from db.changes import Changes
from db.errors import KnownError
from db.files import known_disk_errors, write_whole
from db.records import Case
from db.scans import Sealed
from db.store import Store
from desktop import paths
from desktop.domain import scan_tree
from desktop.domain.paper_states import FINAL
from desktop.domain.scan_tree import LONGEST_PATH, SPACE, UNDERSCORE, Catalogue
from desktop.services import paper_orders, papers
from desktop.services.papers import Order

_SEPARATOR = "scan_tree.separator"
_ENDING = ".pdf"
# Who introduced, and the name of their paper in the forms.
_INTRODUCED = {"official_member": "introduction", "youth_union": "youth_union", "trade_union": "trade_union"}


@dataclass(frozen=True)
class Leaf:
    """One file of the tree: where it lies, and what goes into it: a scan, or a paper of the order."""

    folder: str
    stem: str
    form: str
    scan: Sealed | None = None
    paper: int = -1


@dataclass(frozen=True)
class Tree:
    """What will be written, read from the book; `order` makes the papers, `remarks` tell what is left out and why."""

    leaves: tuple[Leaf, ...]
    order: Order | None
    book: Path
    secret: bytes
    remarks: tuple[str, ...]
    people: tuple[int, ...]


def separator(store: Store) -> str:
    """What stands between the words of a file's name: a blank or an underscore."""
    return str(json.loads(store.read_setting(_SEPARATOR) or json.dumps(SPACE)))


def choose_separator(store: Store, is_underscore: bool) -> Changes:
    """Keep what stands between the words. Raises NotAllowed."""
    with store.action("Chọn dấu nối trong tên tệp bản quét", right="settings") as action:
        action.save_setting(_SEPARATOR, json.dumps(UNDERSCORE if is_underscore else SPACE))
    return action.changes


def plan(store: Store, person_ids: Sequence[int], today: date, with_papers: bool = True) -> Tree:
    """The tree of people: their scans, and the final papers the program can make of what has no scan.

    Raises NotFound, NotAllowed; KnownError when there is nothing to hand over.
    """
    store.require("export")
    loaded = cases.load_all(store, list(person_ids))
    order = paper_orders.gather_many(store, person_ids, today) if with_papers else None
    leaves: list[Leaf] = []
    remarks: list[str] = []
    for person_id in dict.fromkeys(person_ids):
        planned, told = _of_person(store, loaded[person_id], order)
        leaves += planned
        remarks += told
    if not leaves:
        raise KnownError("Chưa có bản quét hay giấy tờ nào để xếp vào cây thư mục. Chưa ghi gì.")
    return Tree(tuple(leaves), order, store.path, store.secret, tuple(dict.fromkeys(remarks)), tuple(loaded))


def write(tree: Tree, root: Path) -> list[Path]:
    """Write the tree; needs no book. Raises KnownError when paths would be too long, CannotWrite; files are whole."""
    targets = [_target(root, leaf) for leaf in tree.leaves]
    made = papers.make(tree.order) if tree.order is not None else None
    for leaf, path in zip(tree.leaves, targets, strict=True):
        with known_disk_errors(path.parent):
            path.parent.mkdir(parents=True, exist_ok=True)
        if leaf.scan is not None:
            content = scans.open_sealed(tree.book, tree.secret, leaf.scan)
        else:
            assert made is not None
            content = papers.one_pdf(made, leaf.paper)
        write_whole(path, content)
    return targets


def record(store: Store, tree: Tree) -> None:
    """Log with each person that papers left the book."""
    for person_id in tree.people:
        store.event("Xuất giấy tờ ra cây thư mục bản quét", person_id, kind="export")


def _of_person(store: Store, case: Case, order: Order | None) -> tuple[list[Leaf], list[str]]:
    remarks = []
    organisation = scan_tree.organisation_folder(case)
    if not organisation:
        organisation = "chua-co-ma-to-chuc"
        remarks.append(
            f"Chưa ghi mã tổ chức đảng của cấp ủy (Thiết lập, thẻ Cấp ủy), nên thư mục tạm mang tên “{organisation}”."
        )
    if not case.person.citizen_id:
        remarks.append(f"{case.person.full_name}: chưa có số định danh cá nhân, thư mục ghi số không.")
    edition = (case.dossier.rule_edition if case.dossier else None) or (order.edition.id if order else "")
    found, unnumbered = _scanned(store, case, edition)
    remarks += unnumbered
    known = {number for number, _ in found}
    made = [(number, leaf) for number, leaf in _made(case, order) if number not in known]
    numbered = sorted(found + made, key=lambda each: each[0])
    names = scan_tree.file_names([number for number, _ in numbered], _catalogue(), separator(store))
    folder = f"{organisation}/{scan_tree.person_folder(case)}"
    leaves = [
        Leaf(folder, name, leaf.form, leaf.scan, leaf.paper) for name, (_, leaf) in zip(names, numbered, strict=True)
    ]
    return leaves, remarks


def _scanned(store: Store, case: Case, edition: str) -> tuple[list[tuple[int, Leaf]], list[str]]:
    """The scans by their numbers, and a sentence for each that has none."""
    found, remarks = [], []
    for item in case.items:
        if item.scan_id is None:
            continue
        number = _catalogue().number_of(item.paper, edition)
        if number is None:
            remarks.append(f"Bản quét “{item.paper}” của {case.person.full_name} không có số trong danh mục, chưa xếp.")
        else:
            scan = scans.sealed(store, store.get("scan", item.scan_id), case.person.id)
            found.append((number, Leaf("", "", item.paper, scan=scan)))
    return found, remarks


def _made(case: Case, order: Order | None) -> list[tuple[int, Leaf]]:
    """What the program can print of what has happened; a form nobody has filled yet is no paper of a file."""
    if order is None:
        return []
    forms = papers.catalogue_of(order.edition, order.own_forms)
    happened = {step.kind for step in case.steps} | {_INTRODUCED.get(row.kind, "") for row in case.introductions}
    found = []
    for place, wanted in enumerate(order.wanted):
        is_own = wanted.case is not None and wanted.case.person.id == case.person.id
        number = _catalogue().number_of(wanted.paper.form, order.edition.id)
        is_due = is_own and forms.form(wanted.paper.form).form.document in happened
        if is_due and number is not None and order.state_of(wanted) == FINAL:
            found.append((number, Leaf("", "", wanted.paper.form, paper=place)))
    return found


def _target(root: Path, leaf: Leaf) -> Path:
    folder = root / leaf.folder
    room = LONGEST_PATH - len(str(folder.absolute())) - 1 - len(_ENDING)
    stem = scan_tree.shortened(leaf.stem, room)
    if stem is None:
        raise KnownError(
            f"Đường dẫn tới “{folder}” dài quá, Windows không nhận được tệp ở đó. Chưa ghi gì. "
            "Hãy chọn thư mục gần gốc ổ đĩa hơn, thí dụ D:\\Ban quet."
        )
    return folder / f"{stem}{_ENDING}"


@lru_cache(maxsize=1)
def _catalogue() -> Catalogue:
    return scan_tree.read(paths.scan_tree().read_text(encoding="utf-8"))
