"""One report of one period, by the kind its definition names."""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from db.figures import people as people_rows
from db.figures import plans, registers
from db.records import Record
from db.store import Store
from desktop.domain.calendar import add_months
from desktop.domain.reports import (
    classes,
    form_rows,
    forms,
    lists,
    mentor_reports,
    people,
    periods,
    press,
    progress,
    villages,
    years,
)
from desktop.domain.reports.definitions import Definition
from desktop.domain.reports.model import Figure, Report, Rounding
from desktop.domain.reports.periods import Period
from desktop.services.reports import resources
from desktop.services.reports.gathering import Gatherer, day_before
from desktop.services.reports.settings import MENTOR_RHYTHMS, Wish, mentor_months

_PROBATION_MONTHS = 12


@dataclass(frozen=True)
class Ask:
    """What is asked for: the report, its period, how shares are rounded, by which guidance."""

    definition: Definition
    period: Period
    wish: Wish

    @property
    def rounding(self) -> Rounding:
        """How shares are written."""
        return self.wish.rounding

    @property
    def parameters(self) -> Mapping[str, Any]:
        """The report's own numbers."""
        return self.definition.parameters

    @property
    def days(self) -> tuple[str, str]:
        """The first and the last day as they are kept."""
        return self.period.first.isoformat(), self.period.last.isoformat()

    def report(self, **more: Any) -> Report:
        """A report with everything that does not depend on its kind."""
        own = self.definition
        head: dict[str, Any] = {"name": own.name, "title": own.title, "signers": own.signers}
        head |= {"is_landscape": own.is_landscape, "period": self.period, "previous": self.period.before()}
        return Report(**(head | more))


def make(store: Store, name: str, period: Period, today: date, wish: Wish) -> Report:
    """A report from what the book holds now. Raises NotFound for an unknown name, BadInputFile for a broken file."""
    return make_with(Gatherer(store, today), Ask(resources.find(name), period, wish))


def make_with(gatherer: Gatherer, ask: Ask) -> Report:
    """The same with what was read already."""
    with _uncollected():
        return _KINDS[ask.definition.kind](gatherer, ask)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Lists are tens of thousands of small things that all stay; looking for rubbish among them doubles the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _form(gatherer: Gatherer, ask: Ask) -> Report:
    guidance = form_rows.applying(gatherer.guidances, ask.period.last, ask.wish.guidance)
    form = guidance.forms[ask.parameters["form"]]
    previous = ask.period.before()
    now, before = (
        forms.Filled(form, gatherer.counts(each), gatherer.stock(day_before(each))) for each in (ask.period, previous)
    )
    return ask.report(
        title=form.title,
        form=form.number,
        guidance=guidance.title,
        certainty=form.certainty,
        signers=form.signers,
        tables=(forms.table(now, before, ask.rounding),),
        findings=tuple(forms.findings(now, _typed_stock(gatherer, ask.period.last))),
    )


def _typed_stock(gatherer: Gatherer, day: date) -> Figure:
    """The members typed for that very day; an older number says nothing about it."""
    rows = gatherer.store.list("member_stock", counted_on=day.isoformat())
    return gatherer.stock(day) if rows else Figure(None)


def _progress(gatherer: Gatherer, ask: Ask) -> Report:
    period, previous = ask.period, ask.period.before()
    plan = gatherer.plan([period])
    months = ask.parameters["months_to_admission"]
    candidates = people_rows.places_at_stages(gatherer.store, list(months))
    arriving = progress.who_arrives(candidates, months, period, gatherer.today)
    counts = gatherer.counts(period), gatherer.counts(previous)
    made = progress.Progress(plan, *counts, arriving, ask.rounding)
    chart = made.chart()
    now = counts[0].figure(progress.ADMITTED, progress.ADMITTED)
    told = progress.sentence(plan.office_target(period), now, period, ask.rounding)
    return ask.report(
        tables=made.tables(),
        charts=(chart,) if chart else (),
        findings=tuple(made.findings()),
        sentences=(told,) if told else (),
    )


def _press(gatherer: Gatherer, ask: Ask) -> Report:
    counts, before = gatherer.counts(ask.period), gatherer.counts(ask.period.before())
    target = gatherer.plan([ask.period]).office_target(ask.period)
    made = press.Press(ask.parameters, counts, before, target, _more(gatherer, ask), ask.rounding)
    return ask.report(
        sentences=made.sentences(gatherer.office_name()), tables=(made.table(),), findings=tuple(made.findings())
    )


