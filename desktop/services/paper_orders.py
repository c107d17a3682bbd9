"""Ordering papers: what is to be printed is read from the book, so that the papers can be made without it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from db import cases, classes
from db.errors import BadForm, KnownError, NotFound
from db.records import Case, Record
from db.store import Store
from db.text import fold
from desktop import paths
from desktop.domain import dossier_papers
from desktop.domain.chains import as_of
from desktop.domain.dossier_papers import WantedPaper
from desktop.domain.editions import PARTS, Edition
from desktop.domain.paper_states import State
from desktop.domain.paper_wishes import (
    ABOUT_WORDS,
    BLANK_FORM,
    CERTIFICATES,
    CHECK,
    CLASS,
    MEETING,
    PART_WORDS,
    PERSON,
    REGISTER,
    REQUEST,
    ROUND,
    STOCK_TEST,
    Offer,
    Wish,
)
from desktop.domain.rules.model import Rules
from desktop.services import paper_subjects, print_settings
from desktop.services.final_papers import Reviews
from desktop.services.paper_days import PaperDays
from desktop.services.paper_subjects import Subject
from desktop.services.papers import Order, Wanted, catalogue_in, catalogue_of, prints_of
from desktop.services.rule_book import open_rules

if TYPE_CHECKING:
    pass

Seen = Callable[[str], Case]
# How wide the net of a test print is, in millimetres.
GRID = 10.0
# What can be read from the book by its key, and printed about.
_SUBJECTS: dict[str, Callable[[Store, int], Subject]] = {
    CHECK: paper_subjects.of_check,
    REQUEST: paper_subjects.of_request,
    CLASS: paper_subjects.of_class,
}


def about(store: Store, forms: Sequence[str] | None, today: date, edition: str | None = None) -> str:
    """What the first of some forms is about; a person when none is named. Raises BadForm, NotFound."""
    if not forms:
        return PERSON
    catalogue = catalogue_of(_edition_for(store, None, edition, today), paths.own_forms(store.path))
    found = catalogue.form(forms[0]).form.about
    return PERSON if found == CHECK else found


def gather_wish(store: Store, wish: Wish, today: date, state: State | None = None) -> Order:
    """What a wish will be made from. Raises NotFound, BadForm, KnownError."""
    certificates = {CERTIFICATES: gather_certificates, STOCK_TEST: gather_stock_test}
    if wish.about in certificates:
        return certificates[wish.about](store, wish.keys[0], today, wish.edition, state)
    if wish.about == PERSON:
        return gather_many(store, wish.keys, today, wish.forms, wish.edition, state)
    if wish.about == BLANK_FORM:
        return gather_blank(store, wish.forms or (), today, wish.edition, state)
    if wish.about == REGISTER:
        return gather_registers(store, wish, today, state)
    if wish.about in (MEETING, ROUND):
        from desktop.services import meeting_papers

        return meeting_papers.gather(store, wish.keys[0], today, forms=wish.forms, state=state)
    return gather_about(store, wish.about, wish.keys[0], today, wish.forms, wish.edition, state)


def offers(store: Store, wish: Wish, today: date) -> list[Offer]:
    """All forms that can be printed for a wish, the usual ones first. Raises NotFound."""
    case = cases.load(store, wish.keys[0]) if wish.about == PERSON else None
    rules = _rules_for(store, case, wish.edition, today)
    catalogue = catalogue_of(rules.edition, paths.own_forms(store.path))
    ready = {each.code: each for each in catalogue.ready()}
    if wish.about == MEETING:
        from desktop.services import meeting_papers

        listed = dict.fromkeys(meeting_papers.forms_of(store, wish.keys[0], today), "")
    elif case is None:
        listed = {code: "" for code, form in ready.items() if form.form.about == wish.about}
    else:
        listed, seen = {}, PaperDays(case, rules, catalogue, today).seen
        for part in PARTS:
            for paper in dossier_papers.papers_of(rules.edition.dossier_papers, case, (part,), seen):
                listed.setdefault(paper.form, part)
    return [Offer(code, ready[code].title, ready[code].form.document, part) for code, part in listed.items()]


def part_of(store: Store, wish: Wish, part: str, today: date) -> Wish:
    """The wish for the papers of one part of a person's dossier. Raises NotFound; KnownError when there are none."""
    forms = tuple(offer.form for offer in offers(store, wish, today) if offer.part == part)
    if not forms:
        raise KnownError(f"Người này chưa có giấy tờ nào thuộc “{PART_WORDS[part]}”. Chưa in gì.")
    return replace(wish, forms=forms)


