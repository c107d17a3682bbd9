"""The tables of an import: what is shown of people, findings and proposals, and copying a table as text."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication

from db.fields import find_field
from desktop.domain.sheets.model import Finding, Proposal
from desktop.domain.sheets.plan import ImportPlan, value_shown
from desktop.gui.people.columns import masked
from desktop.gui.widgets.record_model import RecordModel, TableColumn

Index = QModelIndex | QPersistentModelIndex
# What concerns the whole sheet has row 0.
_ROW = TableColumn("row", "Dòng", lambda row: str(row.row or ""), lambda row: row.row, is_number=True)
_NAME = TableColumn("full_name", "Họ và tên", lambda person: person.full_name)
# A spreadsheet takes text that begins so as a formula.
_FORMULA_SIGNS = ("=", "+", "-", "@")


def _value(name: str) -> TableColumn:
    field = find_field("person", name)
    label = field.label if field else name
    return TableColumn(name, label, lambda person: value_shown("person", name, person.values.get(name)))


NEW = (
    _ROW,
    _NAME,
    _value("born_on"),
    _value("sex"),
    TableColumn("cell", "Chi bộ", lambda person: person.cell_name or ""),
    TableColumn("citizen_id", "Số định danh", lambda person: masked(person.values.get("citizen_id"))),
    TableColumn("mentors", "Đảng viên giúp đỡ", lambda person: ", ".join(person.mentors)),
)
CHANGED = (
    _ROW,
    _NAME,
    TableColumn(
        "changes",
        "Thay đổi",
        lambda person: "; ".join(f"{each.label}: {each.old or '(trống)'} → {each.new}" for each in person.changes),
    ),
)
SAME = (
    _ROW,
    _NAME,
    TableColumn(
        "why", "Vì sao", lambda person: f"lặp lại dòng {person.repeats}" if person.repeats else "đã có đủ trong sổ"
    ),
)
LEFT_OUT = (_ROW, TableColumn("why", "Vì sao", lambda row: row.why))
FINDINGS = (
    _ROW,
    _NAME,
    TableColumn("column", "Cột", lambda finding: finding.column),
    TableColumn("value", "Giá trị trong tệp", lambda finding: finding.value),
    TableColumn("why", "Vì sao", lambda finding: finding.why),
)
PROPOSALS = (
    _ROW,
    TableColumn("column", "Cột", lambda proposal: proposal.column),
    TableColumn("value", "Trong tệp", lambda proposal: proposal.value),
    TableColumn("proposed", "Đề nghị ghi", lambda proposal: proposal.proposed),
    TableColumn("why", "Vì sao", lambda proposal: proposal.why),
)


class NamedFinding(NamedTuple):
    """A finding with the name that stands in its row."""

    row: int
    full_name: str
    column: str
    value: str
    why: str


def named(findings: Iterable[Finding], plan: ImportPlan) -> list[NamedFinding]:
    """Findings as the clerk looks for them: by the person, not by the row alone."""
    names = {person.row: person.full_name for person in plan.people}
    return [NamedFinding(each.row, names.get(each.row, ""), each.column, each.value, each.why) for each in findings]


class ProposalModel(RecordModel):
    """Proposals with a tick each; all are taken until the clerk unticks one."""

    def __init__(self) -> None:
        super().__init__(PROPOSALS)
        self.refused: set[tuple[int, str]] = set()

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            is_refused = self.record(index.row()).identity in self.refused
            return Qt.CheckState.Unchecked if is_refused else Qt.CheckState.Checked
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 0:
            return None
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.take(self.record(index.row()), Qt.CheckState(value) == Qt.CheckState.Checked)
        self.dataChanged.emit(index, index, [role])
        return True

    def offer(self, proposals: Sequence[Proposal]) -> Sequence[Proposal]:
        """Show the proposals of a plan, and keep showing those refused since; returns all that are shown."""
        if not self.refused:
            self.show_records(proposals)
        return self._records

    def forget(self) -> None:
        """Another understanding of the file makes other proposals."""
        self.refused.clear()
        self.show_records([])

    def take(self, proposal: Proposal, is_taken: bool) -> None:
        """Take a proposal or refuse it."""
        if is_taken:
            self.refused.discard(proposal.identity)
        else:
            self.refused.add(proposal.identity)


def copy_rows(columns: Sequence[TableColumn], records: Sequence[Any]) -> None:
    """Put rows on the clipboard as a spreadsheet pastes them; no text becomes a formula."""
    lines = [[column.heading for column in columns]]
    lines += [[_plain(column.show(record)) for column in columns] for record in records]
    QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))


def _plain(text: str) -> str:
    single = " ".join(text.split())
    return f"'{single}" if single.startswith(_FORMULA_SIGNS) else single
