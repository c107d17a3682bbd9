"""The background checks of a dossier: whom, where, since when, answered when, what; or why nobody was asked."""

from PySide6.QtWidgets import QVBoxLayout

from db.records import Case, Record
from desktop.domain.due import answer_due_on
from desktop.domain.rules.model import Rules
from desktop.gui.context import AppContext
from desktop.gui.fields import references
from desktop.gui.fields.record_list import RecordList
from desktop.gui.fields.reference import ReferenceEditor
from desktop.gui.person.list_part import ListPart
from desktop.gui.person.lists import BACKGROUND_CHECKS
from desktop.gui.widgets.labels import plain_label, set_role
from desktop.services import display
from desktop.services.findings import Review
from desktop.vietnamese import show_date


class ChecksPart(ListPart):
    """A list whose relatives are those of this person, and until when the chosen place has to answer."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, BACKGROUND_CHECKS)
        self._family: tuple[Record, ...] = ()
        self._rules: Rules | None = None
        self.due = plain_label("", "hint")

    def make_list(self) -> RecordList:
        made = super().make_list()
        about = made.form.editors["family_member_id"]
        assert isinstance(about, ReferenceEditor)
        about.input.setPlaceholderText("để trống: bản thân người vào Đảng")
        about.look_in(lambda text: references.among(self._family, display.relative_label, text))
        made.shown.connect(self._show_due)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(0, self.due)
        return made

    def show_case(self, case: Case) -> None:
        self._family = case.family
        super().show_case(case)

    def show_review(self, review: Review) -> None:
        self._rules = review.rules
        if self._list is not None:
            self._show_due(self._list.current())

    def _show_due(self, row: Record | None) -> None:
        due_on = answer_due_on(row, self._rules) if row is not None and self._rules is not None else None
        self.due.setVisible(due_on is not None)
        if row is None or due_on is None:
            return
        self.due.setText(f"Nơi được hỏi trả lời trước ngày {show_date(due_on.isoformat())}.")
        set_role(self.due, "hint" if row.answered_on or due_on >= self.context.today() else "problem")