def gather(
    store: Store,
    person_id: int,
    today: date,
    forms: Sequence[str] | None = None,
    edition: str | None = None,
    state: State | None = None,
) -> Order:
    """What the dossier of a person, or the named forms of it, will be made from. Raises NotFound, BadForm."""
    return gather_many(store, [person_id], today, forms, edition, state)


def gather_many(
    store: Store,
    person_ids: Sequence[int],
    today: date,
    forms: Sequence[str] | None = None,
    edition: str | None = None,
    state: State | None = None,
) -> Order:
    """The same for several persons, one after the other, under the edition of the first. Raises NotFound, BadForm."""
    loaded = cases.load_all(store, list(person_ids))
    in_order = [loaded[person_id] for person_id in person_ids]
    rules = _rules_for(store, in_order[0], edition, today)
    chosen = rules.edition
    catalogue, reviews = catalogue_of(chosen, paths.own_forms(store.path)), Reviews(store, today)
    wanted, contents = [], _contents(chosen)
    forms_on = _forms_on(store, chosen, edition)
    own: dict[str, Any] = {"oath": print_settings.oath(store)}
    for case in in_order:
        days = PaperDays(case, rules, catalogue, today)
        own = own | {"items": dossier_papers.in_order(case.items, contents)}
        for paper in _papers(store, chosen, case, forms, days.seen):
            complete = reviews.complete(paper, case, chosen)
            blocked = reviews.why_blocked(catalogue, paper, case)
            subject = replace(paper_subjects.of_person(days.case_of(paper)), records=own)
            made = _wanted(store, subject, complete, blocked)
            wanted.append(replace(made, forms=forms_on(days.of(paper), paper.form)))
    # The label stands with the values of each of them; it names nobody else, so that every one can be erased.
    who = in_order[0].person.full_name if len(in_order) == 1 else f"{len(in_order)} người"
    return _order(store, f"In hồ sơ {who}", wanted, chosen, today, state)


def _forms_on(store: Store, chosen: Edition, asked: str | None) -> Callable[[date, str], str]:
    """Which folder has the form of a paper of some day: that of the rules of the day, which may be other ones than
    those of the dossier; where an edition is asked for, or gives papers codes of its own, always the same."""
    office, own = open_rules(store), paths.own_forms(store.path)

    def of_day(day: date, form: str) -> str:
        if asked or chosen.is_overlay:
            return chosen.forms
        folder = office.book.applying(day).edition.forms
        return folder if form in catalogue_in(folder, own).codes() else chosen.forms

    return cache(of_day)


def _contents(edition: Edition) -> list[str]:
    """The forms in the order of a table of contents: the certificate of each class stands before what follows it."""
    codes = [edition.certificates.get("awareness", "")]
    for part in ("admission", "recognition"):
        codes += [paper.form for paper in edition.dossier_papers if paper.part == part]
        codes += [edition.certificates.get("new_member", "")] if part == "admission" else []
    return codes


