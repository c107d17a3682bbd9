"""The dossier's own fields: its number, the rules it stands under, its dates."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db import fields as registry
from db.records import Case
from desktop.gui.context import AppContext
from desktop.gui.fields.form import FieldForm
from desktop.gui.fields.saving import attempt
from desktop.gui.path.edition_dialog import EditionDialog
from desktop.gui.person.part import PersonPart
from desktop.gui.widgets.arranging import scrolled
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.permission import permit
from desktop.services import people
from desktop.services.findings import Review


class DossierPart(PersonPart):
    """One form over the newest dossier."""

    title = "Hồ sơ"

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self._dossier_id: int | None = None
        self._review: Review | None = None
        fields = [each for each in registry.fields_of("dossier") if each.name != "rule_edition"]
        self.form = FieldForm(context.store, fields, columns=2)
        self.rules = plain_label("", "hint", wraps=True)
        self.rules_button = button("Đổi bộ quy định…", self.change_rules)
        permit(context.store, "write", self.rules_button)
        self.hint = plain_label("Người này chưa có hồ sơ kết nạp.", "hint", wraps=True)
        self.form.edited.connect(self.edited)
        self.form.completed.connect(self.save)
        self._build()

    def show_case(self, case: Case) -> None:
        self._dossier_id = case.dossier.id if case.dossier else None
        self.form.follow(case.dossier or {})
        self.form.setVisible(case.dossier is not None)
        self.hint.setVisible(case.dossier is None)
        self.rules_button.setVisible(case.dossier is not None)

    def show_review(self, review: Review) -> None:
        self._review = review
        self.rules.setText("\n".join(filter(None, [f"Bộ quy định: {review.rules.edition.title}", review.remark])))

    def change_rules(self) -> None:
        """Choose other rules for the dossier, seeing first what would change."""
        if self._review is not None:
            held = self._review.rules.edition.id
            self.context.messages.run_dialog(EditionDialog(self.context, self._review.case, held, self))

    def has_unsaved(self) -> bool:
        return self.form.is_changed()

    def save(self) -> bool:
        dossier_id = self._dossier_id
        if dossier_id is None or not self.form.is_changed():
            return True
        values = self.form.changed_values()
        store = self.context.store
        changes = attempt(self.context.messages, [self.form], lambda: people.save_dossier(store, dossier_id, values))
        if changes is not None:
            self.context.show_status(f"Đã lưu: {changes.label}.", changes)
        return changes is not None

    def discard(self) -> None:
        if self._dossier_id is not None:
            self.form.show_values(self.context.store.get("dossier", self._dossier_id))

    def collect(self) -> dict[str, dict[str, Any]]:
        return {"dossier": self.form.changed_values()} if self.form.is_changed() else {}

    def restore(self, content: Mapping[str, Mapping[str, Any]]) -> None:
        self.form.restore(content.get("dossier", {}))

    def lead_to(self, table: str, name: str, row_id: int | None = None) -> bool:
        if table != "dossier" or name not in self.form.editors:
            return False
        self.form.editors[name].input.setFocus()
        return True

    def _build(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.addWidget(self.hint)
        column.addWidget(self.form)
        row = QHBoxLayout()
        row.addWidget(self.rules, 1)
        row.addWidget(self.rules_button)
        column.addLayout(row)
        column.addStretch()
        inside.setMaximumWidth(760)
        area = scrolled(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
