"""The panel that F1 opens: what the page in front is for and how to work in it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTextBrowser

from desktop import paths

USUAL = "window"


class HelpPanel(QDockWidget):
    """A text of resources/help at the right side; F1 or Esc closes it. `follow` is handed what a link in it names."""

    def __init__(self, window: QMainWindow, follow: Callable[[str], None]) -> None:
        super().__init__("Giải thích", window)
        self.setAllowedAreas(Qt.DockWidgetArea.RightDockWidgetArea)
        self.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
        self.text = QTextBrowser()
        self.text.setAccessibleName("Giải thích trang này")
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(lambda link: follow(link.toString()))
        self.text.document().setIndentWidth(20)
        self.text.setMinimumWidth(round(self.fontMetrics().averageCharWidth() * 38))
        self.setWidget(self.text)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self)

    def explain(self, name: str) -> None:
        """Show the text of that name, or the one about the window."""
        self.text.setMarkdown(read_text(name))
        self._wrap_examples()
        self.show()

    def _wrap_examples(self) -> None:
        """Lines of an example go on in the next line: the panel is narrow, and the keyboard does not widen it."""
        block = self.text.document().begin()
        while block.isValid():
            wrapped = block.blockFormat()
            wrapped.setNonBreakableLines(False)
            QTextCursor(block).setBlockFormat(wrapped)
            block = block.next()


def read_text(name: str) -> str:
    """A help text as Markdown; how forms are written stands beside the forms."""
    places = [folder / f"{name or USUAL}.md" for folder in (paths.help_texts(), paths.forms())]
    file = next((place for place in places if place.is_file()), paths.help_texts() / f"{USUAL}.md")
    return file.read_text(encoding="utf-8")
