"""What a hand-over will be made from: read from the book at once, with what is still incomplete."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from db import schema
from db.store import Store
from desktop import VERSION
from desktop.domain.handover import missing
from desktop.domain.handover.missing import Missing
from desktop.domain.reports.model import Report
from desktop.domain.reports.periods import Period, words
from desktop.exchange.packages import writing
from desktop.exchange.packages.writing import Resource
from desktop.exchange.templates.model import Entry
from desktop.services.handover import content, letter, members_sheet, resources, templates
from desktop.services.handover.content import FIGURES, FULL, LISTS
from desktop.services.handover.figures import PeriodFigures
from desktop.services.handover.templates import Template
from desktop.services.papers import Order as PaperOrder
from desktop.services.reports import outputs
from desktop.services.reports import resources as reports
from desktop.services.reports.outputs import Output
from desktop.services.reports.runs import COMPLETE

Json = dict[str, Any]
_XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Wish:
    """What is to be handed over: the period, how much, the superior's files (None: all that are kept)."""

    period: Period
    content: str = FIGURES
    templates: tuple[Template, ...] | None = None


@dataclass(frozen=True)
class Order:
    """Everything read from the book that making the files needs; from here on the book is free for other work."""

    wish: Wish
    sequence: int
    templates: tuple[Template, ...]
    entries: tuple[tuple[Entry, ...], ...]
    reports: tuple[Output, ...]
    named_reports: tuple[Output, ...]
    completed_runs: tuple[int, ...]  # the locked reports among them, not yet noted as sent
    resources: tuple[Resource, ...]
    head: Json
    papers: PaperOrder
    bodies: Json
    missing: tuple[Missing, ...]
    made_by: str


def gather(store: Store, wish: Wish, today: date) -> Order:
    """What a hand-over will be made from. Raises NotAllowed, NotFound."""
    store.require("export")
    figures = PeriodFigures(store, wish.period, today)
    chosen = tuple(templates.list_templates(store)) if wish.templates is None else wish.templates
    filled = [templates.entries(template, figures) for template in chosen]
    plan = resources.plan()
    sheet = members_sheet.gather(store, wish.period)
    tables = tuple(_tables(store, wish, figures))
    if wish.content != FIGURES:
        tables += (_sheet_resource(sheet),)
    lacking = [
        *missing.of_reports(_states(figures, plan.figures)),
        *(
            each
            for template, (_, empty) in zip(chosen, filled, strict=True)
            for each in missing.of_template(template.name, empty)
        ),
        *(sheet.missing() if wish.content != FIGURES else ()),
    ]
    papers, bodies = letter.gather(store, _label(wish), today)
    names = {"tên cơ quan cấp trên": bodies["superior_committee"], "bí thư": bodies["office"]}
    columns = {"tên cơ quan cấp trên": "name", "bí thư": "secretary"}
    lacking += missing.of_office({label: row.get(columns[label]) if row else None for label, row in names.items()})
    named = plan.lists if wish.content != FIGURES else ()
    sequence = next_sequence(store)
    return Order(
        wish,
        sequence,
        chosen,
        tuple(tuple(entries) for entries, _ in filled),
        tuple(outputs.gather(store, figures.shown(name), today) for name in plan.figures),
        tuple(outputs.gather(store, figures.shown(name), today) for name in named),
        tuple(_completed(figures, (*plan.figures, *named))),
        tables,
        _head(store, wish, sequence, tables),
        papers,
        bodies,
        tuple(lacking),
        store.user,
    )


def _completed(figures: PeriodFigures, names: Sequence[str]) -> Iterator[int]:
    for shown in map(figures.shown, names):
        if shown.state == COMPLETE and shown.run_id is not None:
            yield shown.run_id


def _states(figures: PeriodFigures, names: Sequence[str]) -> Iterator[tuple[str, Report, bool]]:
    for name in names:
        shown = figures.shown(name)
        yield reports.find(name).title, shown.report, shown.is_locked


def next_sequence(store: Store) -> int:
    """The number of the next hand-over; numbers are never used twice."""
    return max((row.sequence for row in store.list("hand_over")), default=0) + 1


def _tables(store: Store, wish: Wish, figures: PeriodFigures) -> Iterator[Resource]:
    yield content.figures(store, figures)
    # Tables without rows are left out: they say nothing, and some readers take them for broken ones.
    if wish.content == LISTS and store.count("person"):
        yield content.people(store)
    if wish.content == FULL:
        yield from content.everything(store)


def _sheet_resource(sheet: members_sheet.MembersSheet) -> Resource:
    return writing.document("members-sheet", sheet.title, sheet.file_name, members_sheet.write(sheet), _XLSX_TYPE)


def _head(store: Store, wish: Wish, sequence: int, tables: Sequence[Resource]) -> Json:
    office = store.find("office", id=1)
    own = store.find("party_committee", id=office.committee_id) if office and office.committee_id else None
    last = store.find("hand_over", sequence=sequence - 1)
    rows = {each.name: each.described.get("rowCount", 0) for each in tables}
    people = rows.get("people", rows.get("person", 0))
    return {
        "name": f"ketnap-hand-over-{sequence}",
        "title": f"{_label(wish)}, {office.name if office else ''}".rstrip(", "),
        "sequence": sequence,
        "previous": last.fingerprint if last is not None else None,
        "content": wish.content,
        "period": {"first": wish.period.first.isoformat(), "last": wish.period.last.isoformat()},
        "office": {
            "id": office.uid if office else None,
            "name": office.name if office else None,
            "organisation_code": own.organisation_code if own is not None else None,
        },
        "counts": {"people": people, "figures": rows[FIGURES], "rows": sum(rows.values())},
        "layout": schema.current_version(),
        "program": VERSION,
        # The end of the log's chain: a gap in the log of the office shows when the next one comes.
        "log": store.journal.head.hex(),
    }


def _label(wish: Wish) -> str:
    return f"Gửi cấp trên {words(wish.period)}"
