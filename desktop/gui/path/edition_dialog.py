"""Putting a dossier under other rules: the edition is chosen, what would change in the findings is shown, then done."""

from datetime import date

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from db.records import Case
from desktop.domain.rules.model import Finding
from desktop.domain.rules.overview import LEVEL_NAMES
from desktop.gui.context import AppContext
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.combo_box import QuietComboBox
from desktop.gui.widgets.labels import plain_label
from desktop.services import dossier_rules, rule_book
from desktop.services.dossier_rules import Difference
from desktop.vietnamese import show_date


class EditionDialog(QDialog):
    """Accepted when the dossier stands under the chosen rules."""

    def __init__(self, context: AppContext, case: Case, held: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context, self._case = context, case
        self.setWindowTitle("Đổi bộ quy định")
        self.editions = QuietComboBox()
        self.editions.setAccessibleName("Bộ quy định")
        for edition in rule_book.open_rules(context.store).book.editions:
            self.editions.addItem(f"{edition.title} (từ {_shown(edition.applies_from)})", edition.id)
        self.editions.setCurrentIndex(max(0, self.editions.findData(held)))
        self.told = QPlainTextEdit()
        self.told.setReadOnly(True)
        self.told.setAccessibleName("Các điều sẽ thay đổi")
        self.keep = button("Đổi bộ quy định", self.save, "primary")
        self.editions.currentIndexChanged.connect(lambda _: self._compare())
        self._build()
        self._compare()

    def save(self) -> None:
        """Put the dossier under the chosen rules and close."""
        dossier = self._case.dossier
        assert dossier is not None
        store, chosen = self.context.store, self.editions.currentData()
        changes = self.context.messages.attempt(lambda: dossier_rules.change_edition(store, dossier.id, chosen))
        if changes is not None:
            self.context.show_status(f"Đã lưu: {changes.label}.", changes)
            self.accept()

    def _compare(self) -> None:
        person_id, chosen = self._case.person.id, self.editions.currentData()
        told = self.context.messages.attempt(
            lambda: dossier_rules.compare(self.context.store, person_id, chosen, self.context.today())
        )
        self.told.setPlainText(_describe(told) if told else "")
        self.keep.setEnabled(told is not None)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(plain_label(self._case.person.full_name, "heading"))
        layout.addWidget(
            plain_label(
                "Hồ sơ theo bộ quy định có hiệu lực ngày được làm thủ tục; chỉ đổi khi cấp trên hướng dẫn.", "hint"
            )
        )
        layout.addWidget(self.editions)
        layout.addWidget(self.told, 1)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(button("Không đổi", self.reject))
        row.addWidget(self.keep)
        layout.addLayout(row)
        self.resize(720, 420)


def _describe(told: Difference) -> str:
    if not told.added and not told.gone:
        return "Không có điều nào thay đổi."
    parts = []
    for heading, found in (("Thêm", told.added), ("Bớt", told.gone)):
        if found:
            parts.append("\n".join([f"{heading} {len(found)} điều:", *map(_line, found)]))
    return "\n\n".join(parts)


def _line(finding: Finding) -> str:
    return f"– {LEVEL_NAMES[finding.level]}: {finding.message} ({finding.citation})"


def _shown(on: date) -> str:
    return show_date(on.isoformat())
