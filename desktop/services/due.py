"""The work list of the office: every duty with its day, gathered in bulk, overdue ones first."""

from collections.abc import Generator
from datetime import date
from typing import Any

from db import cases, dossiers
from db.store import Store
from desktop.domain import due, stages
from desktop.domain.due import Duty
from desktop.services.rule_book import OfficeRules, open_rules
from desktop.vietnamese import show_date

# Before the certificate nothing has a day; behind the end of the path nothing is due.
WITHOUT_DUTIES = (*stages.PATH[: stages.PATH.index("certified")], stages.PATH[-1], *stages.SIDE)
CHUNK = 500
SMALL_CHUNK = 20
Progress = Generator[tuple[int, int], None, list[Duty]]


def duties(store: Store, today: date, until: date | None = None) -> list[Duty]:
    """Every duty, or those up to a day, the earliest first."""
    steps = gather(store, today, CHUNK)
    while True:
        try:
            next(steps)
        except StopIteration as finished:
            found: list[Duty] = finished.value
            return [duty for duty in found if until is None or duty.due_on <= until]


def gather(store: Store, today: date, chunk: int = SMALL_CHUNK) -> Progress:
    """The same a few people at a time, so that a window stays alive; yields how far it is, returns the list."""
    office = open_rules(store)
    people = dossiers.people_with_dossier(store, WITHOUT_DUTIES)
    found = _of_other_places(store, office, today) + _of_the_calendar(store, today)
    for start in range(0, len(people), chunk):
        yield start, len(people)
        for case in cases.load_all(store, people[start : start + chunk]).values():
            found += due.duties(case, office.of_dossier(case.dossier, today).rules, today)
    return sorted(found, key=lambda duty: (duty.due_on, duty.name))


def plain(duty: Duty) -> dict[str, Any]:
    """A duty as the terminal shows it; `person` is the uid."""
    told = {"due_on": duty.due_on.isoformat(), "person": duty.person, "what": duty.what}
    return told | {"rule": duty.rule, "overdue": duty.is_overdue}


def line(duty: Duty) -> str:
    """A duty for a reader."""
    late = "quá hạn" if duty.is_overdue else ""
    return "\t".join([show_date(duty.due_on.isoformat()), late, duty.name, duty.what, duty.rule])


def _of_the_calendar(store: Store, today: date) -> list[Duty]:
    """What the office wrote into the calendar of the year and has not done."""
    return [duty for entry in store.list("calendar_entry") if (duty := due.calendar_duty(entry, today))]


def _of_other_places(store: Store, office: OfficeRules, today: date) -> list[Duty]:
    rules = office.book.applying(today, office.overlay)
    replies = store.list("verification_reply", answered_on=None)
    return [duty for reply in replies if (duty := due.reply_duty(reply, rules, today))]