def gather_certificates(
    store: Store, class_id: int, today: date, edition: str | None = None, state: State | None = None
) -> Order:
    """The certificates of a class, one for each learner who holds one. Raises NotFound; KnownError when none."""
    training_class = store.get("training_class", class_id)
    chosen = _edition_for(store, None, edition, today)
    stock = print_settings.stock(store)
    forms = chosen.stock_certificates if stock.is_used else chosen.certificates
    form = forms.get(training_class.kind)
    if form is None:
        raise KnownError("Bộ mẫu chưa có mẫu giấy chứng nhận cho loại lớp này. Chưa in gì.")
    learners = [row for row in classes.roster(store, class_id) if row.certificate_id is not None]
    if not learners:
        raise KnownError("Lớp này chưa cấp giấy chứng nhận nào. Hãy ghi kết quả và cấp số giấy chứng nhận trước.")
    loaded = cases.load_all(store, [row.person_id for row in learners])
    wanted = [_certificate(store, form, loaded[row.person_id], row, training_class) for row in learners]
    order = _order(store, f"In giấy chứng nhận {training_class.name}", wanted, chosen, today, state)
    return replace(order, shift=(stock.right, stock.down))


def gather_stock_test(
    store: Store, class_id: int, today: date, edition: str | None = None, state: State | None = None
) -> Order:
    """The certificate of a class as it falls on the stock, with nobody's words. Raises NotFound, KnownError."""
    chosen, stock = _edition_for(store, None, edition, today), print_settings.stock(store)
    form = chosen.stock_certificates.get(store.get("training_class", class_id).kind)
    if form is None:
        raise KnownError("Bộ mẫu chưa có mẫu in trên phôi cho loại lớp này. Chưa in gì.")
    wanted = [_wanted(store, Subject(None, paper_subjects.bodies(store), {}), WantedPaper(form))]
    order = _order(store, "In trang thử phôi", wanted, chosen, today, state)
    return replace(order, shift=(stock.right, stock.down), grid=GRID)


def gather_about(
    store: Store,
    about: str,
    key: int,
    today: date,
    forms: Sequence[str] | None = None,
    edition: str | None = None,
    state: State | None = None,
) -> Order:
    """Forms about one check, request or class, or all the edition has for it. Raises NotFound, BadForm."""
    subject = _SUBJECTS[about](store, key)
    chosen = _edition_for(store, subject.case, edition, today)
    catalogue = catalogue_of(chosen, paths.own_forms(store.path))
    codes = [ready.code for ready in catalogue.ready() if ready.form.about == about]
    if forms is not None:
        codes = [_of_subject(store, chosen, form, about) for form in forms]
    wanted = [_wanted(store, subject, WantedPaper(code)) for code in codes]
    return _order(store, f"In giấy tờ về {ABOUT_WORDS[about]}", wanted, chosen, today, state)


def gather_blank(
    store: Store, forms: Sequence[str], today: date, edition: str | None = None, state: State | None = None
) -> Order:
    """Forms with nothing filled in but the office. Raises BadForm."""
    chosen = _edition_for(store, None, edition, today)
    catalogue = catalogue_of(chosen, paths.own_forms(store.path))
    subject = Subject(None, {"office": store.find("office", id=1), "register": Record(period="…")})
    wanted = [_wanted(store, subject, WantedPaper(catalogue.form(form).code)) for form in forms]
    return _order(store, "In mẫu trống", wanted, chosen, today, state)


def gather_registers(store: Store, wish: Wish, today: date, state: State | None = None) -> Order:
    """Registers over a period, all there are when none is named. Raises BadForm, KnownError."""
    chosen = _edition_for(store, None, wish.edition, today)
    catalogue = catalogue_of(chosen, paths.own_forms(store.path))
    codes = wish.forms or [ready.code for ready in catalogue.ready() if ready.form.about == REGISTER]
    wanted = []
    for code in codes:
        form = catalogue.form(_of_subject(store, chosen, code, REGISTER)).form
        subject = paper_subjects.of_register(store, form.register, wish.period)
        wanted.append(_wanted(store, subject, WantedPaper(form.code)))
    return _order(store, "In sổ", wanted, chosen, today, state)


def available(store: Store, person_id: int, today: date, edition: str | None = None) -> dict[str, str]:
    """The forms that can be printed for a person: code and title, the dossier's own in its order, then the others.

    Raises NotFound.
    """
    case = cases.load(store, person_id)
    rules = _rules_for(store, case, edition, today)
    catalogue = catalogue_of(rules.edition, paths.own_forms(store.path))
    titles, seen = catalogue.titles(), PaperDays(case, rules, catalogue, today).seen
    return {
        paper.form: titles[paper.form] for paper in dossier_papers.offered(rules.edition.dossier_papers, case, seen)
    }


