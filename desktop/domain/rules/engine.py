"""Holding a case against the rules: every fault of every check that has something to say about it."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from db.records import Case
from desktop.domain.editions import Edition
from desktop.domain.rules.facts import NOTHING_KNOWN_OF_OTHERS, Facts
from desktop.domain.rules.messages import tell
from desktop.domain.rules.model import Finding, Rules
from desktop.domain.rules.registers import Registers, collect

_STEP = re.compile(r"steps\[(\d+)\]")


def check(case: Case, rules: Rules, today: date, registers: Registers = NOTHING_KNOWN_OF_OTHERS) -> tuple[Finding, ...]:
    """The findings about one case in the order of the rules; what several rows say in the same words is said once.

    `registers` hold the numbers of the whole office; without them no repeat is looked for.
    """
    told: dict[tuple[str, str], Finding] = {}
    for finding in _findings(Facts(case, registers), rules, today):
        told.setdefault((finding.rule, finding.message), finding)
    return tuple(told.values())


def check_area(case: Case, rules: Rules, today: date, area: str) -> tuple[Finding, ...]:
    """What the checks of one area say of a case, whatever the stage: for what is still being typed."""
    facts = Facts(case, NOTHING_KNOWN_OF_OTHERS)
    return tuple(
        tell(rule, fault, facts.key)
        for rule in rules.checks
        if rule.area == area
        for fault in rule.call(facts, rule, today)
    )


def check_all(cases: Iterable[Case], rules: Rules, today: date) -> dict[str, tuple[Finding, ...]]:
    """The findings of many cases under the same rules, by the uid of the person; repeats of numbers are seen."""
    held = list(cases)
    registers = collect(held, numbered_steps(rules.edition))
    return {str(case.person.uid): check(case, rules, today, registers) for case in held}


def numbered_steps(edition: Edition) -> frozenset[str]:
    """The steps whose papers carry a number of their own for each person."""
    return frozenset(edition.content.get("path", {}).get("one_number_each", ()))


def _findings(facts: Facts, rules: Rules, today: date) -> Iterator[Finding]:
    if facts.case.dossier is None:
        return
    known_from = rules.place(facts.case.dossier.get("known_from"))
    for rule in rules.applicable(facts.stage, facts.has_ended, known_from, facts.recorded):
        for fault in rule.call(facts, rule, today):
            if not (known_from and _is_of_earlier_step(facts, rules, fault.field, known_from)):
                yield tell(rule, fault, facts.key)


def _is_of_earlier_step(facts: Facts, rules: Rules, field: str, known_from: int) -> bool:
    """Whether a field is one of a step before what is known of a dossier that was taken over."""
    found = _STEP.match(field)
    kind = facts.case.steps[int(found[1])].kind if found else None
    return kind in rules.path and rules.place(kind) < known_from
