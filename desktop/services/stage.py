"""Keeping the stage column true: re-derived in the same action that changed what it follows from."""

from collections.abc import Callable, Iterable
from functools import cache

from db import cases
from db.records import Case, Record
from db.store import Action, Store
from desktop.domain.rules.facts import day
from desktop.domain.stages import stage_of
from desktop.services.rule_book import OfficeRules, open_rules


def refresh(store: Store, action: Action, person_ids: Iterable[int]) -> None:
    """Write the stage of each person anew where it changed, inside the open action."""
    loaded = cases.load_all(store, sorted(set(person_ids)))
    office = cache(lambda: open_rules(store))
    for person_id, case in loaded.items():
        stage = stage_of(case, _votes_of(case, office))
        if stage != case.person.stage:
            action.update("person", person_id, {"stage": stage})


def _votes_of(case: Case, office: Callable[[], OfficeRules]) -> Callable[[Record], bool]:
    """Whether a meeting of the case had too few votes for, under the rules of its day; read once votes are met."""

    def has_failed(step: Record) -> bool:
        held_on = day(step.happened_on)
        if step.votes_for is None or held_on is None:
            return False
        return office().of_dossier(case.dossier, held_on).rules.has_failed(step)

    return has_failed
