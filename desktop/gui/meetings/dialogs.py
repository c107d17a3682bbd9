"""The dialogs of the place: a new meeting, further people to consider."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from db import fields as registry
from db.fields import Field
from db.records import Record
from desktop.domain.meetings import CELL, STANDING
from desktop.gui.context import AppContext
from desktop.gui.fields import references
from desktop.gui.fields.form import FieldForm
from desktop.gui.fields.reference import ReferenceEditor
from desktop.gui.fields.saving import attempt
from desktop.gui.meetings.considered import ConsideredPart
from desktop.gui.widgets.buttons import button
from desktop.services import meetings, rounds

_BODY = {True: "party_cell_id", False: "party_committee_id"}
_ROUND = Field("review_round", "round_name", "Tên đợt xét", max_length=100)


class NewMeetingDialog(QDialog):
    """Which body meets, when, whom it considers; `meeting_id` is that of the meeting made."""

    def __init__(
        self, context: AppContext, kind: str = CELL, body_id: int | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.context = context
        self.meeting_id: int | None = None
        self._shown: tuple[str | None, int | None] | None = None
        self.setWindowTitle("Cuộc họp mới")
        named = [registry.field("meeting", name) for name in ("kind", "held_on", *_BODY.values())]
        self.form = FieldForm(context.store, [*named, _ROUND], columns=4)
        self.considered = ConsideredPart(context)
        self._build()
        self.form.show_values({"kind": kind, _BODY[kind == CELL]: body_id})
        self.form.edited.connect(self._follow)
        self.form.completed.connect(self.considered.table.setFocus)
        self.considered.table.opened.connect(lambda _: self.save())
        self._follow()
        self.form.focus_first()

    def save(self) -> None:
        """Keep the meeting and close."""
        values = self.form.values()
        round_name = values.pop("round_name")
        values[_BODY[values["kind"] != CELL]] = None
        wanted = self.considered.considered
        made = attempt(
            self.context.messages,
            [self.form],
            lambda: meetings.open_meeting(
                self.context.store, values, wanted, round_name if values["kind"] == STANDING else None
            ),
        )
        if made is not None:
            self.meeting_id, changes = made
            self.context.show_status(f"Đã lưu: {changes.label}.", changes)
            self.accept()

    def _follow(self) -> None:
        """Show the fields of the kind of body, and its proposals once it is known."""
        values, store, today = self.form.values(), self.context.store, self.context.today()
        kind = values["kind"]
        for is_cell, name in _BODY.items():
            self.form.editors[name].setVisible((kind == CELL) is is_cell)
        self.form.editors["round_name"].setVisible(kind == STANDING)
        if kind is None:
            return
        self._choose_only_body(kind)
        self._name_round(kind)
        body_id = self.form.values()[_BODY[kind == CELL]]
        held_on = values["held_on"] if not self.form.problems().get("held_on") else None
        if (kind, body_id) != self._shown:
            self._shown = (kind, body_id)
            rules = meetings.rules_on(store, held_on, today)[kind]
            purposes = list(rules.steps)
            is_known = isinstance(body_id, int)
            if is_known:
                self.considered.propose(meetings.proposing(store, kind, body_id, held_on, today), purposes)
            else:
                self.considered.show_proposals([], purposes)

    def _choose_only_body(self, kind: str) -> None:
        """Offer the bodies of the kind; take the only one there is."""
        editor = self.form.editors[_BODY[kind == CELL]]
        offered = meetings.bodies(self.context.store, kind)
        assert isinstance(editor, ReferenceEditor)
        editor.look_in(lambda text: references.among(offered, _name, text))
        keys = [row.id for row in offered]
        held = editor.reading()[0]
        if kind != CELL and held not in keys and not editor.input.hasFocus():
            editor.show_value(keys[0] if len(keys) == 1 else None)

    def _name_round(self, kind: str) -> None:
        editor = self.form.editors["round_name"]
        if kind == STANDING and not editor.typed():
            editor.show_value(rounds.propose_name(self.context.store, None, self.context.today()))

    def _build(self) -> None:
        # The cell or the committee, whichever it is, stands in the same place.
        grid = self.form.layout()
        assert isinstance(grid, QGridLayout)
        for place, name in enumerate((_BODY[False], _ROUND.name), start=2):
            grid.addWidget(self.form.editors[name], 0, place)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.form)
        layout.addWidget(self.considered, 1)
        layout.addLayout(_buttons("Không lập", self.reject, "Lập cuộc họp", self.save))
        self.resize(860, 600)


class ConsiderDialog(QDialog):
    """Further people before a meeting that is in the book."""

    def __init__(
        self, context: AppContext, meeting: Record, known: list[Record], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.context = context
        self._meeting = meeting
        self.setWindowTitle("Thêm người được xét")
        self.considered = ConsideredPart(context)
        store, today = context.store, context.today()
        body_id = meeting.party_cell_id if meeting.kind == CELL else meeting.party_committee_id
        work = meetings.proposing(store, meeting.kind, body_id, meeting.held_on, today)
        purposes = list(meetings.rules_on(store, meeting.held_on, today)[meeting.kind].steps)
        self.considered.propose(work, purposes, {(row.dossier_id, row.purpose) for row in known})
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.considered, 1)
        layout.addLayout(_buttons("Không thêm", self.reject, "Đưa ra xét", self.save))
        self.resize(820, 520)
        self.considered.table.opened.connect(lambda _: self.save())
        self.considered.search.setFocus()

    def save(self) -> None:
        """Put them before the meeting and close."""
        store, key, wanted = self.context.store, self._meeting.id, self.considered.considered
        changes = self.context.messages.attempt(lambda: meetings.consider(store, key, wanted))
        if changes is not None:
            self.context.show_status(f"Đã lưu: {changes.label}.", changes)
            self.accept()


def _name(row: Record) -> str:
    return str(row.name)


def _buttons(no: str, leave: Callable[[], object], yes: str, keep: Callable[[], object]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch()
    row.addWidget(button(no, leave))
    row.addWidget(button(yes, keep, "primary"))
    return row
