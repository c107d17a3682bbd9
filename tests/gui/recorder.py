"""A recorder in place of the boxes: what was said is kept, questions are answered from what the test laid ready."""

from collections import deque
from pathlib import Path
from typing import Any

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog

from desktop.gui.messages import Messages, Unsaved


class Recorder(Messages):
    """Messages without boxes. `said` holds (method, text); `answers` are taken in order; a missing one is an error."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[str, str]] = []
        self.answers: deque[Any] = deque()

    def tell(self, title: str, text: str) -> None:
        self.said.append(("tell", text))

    def confirm(self, title: str, text: str, yes: str, no: str = "Không") -> bool:
        return self._answer("confirm", text)

    def ask_unsaved(self, what: str) -> Unsaved:
        return self._answer("ask_unsaved", what)

    def run_dialog(self, dialog: QDialog) -> bool:
        return self._answer("run_dialog", dialog.windowTitle(), dialog)

    def choose_file(self, title: str, folder: Path, kinds: str) -> Path | None:
        return self._answer("choose_file", title)

    def choose_new_file(self, title: str, suggested: Path, kinds: str) -> Path | None:
        return self._answer("choose_new_file", title)

    def choose_folder(self, title: str, folder: Path) -> Path | None:
        return self._answer("choose_folder", title)

    def choose_printer(self, printer: QPrinter, pages: int) -> bool:
        """The answer may be a function that sets the printer up, such as to write a file."""
        return self._answer("choose_printer", printer.docName(), printer)

    def crash(self, report: str) -> None:
        self.said.append(("crash", report))

    def _answer(self, method: str, text: str, *arguments: Any) -> Any:
        self.said.append((method, text))
        answer = self.answers.popleft()
        return answer(*arguments) if callable(answer) else answer
