"""The settings: how the window looks and locks, the office, its cells and committees, the passphrase, the accounts."""

from collections.abc import Callable

from PySide6.QtWidgets import QTabWidget, QVBoxLayout

from desktop.gui.context import AppContext
from desktop.gui.field_place import SETTINGS, FieldPlace
from desktop.gui.page import Page
from desktop.gui.settings.accounts_part import AccountsPart
from desktop.gui.settings.cells_part import CellsPart
from desktop.gui.settings.committees_part import CommitteesPart
from desktop.gui.settings.office_part import OfficePart
from desktop.gui.settings.passphrase_part import PassphrasePart
from desktop.gui.settings.rules_part import RulesPart
from desktop.gui.settings.window_part import WindowPart


class SettingsPage(Page):
    """One tab a subject; the fields and days wait for Ctrl+S, the rest takes hold at once."""

    title = "Thiết lập"
    help_name = "settings"
    concerns = frozenset({"office", "party_cell", "party_committee", "former_parent", "setting", "account"})

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.window_part = WindowPart(context)
        self.office = OfficePart(context)
        self.cells = CellsPart(context)
        self.committees = CommitteesPart(context)
        self.rules = RulesPart(context)
        self.passphrase = PassphrasePart(context)
        self.accounts = AccountsPart(context)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for part, title in (
            (self.window_part, "Hiển thị"),
            (self.office, "Cơ quan"),
            (self.cells, "Chi bộ"),
            (self.committees, "Cấp ủy"),
            (self.rules, "Quy định"),
            (self.passphrase, "Mật khẩu"),
            (self.accounts, "Tài khoản"),
        ):
            self.tabs.addTab(part, title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 10, 20, 14)
        layout.addWidget(self.tabs)
        context.field_place_wanted.connect(self._on_field_place_wanted)

    def show_passphrase(self) -> None:
        """The tab of the passphrase in front, with the keyboard in it."""
        self.tabs.setCurrentWidget(self.passphrase)
        self.passphrase.take_keyboard()

    def refresh(self) -> None:
        for part in (self.office, self.cells, self.committees, self.rules, self.accounts):
            part.refresh()

    def has_unsaved(self) -> bool:
        return any(is_changed() for is_changed, _ in self._kept_on_wish())

    def save(self) -> bool:
        return all(save() for is_changed, save in self._kept_on_wish() if is_changed())

    def discard(self) -> None:
        self.office.refresh()
        self.cells.refresh()
        self.committees.discard()
        self.rules.discard()

    def _kept_on_wish(self) -> list[tuple[Callable[[], bool], Callable[[], bool]]]:
        """What waits for Ctrl+S: whether it is changed, and how it is kept."""
        return [
            (self.office.form.is_changed, self.office.save),
            (self.cells.form.is_changed, self.cells.save),
            (self.committees.is_changed, self.committees.save),
            (self.rules.is_changed, self.rules.save),
        ]

    def _on_field_place_wanted(self, wanted: FieldPlace) -> None:
        """A paper misses what is typed here."""
        parts: dict[str, OfficePart | CellsPart | CommitteesPart]
        parts = {"office": self.office, "party_cell": self.cells, "party_committee": self.committees}
        part = parts.get(wanted.table) if wanted.where == SETTINGS and self.isVisible() else None
        if part is not None:
            self.tabs.setCurrentWidget(part)
            part.lead_to(wanted.name, wanted.row_id)
