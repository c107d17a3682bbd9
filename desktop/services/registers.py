"""What is compared between people: the numbers and meetings of the whole office, or those one person shares."""

from collections import defaultdict
from collections.abc import Iterator

from db import dossiers
from db.records import Case, Record
from db.store import Store
from desktop.domain.rules import engine
from desktop.domain.rules.registers import Registers, collect
from desktop.domain.rules.words import fold
from desktop.services.rule_book import OfficeRules

CHUNK = 500


def of_people(store: Store, office: OfficeRules, people: list[int]) -> Registers:
    """The registers of some people, or of everybody who has a dossier."""
    return collect(_light_cases(store, people), _numbered(office))


def of_case(store: Store, office: OfficeRules, case: Case) -> Registers:
    """The registers of the papers that share a number, or a body and a day, with those of one case."""
    numbers = [row.number for row in case.certificates if row.number]
    numbered = [row for row in case.steps if row.document_number]
    written = [row.document_number for row in numbered]
    years = {(row.document_on or row.happened_on or "")[:4] for row in numbered}
    met_on = [row.happened_on for row in case.steps if row.happened_on and row.member_total is not None]
    bodies, owned = {fold(row.body) for row in case.steps if row.body}, _numbered(office)
    shared = dossiers.Shared(_as_written(written), years, met_on, owned, lambda body: fold(body) in bodies)
    certificates = dossiers.certificates_numbered(store, _as_written(numbers))
    return collect(_by_person(certificates, dossiers.steps_sharing(store, shared)), owned)


def _as_written(numbers: list[str]) -> set[str]:
    """Numbers as they stand and without blanks: what other papers may have written for the same."""
    return {*numbers, *("".join(number.split()) for number in numbers)}


def _numbered(office: OfficeRules) -> frozenset[str]:
    """The steps whose papers have a number of their own under any of the editions."""
    return frozenset().union(*(engine.numbered_steps(edition) for edition in office.book.editions))


def _light_cases(store: Store, people: list[int]) -> Iterator[Case]:
    """Cases that hold nothing but what is compared, some hundred read at a time."""
    for start in range(0, len(people), CHUNK):
        yield from _by_person(*dossiers.certificates_and_steps(store, people[start : start + CHUNK]))


def _by_person(certificates: list[Record], steps: list[Record]) -> Iterator[Case]:
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
