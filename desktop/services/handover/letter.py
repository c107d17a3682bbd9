"""The papers that go with a hand-over: every form of the edition that is about one, as the letter and the note."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from db.store import Store
from desktop import paths
from desktop.services import paper_subjects, papers
from desktop.services.papers import Order
from desktop.services.rule_book import open_rules

ABOUT = "hand_over"


def gather(store: Store, label: str, today: date) -> tuple[Order, dict[str, Any]]:
    """The order of the papers without what only the finished package tells; and the office with its committees."""
    edition = open_rules(store).of_dossier(None, today).rules.edition
    office = store.find("office", id=1)
    font = office.paper_font if office else None
    return Order(label, (), edition, today, font, paths.own_forms(store.path)), paper_subjects.bodies(store)


def make(order: Order, records: Mapping[str, Any]) -> Sequence[tuple[str, bytes]]:
    """The papers by title, each a PDF; needs no book. Raises BadForm."""
    from desktop.printing import papers as printing

    catalogue = papers.catalogue_of(order.edition, order.own_forms)
    codes = [ready.code for ready in catalogue.ready() if ready.form.about == ABOUT]
    made = []
    for code in codes:
        form = catalogue.form(code)
        paper = printing.compose(form, None, today=order.today, extra=records)
        made.append((form.title, printing.write_pdf([paper], fonts=papers.font_of(order))))
    return made
