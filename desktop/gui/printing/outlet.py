"""The ways out of the program: the printer, one file, a file for each paper; what went out is noted in the book."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtPrintSupport import QPrinter

from db.errors import KnownError
from desktop.domain.paper_states import FINAL
from desktop.gui.context import AppContext
from desktop.gui.printing import printer
from desktop.services import papers, scan_tree
from desktop.services.papers import Made
from desktop.vietnamese import show_number


class Outlet:
    """Lets made papers out; `draft_wanted` is called when a draft shall be shown instead of a final paper, `recorded`
    when the book has noted what went out."""

    def __init__(
        self,
        context: AppContext,
        draft_wanted: Callable[[], None],
        recorded: Callable[[], None],
        fail: Callable[[Exception], None],
    ) -> None:
        self._context = context
        self._draft_wanted = draft_wanted
        self._recorded = recorded
        self._fail = fail
        self.made: Made | None = None

    def print(self) -> None:
        """Ask for the printer, print the pages, and note in the book that it was done."""
        made = self.made
        if made is None or not made.pdf or self._context.store.refusal("print") or not self._may_go_out(made):
            return
        target = QPrinter(QPrinter.PrinterMode.HighResolution)
        target.setDocName(made.order.label)
        if not self._context.messages.choose_printer(target, sum(info.pages for info in made.infos)):
            return
        work = printer.paint(made.pdf, target)
        sent = printer.chosen_pages(target, sum(info.pages for info in made.infos))
        sentence = "Đã gửi {} trang tới máy in."
        self._context.jobs.run_sliced(
            "Đang in", work, lambda pages: self._record(made, sentence.format(show_number(pages)), sent), self._fail
        )

    def save_pdf(self) -> None:
        """Save all pages as one PDF file."""
        self._save_file("Lưu PDF", "pdf", "PDF (*.pdf)")

    def save_word(self) -> None:
        """Save all papers as one Word file."""
        self._save_file("Lưu Word", "docx", "Word (*.docx)")

    def save_each_pdf(self) -> None:
        """Save each paper as a PDF file in a folder."""
        self._save_folder("Chọn thư mục để lưu các tệp PDF", "pdf")

    def save_each_word(self) -> None:
        """Save each paper as a Word file in a folder."""
        self._save_folder("Chọn thư mục để lưu các tệp Word", "docx")

    def save_tree(self, person_ids: Sequence[int]) -> None:
        """Save scans and papers of what has happened in the folders in which they are handed over."""
        context = self._context
        tree = context.messages.attempt(lambda: scan_tree.plan(context.store, person_ids, context.today()))
        folder = context.messages.choose_folder("Chọn thư mục để lập cây bản quét", documents()) if tree else None
        if tree is None or folder is None:
            return

        def done(paths: Sequence[Path]) -> None:
            scan_tree.record(context.store, tree)
            told = f"Đã lưu {show_number(len(paths))} tệp ở {folder}."
            context.show_status(told)
            if tree.remarks:
                # More than the line at the bottom holds.
                context.show_report("\n".join([told, *tree.remarks]))

        context.jobs.run("Đang lưu", lambda report: scan_tree.write(tree, folder), done, self._fail)

    def name(self) -> str:
        """What the papers are, in words."""
        return self.made.order.label.removeprefix("In ") if self.made else ""

    def _save_file(self, question: str, kind: str, filters: str) -> None:
        suggested = documents() / f"{file_stem(self.name())}.{kind}"
        path = self._context.messages.choose_new_file(question, suggested, filters)
        if path is not None:
            self._save(path if path.suffix.casefold() == f".{kind}" else path.with_name(f"{path.name}.{kind}"), None)

    def _save_folder(self, question: str, kind: str) -> None:
        folder = self._context.messages.choose_folder(question, documents())
        if folder is not None:
            self._save(folder, kind)

    def _save(self, out: Path, kind: str | None) -> None:
        made = self.made
        if made is not None and self._may_go_out(made):
            self._context.jobs.run(
                "Đang lưu",
                lambda report: papers.write_files(made, out, kind),
                lambda files: self._record(made, f"Đã lưu {show_number(len({f.path for f in files}))} tệp ở {out}."),
                self._fail,
            )

    def _may_go_out(self, made: Made) -> bool:
        """Whether papers leave the program: one with something to be mended goes out only as a draft."""
        blocked = papers.reasons(made.order) if made.order.state == FINAL else []
        if not blocked:
            return True
        if self._context.messages.confirm("Chưa in được bản chính", "\n\n".join(blocked), "Chuyển sang dự thảo"):
            self._draft_wanted()
        return False

    def _record(self, made: Made, sentence: str, sent: range | None = None) -> None:
        changes = self._context.messages.attempt(lambda: papers.record(self._context.store, made, sent))
        if changes is not None:
            self._context.changed.emit(changes)
            if sent is None or len(sent) == sum(info.pages for info in made.infos):
                self._recorded()
            self._context.show_status(sentence)


def show_failure(context: AppContext, error: Exception) -> None:
    """Tell a known error; raise every other one."""
    if not isinstance(error, KnownError):
        raise error
    context.messages.tell_error(error)


def documents() -> Path:
    """Where files are saved unless another place is chosen."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def file_stem(name: str) -> str:
    """The name of a file for words, without what no system takes in a name."""
    return "".join(sign if sign.isalnum() or sign in " -,()" else " " for sign in name).strip()[:80] or "Giấy tờ"