def _more(gatherer: Gatherer, ask: Ask) -> dict[str, Figure]:
    """Figures of the report in words that are of other things than admissions."""
    counts = gatherer.counts(ask.period)
    more = dict(_villages_on(gatherer, ask.period).figures)
    held = registers.classes(gatherer.store, *ask.days)
    learners = registers.learners(gatherer.store, *ask.days)
    for kind in ("awareness", "new_member", "refresher"):
        own = {row.id for row in held if row.kind == kind}
        who = tuple(person for row in learners if row.kind == kind for person in row.people)
        for name, figure in ((f"classes.{kind}", Figure(len(own))), (f"learners.{kind}", Figure(len(who), who))):
            typed = counts.figure(name)
            more[name] = typed if typed.value is not None else figure
    typed = counts.figure("members.after")
    return more | {"members": typed if typed.value is not None else gatherer.stock(ask.period.last)}


def _years(gatherer: Gatherer, ask: Ask) -> Report:
    spans = []
    chosen = list(periods.same_length_around(ask.period, ask.parameters["periods"]))
    plan = gatherer.plan(chosen)
    for period in chosen:
        counts = gatherer.counts(period)
        spans.append(years.Span(counts, plan.office_target(period), gatherer.stock(period.last)))
    return ask.report(tables=(years.table(spans, ask.rounding),), charts=(years.chart(spans),))


def _sources(gatherer: Gatherer, ask: Ask) -> Report:
    rows = people_rows.at_stages(gatherer.store, people.SOURCE_STAGES)
    table = people.sources(rows, gatherer.number_of_rules("certificate_months"))
    survey = plans.surveys(gatherer.store, ask.period.first.year, ask.period.last.year)
    tables = (table, people.survey(survey)) if survey else (table,)
    note = f"Giai đoạn của từng người tính đến ngày lập danh sách: {gatherer.today:%d/%m/%Y}."
    return ask.report(tables=tables, charts=(people.path(rows),) if rows else (), notes=(note,))


def _admitted(gatherer: Gatherer, ask: Ask) -> Report:
    return ask.report(tables=(people.admitted(people_rows.admission_lines(gatherer.store, *ask.days)),))


def _recognition(gatherer: Gatherer, ask: Ask) -> Report:
    return ask.report(tables=(people.recognition(*_due_for_recognition(gatherer, ask)),))


def _due_for_recognition(gatherer: Gatherer, ask: Ask) -> tuple[list[Record], int]:
    months = gatherer.number_of_rules("probation_months") or _PROBATION_MONTHS
    first, last = (add_months(day, -months).isoformat() for day in (ask.period.first, ask.period.last))
    return people_rows.awaiting_recognition(gatherer.store, first, last), months


def _classes(gatherer: Gatherer, ask: Ask) -> Report:
    held = registers.classes(gatherer.store, *ask.days)
    learners = registers.learners(gatherer.store, *ask.days)
    return ask.report(tables=(classes.table(held, learners, ask.rounding),))


def _mentor_reports(gatherer: Gatherer, ask: Ask) -> Report:
    rows = registers.assignments(gatherer.store, *ask.days)
    months = mentor_months(gatherer.store)
    due = mentor_reports.due(rows, ask.period, months, gatherer.today)
    given = registers.mentor_reports(gatherer.store, *ask.days)
    return ask.report(tables=(mentor_reports.table(mentor_reports.missing(due, given)),), notes=_rhythm(months))


def _rhythm(months: int) -> tuple[str, ...]:
    return (f"Nhịp báo cáo của đảng viên giúp đỡ: {MENTOR_RHYTHMS[months]}.",)


def _villages(gatherer: Gatherer, ask: Ask) -> Report:
    now, before = _villages_on(gatherer, ask.period), _villages_on(gatherer, ask.period.before())
    return ask.report(tables=villages.tables(now, before, ask.rounding), findings=tuple(villages.findings(now)))


def _villages_on(gatherer: Gatherer, period: Period) -> villages.Villages:
    rows = plans.villages_on(gatherer.store, period.last.isoformat())
    return villages.Villages(rows, gatherer.counts(period))


def _registers(gatherer: Gatherer, ask: Ask) -> Report:
    """The registers for binding, each a table of its own."""
    store = gatherer.store
    held = registers.classes(store, *ask.days)
    tables = (
        people.admitted(people_rows.admission_lines(store, *ask.days), "Sổ kết nạp đảng viên"),
        people.recognition(*_due_for_recognition(gatherer, ask), "Sổ đảng viên dự bị đến hạn công nhận"),
        lists.receipts(registers.receipts(store, *ask.days)),
        lists.classes(held),
        lists.commendations(registers.commendations(store, *ask.days)),
    )
    return ask.report(tables=tables)


_KINDS: dict[str, Callable[[Gatherer, Ask], Report]] = {
    "form": _form,
    "progress": _progress,
    "press": _press,
    "years": _years,
    "sources": _sources,
    "admitted": _admitted,
    "recognition": _recognition,
    "classes": _classes,
    "mentor_reports": _mentor_reports,
    "villages": _villages,
    "registers": _registers,
}
