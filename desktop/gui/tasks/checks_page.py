"""The table of all checks: what the rules look at, how grave it is, after which document, in which editions."""

from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from desktop.domain.rules.overview import checks_table
from desktop.gui.context import AppContext
from desktop.gui.page import Page
from desktop.services import rule_book


class ChecksPage(Page):
    """Made from the rules themselves whenever it is opened; nothing is typed here."""

    title = "Các phép kiểm tra"
    help_name = "checks"

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.text = QTextBrowser()
        self.text.setAccessibleName(self.title)
        self.text.setOpenLinks(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.addWidget(self.text)

    def refresh(self) -> None:
        rules = self.context.messages.attempt(lambda: rule_book.open_rules(self.context.store))
        self.text.setMarkdown(checks_table(rules.book.rules) if rules else "")

    def first_control(self) -> QWidget | None:
        return self.text
