"""Checks of bodies that exist on the day they act, and of numbers cited alike and given only once."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import takewhile

from db.records import Case, Record
from desktop.domain.chains import as_of, chain_on, committees
from desktop.domain.dossier_papers import is_authorised
from desktop.domain.rules.facts import Facts, Step, day
from desktop.domain.rules.model import CheckRule, Fault
from desktop.domain.rules.registers import bare, step_key
from desktop.domain.rules.registry import check
from desktop.domain.rules.words import fold


@check("title happened_on body from_on until_on")
def body_did_not_exist(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A step of a body of the case before the first or after the last day of that body."""
    for step, body in _bodies(facts):
        first, last = day(body.starts_on), day(body.ends_on)
        if step.on and ((first and step.on < first) or (last and step.on > last)):
            told = {"title": step.title, "happened_on": step.on, "body": step.record.body}
            yield Fault(step.field("body"), told | {"from_on": first or "trước đây", "until_on": last or "nay"})


@check("body happened_on", words="list", last_day="text")
def level_no_longer_there(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A paper of a body of a level that had been given up before its day."""
    last_day, words = rule["last_day"], tuple(rule["words"])
    for path, body, on in _givers(facts, last_day):
        if _names_one(body, words):
            yield Fault(path, {"body": body, "happened_on": on})


@check("body competent", step="step", level_of_committee="text")
def decided_by_another_body(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The decision is not by the committee that decided on its day; said only when that one is known to be there."""
    decision = facts.last(rule["step"])
    if decision is None or not decision.on or not decision.record.body:
        return
    case = as_of(facts.case, decision.on)
    for committee in case.chain:
        is_known = committee.starts_on or case.former_chains
        if is_known and _decides(committee, case, rule) and not _is_of(decision.record.body, committee):
            yield Fault(decision.field("body"), {"body": decision.record.body, "competent": committee.name})


@check("title body", kinds="list", level_of_committee="text")
def committee_not_above(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A meeting of a committee of a level that nothing above the cell has."""
    for step in [step for kind in rule["kinds"] for step in facts.steps(kind)]:
        chain = chain_on(facts.case, step.on)
        if chain and all(committee.level != rule["level_of_committee"] for committee in chain):
            yield Fault(step.field("body"), {"title": step.title, "body": step.record.body or "chưa ghi tên"})


@check("title number others", kinds="list")
def decision_number_repeated(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Another person's decision of the same body and year has the same number."""
    for step in [step for kind in rule["kinds"] for step in facts.steps(kind)]:
        others = facts.registers.others(step_key(step.record), facts.key) if step.record.document_number else ()
        if others:
            told = {"title": step.title, "number": step.record.document_number, "others": len(others)}
            yield Fault(step.field("document_number"), told)


@check("number body days")
def number_used_again(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A body gave one number on several days of a year."""
    own: dict[tuple[str, ...], set[str]] = {}
    for step, key in facts.numbered:
        own.setdefault(key, set()).add(_written_on(step.record))
    for step, key in facts.numbered:
        days = own[key] | facts.registers.days_of(key)
        if len(days) > 1:
            told = {"number": step.record.document_number, "body": step.record.body}
            yield Fault(step.field("document_number"), told | {"days": [day(each) for each in sorted(days)]})


@check("item item_number title number", rows="items")
def cited_number_differs(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The paper in the dossier carries another number than the recorded step."""
    for step, item in _papers_of_steps(facts, rule):
        cited, number = item.document_number, step.record.document_number
        if cited and number and not _is_same_number(cited, number):
            told = {"item": item.title or item.paper, "item_number": cited, "title": step.title, "number": number}
            yield Fault(step.field("document_number"), told)


@check("item item_on title written_on", rows="items")
def cited_day_differs(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The paper in the dossier carries another day than the recorded step."""
    for step, item in _papers_of_steps(facts, rule):
        cited, written = day(item.dated_on), day(_written_on(step.record))
        if cited and written and cited != written:
            told = {"item": item.title or item.paper, "item_on": cited, "title": step.title, "written_on": written}
            yield Fault(step.field("document_on" if step.record.document_on else "happened_on"), told)


@check("item_number number", rows="items", kind="text", papers="list")
def certificate_copy_differs(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The certificate in the dossier carries another number than those registered."""
    numbers = [row.number for row in facts.case.certificates if row.kind == rule["kind"]]
    for place, item in enumerate(facts.case.items):
        cited = item.document_number if item.paper in rule["papers"] else None
        if cited and numbers and all(number and not _is_same_number(cited, number) for number in numbers):
            told = {"number": numbers, "item_number": cited}
            yield Fault(f"items[{place}].document_number", told)


@check("number cited", paper="text", kind="text")
def introduction_number_differs(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The resolution of introduction in the dossier carries another number than the one recorded."""
    items = {item.document_number for item in facts.case.items if item.paper == rule["paper"] and item.document_number}
    for place, row in enumerate(facts.case.introductions):
        number = row.document_number if row.kind == rule["kind"] else None
        if number and items and not any(_is_same_number(number, cited) for cited in items):
            told = {"number": number, "cited": sorted(items)}
            yield Fault(f"introductions[{place}].document_number", told)


@check("title happened_on", kinds="list")
def number_missing(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A resolution or decision is recorded without its number."""
    yield from _lacking(facts, rule, "document_number")


@check("title happened_on", kinds="list")
def signer_missing(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A paper is recorded without the one who signed it."""
    yield from _lacking(facts, rule, "signer")


def _decides(committee: Record, case: Case, rule: CheckRule) -> bool:
    if is_authorised(case):
        return bool(committee.level == "grassroots")
    return bool(committee.level == rule["level_of_committee"])


def _lacking(facts: Facts, rule: CheckRule, name: str) -> Iterator[Fault]:
    for step in [step for kind in rule["kinds"] for step in facts.steps(kind)]:
        if not step.record.get(name):
            yield Fault(step.field(name), {"title": step.title, "happened_on": step.on or "chưa rõ"})


@lru_cache(maxsize=4096)
def _names_one(body: str, words: tuple[str, ...]) -> bool:
    text = body.casefold()
    return any(word.casefold() in text for word in words)


def _bodies(facts: Facts) -> Iterator[tuple[Step, Record]]:
    """Every step with the cell or committee of the case that it is by."""
    bodies = (facts.case.cell, *committees(facts.case))
    known = [body for body in bodies if body and (body.starts_on or body.ends_on)]
    for step in facts.all_steps() if known else ():
        yield from ((step, body) for body in known if step.record.body and _is_of(step.record.body, body))


def _is_of(name: str, body: Record) -> bool:
    """Whether a name is that of a body, or of its standing committee."""
    return fold(name) == fold(body.name) or fold(name).endswith(" " + fold(body.name))


# Whoever gives a paper: the list of the case, the columns of the name and of the day.
_GIVERS = (
    ("steps", "body", "happened_on"),
    ("certificates", "issued_by", "issued_on"),
    ("introductions", "organisation", "document_on"),
)


def _givers(facts: Facts, after: str) -> Iterator[tuple[str, str, date]]:
    """Whoever gave a paper after a day: the path of the name, the name, the day."""
    for rows, name, written_on in _GIVERS:
        for place, row in enumerate(getattr(facts.case, rows)):
            if row[name] and (row[written_on] or "") > after and (on := day(row[written_on])):
                yield f"{rows}[{place}].{name}", row[name], on


def _papers_of_steps(facts: Facts, rule: CheckRule) -> Iterator[tuple[Step, Record]]:
    """Papers of the dossier with the step they are the paper of, where there is one of each."""
    papers = [item.paper for item in facts.case.items]
    for item in facts.case.items:
        steps = facts.steps(rule.step_of_paper(item.paper) or "")
        if len(steps) == 1 and papers.count(item.paper) == 1:
            yield steps[0], item


def _written_on(record: Record) -> str:
    return str(record.document_on or record.happened_on or "")


def _is_same_number(one: str, two: str) -> bool:
    """Whether two writings are one number; a bare number is the same with its letters behind it."""
    first, second = bare(one), bare(two)
    if first.isdigit() or second.isdigit():
        return _digits(first) == _digits(second)
    return first == second


def _digits(number: str) -> str:
    return "".join(takewhile(str.isdigit, number))
