"""The page on which papers are seen before they are printed or saved: of persons, or the certificates of a class."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.errors import KnownError
from desktop.gui.context import AppContext
from desktop.gui.page import Page
from desktop.gui.printing import printer
from desktop.gui.printing.missing import place_of
from desktop.gui.printing.page_view import PageView
from desktop.gui.printing.paper_list import Blank, PaperList
from desktop.gui.widgets.arranging import side_by_side
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.flow import FlowRow
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.permission import permit
from desktop.services import paper_orders, papers
from desktop.services.papers import Made, Order
from desktop.vietnamese import show_number


class PrintPage(Page):
    """Papers of `person_ids` (`forms` of them, or the whole dossier), or the certificates of the class `class_id`."""

    title = "Xem và in"
    help_name = "printing"
    concerns = frozenset(
        "person family_member career_period training_record abroad_stay reward discipline dossier step dossier_item"
        " introduction party_member mentor_assignment certificate enrolment training_class office party_cell"
        " party_committee overruling background_check opinion special_group".split()
    )

    def __init__(
        self,
        context: AppContext,
        person_ids: Sequence[int] = (),
        class_id: int | None = None,
        forms: list[str] | None = None,
    ) -> None:
        super().__init__(context)
        self._first_forms = forms
        self.person_ids = list(person_ids)
        self.class_id = class_id
        self.made: Made | None = None
        self._request = 0
        self.papers = PaperList()
        self.view = PageView()
        self.page_label = plain_label()
        self.state = plain_label("Đang làm giấy tờ…", "hint")
        self.print_button = button("In…", self.print, "primary", "Chọn máy in rồi in (Ctrl+P)")
        self.pdf_button = button("Lưu PDF…", self.save_pdf)
        self.word_button = button("Lưu Word…", self.save_word, "", "Mỗi giấy tờ một tệp Word trong thư mục được chọn")
        permit(context.store, "print", self.print_button, self.pdf_button, self.word_button)
        self.outputs = (self.print_button, self.pdf_button, self.word_button)
        self._build()
        self._connect()
        self._show_made(None)

    def refresh(self) -> None:
        """Make the papers again from what the book holds now."""
        is_first = self.made is None and not self.papers.forms.count()
        self._make(self._first_forms if is_first else self.papers.wanted_forms())

    def first_control(self) -> QWidget | None:
        return self.papers.forms

    def print(self) -> None:
        """Ask for the printer, print the pages, and note in the book that it was done."""
        made = self.made
        if made is None or not made.pdf or self.context.store.refusal("print") or not self._may_go_out(made):
            return
        target = QPrinter(QPrinter.PrinterMode.HighResolution)
        target.setDocName(made.order.label)
        if not self.context.messages.choose_printer(target):
            return
        work = printer.paint(made.pdf, target)
        self.context.jobs.run_sliced("Đang in", work, lambda pages: self._printed(made, pages), self._fail)

    def save_pdf(self) -> None:
        """Save all pages as one PDF file."""
        suggested = _documents() / f"{_file_stem(self._name())}.pdf"
        path = self.context.messages.choose_new_file("Lưu PDF", suggested, "PDF (*.pdf)")
        if path is not None:
            self._save(path if path.suffix.casefold() == ".pdf" else path.with_name(f"{path.name}.pdf"), None)

    def save_word(self) -> None:
        """Save each paper as a Word file in a folder."""
        folder = self.context.messages.choose_folder("Chọn thư mục để lưu các tệp Word", _documents())
        if folder is not None:
            self._save(folder, "docx")

    def _save(self, out: Path, kind: str | None) -> None:
        made = self.made
        if made is not None and self._may_go_out(made):
            self.context.jobs.run(
                "Đang lưu",
                lambda report: papers.write_files(made, out, kind),
                lambda files: self._recorded(made, f"Đã lưu {show_number(len({f.path for f in files}))} tệp ở {out}."),
                self._fail,
            )

    def _may_go_out(self, made: Made) -> bool:
        """Whether papers leave the program: drafts only when the clerk wants drafts."""
        blocked = papers.reasons(made.order)
        return not blocked or self.context.messages.confirm("Chỉ in được dự thảo", "\n\n".join(blocked), "In dự thảo")

    def _printed(self, made: Made, pages: int) -> None:
        self._recorded(made, f"Đã gửi {show_number(pages)} trang tới máy in.")

    def _recorded(self, made: Made, sentence: str) -> None:
        changes = self.context.messages.attempt(lambda: papers.record(self.context.store, made))
        if changes is not None:
            self.context.changed.emit(changes)
            self.context.show_status(sentence)

    def _make(self, forms: list[str] | None) -> None:
        self._request += 1
        request = self._request
        if forms == [] or not (self.person_ids or self.class_id):
            self._show_made(None)
            self._say("Chưa chọn giấy tờ nào.")
            return
        order = self.context.messages.attempt(lambda: self._gather(forms))
        if order is None or not order.wanted:
            self._show_made(None)
            self._say("Không có giấy tờ nào để in.")
            return
        self._say("Đang làm giấy tờ…")
        work: Callable[..., Made] = lambda report: papers.make(order)  # noqa: E731
        self.context.jobs.run("Đang làm giấy tờ", work, lambda made: self._on_made(request, made), self._fail)

    def _gather(self, forms: list[str] | None) -> Order:
        store, today = self.context.store, self.context.today()
        if self.class_id is not None:
            return paper_orders.gather_certificates(store, self.class_id, today)
        return paper_orders.gather_many(store, self.person_ids, today, forms)

    def _on_made(self, request: int, made: Made) -> None:
        # Ticks may have changed while the papers were being made; only the last wish is shown.
        if request == self._request:
            self._show_made(made)

    def _show_made(self, made: Made | None) -> None:
        self.made = made
        if made is not None:
            self.set_title(f"Xem và in {self._name()}")
        self.view.show_pdf(made.pdf if made else b"")
        if made is not None:
            self.papers.show_made(made)
            self._say("\n".join(made.warnings))
        for output in self.outputs:
            output.setEnabled(made is not None)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self._say("")
        self.context.messages.tell_error(error)

    def _fill_blank(self, blank: Blank) -> None:
        place = place_of(blank.label)
        if place is not None and blank.person_id is not None:
            self.context.open_field(blank.person_id, place.table, place.name)
        else:
            self.context.show_status(f"“{blank.label}” viết tay trên giấy, hoặc chưa có chỗ ghi trong sổ.")

    def _say(self, text: str) -> None:
        self.state.setText(text)
        self.state.setVisible(bool(text))

    def _name(self) -> str:
        return self.made.order.label.removeprefix("In ") if self.made else ""

    def _show_page(self, page: int, count: int) -> None:
        self.page_label.setText(f"Trang {show_number(page)} / {show_number(count)}" if count else "")

    def _connect(self) -> None:
        self.papers.ticked.connect(lambda: self._make(self.papers.wanted_forms()))
        self.papers.chosen.connect(self.view.go_to)
        self.papers.wanted.connect(self._fill_blank)
        self.view.turned.connect(self._show_page)

    def _build(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._build_tools())
        column.addWidget(self.state)
        column.addWidget(self.view, 1)
        splitter = side_by_side(self._build_left(), right, (340, 770))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.addWidget(splitter)

    def _build_left(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(10)
        column.addWidget(self.papers, 1)
        column.addLayout(FlowRow(*self.outputs))
        return left

    def _build_tools(self) -> QHBoxLayout:
        view = self.view
        row = QHBoxLayout()
        row.addWidget(button("‹ Trước", lambda: view.go_to(view.page - 1), "", "Trang trước (Page Up)"))
        row.addWidget(button("Sau ›", lambda: view.go_to(view.page + 1), "", "Trang sau (Page Down)"))
        row.addSpacing(8)
        row.addWidget(self.page_label)
        row.addStretch()
        row.addWidget(button("Nhỏ", lambda: view.enlarge(-1), "", "Thu nhỏ (−)"))
        row.addWidget(button("To", lambda: view.enlarge(1), "", "Phóng to (+)"))
        row.addWidget(button("Vừa", view.fit, "", "Vừa bề ngang (0)"))
        return row


def _documents() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def _file_stem(name: str) -> str:
    return "".join(sign if sign.isalnum() or sign in " -,()" else " " for sign in name).strip()[:80] or "Giấy tờ"
