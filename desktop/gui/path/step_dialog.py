"""The dialog in which a step is recorded: only the fields that matter for it."""

from PySide6.QtWidgets import QWidget

from db import fields as registry
from db.choices import STEP_KIND
from db.records import Case
from desktop.domain.chains import as_of_step
from desktop.domain.dossier_papers import paper_of
from desktop.domain.rules.model import Rules
from desktop.domain.step_fields import fields_for, presets
from desktop.gui.context import AppContext
from desktop.gui.fields.dialog import FieldDialog, Words
from desktop.services import steps

_MANY = 8


def make(context: AppContext, case: Case, rules: Rules, kind: str, parent: QWidget) -> FieldDialog:
    """The dialog for one kind of step of the newest dossier of a case."""
    assert case.dossier is not None
    dossier_id: int = case.dossier.id
    rule = rules.steps.get(kind)
    fields = [registry.field("step", name) for name in fields_for(kind, rule)]
    words = Words("Ghi việc đã xảy ra", f"{STEP_KIND[kind]}: {case.person.full_name}", _hint(case, kind, rules), "Ghi")
    return FieldDialog(
        context,
        words,
        fields,
        presets(as_of_step(case, rules.path, kind, context.today()), kind, rules),
        lambda values: steps.record(context.store, dossier_id, kind, values, context.today()),
        3 if len(fields) > _MANY else 2,
        parent,
    )


def _hint(case: Case, kind: str, rules: Rules) -> str:
    rule = rules.steps.get(kind)
    if rule is None:
        return "Ghi ngày và số văn bản như trên giấy; chỗ chưa biết để trống."
    paper = paper_of(rule, case)
    told = [f"{rule.actor}." if rule.actor else "", f"Mẫu {paper}." if paper else ""]
    if rule.vote is not None:
        told.append("Số phiếu ghi đúng như biên bản; không có số nào được điền sẵn.")
    told.append(f"Theo {rule.cite}." if rule.cite else "")
    return " ".join(filter(None, told))
