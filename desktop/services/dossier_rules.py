"""Putting a dossier under other rules: what would change in its findings is shown before it is done."""

from dataclasses import dataclass
from datetime import date

from db import cases
from db.changes import Changes
from db.store import Store
from desktop.domain.editions import Edition
from desktop.domain.rules.model import Finding
from desktop.services.findings import review_case
from desktop.services.rule_book import open_rules


@dataclass(frozen=True)
class Difference:
    """Which findings other rules would add, and which would go."""

    edition: Edition
    added: tuple[Finding, ...]
    gone: tuple[Finding, ...]


def compare(store: Store, person_id: int, edition_id: str, today: date) -> Difference:
    """What the findings would be under another edition. Raises NotFound, BadEdition."""
    case, rules = cases.load(store, person_id), open_rules(store).book.get(edition_id)
    held, other = (review_case(store, case, today, each).findings for each in (None, rules))
    added = tuple(each for each in other if _matter(each) not in set(map(_matter, held)))
    gone = tuple(each for each in held if _matter(each) not in set(map(_matter, other)))
    return Difference(rules.edition, added, gone)


def change_edition(store: Store, dossier_id: int, edition_id: str) -> Changes:
    """Put a dossier under the rules of an edition. Raises NotFound, BadEdition."""
    edition = open_rules(store).book.get(edition_id).edition
    person = store.get("person", store.get("dossier", dossier_id).person_id)
    with store.action(f"Đổi bộ quy định của hồ sơ {person.full_name} sang {edition.title}"[:500]) as action:
        action.update("dossier", dossier_id, {"rule_edition": edition.id})
    return action.changes


def _matter(finding: Finding) -> tuple[str, str, str]:
    """What makes two findings the same: the citation names other documents under each edition."""
    return finding.level, finding.rule, finding.message
