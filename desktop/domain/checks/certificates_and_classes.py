"""Checks of the two classes and their certificates: there, in time, still valid, one number for one person."""

from collections.abc import Iterator
from datetime import date

from db.records import Record
from desktop.domain.calendar import add_months
from desktop.domain.rules.facts import Facts, day
from desktop.domain.rules.model import CheckRule, Fault
from desktop.domain.rules.registers import certificate_key
from desktop.domain.rules.registry import check


@check(kind="text")
def certificate_missing(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """There is no certificate of a kind."""
    if not _of_kind(facts, rule["kind"]):
        yield Fault("certificates")


@check("number issued_on met_on valid_until", rows="certificates", months="number", kind="text")
def certificate_valid(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The newest certificate, held against the day of the cell's meeting; the same day number is still in time."""
    met_on, newest = facts.on("cell_meeting"), _newest(facts, rule["kind"])
    if met_on and newest and met_on > _valid_until(newest[1], rule):
        yield _fault(newest, rule, {"met_on": met_on})


@check("number issued_on valid_until", rows="certificates", months="number", months_before="number", kind="text")
def certificate_running_out(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The cell has not met, and the certificate ends soon."""
    newest = _newest(facts, rule["kind"])
    if newest and not facts.steps("cell_meeting"):
        last = _valid_until(newest[1], rule)
        if today <= last <= add_months(today, rule["months_before"]):
            yield _fault(newest, rule, {})


@check("number issued_on valid_until", rows="certificates", months="number", kind="text")
def certificate_run_out(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The cell has not met, and the certificate has ended."""
    newest = _newest(facts, rule["kind"])
    if newest and not facts.steps("cell_meeting") and today > _valid_until(newest[1], rule):
        yield _fault(newest, rule, {})


@check("number issued_on class_ends_on", rows="certificates", kind="text")
def certificate_before_class_ended(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A certificate dated before the last day of its class."""
    classes = _classes(facts, rule["kind"])
    for place, certificate in _of_kind(facts, rule["kind"]):
        issued = day(certificate.issued_on)
        ends = min((end for each in classes if (end := day(each.ends_on))), default=None)
        if issued and ends and issued < ends:
            yield Fault(f"certificates[{place}].issued_on", _named(certificate) | {"class_ends_on": ends})


@check("starts_on other_on", rows="enrolments", kind="text", step="step")
def class_before_step(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A class began before the step that must come first: being chosen, being admitted."""
    earliest = facts.first(rule["step"])
    for place, enrolment in enumerate(facts.case.enrolments):
        starts = day(enrolment.training_class.starts_on)
        is_early = starts and earliest and earliest.on and starts < earliest.on
        if enrolment.training_class.kind == rule["kind"] and is_early and earliest:
            yield Fault(f"enrolments[{place}].training_class.starts_on", {"starts_on": starts, "other_on": earliest.on})


@check("number others", rows="certificates", kind="text")
def certificate_number_repeated(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Another person has a certificate of the same place, number and year."""
    for place, certificate in _of_kind(facts, rule["kind"]):
        others = facts.registers.others(certificate_key(certificate), facts.key) if certificate.number else ()
        if others:
            yield Fault(f"certificates[{place}].number", {"number": certificate.number, "others": len(others)})


@check("issued_on", rows="certificates", kind="text")
def certificate_number_missing(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A certificate without a number or a day."""
    for place, certificate in _of_kind(facts, rule["kind"]):
        if not certificate.number or not certificate.issued_on:
            yield Fault(f"certificates[{place}].number", {"issued_on": day(certificate.issued_on) or "chưa ghi"})


@check("result", rows="certificates", kind="text", failing="list")
def class_not_passed(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """There is a certificate, and the only results of classes of its kind are failures."""
    results = [row.result for row in facts.case.enrolments if row.training_class.kind == rule["kind"]]
    if _of_kind(facts, rule["kind"]) and results and all(result in rule["failing"] for result in results):
        yield Fault("enrolments", {"result": results[-1]})


@check("days starts_on ends_on", rows="enrolments", kind="text", least_days="number")
def class_too_short(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A class that lasted fewer days than its programme takes."""
    for place, enrolment in enumerate(facts.case.enrolments):
        held = enrolment.training_class
        starts, ends = day(held.starts_on), day(held.ends_on)
        if held.kind == rule["kind"] and starts and ends and 0 <= (ends - starts).days < rule["least_days"] - 1:
            told = {"days": (ends - starts).days + 1, "starts_on": starts, "ends_on": ends}
            yield Fault(f"enrolments[{place}].training_class.ends_on", told)


@check("number issued_on other_on", rows="certificates", kind="text", step="step")
def certificate_after_step(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The newest certificate is younger than the step it had to be there for."""
    newest, other = _newest(facts, rule["kind"]), facts.on(rule["step"])
    if newest and other and (issued := day(newest[1].issued_on)) and issued > other:
        yield Fault(f"certificates[{newest[0]}].issued_on", _named(newest[1]) | {"other_on": other})


def _of_kind(facts: Facts, kind: str) -> list[tuple[int, Record]]:
    return [(place, row) for place, row in enumerate(facts.case.certificates) if row.kind == kind]


def _classes(facts: Facts, kind: str) -> list[Record]:
    return [row.training_class for row in facts.case.enrolments if row.training_class.kind == kind]


def _newest(facts: Facts, kind: str) -> tuple[int, Record] | None:
    dated = [row for row in _of_kind(facts, kind) if day(row[1].issued_on)]
    return max(dated, key=lambda row: str(row[1].issued_on), default=None)


def _valid_until(certificate: Record, rule: CheckRule) -> date:
    return add_months(day(certificate.issued_on) or date.max, rule["months"])


def _named(certificate: Record) -> dict[str, object]:
    return {"number": certificate.number or "chưa ghi số", "issued_on": day(certificate.issued_on)}


def _fault(newest: tuple[int, Record], rule: CheckRule, more: dict[str, object]) -> Fault:
    place, certificate = newest
    told = _named(certificate) | {"valid_until": _valid_until(certificate, rule)}
    return Fault(f"certificates[{place}].issued_on", told | more)
