"""Filling the superior's own Excel file: its sheet as a grid, a figure for each chosen cell, kept for every period."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.reports import periods
from desktop.domain.sheets.addresses import cell_name
from desktop.gui.context import AppContext
from desktop.gui.handover.figure_dialog import FigureDialog
from desktop.gui.handover.period_line import PeriodLine
from desktop.gui.handover.sheet_model import SheetModel
from desktop.gui.handover.sheet_table import SheetTable
from desktop.gui.jobs import Report
from desktop.gui.page import Page
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.combo_box import QuietComboBox
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.permission import permit
from desktop.services import importing
from desktop.services.handover import templates
from desktop.services.handover.figures import PeriodFigures
from desktop.services.handover.templates import ChosenCell, Template

if TYPE_CHECKING:
    from desktop.domain.sheets.model import WorkbookData

KINDS = "Tệp Excel (*.xlsx *.xls *.xlsm)"
_HINT = (
    "Chọn tệp Excel cấp trên gửi (.xlsx, .xls). Ở ô cần điền bấm Enter để chọn số liệu, Delete để bỏ; lưu một lần, "
    "kỳ sau tự điền. Ngoài các ô đã chọn, tệp không thay đổi gì."
)


class TemplatePage(Page):
    """Nothing in the book changes until the cells are saved; nothing on the disk until a filled file is asked for."""

    title = "Điền vào tệp Excel của cấp trên"
    help_name = "handover"
    concerns = frozenset({"superior_template"})

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.template: Template | None = None
        self.data: WorkbookData | None = None
        self._is_edited = False
        self._read_figures: PeriodFigures | None = None
        self.period = PeriodLine(periods.year(context.today().year))
        self.sheet = QuietComboBox()
        self.sheet.setAccessibleName("Trang của tệp")
        self.sheet.setMinimumContentsLength(18)
        self.model = SheetModel()
        self.table = SheetTable(self.model)
        self.kept = QuietComboBox()
        self.kept.setAccessibleName("Tệp đã giữ trong sổ")
        self.kept.setMinimumContentsLength(24)
        self.choose_button = button("Chọn tệp của cấp trên…", self.choose, "primary")
        self.save_button = button("Lưu các ô đã chọn", self.save)
        self.fill_button = button("Điền và lưu tệp…", self.fill, "primary")
        self.remove_button = button("Bỏ khỏi sổ…", self.remove, "link", "Không giữ tệp này và các ô của nó nữa")
        self.told = plain_label(_HINT, "hint", wraps=True)
        self.where = plain_label("", "strong", wraps=True)
        permit(context.store, "reports", self.save_button, self.remove_button)
        permit(context.store, "export", self.fill_button)
        self._lay_out()
        self._connect()
        self._show()

    def first_control(self) -> QWidget | None:
        return self.choose_button if self.template is None else self.table

    def refresh(self) -> None:
        """Offer the files that are kept; without any there is nothing to choose."""
        self.kept.clear()
        self.kept.addItem("Tệp đã giữ trong sổ…", None)
        for template in templates.list_templates(self.context.store):
            self.kept.addItem(template.name, template)
        self.kept.setVisible(self.kept.count() > 1)

    def has_unsaved(self) -> bool:
        return self._is_edited

    def discard(self) -> None:
        self._is_edited = False

    def choose(self) -> None:
        """Ask for a file and read it beside the window."""
        path = self.context.messages.choose_file("Chọn tệp Excel của cấp trên", Path.home(), KINDS)
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read a file beside the window, then show it with the cells known for it."""

        def work(report: Report) -> tuple[bytes, "WorkbookData"]:
            data = importing.read_file(path, cancelled=lambda: report.is_cancelled)
            return path.read_bytes(), data

        self.context.jobs.run(f"Đang đọc {path.name}", work, lambda read: self._take(path.name, *read))

    def open_kept(self) -> None:
        """Show a file that is kept in the book, with its cells."""
        template: Template | None = self.kept.currentData()
        if template is not None:
            name, content = template.file_name, template.content
            self.context.jobs.run(
                f"Đang đọc {name}",
                lambda report: templates.read_sheets(template),
                lambda data: self._take(name, content, data),
            )

    def save(self) -> bool:
        """Keep the chosen cells in the book."""
        template = self.template
        if template is None:
            return True
        saved = self.context.messages.attempt(lambda: templates.save(self.context.store, template))
        if saved is None:
            return False
        self.template, changes = saved
        self._is_edited = False
        self.context.show_status(f"Đã lưu {len(template.cells)} ô của tệp “{template.name}”.", changes)
        self._show()
        return True

    def remove(self) -> None:
        """No longer keep the file, after asking: its content does not come back."""
        template = self.template
        if template is None or template.template_id is None:
            return
        key, messages = template.template_id, self.context.messages
        question = f"Sổ không giữ tệp “{template.name}” và các ô đã chọn nữa; việc này không hoàn tác được."
        if messages.confirm("Bỏ tệp khỏi sổ", question, "Bỏ tệp"):
            changes = messages.attempt(lambda: templates.remove(self.context.store, key))
            if changes is not None:
                self._is_edited, self.template = False, None
                self.context.changed.emit(changes)
                self.context.show_status(f"Đã bỏ tệp “{template.name}” khỏi sổ.")
                self._show()
                self.choose_button.setFocus()

    def fill(self) -> None:
        """Write the filled file where the clerk says; what stays empty is said before."""
        template, figures = self.template, self._figures()
        if template is None:
            return
        filled = self.context.messages.attempt(lambda: templates.fill(template, figures))
        if filled is None:
            return
        empty = "\n".join(f"– {sentence}" for sentence in filled.empty)
        question = f"Những ô sau sẽ để nguyên như tệp gốc:\n{empty}\n\nVẫn lưu tệp?"
        if empty and not self.context.messages.confirm("Còn ô chưa có số liệu", question, "Vẫn lưu tệp"):
            return
        path = self.context.messages.choose_new_file("Lưu tệp đã điền", self._suggested(template), KINDS)
        if path is None:
            return
        store = self.context.store
        written = self.context.messages.attempt(lambda: templates.write_filled(store, template, filled, path))
        if written is not None:
            self.context.show_status(f"Đã điền {filled.cells} ô vào “{written.name}”.")

    def _take(self, name: str, content: bytes, data: "WorkbookData") -> None:
        self.template = templates.recognise(self.context.store, name, content, data)
        self.data = data
        self._is_edited = False
        self.sheet.clear()
        self.sheet.addItems([sheet.name for sheet in data.sheets])
        first = next((cell.sheet for cell in self.template.cells), None)
        if first is not None:
            self.sheet.setCurrentText(first)
        self._show_sheet()
        self._show()
        self.table.setFocus()
        self.table.setCurrentIndex(self.model.index(0, 0))

    def _choose_figure(self, row: int, column: int) -> None:
        template, data = self.template, self.data
        if template is None or data is None:
            return
        sheet, place = self.sheet.currentText(), (row, column)
        if not self.context.messages.attempt(lambda: templates.may_fill(template, sheet, place)):
            return
        held = self._chosen().get(place)
        before = held.source if held is not None else None
        dialog = FigureDialog(self.context, self._figures(), cell_name(row, column), before, self)
        if self.context.messages.run_dialog(dialog) and dialog.source is not None:
            self.template = templates.choose(template, data, sheet, place, dialog.source)
            self._is_edited = True
            self._show()

    def _forget(self, row: int, column: int) -> None:
        if self.template is not None and (row, column) in self._chosen():
            self.template = templates.forget(self.template, self.sheet.currentText(), (row, column))
            self._is_edited = True
            self._show()

    def _chosen(self) -> dict[tuple[int, int], ChosenCell]:
        """The chosen cells of the sheet that is shown."""
        cells = self.template.cells if self.template is not None else ()
        return {(cell.row, cell.column): cell for cell in cells if cell.sheet == self.sheet.currentText()}

    def _figures(self) -> PeriodFigures:
        """The figures of the period, read once until another period is typed or the book changes."""
        if self._read_figures is None or self._read_figures.period != self.period.period:
            self._read_figures = PeriodFigures(self.context.store, self.period.period, self.context.today())
        return self._read_figures

    def _read_again(self) -> None:
        self._read_figures = None

    def _turn_sheet(self) -> None:
        self._show_sheet()
        self._show()

    def _show_sheet(self) -> None:
        sheets = self.data.sheets if self.data is not None else ()
        self.model.show_sheet(next((each for each in sheets if each.name == self.sheet.currentText()), None))

    def _show(self) -> None:
        """What follows from the template: marked cells, their number, what can be done."""
        template = self.template
        for control in (self.sheet_label, self.sheet, self.table, self.save_button, self.fill_button):
            control.setVisible(template is not None)
        self.remove_button.setVisible(template is not None and template.template_id is not None)
        if template is None:
            return
        figures = self._figures()
        marks = {
            place: (_shown(figures.content(cell.source)), figures.label(cell.source))
            for place, cell in self._chosen().items()
        }
        self.model.show_figures(marks)
        lost = ", ".join(f"“{cell.labels.row or cell.place}”" for cell in template.lost)
        told = f"{template.file_name}: đã chọn {len(template.cells)} ô. {_HINT}"
        self.told.setText(f"Tệp mới không còn các dòng {lost}; hãy chọn lại. {told}" if lost else told)
        self.fill_button.setEnabled(bool(template.cells))
        self._say_where()

    def _say_where(self) -> None:
        index = self.table.currentIndex()
        if not index.isValid() or self.data is None:
            self.where.setText("")
            return
        place = (index.row() + 1, index.column() + 1)
        labels = templates.labels(self.data, self.sheet.currentText(), place)
        words = " · ".join(part for part in (labels.row, labels.column) if part)
        cell = self._chosen().get(place)
        figure = f"   ←   {self._figures().label(cell.source)}" if cell is not None else ""
        self.where.setText(f"{cell_name(*place)}   {words}{figure}")

    def _suggested(self, template: Template) -> Path:
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        stem, _, suffix = template.file_name.rpartition(".")
        return folder / f"{stem}-{periods.text_of(self.period.period).replace('..', '_')}.{suffix}"

    def _connect(self) -> None:
        self.kept.activated.connect(lambda _: self.open_kept())
        self.table.wanted.connect(self._choose_figure)
        self.table.unwanted.connect(self._forget)
        self.table.moved.connect(lambda _row, _column: self._say_where())
        self.sheet.activated.connect(lambda _: self._turn_sheet())
        self.period.changed.connect(self._show)
        self.context.changed.connect(self._read_again)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        self.sheet_label = plain_label("&Trang", "field")
        self.sheet_label.setBuddy(self.sheet)
        for part in (self.choose_button, self.kept, self.sheet_label, self.sheet):
            top.addWidget(part)
        top.addWidget(self.period, 1)
        bottom = QHBoxLayout()
        bottom.addWidget(self.where, 1)
        bottom.addWidget(self.remove_button)
        bottom.addWidget(self.save_button)
        bottom.addWidget(self.fill_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self.told)
        layout.addWidget(self.table, 1)
        layout.addLayout(bottom)
        layout.addStretch()


def _shown(content: object) -> str:
    return (
        "chưa có số" if content is None else str(content).replace(".", ",") if not isinstance(content, str) else content
    )