def _edition_for(store: Store, case: Case | None, wanted: str | None, today: date) -> Edition:
    return _rules_for(store, case, wanted, today).edition


def _rules_for(store: Store, case: Case | None, wanted: str | None, today: date) -> Rules:
    """The rules of the named edition, else those of the dossier, else today's. Raises NotFound."""
    office = open_rules(store)
    if wanted is None:
        return office.of_dossier(case.dossier if case else None, today).rules
    if wanted not in office.book.rules:
        known = ", ".join(office.book.rules)
        raise NotFound(f"Không có bộ quy định “{wanted}”; đang có: {known}. Chưa in gì.")
    return office.book.rules[wanted]


def _papers(store: Store, edition: Edition, case: Case, forms: Sequence[str] | None, seen: Seen) -> list[WantedPaper]:
    if forms is None:
        return dossier_papers.papers_of(edition.dossier_papers, case, seen=seen)
    offers, chosen = dossier_papers.offered(edition.dossier_papers, case, seen), list[WantedPaper]()
    for form in forms:
        listed = [paper for paper in offers if fold(paper.form) == fold(form)]
        chosen += listed or _unlisted(store, edition, case, form)
    return chosen


def _unlisted(store: Store, edition: Edition, case: Case, form: str) -> list[WantedPaper]:
    """A form that no dossier has: one paper, or one for each check when it is about these."""
    ready = catalogue_of(edition, paths.own_forms(store.path)).form(form)
    if ready.form.about != CHECK:
        return [WantedPaper(_of_subject(store, edition, form, PERSON))]
    return [WantedPaper(ready.code, records) for records in paper_subjects.checks_of(case) or [{}]]


def _of_subject(store: Store, edition: Edition, form: str, about: str) -> str:
    """The code of a form that is about this kind of thing. Raises BadForm."""
    ready = catalogue_of(edition, paths.own_forms(store.path)).form(form)
    if ready.form.about != about:
        own, asked = ABOUT_WORDS[ready.form.about], ABOUT_WORDS[about]
        raise BadForm(f"Mẫu “{ready.code}” in cho {own}, không in cho {asked}. Chưa in gì.")
    return ready.code


def _certificate(store: Store, form: str, case: Case, learner: Record, training_class: Record) -> Wanted:
    enrolment = next(row for row in case.enrolments if row.id == learner.id)
    certificate = next(row for row in case.certificates if row.id == learner.certificate_id)
    records = {"enrolment": enrolment, "training_class": training_class}
    # One name for each kind of certificate: whichever the form asks for is the one of this class.
    records |= dict.fromkeys(("certificate", "new_member_certificate"), certificate)
    keys = {"person_id": case.person.id, "training_class_id": training_class.id}
    issued_on = date.fromisoformat(certificate.issued_on) if certificate.issued_on else None
    return _wanted(store, Subject(as_of(case, issued_on), {}, keys), WantedPaper(form, records))


def _wanted(store: Store, subject: Subject, paper: WantedPaper, blocked: str = "") -> Wanted:
    printed = subject.case.papers if subject.case is not None else _printed(store, subject)
    complete = WantedPaper(paper.form, subject.records | paper.extra)
    return Wanted(complete, subject.case, subject.keys, blocked, prints_of(paper.form, printed))


def _printed(store: Store, subject: Subject) -> Sequence[Record]:
    return store.list("printed_paper", **dict[str, Any](subject.keys)) if subject.keys else ()


def _order(store: Store, label: str, wanted: list[Wanted], edition: Edition, today: date, state: State | None) -> Order:
    office = store.find("office", id=1)
    font = office.paper_font if office else None
    return Order(label, tuple(wanted), edition, today, font, paths.own_forms(store.path), state)
