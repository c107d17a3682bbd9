"""What the entries of the menus and the keys do in the window."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from db import undo
from desktop.domain.paper_wishes import REGISTER, Wish
from desktop.gui import text_size
from desktop.gui.page import Page
from desktop.gui.places import PLACES

if TYPE_CHECKING:
    from desktop.gui.main_window import MainWindow
    from desktop.gui.printing.trail import MissingTrail


class Doings:
    """One method per thing that can be asked of the window from everywhere."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._trail: MissingTrail | None = None

    def by_name(self) -> dict[str, Callable[[], object]]:
        """The doings under the names that menus use."""
        named: dict[str, Callable[[], object]] = {
            "import": self.open_import,
            "hand_over": lambda: self._keeping("hand_over"),
            "fill_template": self.open_template,
            "back_up": lambda: self._keeping("back_up"),
            "back_up_elsewhere": lambda: self._keeping("back_up_elsewhere"),
            "restore": lambda: self._keeping("restore"),
            "verify": lambda: self._keeping("verify"),
            "move_office": self.move_office,
            "settings": self.open_settings,
            "lock": self._window_signal("lock_wanted"),
            "close": self._window.close,
            "save": self.save,
            "undo": self.offer_undo,
            "copy_before": self.copy_before,
            "search": self.focus_search,
            "clear_search": self.clear_search,
            "describe_book": self._window.describe_book,
            "add_person": self.add_person,
            "print": self.print_selected,
            "save_portraits": self.save_portraits,
            "print_held": self.print_held,
            "correct_person": self.correct_person,
            "erase_person": self.erase_person,
            "back": self.go_back,
            "refresh": self.refresh,
            "larger": lambda: self._resize_text(10),
            "smaller": lambda: self._resize_text(-10),
            "help": self.toggle_help,
            "checks": self.show_checks,
            "forms": self.show_forms,
            "next_missing": self.next_missing,
            "registers": lambda: self.open_papers(Wish(REGISTER)),
            "notation": lambda: self._explain("notation"),
            "about": self.show_about,
        }
        return named | {f"go.{place.key}": self._goer(place.key) for place in PLACES}

    def escape(self) -> None:
        """Close the help, or go back one page."""
        panel = self._window.help_panel
        if panel is not None and panel.isVisible():
            panel.hide()
        else:
            self._window.pile.back()

    def go_back(self) -> None:
        """To the page below the one in front."""
        self._window.pile.back()

    def save(self) -> None:
        """Save the page in front."""
        page = self._window.pile.page
        if page is not None and page.has_unsaved():
            page.save()

    def copy_before(self) -> None:
        """Copy into the field with the keyboard what stands above it or before it."""
        from desktop.gui.fields.form import form_of

        focused = self._window.focusWidget()
        form = form_of(focused)
        if form is None or focused is None:
            self._window.status.say("Ctrl+D chép giá trị của dòng trên hoặc ô trước vào ô đang gõ.")
        else:
            form.copy_into(focused)

    def refresh(self) -> None:
        """Read the page in front again, unless something typed would be lost."""
        page = self._window.pile.page
        if page is not None and not page.has_unsaved():
            page.refresh()

    def offer_undo(self) -> None:
        """Say which action can be taken back and offer it; nothing happens yet."""
        last = undo.last_action(self._window.context.store)
        if last is None:
            self._window.status.say("Không còn việc nào để hoàn tác.")
        else:
            self._window.status.offer(f"Hoàn tác: {last.label}?", last.number)

    def undo_action(self, number: int) -> None:
        """Take an action back."""
        from desktop.services import history

        context = self._window.context
        changes = context.messages.attempt(lambda: history.undo(context.store, number))
        if changes is not None:
            context.changed.emit(changes)
            self._window.status.say(f"Đã làm: {changes.label}.", changes.action, "Làm lại như trước")

    def focus_search(self) -> None:
        """Put the keyboard into the search box."""
        self._window.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._window.top.search.selectAll()

    def clear_search(self) -> None:
        """Empty the search box."""
        self._window.top.search.clear()

    def search_for(self, text: str) -> None:
        """Show the people found, whatever page is in front."""
        page = self._window.pile.go("people")
        if page is not None:
            page.search(text)  # type: ignore[attr-defined]
            self._window.top.search.setFocus()

    def show_stage(self, stage: str) -> None:
        """The people at a stage."""
        page = self._window.pile.go("people")
        if page is not None:
            page.show_stage(stage)  # type: ignore[attr-defined]

    def leave_search(self) -> None:
        """From the search box into the list of what was found."""
        page = self._window.pile.go("people")
        if page is not None:
            page.take_keyboard()

    def open_person(self, person_id: int) -> None:
        """A person's page."""
        from desktop.gui.person.page import PersonPage

        self._window.pile.put_above(PersonPage, person_id)

    def open_papers(self, wish: Wish) -> None:
        """Papers before they are printed."""
        from desktop.gui.printing.preview import PrintPage

        self._window.pile.put_above(PrintPage, wish)

    def open_scan(self, item_id: int) -> None:
        """The scan of a paper."""
        from desktop.gui.printing.scan_page import ScanPage

        self._window.pile.put_above(ScanPage, item_id)

    def print_selected(self) -> None:
        """Print the papers in front, or whoever the page in front has chosen."""
        print_papers = getattr(self._window.pile.page, "print", None)
        if print_papers is not None:
            print_papers()
            return
        chosen: list[int] = getattr(self._window.pile.page, "selected_people", list)()
        if chosen:
            self._window.context.open_print(chosen)
        else:
            self._window.status.say("Hãy chọn người cần in trong danh sách, hoặc mở hồ sơ của một người.")

    def next_missing(self) -> None:
        """To the next field that is empty on the papers of the person in front."""
        from desktop.gui.person.page import PersonPage
        from desktop.gui.printing.trail import MissingTrail

        page = self._window.pile.page
        if not isinstance(page, PersonPage):
            self._window.status.say("Hãy mở hồ sơ của một người; F8 lần lượt tới từng mục còn trống trên giấy tờ.")
        elif page.keep_rows():
            self._trail = self._trail or MissingTrail(self._window.context)
            self._trail.follow(page.person_id)

    def save_portraits(self) -> None:
        """Save the photographs of whoever is in front or chosen in the list."""
        from desktop.gui.person import portraits

        chosen: list[int] = getattr(self._window.pile.page, "selected_people", list)()
        if chosen:
            portraits.save(self._window.context, chosen)
        else:
            self._window.status.say("Hãy chọn những người cần lưu ảnh trong danh sách, hoặc mở hồ sơ của một người.")

    def print_held(self) -> None:
        """Print all that is held about the person in front."""
        from desktop.gui.person import own_data

        person_id = self._person_in_front()
        if person_id is not None:
            own_data.print_held(self._window.context, person_id)

    def correct_person(self) -> None:
        """Note that the person in front asked for something to be corrected, then correct it."""
        from desktop.gui.person import own_data
        from desktop.gui.person.page import PersonPage

        person_id, context = self._person_in_front(), self._window.context
        if person_id is not None and own_data.correct(context, person_id):
            if not isinstance(self._window.pile.page, PersonPage):
                context.open_person(person_id)
            context.show_status("Đã ghi yêu cầu. Hãy sửa rồi lưu (Ctrl+S).")

    def erase_person(self) -> None:
        """Erase the data of the person in front; what is typed and unsaved on the page is settled first."""
        from desktop.gui.person import own_data

        person_id = self._person_in_front()
        if person_id is not None and self._window.pile.may_leave():
            own_data.erase(self._window.context, person_id)

    def add_person(self) -> None:
        """A page for a new person."""
        from desktop.gui.people.add_page import AddPersonPage

        if not isinstance(self._window.pile.page, AddPersonPage):
            self._window.pile.put_above(AddPersonPage)

    def open_import(self) -> None:
        """A list of an office into the book."""
        from desktop.gui.importing.page import ImportPage

        if not isinstance(self._window.pile.page, ImportPage):
            self._window.pile.put_above(ImportPage)

    def open_template(self) -> None:
        """The superior's own Excel file, filled at chosen cells."""
        from desktop.gui.handover.template_page import TemplatePage

        if not isinstance(self._window.pile.page, TemplatePage):
            self._window.pile.put_above(TemplatePage)

    def move_office(self) -> None:
        """The whole office into one file for another computer."""
        from desktop.gui.keeping import moving

        if self._window.pile.may_leave():
            moving.move_office(self._window.context)

    def open_settings(self) -> None:
        """Text size, office, cells, passphrase."""
        from desktop.gui.settings.page import SettingsPage

        if not isinstance(self._window.pile.page, SettingsPage):
            self._window.pile.put_above(SettingsPage)

    def set_new_passphrase(self) -> None:
        """The tab of the passphrase, for whoever lost the old one."""
        from desktop.gui.settings.page import SettingsPage

        self._window.context.is_passphrase_lost = True
        self.open_settings()
        page = self._window.pile.page
        if isinstance(page, SettingsPage):
            page.show_passphrase()
            self._window.status.say("Sổ mở bằng mã khôi phục. Hãy đặt mật khẩu mới.")

    def toggle_help(self) -> None:
        """Explain the page in front, or close the explanation."""
        from desktop.gui.help_panel import HelpPanel

        window = self._window
        if window.help_panel is None:
            window.help_panel = HelpPanel(window, self._follow)
        elif window.help_panel.isVisible():
            window.help_panel.hide()
            return
        page = window.pile.page
        window.help_panel.explain(page.help_name if isinstance(page, Page) else "")

    def show_checks(self) -> None:
        """The table of everything the rules look at."""
        from desktop.gui.tasks.checks_page import ChecksPage

        if not isinstance(self._window.pile.page, ChecksPage):
            self._window.pile.put_above(ChecksPage)

    def show_forms(self) -> None:
        """The list of the forms."""
        from desktop.gui.printing.forms_page import FormsPage

        if not isinstance(self._window.pile.page, FormsPage):
            self._window.pile.put_above(FormsPage)

    def show_about(self) -> None:
        """Explain the program."""
        self._explain("about")

    def _explain(self, name: str) -> None:
        from desktop.gui.help_panel import HelpPanel

        if self._window.help_panel is None:
            self._window.help_panel = HelpPanel(self._window, self._follow)
        self._window.help_panel.explain(name)

    def _follow(self, name: str) -> None:
        """A link in a help text names an entry of the menus."""
        self._window.doings_by_name[name]()

    def _person_in_front(self) -> int | None:
        """The one person whose page is in front or who is chosen in the list; else it is said what to do."""
        chosen: list[int] = getattr(self._window.pile.page, "selected_people", list)()
        if len(chosen) == 1:
            return chosen[0]
        self._window.status.say("Hãy mở hồ sơ của một người, hoặc chọn một người trong danh sách.")
        return None

    def _keeping(self, wish: str) -> None:
        page = self._window.pile.go("keeping")
        if page is not None:
            getattr(page, wish)()

    def _resize_text(self, by: int) -> None:
        percent = text_size.change(self._window.context.preferences, by)
        self._window.status.say(f"Cỡ chữ: {percent} %.")

    def _goer(self, key: str) -> Callable[[], object]:
        return lambda: self._window.pile.go(key)

    def _window_signal(self, name: str) -> Callable[[], object]:
        return lambda: getattr(self._window, name).emit()
