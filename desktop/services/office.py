"""The office that owns the book: its name, its place in the chain of committees, its cells."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from db.changes import Changes
from db.errors import KnownError
from db.records import Record
from db.store import Action, Store
from db.text import fold
from desktop.domain.validation import check_values

Values = Mapping[str, Any]

# Models of organisation: the level of the office's own committee, and of the one above it.
MODELS: dict[str, tuple[str, str]] = {"deciding": ("competent", "superior"), "grassroots": ("grassroots", "competent")}
MODEL_TITLES = {
    "deciding": "Ban thường vụ đảng ủy này quyết định kết nạp",
    "grassroots": "Đảng ủy này đề nghị, cấp ủy cấp trên quyết định kết nạp",
}
# Usual sources; an office changes the list as it likes.
SOURCES = (
    "Đoàn viên ưu tú",
    "Hội viên phụ nữ",
    "Hội viên nông dân",
    "Hội viên cựu chiến binh",
    "Công đoàn viên",
    "Cán bộ thôn, bản, tổ dân phố",
    "Dân quân, công an viên",
    "Bộ đội xuất ngũ",
    "Học sinh, sinh viên",
    "Cán bộ, công chức, viên chức",
    "Doanh nghiệp tư nhân",
)
COMMITTEE_WORD = fold("Đảng ủy")
# "1.", "2)", "3 -", "4" and a blank or tab, a dash or a bullet in front; numbers behind a name belong to it.
_NUMBERING = re.compile(r"^\s*(?:[-–•*+]\s*)*(?:\d+(?:\s*[.):/-]+|\s|$))?")


@dataclass(frozen=True)
class CellLine:
    """One line of typed cells: its name, and the grassroots committee it stands under, if any."""

    name: str
    committee: str | None = None


@dataclass(frozen=True)
class OfficeSetup:
    """What a new office says of itself. `values` are further fields of the office; `model` is a key of MODELS."""

    name: str
    model: str = "deciding"
    superior: str | None = None
    cells: tuple[CellLine, ...] = ()
    values: Values = field(default_factory=dict)


def parse_cells(text: str) -> list[CellLine]:
    """The cells typed or pasted one a line; a line that begins with "Đảng ủy" is the committee of the lines below it.

    Blank lines end the committee; numbering in front and repeats are dropped.
    """
    lines: list[CellLine] = []
    committee: str | None = None
    for typed in text.splitlines():
        line = CellLine(_NUMBERING.sub("", typed).strip(), committee)
        if not line.name:
            committee = None
        elif fold(line.name).startswith(COMMITTEE_WORD):
            committee = line.name
        elif all((fold(held.name), held.committee) != (fold(line.name), committee) for held in lines):
            lines.append(line)
    return lines


def set_up(store: Store, setup: OfficeSetup) -> Changes:
    """Write the office into a new book: committees, cells, usual sources. Raises Invalid."""
    checked = check_values("office", {**setup.values, "name": setup.name}, is_new=True)
    if store.count("office"):
        raise KnownError("Sổ này đã có tên cơ quan. Không có gì thay đổi. Hãy sửa trong phần Cơ quan.")
    with store.action(f"Lập sổ {setup.name}", right="settings") as action:
        own = _committees(action, setup)
        action.insert("office", {**checked, "id": 1, "committee_id": own})
        _cells(action, setup.cells, own)
        for name in SOURCES:
            action.insert("source_category", {"name": name})
    return action.changes


def save_office(store: Store, values: Values) -> Changes:
    """Correct the office's own fields. Raises Invalid."""
    checked = check_values("office", values)
    with store.action("Sửa thông tin cơ quan", right="settings") as action:
        action.update("office", 1, checked)
    return action.changes


def save_cell(store: Store, values: Values, cell_id: int | None = None) -> tuple[int, Changes]:
    """Add a cell (under the office's own committee unless said) or correct one; returns its key. Raises Invalid."""
    checked = check_values("party_cell", values, is_new=cell_id is None)
    label = f"{'Thêm' if cell_id is None else 'Sửa'} {checked.get('name') or 'chi bộ'}"
    with store.action(label, right="settings") as action:
        if cell_id is None:
            checked.setdefault("committee_id", store.get("office", 1).committee_id)
            cell_id = action.insert("party_cell", checked)
        else:
            action.update("party_cell", cell_id, checked)
    return cell_id, action.changes


def list_cells(store: Store) -> list[Record]:
    """All cells in the order of their names."""
    return store.list("party_cell", order="sort_key id")


def find_cell(store: Store, typed: str) -> int:
    """The key of the one cell meant by words of its name, without accents. Raises KnownError unless it is one."""
    cells = list_cells(store)
    exact = [cell for cell in cells if fold(cell.name) == fold(typed)]
    found = exact or [cell for cell in cells if fold(typed) in fold(cell.name)]
    if len(found) != 1:
        names = ", ".join(cell.name for cell in cells)
        raise KnownError(f"“{typed}” ứng với {len(found)} chi bộ. Hãy ghi rõ hơn: {names}.")
    return int(found[0].id)


def list_sources(store: Store) -> list[Record]:
    """The sources in use, by name."""
    return store.list("source_category", order="name", is_active=1)


def _committees(action: Action, setup: OfficeSetup) -> int:
    own_level, upper_level = MODELS[setup.model]
    superior = (setup.superior or "").strip()
    upper = action.insert("party_committee", {"level": upper_level, "name": superior}) if superior else None
    return action.insert("party_committee", {"level": own_level, "name": setup.name.strip(), "parent_id": upper})


def _cells(action: Action, cells: tuple[CellLine, ...], own: int) -> None:
    committees: dict[str | None, int] = {None: own}
    for line in cells:
        if line.committee not in committees:
            values = {"level": "grassroots", "name": line.committee, "parent_id": own}
            committees[line.committee] = action.insert("party_committee", values)
        action.insert("party_cell", {"name": line.name, "committee_id": committees[line.committee]})
