"""Numbers given in the whole office, so that what two people's papers tell differently is seen."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from db.records import Case, Record
from desktop.domain.rules.words import fold

Key = tuple[str, str, str, str]
_Key = TypeVar("_Key")
NumberKey = tuple[str, str, str]


@dataclass(frozen=True)
class Registers:
    """For every number under which a paper was given (kind, giver, number, year): the uids of its people.

    `meetings` are those (body, day) whose resolutions count the members differently; `days` are the days of a number
    (body, number, year) that was given on several.
    """

    people: Mapping[Key, frozenset[str]] = field(default_factory=dict)
    meetings: frozenset[tuple[str, str]] = frozenset()
    days: Mapping[NumberKey, frozenset[str]] = field(default_factory=dict)

    def others(self, key: Key, person: str) -> frozenset[str]:
        """Who else has a paper under this number."""
        return self.people.get(key, frozenset()) - {person}

    def days_of(self, key: NumberKey) -> frozenset[str]:
        """The days on which a body gave a number, when there are several."""
        return self.days.get(key, frozenset())

    def disagrees(self, key: tuple[str, str]) -> bool:
        """Whether the meetings of one body on one day were recorded with different numbers of members."""
        return key in self.meetings


def meeting_key(step: Record) -> tuple[str, str]:
    """The body and the day of a meeting."""
    return fold(step.body or ""), step.happened_on or ""


def number_key(step: Record) -> NumberKey | None:
    """Under what the number of a step's paper stands among the papers of its body."""
    body, number, on = step["body"], step["document_number"], step["document_on"] or step["happened_on"]
    if not (body and number and on):
        return None
    number, year = _number(number, on)
    # A bare number does not say of which kind of paper it is: then only papers of one step are compared.
    return fold(body), f"{number} {step['kind']}" if number.isdigit() else number, year


@lru_cache(maxsize=8192)
def bare(number: str | None) -> str:
    """A number as it is compared: without blanks, capitals and leading noughts."""
    return "".join(fold(number or "").split()).lstrip("0")


def certificate_key(certificate: Record) -> Key:
    """Under what a certificate is registered."""
    return (
        str(certificate.kind),
        fold(certificate.issued_by or ""),
        *_number(certificate.number, certificate.issued_on),
    )


def step_key(step: Record) -> Key:
    """Under what the decision of a step is registered."""
    return (str(step.kind), fold(step.body or ""), *_number(step.document_number, step.document_on or step.happened_on))


def collect(cases: Iterable[Case], kinds: frozenset[str]) -> Registers:
    """The registers of the certificates and of the steps of some kinds of many cases."""
    people: dict[Key, set[str]] = defaultdict(set)
    counted: dict[tuple[str, str], set[object]] = defaultdict(set)
    days: dict[NumberKey, set[str]] = defaultdict(set)
    for case in cases:
        person = str(case.person["uid"])
        for row in case.steps:
            if number := number_key(row):
                days[number].add(row["document_on"] or row["happened_on"])
            if row["member_total"] is not None and row["body"] and row["happened_on"]:
                counted[meeting_key(row)].add((row["member_total"], row["official_total"]))
            if row["kind"] in kinds and row["document_number"]:
                people[step_key(row)].add(person)
        for row in case.certificates:
            if row["number"]:
                people[certificate_key(row)].add(person)
    differing = frozenset(key for key, totals in counted.items() if len(totals) > 1)
    return Registers(_repeated(people), differing, _repeated(days))


def _repeated(held: Mapping[_Key, set[str]]) -> dict[_Key, frozenset[str]]:
    return {key: frozenset(values) for key, values in held.items() if len(values) > 1}


def _number(number: str | None, on: str | None) -> tuple[str, str]:
    return bare(number), (on or "")[:4]
