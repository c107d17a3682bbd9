"""What is compared between people: the numbers and meetings of the whole office, or those one person shares."""

from collections import defaultdict
from collections.abc import Iterator

from db import dossiers
from db.records import Case, Record
from db.store import Store
from desktop.domain.rules import engine
from desktop.domain.rules.registers import Registers, collect
from desktop.services.rule_book import OfficeRules

CHUNK = 500


def of_office(store: Store, office: OfficeRules) -> Registers:
    """The registers of everybody who has a dossier."""
    return collect(_light_cases(store, dossiers.people_with_dossier(store)), _numbered(office))


def of_case(store: Store, office: OfficeRules, case: Case) -> Registers:
    """The registers of those who share a number or a day with one case: all that a check of this case looks up."""
    numbers = [row.number for row in case.certificates] + [row.document_number for row in case.steps]
    days = [row.happened_on for row in case.steps]
    sharing = dossiers.people_sharing(store, filter(None, numbers), filter(None, days))
    return collect(_light_cases(store, sharing), _numbered(office))


def _numbered(office: OfficeRules) -> frozenset[str]:
    """The steps whose papers have a number of their own under any of the editions."""
    return frozenset().union(*(engine.numbered_steps(rules) for rules in office.book.rules.values()))


def _light_cases(store: Store, people: list[int]) -> Iterator[Case]:
    """Cases that hold nothing but certificates and steps, some hundred read at a time."""
    for start in range(0, len(people), CHUNK):
        certificates, steps = dossiers.certificates_and_steps(store, people[start : start + CHUNK])
        held: dict[str, tuple[list[Record], list[Record]]] = defaultdict(lambda: ([], []))
        for place, rows in enumerate((certificates, steps)):
            for row in rows:
                held[row.person_uid][place].append(row)
        for uid, (own_certificates, own_steps) in held.items():
            yield _light_case(uid, own_certificates, own_steps)


def _light_case(uid: str, certificates: list[Record], steps: list[Record]) -> Case:
    nothing = dict.fromkeys(
        "dossiers family career training abroad rewards disciplines source_categories items introductions"
        " mentor_assignments enrolments memberships papers".split(),
        (),
    )
    person, own = Record(uid=uid), {"certificates": tuple(certificates), "steps": tuple(steps)}
    return Case(person=person, photo=None, office=Record(), cell=None, chain=(), dossier=None, **nothing, **own)
