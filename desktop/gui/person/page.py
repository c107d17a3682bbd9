"""The page of one person: everything held, readable and editable, one tab a subject."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from db import cases
from db.errors import NotFound
from db.records import Case
from desktop.domain.field_paths import locate
from desktop.gui.context import AppContext
from desktop.gui.fields.drafts import DraftBar
from desktop.gui.fields.record_list import ListKind, RecordList
from desktop.gui.page import Page
from desktop.gui.path.part import TABLE as PATH
from desktop.gui.path.part import PathPart
from desktop.gui.person import lists, reading
from desktop.gui.person.checks_part import ChecksPart
from desktop.gui.person.dossier_part import DossierPart
from desktop.gui.person.header import Header
from desktop.gui.person.history import History
from desktop.gui.person.items_part import ItemsPart
from desktop.gui.person.journal import Journal
from desktop.gui.person.list_part import ListPart
from desktop.gui.person.mentors_part import MentorsPart
from desktop.gui.person.part import PersonPart, lead_into
from desktop.gui.person.sections import Sections
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.permission import permit
from desktop.services import drafts, findings, people
from desktop.services.drafts import Content
from desktop.services.findings import Review

REVIEW_AFTER_MILLISECONDS = 0


class PersonPage(Page):
    """One person. Tabs save themselves; Ctrl+S saves whatever is unsaved on any of them."""

    help_name = "person"
    concerns = frozenset(
        {
            *lists.ROWS,
            "person",
            "person_source_category",
            "source_category",
            "dossier",
            "overruling",
            "setting",
            "enrolment",
            "training_class",
            "printed_paper",
            "party_cell",
            "village",
        }
    )

    def __init__(self, context: AppContext, person_id: int) -> None:
        super().__init__(context)
        self.person_id = person_id
        self._is_opened = False
        self.title = context.store.get("person", person_id).full_name
        self.header = Header(context)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.history = History(context)
        self.path = PathPart(context)
        self.parts: list[PersonPart] = self._make_parts()
        self.save_button = button("Lưu (Ctrl+S)", self.save, "primary", "Lưu mọi thay đổi của trang")
        self.print_button = button("In hồ sơ…", lambda: context.open_print([person_id]), "", "Xem trước và in (Ctrl+P)")
        self.review: Review | None = None
        self._case: Case | None = None
        # What the rules say follows after the page was painted.
        self._reviewing = QTimer(self, singleShot=True, interval=REVIEW_AFTER_MILLISECONDS)
        permit(context.store, "write", self.save_button)
        permit(context.store, "print", self.print_button)
        self.draft = DraftBar(context, drafts.PERSON, person_id, self._collect, self._restore)
        self._build()
        self._reviewing.timeout.connect(self._review)
        context.row_wanted.connect(self._on_row_wanted)

    def refresh(self) -> None:
        """Read the case again; what is typed and unsaved stays where it is."""
        try:
            case = cases.load(self.context.store, self.person_id)
        except NotFound:
            # The person went with an undone import or addition; the page says so by standing empty.
            self.setEnabled(False)
            return
        self.setEnabled(True)
        self.set_title(case.person.full_name)
        self.header.show_case(case)
        if not self._is_opened:
            self._open_first_time()
        for place, part in enumerate(self.parts):
            part.show_case(case)
            self._show_count(place, part.count())
        self._show_unsaved()
        self._case = case
        self._reviewing.start()

    def has_unsaved(self) -> bool:
        return any(part.has_unsaved() for part in self.parts)

    def save(self) -> bool:
        for place, part in enumerate(self.parts):
            if part.has_unsaved() and not part.save():
                self.tabs.setCurrentIndex(place)
                return False
        self.draft.settle()
        return True

    def keep_rows(self) -> bool:
        """Save what is typed in lists, so that another row may be shown; the fields of the person stay as typed."""
        return all(part.save() for part in self.parts if part is not self.history and part.has_unsaved())

    def discard(self) -> None:
        for part in self.parts:
            part.discard()
        self.draft.settle()

    def first_control(self) -> QWidget | None:
        return self.tabs.tabBar()

    def selected_people(self) -> list[int]:
        """Whom the menu prints."""
        return [self.person_id]

    def lead_to(self, table: str, name: str, row_id: int | None = None) -> bool:
        """Show the tab of a field, of one row of a list where it is one, and put the keyboard into it; False when no
        tab has it."""
        return lead_into(self.parts, self.tabs.setCurrentIndex, table, name, row_id)

    def enter_tab(self, place: int) -> None:
        """Show a tab and put the keyboard into it: Alt+1 … Alt+7, from any field (Ctrl+Tab is the tabs' own)."""
        self.tabs.setCurrentIndex(place)
        self._enter(self.parts[place])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Insert on the name of a tab or of a list begins a row of the list that is seen."""
        shown = (each for each in self.findChildren(RecordList) if each.isVisible() and each.add_button.isEnabled())
        seen = next(shown, None)
        if event.key() == Qt.Key.Key_Insert and seen is not None:
            seen.begin_new()
        else:
            super().keyPressEvent(event)

    def _enter(self, part: PersonPart) -> None:
        """Put the keyboard into the first control of a tab, in the order of the Tab key; on its name without one."""
        self.tabs.tabBar().setFocus()
        control = part.nextInFocusChain()
        while control is not None and control is not part:
            if part.isAncestorOf(control) and control.isVisible() and control.focusPolicy() & Qt.FocusPolicy.TabFocus:
                control.setFocus()
                return
            control = control.nextInFocusChain()

    def _make_parts(self) -> list[PersonPart]:
        context = self.context

        def list_of(kind: ListKind) -> ListPart:
            return ListPart(context, kind)

        background = (lists.CAREER, lists.TRAINING, lists.ABROAD, lists.REWARDS, lists.DISCIPLINES)
        learning = [reading.classes_part(context), list_of(lists.CERTIFICATES), list_of(lists.MEMBERSHIPS)]
        before_vote = [
            list_of(lists.STEPS),
            ChecksPart(context),
            *(list_of(kind) for kind in (lists.INTRODUCTIONS, lists.OPINIONS, lists.SPECIAL_GROUPS)),
        ]
        return [
            self.history,
            ListPart(context, lists.FAMILY, top=8),
            Sections("Quá trình công tác, đào tạo", [list_of(kind) for kind in background]),
            Sections("Giúp đỡ và bồi dưỡng", [MentorsPart(context), *learning]),
            Sections("Giấy tờ", [ItemsPart(context), list_of(lists.RECEIPTS), reading.printed_part(context)]),
            Sections("Quy trình", [self.path, *before_vote, DossierPart(context)]),
            Journal(context),
        ]

    def _open_first_time(self) -> None:
        self._is_opened = True
        self.context.messages.attempt(lambda: people.note_viewed(self.context.store, self.person_id))
        self.draft.offer()

    def _on_edited(self) -> None:
        self._show_unsaved()
        self.draft.note_edit()

    def _collect(self) -> Content:
        return {group: values for part in self.parts for group, values in part.collect().items()}

    def _restore(self, content: Content) -> None:
        for part in self.parts:
            part.restore(content)
        self._show_unsaved()

    def hideEvent(self, event: QHideEvent) -> None:
        self._reviewing.stop()
        self.draft.hurry()
        super().hideEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.review is None and self._case is not None:
            self._reviewing.start()

    def _review(self) -> None:
        case, context = self._case, self.context
        if case is None or case.dossier is None or context.jobs.holds_store:
            return
        review = context.messages.attempt(lambda: findings.review_case(context.store, case, context.today()))
        if review is None:
            return
        self.review = review
        self.header.show_review(review)
        for place, part in enumerate(self.parts):
            part.show_review(review)
            if part.isAncestorOf(self.path):
                self._show_count(place, len(review.blocking), "phải sửa")

    def _show_count(self, place: int, count: int | None, words: str = "") -> None:
        title = self.parts[place].title
        self.tabs.setTabText(place, f"{title} ({count}{' ' * bool(words)}{words})" if count else title)

    def _record_step(self, kind: str) -> None:
        """From the head of the page: where the step is recorded stands behind its dialog."""
        self.lead_to(PATH, "")
        self.path.record(kind)

    def _mend(self, path: str) -> None:
        """Lead to the field a finding names; what stands in another place of the window opens there."""
        if self._case is None:
            return
        place = locate(self._case, path)
        if not self.lead_to(place.table, place.name, place.row_id):
            self.context.show_status("Chỗ này sửa ở nơi khác: chi bộ, cấp ủy ở Thiết lập; lớp học ở Lớp bồi dưỡng.")

    def _on_row_wanted(self, person_id: int, table: str, row_id: int, name: str) -> None:
        if person_id == self.person_id and self.isVisible():
            self.lead_to(table, name, row_id or None)

    def _show_unsaved(self) -> None:
        self.save_button.setEnabled(self.has_unsaved())

    def _build(self) -> None:
        self.history.completed.connect(self.save_button.setFocus)
        self.path.mending_wanted.connect(self._mend)
        self.header.step_wanted.connect(self._record_step)
        for place, part in enumerate(self.parts):
            self.tabs.addTab(part, part.title)
            part.edited.connect(self._on_edited)
            # A shortcut, not a key press: a field would take Alt+4 for the letter "4".
            keys = QShortcut(QKeySequence(f"Alt+{place + 1}"), self, partial(self.enter_tab, place))
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.header.buttons.addWidget(self.print_button)
        self.header.buttons.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(8)
        layout.addWidget(self.draft)
        layout.addWidget(self.header)
        layout.addWidget(self.tabs, 1)
