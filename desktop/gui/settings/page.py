"""The settings: how the window looks and locks, the office, its cells, the passphrase."""

from PySide6.QtWidgets import QTabWidget, QVBoxLayout

from desktop.gui.context import AppContext
from desktop.gui.page import Page
from desktop.gui.settings.cells_part import CellsPart
from desktop.gui.settings.office_part import OfficePart
from desktop.gui.settings.passphrase_part import PassphrasePart
from desktop.gui.settings.window_part import WindowPart


class SettingsPage(Page):
    """One tab a subject; only the office's fields wait for Ctrl+S, the rest takes hold at once."""

    title = "Thiết lập"
    help_name = "settings"
    concerns = frozenset({"office", "party_cell"})

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.window_part = WindowPart(context)
        self.office = OfficePart(context)
        self.cells = CellsPart(context)
        self.passphrase = PassphrasePart(context)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for part, title in (
            (self.window_part, "Hiển thị"),
            (self.office, "Cơ quan"),
            (self.cells, "Chi bộ"),
            (self.passphrase, "Mật khẩu"),
        ):
            self.tabs.addTab(part, title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 10, 20, 14)
        layout.addWidget(self.tabs)

    def refresh(self) -> None:
        self.office.refresh()
        self.cells.refresh()

    def has_unsaved(self) -> bool:
        return self.office.form.is_changed() or self.cells.form.is_changed()

    def save(self) -> bool:
        return (not self.office.form.is_changed() or self.office.save()) and (
            not self.cells.form.is_changed() or self.cells.save()
        )

    def discard(self) -> None:
        self.office.refresh()
        self.cells.refresh()
