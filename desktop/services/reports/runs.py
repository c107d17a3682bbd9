"""What becomes of a report: in work, complete and locked with who and when, sent, opened again for a reason."""

from dataclasses import dataclass
from datetime import date, datetime

from db.changes import Changes
from db.errors import KnownError
from db.records import Record
from db.store import Action, Store
from db.text import nfc
from desktop.domain.reports import archive
from desktop.domain.reports.archive import Mention
from desktop.domain.reports.definitions import Definition
from desktop.domain.reports.model import Report
from desktop.domain.reports.periods import Period, words
from desktop.domain.validation import Invalid
from desktop.services.reports import making, resources
from desktop.services.reports.settings import Wish

DRAFT, COMPLETE, SENT = "draft", "complete", "sent"
RIGHT = "reports"


# From so many people on a report takes longer than a clerk waits without a word, on an old computer.
_MANY = 5_000


class Locked(KnownError):
    """The report is complete: it says what it said then."""


@dataclass(frozen=True)
class Shown:
    """A report with its state; `events` are what became of it, oldest first."""

    report: Report
    state: str = DRAFT
    run_id: int | None = None
    events: tuple[Record, ...] = ()

    @property
    def is_locked(self) -> bool:
        """Whether it says what it said when it was completed."""
        return self.state != DRAFT


def show(store: Store, name: str, period: Period, today: date, wish: Wish) -> Shown:
    """The report of a period: as it was completed, else from what the book holds now. Raises NotFound."""
    definition = resources.find(name)
    run = _find(store, definition, period)
    events = tuple(store.list("report_event", report_run_id=run.id)) if run is not None else ()
    if run is not None and run.state != DRAFT:
        return Shown(_read(store, run), run.state, run.id, events)
    report = making.make(store, definition.name, period, today, wish)
    return Shown(report, DRAFT, run.id if run is not None else None, events)


def takes_long(store: Store) -> bool:
    """Whether making a report is work that has to be waited for."""
    return store.count("person") > _MANY


def complete(store: Store, report: Report) -> Changes:
    """Lock a report as it stands. Raises Locked when it is locked already, NotAllowed."""
    definition = resources.find(report.name)
    run = _find(store, definition, report.period)
    if run is not None and run.state != DRAFT:
        raise Locked(_already(definition, run))
    content, mentions = archive.pack(report)
    with store.action(f"Hoàn thành {_what(definition, report.period)}", right=RIGHT) as action:
        values = {"guidance": report.guidance or "-", "state": COMPLETE, "content": content}
        if run is None:
            days = {"starts_on": report.period.first.isoformat(), "ends_on": report.period.last.isoformat()}
            run_id = action.insert("report_run", {"report": definition.name, **days, **values})
        else:
            run_id = run.id
            action.update("report_run", run_id, values)
        rows = [_row(run_id, place, mention) for place, mention in enumerate(mentions)]
        action.insert_all("report_person", rows)
        _note(store, action, run_id, "completed")
    return action.changes


def mark_sent(store: Store, run_id: int) -> Changes:
    """Note that a completed report was sent. Raises Locked unless it is complete."""
    run = store.get("report_run", run_id)
    if run.state != COMPLETE:
        raise Locked("Chỉ báo cáo đã hoàn thành mới ghi là đã gửi. Không có gì thay đổi. Hãy hoàn thành báo cáo trước.")
    with store.action(f"Ghi đã gửi {_what_run(run)}", right=RIGHT) as action:
        action.update("report_run", run_id, {"state": SENT})
        _note(store, action, run_id, "sent")
    return action.changes


def reopen(store: Store, run_id: int, reason: str) -> Changes:
    """Open a locked report again, so that it is made anew. Raises Invalid without a reason, Locked when it is open."""
    run = store.get("report_run", run_id)
    told = nfc(reason).strip()
    if not told:
        raise Invalid({"reason": "Lý do mở lại: chưa có."})
    if run.state == DRAFT:
        raise Locked("Báo cáo này đang làm, chưa khóa nên không cần mở lại. Không có gì thay đổi.")
    with store.action(f"Mở lại {_what_run(run)}", right=RIGHT) as action:
        for row in store.list("report_person", report_run_id=run_id):
            action.delete("report_person", row.id)
        action.update("report_run", run_id, {"state": DRAFT, "content": None})
        _note(store, action, run_id, "reopened", told)
    return action.changes


def _find(store: Store, definition: Definition, period: Period) -> Record | None:
    days = {"starts_on": period.first.isoformat(), "ends_on": period.last.isoformat()}
    return store.find("report_run", report=definition.name, **days)


def _read(store: Store, run: Record) -> Report:
    rows = store.list("report_person", order="place id", report_run_id=run.id)
    return archive.unpack(run.content, [Mention(row.line, row.person_id, row.cells) for row in rows])


def _row(run_id: int, place: int, mention: Mention) -> dict[str, object]:
    return {
        "report_run_id": run_id,
        "person_id": mention.person_id,
        "place": place,
        "line": mention.line,
        "cells": mention.cells,
    }


def _note(store: Store, action: Action, run_id: int, kind: str, reason: str | None = None) -> None:
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    values = {"report_run_id": run_id, "kind": kind, "happened_at": at, "done_by": store.user, "reason": reason}
    action.insert("report_event", values)


def _what(definition: Definition, period: Period) -> str:
    return f"báo cáo “{definition.title}”, {words(period)}"


def _what_run(run: Record) -> str:
    period = Period(date.fromisoformat(run.starts_on), date.fromisoformat(run.ends_on))
    return _what(resources.find(run.report), period)


def _already(definition: Definition, run: Record) -> str:
    return f"“{definition.title}” của kỳ này đã khóa. Không có gì thay đổi. Muốn làm lại, hãy mở lại và ghi lý do."
