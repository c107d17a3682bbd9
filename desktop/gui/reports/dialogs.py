"""Figures typed for a period the program did not see, and the groups in which unknown words are counted."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from db import fields
from db.changes import Changes
from desktop.domain.reports.dimensions import WordDimension
from desktop.domain.reports.model import Report
from desktop.domain.reports.periods import words
from desktop.domain.validation import Invalid
from desktop.gui.context import AppContext
from desktop.gui.grid.model import GridColumn, GridModel, column_of
from desktop.gui.grid.table import GridTable
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.labels import plain_label, set_role
from desktop.services import plans
from desktop.services.plan_lines import Line
from desktop.services.reports import typed
from desktop.services.reports.behind import UnknownValue

_VALUE, _SHARE = (fields.field("typed_figure", name) for name in ("value", "published_share"))
_LEAF = fields.field("value_group", "leaf")


class GridDialog(QDialog):
    """A grid with two buttons; accepted when `save` kept what was typed."""

    def __init__(
        self,
        context: AppContext,
        title: str,
        hint: str,
        columns: Sequence[GridColumn],
        lines: Sequence[Line],
        save: Callable[[GridModel], Changes],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.context, self._save = context, save
        self.setWindowTitle(title)
        self.model = GridModel(columns)
        self.model.show_lines(lines)
        self.table = GridTable(context, "reports.grid", title, self.model)
        self.state = plain_label(hint, "hint", wraps=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(plain_label(title, "heading", wraps=True))
        layout.addWidget(self.state)
        layout.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button("Không ghi", self.reject))
        foot.addWidget(button("Ghi", self.save, "primary"))
        layout.addLayout(foot)
        self.resize(860, 520)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self.save)
        self.table.begin()
        self.table.setFocus()

    def save(self) -> None:
        """Keep and close; what cannot be kept is marked and said."""
        self.table.commit()
        self.model.edits()
        if not self.model.problems:
            try:
                changes = self._save(self.model)
            except Invalid as error:
                rows = {line.fixed.get("name", ""): row for row, line in enumerate(self.model.lines)}
                told = {
                    (rows[name], _VALUE.name): sentence for name, sentence in error.problems.items() if name in rows
                }
                self.model.show_problems(told)
            else:
                self.context.show_status(f"Đã lưu: {changes.label}.", changes)
                self.accept()
                return
        found = self.model.first_problem()
        if found is not None:
            self.table.setCurrentIndex(found[0])
            self.state.setText(found[1])
            set_role(self.state, "problem")


class TypedDialog(GridDialog):
    """The figures of a report for its period, each with what was typed instead of counting."""

    def __init__(self, context: AppContext, report: Report, parent: QWidget | None = None) -> None:
        shown = GridColumn("shown", "Trong báo cáo", 12)
        columns = (
            GridColumn("label", "Chỉ số", 40, is_label=True),
            shown,
            column_of(_VALUE, 10),
            column_of(_SHARE, 12),
        )
        lines = [
            Line(each.label, None, _values(each), {"name": each.name}) for each in typed.typable(context.store, report)
        ]
        hint = (
            "Chỉ gõ cho thời gian chưa theo dõi trong sổ; số gõ thay số đếm và luôn có dấu *. Xóa số là lấy lại số đếm."
        )
        super().__init__(
            context,
            f"Gõ số liệu {words(report.period)}",
            hint,
            columns,
            lines,
            lambda model: typed.type_figures(context.store, report.period, _typed(model)),
            parent,
        )


class GroupsDialog(GridDialog):
    """The words no group of a dimension knows, each to be put into one of its groups once and for all."""

    def __init__(
        self,
        context: AppContext,
        dimension: WordDimension,
        values: Sequence[UnknownValue],
        parent: QWidget | None = None,
    ) -> None:
        options = {leaf.label: leaf.key for leaf in dimension.leaves}
        if dimension.leaves and all(leaf.is_whole for leaf in dimension.leaves):
            options["Khác"] = "other"
        counted = GridColumn("people", "Số người", 8)
        columns = (GridColumn("label", "Đã ghi", 30, is_label=True), counted, column_of(_LEAF, 40, options))
        lines = [Line(each.text, None, {"people": str(each.people)}, {"name": each.key}) for each in values]
        super().__init__(
            context,
            f"{dimension.label}: xếp nhóm để thống kê",
            "Gõ vài chữ của nhóm, Enter xuống dòng. Chương trình nhớ cho các báo cáo sau, không sửa hồ sơ của ai.",
            columns,
            lines,
            lambda model: plans.decide_groups(context.store, _decided(model, dimension.name)),
            parent,
        )


def _values(each: typed.Typable) -> dict[str, object]:
    return {"shown": each.shown, _VALUE.name: each.value, _SHARE.name: each.share}


def _typed(model: GridModel) -> dict[str, tuple[str, str]]:
    """Number and share of every line in which something was typed, as they stand on screen."""
    places = [place for place, column in enumerate(model.columns) if column.typed_as is not None]
    return {
        model.lines[row].fixed["name"]: tuple(_plain(model.index(row, place).data()) for place in places)  # type: ignore[misc]
        for row in model.typed
    }


def _plain(text: str) -> str:
    """A number without the full stops between its thousands; shares have a comma."""
    return text.replace(".", "") if "," not in text else text


def _decided(model: GridModel, dimension: str) -> list[tuple[str, str, str]]:
    _, edits = model.edits()
    chosen = zip(sorted(model.typed), edits, strict=True)
    return [
        (dimension, model.lines[row].fixed["name"], edit.values[_LEAF.name])
        for row, edit in chosen
        if edit.values.get(_LEAF.name)
    ]
