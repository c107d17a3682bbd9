"""Numbers given in the whole office, so that one number on two people's papers is seen."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from db.records import Case, Record
from db.text import fold

Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Registers:
    """For every number under which a paper was given (kind, giver, number, year): the uids of its people."""

    people: Mapping[Key, frozenset[str]] = field(default_factory=dict)

    def others(self, key: Key, person: str) -> frozenset[str]:
        """Who else has a paper under this number."""
        return self.people.get(key, frozenset()) - {person}


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
    for case in cases:
        keys = [certificate_key(row) for row in case.certificates if row.number]
        keys += [step_key(row) for row in case.steps if row.kind in kinds and row.document_number]
        for key in keys:
            people[key].add(str(case.person.uid))
    return Registers({key: frozenset(held) for key, held in people.items() if len(held) > 1})


def _number(number: str | None, on: str | None) -> tuple[str, str]:
    return "".join(fold(number or "").split()), (on or "")[:4]
