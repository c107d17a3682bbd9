"""The page on which papers are seen before they are printed or saved: of persons, or the certificates of a class."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from db.choices import STEP_KIND
from desktop.domain.paper_states import DRAFT, NAMES
from desktop.domain.paper_wishes import BLANK_FORM, MEETING, PART_WORDS, PERSON, REGISTER, STOCK_TEST, Wish
from desktop.domain.scan_tree import UNDERSCORE
from desktop.gui.context import AppContext
from desktop.gui.field_place import FieldPlace
from desktop.gui.page import Page
from desktop.gui.printing.missing import place_of
from desktop.gui.printing.outlet import Outlet, show_failure
from desktop.gui.printing.page_tools import PageTools
from desktop.gui.printing.page_view import PageView
from desktop.gui.printing.paper_list import Blank, PaperList
from desktop.gui.widgets.arranging import side_by_side
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.combo_box import QuietComboBox
from desktop.gui.widgets.flow import FlowRow
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.permission import permit
from desktop.services import meetings, paper_orders, papers, scan_tree
from desktop.services.papers import Made, Order

# So many years of a register can be chosen one by one.
_YEARS = 8
_ONLY_ONE = "Chỉ giấy đang chọn"


class PrintPage(Page):
    """The papers of a wish: persons with their dossiers, a class, a meeting; forms are ticked, a state is chosen."""

    title = "Xem và in"
    help_name = "printing"
    concerns = frozenset(
        "person family_member career_period training_record abroad_stay reward discipline dossier step dossier_item"
        " introduction party_member mentor_assignment certificate enrolment training_class office party_cell"
        " party_committee overruling background_check opinion special_group meeting meeting_case review_round"
        " verification_reply setting".split()
    )

    def __init__(self, context: AppContext, wish: Wish) -> None:
        super().__init__(context)
        self.wish = wish
        self.made: Made | None = None
        self._request = 0
        self._begins_anew = False
        self._steps: dict[str, tuple[str, ...]] = {}
        is_empty_form = wish.about in (BLANK_FORM, STOCK_TEST)
        leads = lambda blank: place_of(blank.missing, wish, blank.person_id) is not None  # noqa: E731
        self.papers = PaperList(None if is_empty_form else leads)
        self.states = _box("Bản in", NAMES.items())
        if wish.state is not None:
            self.states.setCurrentIndex(self.states.findData(wish.state))
        self.sets = _box("Chọn giấy tờ", ())
        self.periods = _box("Khoảng thời gian", reversed(_periods(context.today().year)))
        self.periods.setVisible(wish.about == REGISTER)
        self.view = PageView()
        self.tools = PageTools(self.view, self, self.states)
        self.state = plain_label("Đang làm giấy tờ…", "hint", wraps=True)
        self.outlet = Outlet(context, self._show_draft, lambda: self.papers.note_printed(context.today()), self._fail)
        self.print_button = button("In…", self.print, "primary", "Chọn máy in rồi in (Ctrl+P)")
        self.save_button = self._make_save_button()
        self.outputs = (self.print_button, self.save_button)
        permit(context.store, "print", *self.outputs)
        self._build()
        self._connect()
        self._show_made(None)

    def refresh(self) -> None:
        """Make the papers again from what the book holds now."""
        is_first = self.made is None and not self.papers.forms.count()
        self._make(self.wish.forms if is_first else self.papers.wanted_forms())

    def first_control(self) -> QWidget | None:
        return self.papers.forms

    def print(self) -> None:
        """Print what is shown."""
        self.outlet.print()

    def _show_draft(self) -> None:
        self.states.setCurrentIndex(self.states.findData(DRAFT))
        self._remake()

    def _remake(self) -> None:
        self._make(self.papers.wanted_forms())

    def _make(self, forms: Sequence[str] | None) -> None:
        self._request += 1
        request = self._request
        wish = replace(self.wish, forms=tuple(forms) if forms is not None else None)
        if wish.is_empty:
            self._show_made(None)
            self._say("Chưa chọn giấy tờ nào.")
            return
        order = self.context.messages.attempt(lambda: self._gather(wish))
        if order is None or not order.wanted:
            self._show_made(None)
            self._say("Không có giấy tờ nào để in.")
            return
        self._say("Đang làm giấy tờ…")
        work: Callable[..., Made] = lambda report: papers.make(order)  # noqa: E731
        self.context.jobs.run("Đang làm giấy tờ", work, lambda made: self._on_made(request, made), self._fail)

    def _gather(self, wish: Wish) -> Order:
        store, today = self.context.store, self.context.today()
        wish = replace(wish, period=self.periods.currentData())
        return paper_orders.gather_wish(store, wish, today, self.states.currentData())

    def _on_made(self, request: int, made: Made) -> None:
        # Ticks may have changed while the papers were being made; only the last wish is shown.
        if request == self._request:
            self._show_made(made)

    def _show_made(self, made: Made | None) -> None:
        self.made = self.outlet.made = made
        if made is not None:
            self.set_title(f"Xem và in {self.outlet.name()}")
        # Other papers behind the same page: the line that is chosen stays.
        self.view.blockSignals(True)
        self.view.show_pdf(made.pdf if made else b"")
        self.view.blockSignals(False)
        self.tools.tell(self.view.page + 1, self.view.page_count)
        if made is not None:
            is_first = not self.papers.forms.count()
            self.papers.show_made(made)
            if self._begins_anew:
                self._begins_anew = False
                self.view.go_to(0)
            if is_first:
                self._show_offers()
            self._say("\n".join(made.warnings))
        for output in self.outputs:
            output.setEnabled(made is not None)

    def _show_offers(self) -> None:
        """What else there is to print, and the sets of forms: as at first, of a part of the dossier, of each step."""
        offers = self.context.messages.attempt(
            lambda: paper_orders.offers(self.context.store, self.wish, self.context.today())
        )
        usual = self.papers.wanted_forms()
        self.papers.show_offers(offers or [])
        self.sets.addItem("Giấy tờ: như lúc mở", tuple(usual))
        self.sets.addItem(_ONLY_ONE, None)
        for part, words in PART_WORDS.items():
            if of_part := tuple(offer.form for offer in offers or [] if offer.part == part):
                self.sets.addItem(words, of_part)
        for step in dict.fromkeys(offer.document for offer in offers or [] if offer.document in STEP_KIND):
            of_step = tuple(offer.form for offer in offers or [] if offer.document == step)
            self.sets.addItem(STEP_KIND[step], of_step)
        self.sets.setVisible(self.papers.forms.count() > 1)

    def _choose_set(self) -> None:
        self._begins_anew = True
        wanted = self.sets.currentData()
        if wanted is None:
            self.papers.tick_only_chosen()
        else:
            self.papers.tick(wanted)

    def _fail(self, error: Exception) -> None:
        self._say("")
        show_failure(self.context, error)

    def _place_of(self, blank: Blank) -> FieldPlace | None:
        is_of_meeting = self.wish.about == MEETING
        rows = meetings.cases_of(self.context.store, self.wish.keys[0]) if is_of_meeting else []
        return place_of(blank.missing, self.wish, blank.person_id, {row.step_id for row in rows if row.step_id})

    def _fill_blank(self, blank: Blank) -> None:
        place = self._place_of(blank)
        if place is not None:
            self.context.open_field_place(place)
        else:
            self.context.show_status(f"“{blank.missing}” viết tay trên giấy; trong sổ không có chỗ ghi.")

    def _say(self, text: str) -> None:
        self.state.setText(text)
        self.state.setVisible(bool(text))

    def _connect(self) -> None:
        self.papers.ticked.connect(self._remake)
        self.states.activated.connect(lambda _: self._remake())
        self.periods.activated.connect(lambda _: self._remake())
        self.sets.activated.connect(lambda _: self._choose_set())
        self.papers.chosen.connect(self.view.go_to)
        self.papers.wanted.connect(self._fill_blank)
        self.view.turned.connect(lambda page, _: self.papers.follow(page - 1))

    def _build(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self.tools)
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
        column.addWidget(self.periods)
        column.addWidget(self.sets)
        column.addWidget(self.papers, 1)
        column.addLayout(FlowRow(*self.outputs))
        return left

    def _make_save_button(self) -> QPushButton:
        made = button("Lưu…", lambda: None, "", "Lưu thành PDF hoặc Word")
        menu = QMenu(made)
        menu.addAction("PDF, một tệp có mục lục…", self.outlet.save_pdf)
        menu.addAction("PDF, mỗi giấy một tệp…", self.outlet.save_each_pdf)
        menu.addAction("Word, một tệp…", self.outlet.save_word)
        menu.addAction("Word, mỗi giấy một tệp…", self.outlet.save_each_word)
        if self.wish.about == PERSON:
            menu.addSeparator()
            menu.addAction("Cây thư mục bản quét…", lambda: self.outlet.save_tree(self.wish.keys))
            underscore = menu.addAction("Tên tệp bản quét dùng dấu gạch dưới")
            underscore.setCheckable(True)
            underscore.setChecked(scan_tree.separator(self.context.store) == UNDERSCORE)
            underscore.toggled.connect(self._choose_separator)
            underscore.setEnabled(not self.context.store.refusal("settings"))
        made.setMenu(menu)
        return made

    def _choose_separator(self, is_underscore: bool) -> None:
        self.context.messages.attempt(lambda: scan_tree.choose_separator(self.context.store, is_underscore))


def _periods(year: int) -> list[tuple[tuple[str, str], str]]:
    """Of what a register is made: this year, one of those before, or everything."""
    years = [((f"{each}-01-01", f"{each}-12-31"), f"Năm {each}") for each in range(year, year - _YEARS, -1)]
    return [*years, (("", ""), "Toàn bộ")]


def _box(name: str, choices: Iterable[tuple[Any, str]]) -> QuietComboBox:
    box = QuietComboBox()
    box.setAccessibleName(name)
    for value, words in choices:
        box.addItem(words, value)
    # The final paper is what a clerk comes for.
    box.setCurrentIndex(box.count() - 1)
    return box
